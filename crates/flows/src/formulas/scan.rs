//! Finding where things end in the text of a formula, before anything is understood.
//!
//! Quotes and variables are passed over as a whole. A quote opens a text only when no letter or
//! digit stands before it and another one follows, so that `It's fine` needs no care.

use super::mixed::variable;
use crate::javascript::is_whitespace;

/// The length in bytes of what starts at `at` and must not be looked into: a text in quotes, a
/// variable, or else a single character.
fn unit(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let Some(first) = rest.chars().next() else {
        return 0;
    };
    let whole = match first {
        '"' | '\'' if !text[..at].ends_with(char::is_alphanumeric) => quoted(rest),
        '{' => variable(rest).map(|(_, length)| length),
        _ => None,
    };
    whole.unwrap_or(first.len_utf8())
}

/// The length of the text in quotes that `text` starts with, both quotes included.
pub(super) fn quoted(text: &str) -> Option<usize> {
    let mut characters = text.char_indices();
    let (_, quote) = characters.next().filter(|(_, c)| matches!(c, '"' | '\''))?;
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => _ = characters.next(),
            _ if character == quote => return Some(at + quote.len_utf8()),
            _ => {}
        }
    }
    None
}

/// Where the bracket is closed that `text` starts with.
pub(super) fn closing(text: &str, opening: char, closing: char) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < text.len() {
        let length = unit(text, at);
        let unit = &text[at..at + length];
        if unit.starts_with(opening) {
            depth += 1;
        } else if unit.starts_with(closing) {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(at);
            }
        }
        at += length;
    }
    None
}

/// Splits at separators that stand outside of parentheses, quotes, variables, and lists at the
/// start of a value. Always gives at least one value.
pub(super) fn split<'a>(text: &'a str, separators: &[char]) -> Vec<&'a str> {
    let mut values = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    let mut at = 0;
    while at < text.len() {
        let starts_list =
            text[at..].starts_with('[') && text[start..at].trim_matches(is_whitespace).is_empty();
        let list = starts_list
            .then(|| closing(&text[at..], '[', ']'))
            .flatten();
        let length = list.map_or_else(|| unit(text, at), |end| end + 1);
        match &text[at..at + length] {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            unit if depth == 0 && unit.starts_with(separators) => {
                values.push(&text[start..at]);
                start = at + length;
            }
            _ => {}
        }
        at += length;
    }
    values.push(&text[start..]);
    values
}
