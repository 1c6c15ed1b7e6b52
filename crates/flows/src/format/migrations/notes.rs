use serde_json::{Map, Value, json};

/// 13 → 14: flows got notes.
pub(super) fn apply(flow: &mut Map<String, Value>) {
    if !flow.get("notes").is_some_and(Value::is_array) {
        flow.insert("notes".to_owned(), json!([]));
    }
}
