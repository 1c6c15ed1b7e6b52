use std::fmt;

use jsonschema::Validator;
use serde_json::Value;

/// A JSON Schema that requests are checked against.
pub struct Schema(Validator);

impl Schema {
    /// # Panics
    /// When the text is no JSON Schema.
    pub fn of(text: &str) -> Schema {
        let schema: Value = serde_json::from_str(text).expect("a schema is JSON");
        Schema(jsonschema::validator_for(&schema).expect("a schema is a JSON Schema"))
    }

    /// What is wrong, each with its place.
    pub fn errors(&self, value: &Value) -> Vec<String> {
        let errors = self.0.iter_errors(value);
        errors
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect()
    }
}

impl fmt::Debug for Schema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Schema(…)")
    }
}
