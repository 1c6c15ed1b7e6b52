use std::fmt;

use serde::de::{self, Expected, Unexpected};

/// A part of a request that has the wrong shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ShapeError {
    /// Names and indexes from the inside out.
    path: Vec<String>,
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl ShapeError {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        ShapeError {
            path: Vec::new(),
            code,
            message: message.into(),
        }
    }

    /// A value of another type than the one that was asked for.
    pub(super) fn wrong_type(wanted: &str) -> Self {
        ShapeError::new("type", format!("must be {wanted}"))
    }

    /// The same error, one level further out.
    pub(crate) fn within(mut self, name: impl Into<String>) -> Self {
        self.path.push(name.into());
        self
    }

    /// Where: a JSON pointer (RFC 6901) into the document.
    pub(crate) fn pointer(&self) -> String {
        let mut pointer = String::new();
        for name in self.path.iter().rev() {
            pointer.push('/');
            pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
        }
        pointer
    }
}

impl fmt::Display for ShapeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.pointer(), self.message)
    }
}

impl std::error::Error for ShapeError {}

impl de::Error for ShapeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        ShapeError::new("invalid", message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        ShapeError::new("type", format!("must be {expected}, not {found}"))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        ShapeError::new("invalid", format!("must be {expected}, not {found}"))
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        let message = format!("must be one of {}", expected.join(", "));
        ShapeError::new("unknown_value", message)
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let message = match expected {
            [] => "is not known here".to_owned(),
            known => format!("is not known here; known are {}", known.join(", ")),
        };
        ShapeError::new("unknown_field", message).within(field)
    }

    fn missing_field(field: &'static str) -> Self {
        ShapeError::new("required", "must not be missing").within(field)
    }

    fn duplicate_field(field: &'static str) -> Self {
        ShapeError::new("duplicate_field", "must stand here only once").within(field)
    }
}
