//! What a piece of JavaScript refers to, found in its text: it need not be parsed for that, and what
//! is written in a roundabout way is only understood less exactly.

use crate::expressions::Path;

/// A step's output or a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) root: String,
    pub(super) keys: Vec<String>,
}

impl Mention {
    pub(super) fn of(path: &Path) -> Self {
        Self {
            root: path.root().to_owned(),
            keys: path
                .keys()
                .iter()
                .map(|key| key.name().to_owned())
                .collect(),
        }
    }
}

/// Each word of the text with the properties that are taken of it. Words that are no steps are among
/// them.
pub(super) fn mentions(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut before = None;
    for (at, character) in text.char_indices() {
        let begins = is_word(character) && !before.is_some_and(is_word);
        before = Some(character);
        let member = text[..at].trim_end().ends_with('.');
        let spread = text[..at].trim_end().ends_with("...");
        if !begins || (member && !spread) {
            continue;
        }
        let Some((path, length)) = Path::at_the_beginning_of(&text[at..]) else {
            continue;
        };
        let mut mention = Mention::of(&path);
        // The last name is a method, and what it is called on goes with it.
        if text[at + length..].trim_start().starts_with('(') {
            mention.keys.pop();
        }
        found.push(mention);
    }
    found
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || character == '$'
}
