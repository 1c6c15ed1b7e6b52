use serde_json::Value;

use super::FormatError;
use super::fields::{Fields, invalid, put, put_all, require_text, take_text};

/// The settings of a piece's trigger or action.
#[derive(Debug, Clone, PartialEq)]
pub struct PieceSettings {
    /// The package name, such as `@activepieces/piece-slack`.
    pub piece_name: String,
    pub piece_version: String,
    /// The name of the trigger or action within the piece; absent while none is chosen.
    pub operation: Option<String>,
    /// What the person filled in; texts may hold `{{ … }}`.
    pub input: Fields,
    /// `propertySettings`, `sampleData`, `errorHandlingOptions` and what else was there.
    pub fields: Fields,
}

impl PieceSettings {
    /// `operation_key` is `triggerName` or `actionName`.
    pub(super) fn read(
        mut fields: Fields,
        operation_key: &str,
        place: &str,
    ) -> Result<Self, FormatError> {
        let input = match fields.shift_remove("input") {
            None | Some(Value::Null) => Fields::new(),
            Some(Value::Object(input)) => input,
            Some(_) => return Err(invalid(place, "settings.input", "an object")),
        };
        Ok(Self {
            piece_name: require_text(&mut fields, "pieceName", place)?,
            piece_version: require_text(&mut fields, "pieceVersion", place)?,
            operation: take_text(&mut fields, operation_key),
            input,
            fields,
        })
    }

    pub(super) fn write(&self, operation_key: &str) -> Value {
        let mut out = Fields::new();
        put(&mut out, "pieceName", Some(self.piece_name.as_str()));
        put(&mut out, "pieceVersion", Some(self.piece_version.as_str()));
        put(&mut out, operation_key, self.operation.as_deref());
        put(&mut out, "input", Some(self.input.clone()));
        put_all(&mut out, &self.fields);
        Value::Object(out)
    }
}
