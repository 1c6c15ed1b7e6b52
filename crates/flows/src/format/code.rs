use serde_json::{Value, json};

use super::FormatError;
use super::fields::{Fields, put, put_all, take_object, take_text};

/// The settings of a CODE step.
#[derive(Debug, Clone, PartialEq)]
pub struct CodeSettings {
    /// Absent when the document's `sourceCode` is not of the usual form; it is then in `fields`.
    pub source_code: Option<SourceCode>,
    pub input: Fields,
    pub fields: Fields,
}

/// A module that exports `code`, and its npm dependencies as the text of a `package.json`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceCode {
    pub code: String,
    pub package_json: String,
}

impl CodeSettings {
    pub(super) fn read(mut fields: Fields) -> Result<Self, FormatError> {
        let source_code = fields.get("sourceCode").and_then(SourceCode::read);
        if source_code.is_some() {
            fields.shift_remove("sourceCode");
        }
        Ok(Self {
            source_code,
            input: take_object(&mut fields, "input").unwrap_or_default(),
            fields,
        })
    }

    pub(super) fn write(&self) -> Value {
        let mut out = Fields::new();
        let source = self.source_code.as_ref().map(SourceCode::write);
        put(&mut out, "sourceCode", source);
        put(&mut out, "input", Some(self.input.clone()));
        put_all(&mut out, &self.fields);
        Value::Object(out)
    }
}

impl SourceCode {
    fn read(value: &Value) -> Option<Self> {
        let mut fields = value.as_object()?.clone();
        let source = Self {
            code: take_text(&mut fields, "code")?,
            package_json: take_text(&mut fields, "packageJson")?,
        };
        fields.is_empty().then_some(source)
    }

    fn write(&self) -> Value {
        json!({"code": self.code, "packageJson": self.package_json})
    }
}
