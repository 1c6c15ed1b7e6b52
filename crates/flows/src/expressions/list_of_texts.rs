use serde_json::Value;

use super::resolution::{Resolution, TokenValue};
use super::resolve_error::ResolveError;
use super::template::{Part, Token};

/// A text that has lists in it, written out line by line: line i takes item i of each list, and
/// what is not a list stands in every line. As many lines as the longest list has items.
pub(super) fn list_of_texts(
    parts: &[Part],
    resolution: &mut Resolution<'_>,
) -> Result<Value, ResolveError> {
    let mut columns = Vec::with_capacity(parts.len());
    for part in parts {
        columns.push(match part {
            Part::Literal(literal) => Column::Same(literal.to_string()),
            Part::Token(token) => Column::of(resolution, token)?,
        });
    }
    let lengths = columns.iter().filter_map(|column| match column {
        Column::Same(_) => None,
        Column::Items(items) => Some(items.len()),
    });
    let lines = 0..lengths.max().unwrap_or(0);
    let line = |position: usize| columns.iter().map(|column| column.at(position)).collect();
    Ok(lines
        .map(|position| Value::String(line(position)))
        .collect())
}

enum Column {
    Same(String),
    Items(Vec<String>),
}

impl Column {
    fn of(resolution: &mut Resolution<'_>, token: &Token) -> Result<Self, ResolveError> {
        let value = resolution.value(token)?;
        let text_of = |value: &TokenValue<'_>| resolution.text_of(token, value);
        let Some(items) = value.items() else {
            return text_of(&value).map(Self::Same);
        };
        let texts = items
            .iter()
            .map(|item| text_of(&TokenValue::borrowed(item)));
        texts.collect::<Result<_, _>>().map(Self::Items)
    }

    fn at(&self, position: usize) -> &str {
        match self {
            Self::Same(text) => text,
            Self::Items(items) => items.get(position).map_or("", String::as_str),
        }
    }
}
