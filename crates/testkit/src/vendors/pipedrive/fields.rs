//! The fields of the account: those that every account has, and some of its own at the end.

use serde_json::{Map, Value, json};

pub const SOURCE_KEY: &str = "d4de15fc0c5d3d9ab0b7ffdbd2f4a5e2a9c590a6";
pub const NOTE_KEY: &str = "5ea115fc0c5d3d9ab0b7ffdbd2f4a5e2a9c590b7";
pub const BUDGET_KEY: &str = "91bc15fc0c5d3d9ab0b7ffdbd2f4a5e2a9c590c8";

/// More than are told at once.
const USUAL: usize = 60;

pub(super) fn all() -> Vec<Value> {
    let usual = (0..USUAL).map(|number| {
        let (key, name) = (format!("usual_{number}"), format!("Usual {number}"));
        json!({"id": number, "key": key, "name": name, "field_type": "varchar", "edit_flag": false})
    });
    let own = [
        json!({
            "id": 101, "key": SOURCE_KEY, "name": "Source", "field_type": "enum", "edit_flag": true,
            "options": [{"id": 11, "label": "Website"}, {"id": 12, "label": "Fair"}],
        }),
        json!({
            "id": 102, "key": NOTE_KEY, "name": "Note", "field_type": "varchar", "edit_flag": true,
        }),
        json!({
            "id": 103, "key": BUDGET_KEY, "name": "Budget", "field_type": "monetary",
            "edit_flag": true,
        }),
    ];
    usual.chain(own).collect()
}

/// The custom fields of a record in which nobody has entered anything.
pub(super) fn empty() -> Value {
    let keys = [SOURCE_KEY, NOTE_KEY, BUDGET_KEY];
    let keys = keys.iter().map(|key| ((*key).to_owned(), Value::Null));
    Value::Object(keys.collect::<Map<_, _>>())
}

/// What is wrong with the custom fields of a body.
pub(super) fn complaint(custom: &Value) -> Option<String> {
    let custom = custom.as_object()?;
    custom.iter().find_map(|(key, value)| {
        let is_fine = match key.as_str() {
            SOURCE_KEY => value == 11 || value == 12,
            NOTE_KEY => value.is_string(),
            BUDGET_KEY => value["value"].is_number(),
            _ => false,
        };
        (!is_fine).then(|| format!("Validation failed: custom_fields.{key} is not valid"))
    })
}
