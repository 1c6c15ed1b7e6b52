//! The fields of a record in another system, as the steps that write records give them.

use serde_json::{Map, Value};

/// The fields that have a value. What came out blank is left out, so that a step never erases what
/// the other system knows: null, blank text, and lists and objects without a member.
pub(super) fn filled(fields: &Map<String, Value>) -> Map<String, Value> {
    let filled = fields.iter().filter(|(_, value)| !is_blank(value));
    filled
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

pub(super) fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.iter().all(is_blank),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// The text of an input, trimmed; none when it is blank.
pub(super) fn text(input: &Map<String, Value>, name: &str) -> Option<String> {
    match input.get(name)? {
        Value::String(text) => {
            let text = text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        }
        number @ Value::Number(_) => Some(number.to_string()),
        _ => None,
    }
}

/// The texts of a list, or of a text that stands for a list of one; blank ones are left out.
pub(super) fn texts(input: &Map<String, Value>, name: &str) -> Vec<String> {
    let text = |item: &Value| match item {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    };
    let texts: Vec<String> = match input.get(name) {
        Some(Value::Array(items)) => items.iter().map(text).collect(),
        Some(item) => vec![text(item)],
        None => Vec::new(),
    };
    texts.into_iter().filter(|it| !it.is_empty()).collect()
}

/// An e-mail address as records are found by it: small letters, no blanks around it.
pub(super) fn email_key(text: &str) -> String {
    text.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_blank_is_left_out_and_what_says_something_stays() {
        let fields = json!({
            "phone": "", "company": "  ", "city": null, "tags": [], "more": {}, "none": ["", null],
            "zero": 0, "no": false, "name": " Jane ", "list": ["a", ""],
        });
        let Value::Object(fields) = fields else {
            unreachable!("it is an object");
        };
        let kept = Value::Object(filled(&fields));
        let expected = json!({"zero": 0, "no": false, "name": " Jane ", "list": ["a", ""]});
        assert_eq!(kept, expected);
    }
}
