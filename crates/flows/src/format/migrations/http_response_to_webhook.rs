use serde_json::{Map, Value, json};

use super::walk::{for_each_step, settings_of, text_of};

/// 5 → 6: the HTTP piece's "return response" moved to the webhook piece.
pub(super) fn apply(flow: &mut Map<String, Value>) {
    for_each_step(flow, &mut |step| {
        if text_of(step, "type") != Some("PIECE") {
            return;
        }
        if let Some(settings) = settings_of(step)
            && text_of(settings, "pieceName") == Some("@activepieces/piece-http")
            && text_of(settings, "actionName") == Some("return_response")
        {
            to_webhook_response(settings);
        }
    });
}

fn to_webhook_response(settings: &mut Map<String, Value>) {
    let body_is_wrapped = text_of(settings, "pieceVersion").is_some_and(is_at_least_0_5_0);
    let mut input = match settings.shift_remove("input") {
        Some(Value::Object(input)) => input,
        _ => Map::new(),
    };
    let mut fields = Map::new();
    for key in ["status", "headers"] {
        if let Some(value) = input.shift_remove(key) {
            fields.insert(key.to_owned(), value);
        }
    }
    let body = match input.shift_remove("body") {
        Some(Value::Object(mut body)) if body_is_wrapped => body.shift_remove("data"),
        Some(body @ (Value::Object(_) | Value::Array(_))) if !body_is_wrapped => Some(body),
        _ => None,
    };
    if let Some(body) = body {
        fields.insert("body".to_owned(), body);
    }
    let response_type = match input.shift_remove("body_type") {
        Some(Value::String(body_type)) if !body_type.is_empty() => body_type,
        _ => "json".to_owned(),
    };
    settings.insert("pieceName".to_owned(), json!("@activepieces/piece-webhook"));
    settings.insert("pieceVersion".to_owned(), json!("0.1.20"));
    settings.insert(
        "input".to_owned(),
        json!({"respond": "stop", "responseType": response_type, "fields": fields}),
    );
}

fn is_at_least_0_5_0(version: &str) -> bool {
    let mut parts = version
        .trim_start_matches(['~', '^'])
        .split('.')
        .map(|part| part.parse::<u32>().unwrap_or(0));
    let mut part = || parts.next().unwrap_or(0);
    (part(), part(), part()) >= (0, 5, 0)
}
