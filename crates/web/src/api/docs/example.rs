use serde_json::{Map, Value, json};

use super::specification::{Specification, fields, list, reference, text};

/// Deeper than any document that is described here.
const DEEPEST: usize = 8;

/// A document that fits a schema, made of the examples that stand in it.
pub(super) fn example(specification: &Specification, schema: &Value) -> Value {
    at_depth(specification, schema, 0)
}

fn at_depth(specification: &Specification, schema: &Value, depth: usize) -> Value {
    if let Some(written) = written(schema) {
        return written.clone();
    }
    if depth > DEEPEST {
        return Value::Null;
    }
    if reference(schema).is_some() {
        return at_depth(specification, specification.resolve(schema), depth + 1);
    }
    if let Some(parts) = schema.get("allOf") {
        return merged(specification, list(parts), depth);
    }
    let choices = schema.get("oneOf").or_else(|| schema.get("anyOf"));
    if let Some(choices) = choices {
        let first = list(choices).iter().find(|choice| choice["type"] != "null");
        return first.map_or(Value::Null, |first| {
            at_depth(specification, first, depth + 1)
        });
    }
    match kind(schema) {
        "object" => {
            let properties = fields(&schema["properties"]);
            let example = properties.map(|(name, property)| {
                let value = at_depth(specification, property, depth + 1);
                (name.to_owned(), value)
            });
            Value::Object(example.collect())
        }
        "array" => match schema.get("items") {
            Some(items) => json!([at_depth(specification, items, depth + 1)]),
            None => json!([]),
        },
        "string" => json!("…"),
        "integer" | "number" => json!(0),
        "boolean" => json!(false),
        _ => Value::Null,
    }
}

/// The example that somebody wrote, or the first of the possible values.
fn written(schema: &Value) -> Option<&Value> {
    let example = schema.get("example");
    let example = example.or_else(|| list(schema.get("examples")?).first());
    example.or_else(|| list(schema.get("enum")?).first())
}

fn merged(specification: &Specification, parts: &[Value], depth: usize) -> Value {
    let mut whole = Map::new();
    for part in parts {
        if let Value::Object(part) = at_depth(specification, part, depth + 1) {
            whole.extend(part);
        }
    }
    Value::Object(whole)
}

/// The type of a schema, less the possibility of null.
pub(super) fn kind(schema: &Value) -> &str {
    let alternatives = list(&schema["type"]).iter().filter_map(Value::as_str);
    let named = alternatives.into_iter().find(|kind| *kind != "null");
    named.unwrap_or_else(|| text(schema, "type"))
}
