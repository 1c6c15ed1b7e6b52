//! Where in a text the author's typing ends and what was inserted begins.
//!
//! Some markup cannot be escaped in what is inserted: `@Jane` is plain text for everybody but the
//! piece that makes a mention of it. Such a piece has its input resolved with fences around whatever
//! a placeholder inserts, and takes them out again. The fences are two of the characters that Unicode
//! keeps for a program's own use, so no text has them; in what is inserted they are left out anyway.

use serde_json::Value;

const OPEN: char = '\u{fdd0}';
const CLOSE: char = '\u{fdd1}';

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Passage {
    pub(crate) text: String,
    /// By the author of the flow; otherwise it was inserted.
    pub(crate) is_typed: bool,
}

/// What is inserted, between fences. What is empty stays so.
pub(super) fn fenced(inserted: &str) -> String {
    match inserted.is_empty() {
        true => String::new(),
        false => format!("{OPEN}{}{CLOSE}", inserted.replace([OPEN, CLOSE], "")),
    }
}

/// The parts of a text, none of them empty.
pub(crate) fn passages(text: &str) -> Vec<Passage> {
    let mut passages = Vec::new();
    for outside in text.split_inclusive(CLOSE) {
        let (typed, inserted) = outside.split_once(OPEN).unwrap_or((outside, ""));
        for (part, is_typed) in [(typed, true), (inserted, false)] {
            let text = part.replace([OPEN, CLOSE], "");
            if !text.is_empty() {
                passages.push(Passage { text, is_typed });
            }
        }
    }
    passages
}

/// The value without any fences: what may be kept and shown.
pub(crate) fn without_fences(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace([OPEN, CLOSE], "")),
        Value::Array(items) => items.into_iter().map(without_fences).collect(),
        Value::Object(members) => members
            .into_iter()
            .map(|(key, member)| (key.replace([OPEN, CLOSE], ""), without_fences(member)))
            .collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_was_typed_and_what_was_inserted_are_told_apart() {
        let inserted = fenced("\u{fdd1}@All\u{fdd0}");
        let text = format!("Hi {inserted}, {}{inserted}@Jane", fenced(""));
        let parts: Vec<(String, bool)> = passages(&text)
            .into_iter()
            .map(|it| (it.text, it.is_typed))
            .collect();
        let expected = [
            ("Hi ", true),
            ("@All", false),
            (", ", true),
            ("@All", false),
            ("@Jane", true),
        ];
        assert_eq!(parts, expected.map(|(text, by)| (text.to_owned(), by)));
        assert_eq!(passages(""), []);
        let value = json!([text, {(inserted.clone()): 5}]);
        assert_eq!(
            without_fences(value),
            json!(["Hi @All, @All@Jane", {"@All": 5}])
        );
    }
}
