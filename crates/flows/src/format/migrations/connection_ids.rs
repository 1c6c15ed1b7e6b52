use serde_json::{Map, Value};

use super::walk::{for_each_step, settings_of};

/// 1 → 2: `connectionIds` lists the connections that the steps' `auth` inputs name.
pub(super) fn apply(flow: &mut Map<String, Value>) {
    let mut ids: Vec<Value> = Vec::new();
    for_each_step(flow, &mut |step| {
        let auth = settings_of(step).and_then(|it| it.get("input")?.get("auth")?.as_str());
        if let Some(id) = auth.and_then(connection_id).map(Value::from)
            && !ids.contains(&id)
        {
            ids.push(id);
        }
    });
    flow.insert("connectionIds".to_owned(), Value::Array(ids));
}

/// The id in `{{connections['id']}}` or `{{connections.id}}`.
fn connection_id(auth: &str) -> Option<&str> {
    let reference = auth.strip_prefix("{{connections")?.strip_suffix("}}")?;
    let id = match reference.strip_prefix('.') {
        Some(id) => id,
        None => reference.strip_prefix("['")?.strip_suffix("']")?,
    };
    (!id.is_empty()).then_some(id)
}
