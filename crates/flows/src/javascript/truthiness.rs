use serde_json::Value;

/// `Boolean(value)`: null, false, 0 and "" are not true; the texts "false" and "0", empty lists and
/// empty objects are.
pub(crate) fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(is_true) => *is_true,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_are_true_as_in_javascript() {
        for value in [
            json!(true),
            json!(1),
            json!(-0.5),
            json!("false"),
            json!(" "),
            json!([]),
            json!({}),
        ] {
            assert!(is_truthy(&value), "{value}");
        }
        for value in [json!(false), json!(0), json!(-0.0), json!(""), Value::Null] {
            assert!(!is_truthy(&value), "{value}");
        }
    }
}
