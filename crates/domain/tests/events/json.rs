//! Looking into JSON, and damaging it in one place.

use serde_json::Value;

/// The JSON pointer of each value below this one, in the order in which they are written.
pub(crate) fn pointers(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect(value, "", &mut found);
    found
}

fn collect(value: &Value, at: &str, found: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(k, v)| (k.clone(), v)).collect(),
        Value::Array(items) => {
            let indexed = items.iter().enumerate();
            indexed.map(|(index, v)| (index.to_string(), v)).collect()
        }
        _ => Vec::new(),
    };
    for (key, child) in children {
        let pointer = format!("{at}/{key}");
        found.push(pointer.clone());
        collect(child, &pointer, found);
    }
}

/// The value with another one in that place.
pub(crate) fn with(value: &Value, pointer: &str, other: Value) -> Value {
    let mut copy = value.clone();
    *copy.pointer_mut(pointer).unwrap() = other;
    copy
}

/// The value without that member.
pub(crate) fn without(value: &Value, pointer: &str) -> Value {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let mut copy = value.clone();
    let parent = copy.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    parent.shift_remove(key).unwrap();
    copy
}

/// The value with a member more in that object.
pub(crate) fn with_more(value: &Value, object: &str, key: &str, more: Value) -> Value {
    let mut copy = value.clone();
    let object = copy.pointer_mut(object).unwrap().as_object_mut().unwrap();
    object.insert(key.to_owned(), more);
    copy
}
