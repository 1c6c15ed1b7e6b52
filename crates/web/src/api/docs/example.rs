use serde_json::{Map, Value, json};

use super::specification::{Specification, fields, list, reference, text};

/// Deeper than any document that is described here.
const DEEPEST: usize = 8;

/// A document that fits a schema, made of the examples that stand in it.
pub(super) fn example(specification: &Specification, schema: &Value) -> Value {
    Examples {
        specification,
        sparing: false,
    }
    .of(schema, 0)
}

/// The same, less what can be left out and has no example of its own.
pub(super) fn example_request(specification: &Specification, schema: &Value) -> Value {
    Examples {
        specification,
        sparing: true,
    }
    .of(schema, 0)
}

struct Examples<'a> {
    specification: &'a Specification,
    sparing: bool,
}

impl Examples<'_> {
    fn of(&self, schema: &Value, depth: usize) -> Value {
        if let Some(written) = written(schema) {
            return written.clone();
        }
        if depth > DEEPEST {
            return Value::Null;
        }
        if reference(schema).is_some() {
            return self.of(self.specification.resolve(schema), depth + 1);
        }
        if let Some(parts) = schema.get("allOf") {
            return self.merged(list(parts), depth);
        }
        let choices = schema.get("oneOf").or_else(|| schema.get("anyOf"));
        if let Some(choices) = choices {
            let first = list(choices).iter().find(|choice| choice["type"] != "null");
            return first.map_or(Value::Null, |first| self.of(first, depth + 1));
        }
        match kind(schema) {
            "object" => self.object(schema, depth),
            "array" => match schema.get("items") {
                Some(items) => json!([self.of(items, depth + 1)]),
                None => json!([]),
            },
            "string" => json!("…"),
            "integer" | "number" => json!(0),
            "boolean" => json!(false),
            _ => Value::Null,
        }
    }

    fn object(&self, schema: &Value, depth: usize) -> Value {
        let required = list(&schema["required"]);
        let shown = fields(&schema["properties"]).filter(|(name, property)| {
            let needed = required.iter().any(|one| one == name);
            !self.sparing || needed || self.says_something(property)
        });
        let example = shown.map(|(name, property)| {
            let value = self.of(property, depth + 1);
            (name.to_owned(), value)
        });
        Value::Object(example.collect())
    }

    /// Whether somebody wrote an example of it, or of something in it.
    fn says_something(&self, schema: &Value) -> bool {
        let properties = &self.specification.resolve(schema)["properties"];
        written(schema).is_some() || fields(properties).any(|(_, inner)| written(inner).is_some())
    }

    fn merged(&self, parts: &[Value], depth: usize) -> Value {
        let mut whole = Map::new();
        for part in parts {
            if let Value::Object(part) = self.of(part, depth + 1) {
                whole.extend(part);
            }
        }
        Value::Object(whole)
    }
}

/// The example that somebody wrote, or the first of the possible values.
fn written(schema: &Value) -> Option<&Value> {
    let example = schema.get("example");
    let example = example.or_else(|| list(schema.get("examples")?).first());
    example.or_else(|| list(schema.get("enum")?).first())
}

/// The type of a schema, less the possibility of null.
pub(super) fn kind(schema: &Value) -> &str {
    let alternatives = list(&schema["type"]).iter().filter_map(Value::as_str);
    let named = alternatives.into_iter().find(|kind| *kind != "null");
    named.unwrap_or_else(|| text(schema, "type"))
}
