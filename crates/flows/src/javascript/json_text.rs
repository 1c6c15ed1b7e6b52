use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::number::push_number;

/// Appends a value as it stands inside a text: a text as it is, anything else as compact JSON.
pub(crate) fn push_text(out: &mut String, value: &Value) {
    match value {
        Value::String(text) => out.push_str(text),
        other => push_json(out, other),
    }
}

/// Appends what `JSON.stringify` gives.
fn push_json(out: &mut String, value: &Value) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => push_number(out, number),
        Value::String(text) => push_quoted(out, text),
        Value::Array(items) => {
            out.push('[');
            for (position, item) in items.iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                push_json(out, item);
            }
            out.push(']');
        }
        Value::Object(members) => push_object(out, members),
    }
}

fn push_object(out: &mut String, members: &Map<String, Value>) {
    // JavaScript objects list whole-number keys first, in ascending order.
    let mut indexed: Vec<(u32, &String, &Value)> = members
        .iter()
        .filter_map(|(key, value)| Some((array_index(key)?, key, value)))
        .collect();
    indexed.sort_by_key(|(index, ..)| *index);
    let named = members.iter().filter(|(key, _)| array_index(key).is_none());

    out.push('{');
    let ordered = indexed
        .into_iter()
        .map(|(_, key, value)| (key, value))
        .chain(named);
    for (position, (key, value)) in ordered.enumerate() {
        if position > 0 {
            out.push(',');
        }
        push_quoted(out, key);
        out.push(':');
        push_json(out, value);
    }
    out.push('}');
}

/// The number a key stands for when it is a canonical array index (`"0"`, `"17"`, not `"01"`).
fn array_index(key: &str) -> Option<u32> {
    let canonical = key == "0"
        || (key.starts_with(|c: char| matches!(c, '1'..='9'))
            && key.bytes().all(|b| b.is_ascii_digit()));
    if !canonical {
        return None;
    }
    key.parse().ok().filter(|index| *index != u32::MAX)
}

fn push_quoted(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            control if control < ' ' => _ = write!(out, "\\u{:04x}", control as u32),
            other => out.push(other),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn prints_values_as_json_stringify_does() {
        let table = [
            (
                json!("as it is, \"quotes\" too"),
                "as it is, \"quotes\" too",
            ),
            (json!(false), "false"),
            (json!(null), "null"),
            (json!([10, 20.0, "x"]), r#"[10,20,"x"]"#),
            (
                json!({"b": 1, "a": [null, true]}),
                r#"{"b":1,"a":[null,true]}"#,
            ),
            (
                json!({"b": 1, "10": 2, "9": 3, "01": 4}),
                r#"{"9":3,"10":2,"b":1,"01":4}"#,
            ),
            (json!(["é\u{2028}\u{7f}"]), "[\"é\u{2028}\u{7f}\"]"),
            (
                json!(["\u{1}\u{1f}\u{8}\u{c}\n\r\t\\\""]),
                r#"["\u0001\u001f\b\f\n\r\t\\\""]"#,
            ),
            (json!({}), "{}"),
            (json!([]), "[]"),
        ];
        for (value, expected) in table {
            let mut out = String::new();
            push_text(&mut out, &value);
            assert_eq!(out, expected);
        }
    }
}
