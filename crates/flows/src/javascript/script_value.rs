use serde_json::{Number, Value};

use super::push_text;

/// The result of a script, as far as JSON has a place for it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ScriptValue {
    /// null, undefined, a function, a symbol, or an error.
    Nothing,
    Bool(bool),
    Number(f64),
    Text(String),
    /// Its digits.
    BigInt(String),
    /// A list, an object or a date, as JSON.stringify writes it and as JSON.
    Json(String, Value),
}

/// There is no JSON for a BigInt, so a text cannot hold one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct IsBigInt;

impl ScriptValue {
    /// The value with its type. Without a number of its own, what is not finite becomes null, and a
    /// BigInt the text of its digits.
    pub(crate) fn into_value(self) -> Value {
        match self {
            Self::Nothing => Value::from(""),
            Self::Bool(value) => Value::Bool(value),
            Self::Number(number) => json_number(number).map_or(Value::Null, Value::Number),
            Self::Text(text) | Self::BigInt(text) => Value::String(text),
            Self::Json(_, Value::Null) => Value::from(""),
            Self::Json(_, value) => value,
        }
    }

    /// Appends the value as it stands inside a text.
    pub(crate) fn push_to(&self, out: &mut String) -> Result<(), IsBigInt> {
        match self {
            Self::Nothing => {}
            Self::Bool(value) => push_text(out, &Value::Bool(*value)),
            Self::Number(number) => match json_number(*number) {
                Some(number) => push_text(out, &Value::Number(number)),
                None => out.push_str("null"),
            },
            Self::Text(text) | Self::Json(text, _) => out.push_str(text),
            Self::BigInt(_) => return Err(IsBigInt),
        }
        Ok(())
    }
}

/// A whole number stays whole: 5, not 5.0.
fn json_number(number: f64) -> Option<Number> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() <= EXACT {
        return Some(Number::from(number as i64));
    }
    Number::from_f64(number)
}
