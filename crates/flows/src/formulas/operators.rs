//! The operators of expr-eval, with JavaScript's rules for what they do to values.

use std::cmp::Ordering;

use serde_json::Value as Json;

use super::value::Value;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Binary {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
    Join,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    And,
    Or,
}

/// How strongly an operator binds, from weak to strong.
pub(super) mod strength {
    pub(in super::super) const CONDITIONAL: u8 = 1;
    pub(in super::super) const OR: u8 = 2;
    pub(in super::super) const AND: u8 = 3;
    pub(in super::super) const COMPARISON: u8 = 4;
    pub(in super::super) const SUM: u8 = 5;
    pub(in super::super) const PRODUCT: u8 = 6;
    pub(in super::super) const PREFIX: u8 = 7;
    pub(in super::super) const POWER: u8 = 8;
}

/// Longer symbols stand before their own beginnings.
const SYMBOLS: [(&str, Binary, u8); 17] = [
    ("||", Binary::Join, strength::SUM),
    ("==", Binary::Equal, strength::COMPARISON),
    ("!=", Binary::NotEqual, strength::COMPARISON),
    ("<=", Binary::LessOrEqual, strength::COMPARISON),
    (">=", Binary::GreaterOrEqual, strength::COMPARISON),
    ("<", Binary::Less, strength::COMPARISON),
    (">", Binary::Greater, strength::COMPARISON),
    ("+", Binary::Add, strength::SUM),
    ("-", Binary::Subtract, strength::SUM),
    ("*", Binary::Multiply, strength::PRODUCT),
    ("•", Binary::Multiply, strength::PRODUCT),
    ("/", Binary::Divide, strength::PRODUCT),
    ("%", Binary::Remainder, strength::PRODUCT),
    ("^", Binary::Power, strength::POWER),
    ("and", Binary::And, strength::AND),
    ("or", Binary::Or, strength::OR),
    ("in", Binary::In, strength::COMPARISON),
];

/// The operator that a text starts with: its length, itself, its strength.
pub(super) fn at_start(text: &str) -> Option<(usize, Binary, u8)> {
    let (symbol, operator, strength) = SYMBOLS.iter().find(|(symbol, ..)| {
        let is_word = symbol.starts_with(char::is_alphabetic);
        text.strip_prefix(symbol).is_some_and(|rest| {
            !is_word || !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        })
    })?;
    Some((symbol.len(), *operator, *strength))
}

/// What an operator gives; `and` and `or` as for two values that are already there.
pub(super) fn apply(operator: Binary, left: &Value, right: &Value) -> Value {
    let (a, b) = (left.to_number(), right.to_number());
    match operator {
        Binary::Add => Value::Number(a + b),
        Binary::Subtract => Value::Number(a - b),
        Binary::Multiply => Value::Number(a * b),
        Binary::Divide => Value::Number(a / b),
        Binary::Remainder => Value::Number(a % b),
        Binary::Power => Value::Number(power(a, b)),
        Binary::Join => join(left, right),
        Binary::Equal => Value::Bool(strictly_equal(left, right)),
        Binary::NotEqual => Value::Bool(!strictly_equal(left, right)),
        Binary::Less => Value::Bool(compare(left, right) == Some(Ordering::Less)),
        Binary::Greater => Value::Bool(compare(left, right) == Some(Ordering::Greater)),
        Binary::LessOrEqual => Value::Bool(compare(left, right).is_some_and(Ordering::is_le)),
        Binary::GreaterOrEqual => Value::Bool(compare(left, right).is_some_and(Ordering::is_ge)),
        Binary::In => Value::Bool(contains(right, left)),
        Binary::And => Value::Bool(left.is_truthy() && right.is_truthy()),
        Binary::Or => Value::Bool(left.is_truthy() || right.is_truthy()),
    }
}

/// JavaScript's power: unlike elsewhere, 1 to the power of NaN or of infinity is NaN.
pub(super) fn power(base: f64, exponent: f64) -> f64 {
    if exponent.is_nan() || (base.abs() == 1.0 && exponent.is_infinite()) {
        return f64::NAN;
    }
    base.powf(exponent)
}

fn join(left: &Value, right: &Value) -> Value {
    match (left, right) {
        (Value::List(first), Value::List(second)) => {
            Value::List(first.iter().chain(second).cloned().collect())
        }
        _ => Value::Text(left.to_text() + &right.to_text()),
    }
}

fn contains(list: &Value, wanted: &Value) -> bool {
    let Value::List(items) = list else {
        return false;
    };
    items
        .iter()
        .any(|item| strictly_equal(&Value::from_json(item.clone()), wanted))
}

/// `===`: the type counts. Lists and objects are never the same one.
pub(super) fn strictly_equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::List(_) | Value::Object(_), _) => false,
        _ => left == right,
    }
}

/// `==`: a text that reads as a number equals the number.
pub(super) fn loosely_equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Nothing, Value::Nothing) => true,
        (Value::Nothing, _) | (_, Value::Nothing) => false,
        (Value::List(_) | Value::Object(_), Value::List(_) | Value::Object(_)) => false,
        (
            Value::Text(_) | Value::List(_) | Value::Object(_),
            Value::Text(_) | Value::List(_) | Value::Object(_),
        ) => left.to_text() == right.to_text(),
        _ => left.to_number() == right.to_number(),
    }
}

/// The order of JavaScript's `<`: texts by their characters, everything else as numbers.
fn compare(left: &Value, right: &Value) -> Option<Ordering> {
    let is_text =
        |value: &Value| matches!(value, Value::Text(_) | Value::List(_) | Value::Object(_));
    if is_text(left) && is_text(right) {
        return Some(compare_texts(&left.to_text(), &right.to_text()));
    }
    left.to_number().partial_cmp(&right.to_number())
}

/// By UTF-16 units, as JavaScript compares texts.
pub(super) fn compare_texts(left: &str, right: &str) -> Ordering {
    left.encode_utf16().cmp(right.encode_utf16())
}

/// Whether a list's item equals a value, as `==` does.
pub(super) fn item_equals(item: &Json, value: &Value) -> bool {
    loosely_equal(&Value::from_json(item.clone()), value)
}
