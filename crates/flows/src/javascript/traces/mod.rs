//! Which expressions leave an engine as they found it.
//!
//! One run's expressions share an engine, and an expression that changes an output (`list.sort()`)
//! or a built-in object would change what the ones after it see. This is decided by the text alone,
//! and on the safe side: an expression may use only signs, words and calls that are known to change
//! nothing. It need not be parsed for that, which also means that nesting cannot exhaust the stack.
//!
//! Why that is enough: without assignments, only a call can change something. Function values come
//! from arrow functions, whose bodies obey the same rules, or from the built-in objects. A built-in
//! function is reached by its name only (a computed member must be a literal), and each of those
//! names must be called at once and be on the list of pure ones. Outputs hold no functions.

mod names;
mod tokens;

use names::{is_built_in, is_pure_function, is_pure_method, is_reserved};
pub(crate) use tokens::quoted_length;
use tokens::{Token, tokens};

use Token::{Number, Sign, Text, Word};

/// Whether an expression surely changes nothing that another one could see.
pub(super) fn leaves_no_trace(text: &str) -> bool {
    let Some(tokens) = tokens(text) else {
        return false;
    };
    (0..tokens.len()).all(|position| Place::new(&tokens, position).is_harmless())
}

/// A token among its neighbours.
struct Place<'t> {
    tokens: &'t [Token<'t>],
    position: usize,
}

impl<'t> Place<'t> {
    fn new(tokens: &'t [Token<'t>], position: usize) -> Self {
        Self { tokens, position }
    }

    fn before(&self, distance: usize) -> Option<Token<'t>> {
        let position = self.position.checked_sub(distance)?;
        self.tokens.get(position).copied()
    }

    fn after(&self, distance: usize) -> Option<Token<'t>> {
        self.tokens.get(self.position + distance).copied()
    }

    fn is_harmless(&self) -> bool {
        match self.tokens[self.position] {
            Word(word) if self.is_member() => self.is_harmless_name(word),
            Word(word) if is_reserved(word) => self.is_harmless_reserved_word(word),
            // A key, a parameter, a step.
            Word(word) => !is_built_in(word),
            // A key of an object or a pattern.
            Text(text) if self.after(1) == Some(Sign(":")) => is_plain_key(text),
            Sign("(") => self.is_harmless_call(),
            Sign("[") => self.is_harmless_bracket(),
            // A computed key.
            Sign("]") => self.after(1) != Some(Sign(":")),
            // A body of statements.
            Sign("{") => !matches!(self.before(1), Some(Sign("=>" | ")"))),
            _ => true,
        }
    }

    fn is_member(&self) -> bool {
        matches!(self.before(1), Some(Sign("." | "?.")))
    }

    fn is_harmless_name(&self, name: &str) -> bool {
        !is_built_in(name) || (is_pure_method(name) && self.after(1) == Some(Sign("(")))
    }

    fn is_harmless_reserved_word(&self, word: &str) -> bool {
        let is_made = self.before(1) == Some(Word("new"));
        match word {
            "true" | "false" | "null" | "undefined" | "NaN" | "Infinity" => true,
            "typeof" | "void" | "in" | "instanceof" => true,
            "new" => matches!(self.after(1), Some(Word("Date" | "Set" | "Map" | "Intl"))),
            "Date" | "Set" | "Map" if is_made => self.after(1) == Some(Sign("(")),
            // What `Intl` has writes texts and keeps nothing.
            "Math" | "JSON" | "Object" | "Number" | "Array" | "String" | "Date" | "Intl"
                if self.after(1) == Some(Sign(".")) =>
            {
                true
            }
            // As in `list.filter(Boolean)`, and not a parameter of that name.
            "Boolean" | "Number" | "String"
                if self.before(1) == Some(Sign("("))
                    && self.after(1) == Some(Sign(")"))
                    && self.after(2) != Some(Sign("=>")) =>
            {
                true
            }
            word => is_pure_function(word) && !is_made && self.after(1) == Some(Sign("(")),
        }
    }

    /// An opening parenthesis groups, or calls what stands before it.
    fn is_harmless_call(&self) -> bool {
        match self.before(1) {
            // Names are looked at where they stand; a bare one must be a known function.
            Some(Word(word)) => {
                matches!(self.before(2), Some(Sign("." | "?."))) || is_reserved(word)
            }
            Some(Sign("]" | "}" | "?.")) => false,
            Some(Sign(_)) | None => true,
            Some(_) => false,
        }
    }

    /// An opening bracket makes a list, or takes a member of what stands before it.
    fn is_harmless_bracket(&self) -> bool {
        let takes_member = match self.before(1) {
            Some(Sign("?.")) => true,
            Some(before) => before.ends_value(),
            None => false,
        };
        let key_is_plain = match self.after(1) {
            Some(Number) => true,
            Some(Text(text)) => is_plain_key(text),
            _ => false,
        };
        !takes_member || (key_is_plain && self.after(2) == Some(Sign("]")))
    }
}

fn is_plain_key(text: &str) -> bool {
    !text.contains('\\') && !is_built_in(text)
}

#[cfg(test)]
mod tests;
