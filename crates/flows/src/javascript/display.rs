use serde_json::Value;

use super::number::push_number;

/// `String(value)`: lists as their items with commas between them, objects as `[object Object]`.
pub(crate) fn display(value: &Value) -> String {
    let mut out = String::new();
    push_display(&mut out, value);
    out
}

fn push_display(out: &mut String, value: &Value) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(is_true) => out.push_str(if *is_true { "true" } else { "false" }),
        Value::Number(number) => push_number(out, number),
        Value::String(text) => out.push_str(text),
        Value::Array(items) => {
            for (position, item) in items.iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                if !item.is_null() {
                    push_display(out, item);
                }
            }
        }
        Value::Object(_) => out.push_str("[object Object]"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_become_text_as_in_javascript() {
        let table = [
            (Value::Null, "null"),
            (json!(true), "true"),
            (json!(5.0), "5"),
            (json!("a"), "a"),
            (json!([]), ""),
            (json!([1, null, [2, "b"]]), "1,,2,b"),
            (json!({"a": 1}), "[object Object]"),
        ];
        for (value, expected) in table {
            assert_eq!(display(&value), expected);
        }
    }
}
