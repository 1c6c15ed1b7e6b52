use serde_json::Value;

use super::specification::{Operation, text};

/// A line for a shell that calls the operation.
pub(super) fn curl(operation: Operation<'_>, base: &str, body: Option<&Value>) -> String {
    let streams = operation
        .responses()
        .any(|answer| answer.media_type == Some("text/event-stream"));
    let mut lines = vec![format!(
        "curl{}{} \"{base}{}\"",
        if streams { " -N" } else { "" },
        match operation.method {
            "get" => String::new(),
            method => format!(" -X {}", method.to_uppercase()),
        },
        path(operation.path)
    )];
    lines.push("-H \"Authorization: Bearer $WINFACTOR_API_KEY\"".to_owned());
    let repeatable = |parameter: &Value| text(parameter, "name") == "Idempotency-Key";
    if operation.parameters().iter().any(repeatable) {
        lines.push("-H \"Idempotency-Key: $(uuidgen)\"".to_owned());
    }
    if let Some(body) = body {
        let body = serde_json::to_string_pretty(body).unwrap_or_default();
        lines.push("-H \"Content-Type: application/json\"".to_owned());
        lines.push(format!("-d '{}'", body.replace('\'', "'\\''")));
    }
    lines.join(" \\\n  ")
}

/// `/quotes/{id}/send` as `/quotes/$ID/send`.
fn path(template: &str) -> String {
    let segments = template.split('/').map(|segment| {
        let parameter = segment
            .strip_prefix('{')
            .and_then(|name| name.strip_suffix('}'));
        match parameter {
            Some(name) => format!("${}", name.to_uppercase()),
            None => segment.to_owned(),
        }
    });
    segments.collect::<Vec<_>>().join("/")
}
