use super::error::FormulaError;
use super::evaluate::Context;
use crate::expressions::Escaping;

/// A text with `{{path}}` variables in it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mixed {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq)]
enum Part {
    Text(String),
    Variable(String),
}

impl Mixed {
    pub(super) fn parse(text: &str) -> Self {
        let mut parts = Vec::new();
        let mut plain_from = 0;
        let mut at = 0;
        while let Some(found) = text[at..].find("{{") {
            let start = at + found;
            match variable(&text[start..]) {
                Some((path, length)) => {
                    if start > plain_from {
                        parts.push(Part::Text(text[plain_from..start].to_owned()));
                    }
                    parts.push(Part::Variable(path.to_owned()));
                    at = start + length;
                    plain_from = at;
                }
                None => at = start + 1,
            }
        }
        if plain_from < text.len() {
            parts.push(Part::Text(text[plain_from..].to_owned()));
        }
        Self { parts }
    }

    /// The text without variables, when it has none.
    pub(super) fn as_plain(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [] => Some(""),
            [Part::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// Each variable as JavaScript's `String(value)`, escaped; one without a value leaves nothing.
    pub(super) fn resolve(
        &self,
        context: &mut Context<'_>,
        escaping: Escaping,
    ) -> Result<String, FormulaError> {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Text(plain) => text.push_str(plain),
                Part::Variable(path) => {
                    let value = context.variable(path)?.to_text();
                    text.push_str(&escaping.text(&value));
                }
            }
        }
        context.budget.spend(text.len())?;
        Ok(text)
    }
}

/// The path of the `{{path}}` that a text starts with, and the length of the whole variable. A path
/// is at least one character long and holds no closing brace.
pub(super) fn variable(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix("{{")?;
    let end = inner.find('}').filter(|end| *end > 0)?;
    let closed = inner[end..].starts_with("}}");
    closed.then(|| (inner[..end].trim(), "{{".len() + end + "}}".len()))
}
