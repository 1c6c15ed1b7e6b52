use std::cmp::Ordering;

use serde_json::Value;

use crate::javascript::{display, to_number};

use super::condition::Condition;

pub(super) fn holds(condition: &Condition<'_>) -> bool {
    let first = Comparable::from(condition.first);
    let second = Comparable::from(condition.second);
    match condition.operator {
        "NUMBER_IS_GREATER_THAN" => first.order(&second) == Some(Ordering::Greater),
        "NUMBER_IS_LESS_THAN" => first.order(&second) == Some(Ordering::Less),
        "NUMBER_IS_EQUAL_TO" => first.is_equal(&second),
        _ => true,
    }
}

/// A number, or the value itself when it is none.
enum Comparable<'a> {
    Number(f64),
    Text(&'a str),
    /// A list or an object. It compares as its text with anything but another one.
    Structure(String),
    Absent,
}

impl<'a> From<Option<&'a Value>> for Comparable<'a> {
    fn from(value: Option<&'a Value>) -> Self {
        let Some(value) = value else {
            return Self::Absent;
        };
        let number = to_number(value);
        match value {
            _ if !number.is_nan() => Self::Number(number),
            Value::String(text) => Self::Text(text),
            structure => Self::Structure(display(structure)),
        }
    }
}

impl Comparable<'_> {
    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Structure(text) => Some(text),
            Self::Number(_) | Self::Absent => None,
        }
    }

    /// JavaScript's `<` and `>`: numbers by size, texts by their UTF-16 units, a number and what is
    /// none not at all.
    fn order(&self, other: &Self) -> Option<Ordering> {
        if let (Self::Number(first), Self::Number(second)) = (self, other) {
            return first.partial_cmp(second);
        }
        let (first, second) = (self.text()?, other.text()?);
        Some(first.encode_utf16().cmp(second.encode_utf16()))
    }

    /// JavaScript's `==`; two lists or objects are never the same one.
    fn is_equal(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Absent, Self::Absent) => true,
            (Self::Structure(_), Self::Structure(_)) => false,
            _ => self.order(other) == Some(Ordering::Equal),
        }
    }
}
