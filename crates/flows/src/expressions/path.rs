use serde_json::Value;
use std::borrow::Cow;
use std::iter::Peekable;
use std::str::CharIndices;

use super::property::{Key, computed, stored};
use super::reserved_words;
use super::scope::Scope;

/// A plain property path: a step's name and the properties that lead to a value in its output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    root: Box<str>,
    keys: Box<[Key]>,
}

impl Path {
    /// Reads `name`, `.name`, `?.name`, `['name']`, `["name"]`, `[0]` and their optional forms, with
    /// blanks in between. Anything else is not a plain path.
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader::new(text);
        reader.skip_blanks();
        let root = reader.identifier()?;
        if reserved_words::contains(root) {
            return None;
        }
        let mut keys = Vec::new();
        loop {
            reader.skip_blanks();
            if reader.at_end() {
                return Some(Self {
                    root: root.into(),
                    keys: keys.into(),
                });
            }
            keys.push(reader.key()?);
        }
    }

    /// The longest path that the text begins with, and how long it is in bytes.
    pub(crate) fn at_the_beginning_of(text: &str) -> Option<(Self, usize)> {
        let mut reader = Reader::new(text);
        let root = reader.identifier()?;
        let (mut keys, mut length) = (Vec::new(), root.len());
        loop {
            reader.skip_blanks();
            match reader.key() {
                Some(key) => keys.push(key),
                None => break,
            }
            length = reader.position();
        }
        let path = Self {
            root: root.into(),
            keys: keys.into(),
        };
        Some((path, length))
    }

    /// The name of the step that the path starts from.
    pub fn root(&self) -> &str {
        &self.root
    }

    pub(crate) fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// The value at the path. Nothing where JavaScript has undefined, or an error because of a
    /// property of null; both are the same to a template.
    pub fn evaluate<'a>(&self, scope: &'a Scope) -> Option<Cow<'a, Value>> {
        let mut value = scope.output(&self.root)?;
        for (position, key) in self.keys.iter().enumerate() {
            match stored(value, key) {
                Some(next) => value = next,
                // A computed value has no stored properties, so the rest is computed as well.
                None => {
                    let rest = &self.keys[position + 1..];
                    let first = computed(value, key)?;
                    let last = rest
                        .iter()
                        .try_fold(first, |value, key| computed(&value, key))?;
                    return Some(Cow::Owned(last));
                }
            }
        }
        Some(Cow::Borrowed(value))
    }
}

struct Reader<'a> {
    text: &'a str,
    rest: Peekable<CharIndices<'a>>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            rest: text.char_indices().peekable(),
        }
    }

    fn at_end(&mut self) -> bool {
        self.rest.peek().is_none()
    }

    fn position(&mut self) -> usize {
        self.rest.peek().map_or(self.text.len(), |(at, _)| *at)
    }

    fn skip_blanks(&mut self) {
        // JavaScript counts the byte order mark as white space.
        while self
            .rest
            .next_if(|(_, c)| c.is_whitespace() || *c == '\u{feff}')
            .is_some()
        {}
    }

    fn take(&mut self, wanted: char) -> bool {
        self.rest.next_if(|(_, c)| *c == wanted).is_some()
    }

    fn identifier(&mut self) -> Option<&'a str> {
        let start = self.position();
        let is_start = |c: char| c.is_alphabetic() || c == '_' || c == '$';
        self.rest.next_if(|(_, c)| is_start(*c))?;
        let continues =
            |c: char| is_start(c) || c.is_numeric() || matches!(c, '\u{200c}' | '\u{200d}');
        while self.rest.next_if(|(_, c)| continues(*c)).is_some() {}
        let end = self.position();
        Some(&self.text[start..end])
    }

    /// One `.name`, `?.name`, `[…]` or `?.[…]`.
    fn key(&mut self) -> Option<Key> {
        let optional = self.take('?');
        let dotted = self.take('.');
        if optional && !dotted {
            return None;
        }
        self.skip_blanks();
        if self.take('[') {
            // `a.[0]` is no JavaScript.
            return if dotted && !optional {
                None
            } else {
                self.bracketed()
            };
        }
        if dotted {
            return self.identifier().map(Key::named);
        }
        None
    }

    fn bracketed(&mut self) -> Option<Key> {
        self.skip_blanks();
        let key = match self.rest.peek()?.1 {
            quote @ ('\'' | '"') => Key::named(&self.quoted(quote)?),
            '0'..='9' => self.index()?,
            _ => return None,
        };
        self.skip_blanks();
        self.take(']').then_some(key)
    }

    fn quoted(&mut self, quote: char) -> Option<String> {
        self.rest.next();
        let mut name = String::new();
        loop {
            match self.rest.next()?.1 {
                '\\' => match self.rest.next()?.1 {
                    escaped @ ('\'' | '"' | '\\') => name.push(escaped),
                    _ => return None,
                },
                character if character == quote => return Some(name),
                character => name.push(character),
            }
        }
    }

    fn index(&mut self) -> Option<Key> {
        let start = self.position();
        while self.rest.next_if(|(_, c)| c.is_ascii_digit()).is_some() {}
        let end = self.position();
        let digits = &self.text[start..end];
        // A leading zero means octal, and beyond 15 digits a number no longer prints as written.
        let canonical = digits == "0" || !digits.starts_with('0');
        (canonical && digits.len() <= 15).then(|| Key::named(digits))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    fn scope() -> Scope {
        let mut scope = Scope::default();
        scope.insert(
            "trigger",
            json!({
                "body": {"a": {"b": 1}, "list": [10, [20, 21]], "none": null, "it's": "q", "9": "nine"},
                "text": "häuser", "emoji": "a😀", "größe": 5, "flag": true, "": "empty",
                "constructor": "own",
            }),
        );
        scope.insert("step_1", json!("output"));
        scope
    }

    #[test]
    fn plain_paths_give_what_javascript_gives() {
        let scope = scope();
        let table = [
            ("step_1", Some(json!("output"))),
            ("trigger.body.a.b", Some(json!(1))),
            ("  trigger  .  body [ 'a' ] [\"b\"] ", Some(json!(1))),
            ("\u{feff}trigger\u{a0}.body.a\t.b", Some(json!(1))),
            ("trigger?.body?.['a']?.b", Some(json!(1))),
            ("trigger['body']['list'][0]", Some(json!(10))),
            ("trigger.body.list[1][1]", Some(json!(21))),
            ("trigger.body.list['1']['0']", Some(json!(20))),
            ("trigger.body.list.length", Some(json!(2))),
            ("trigger.body[9]", Some(json!("nine"))),
            ("trigger.body['it\\'s']", Some(json!("q"))),
            ("trigger.body[\"it's\"]", Some(json!("q"))),
            ("trigger['']", Some(json!("empty"))),
            ("trigger.größe", Some(json!(5))),
            ("trigger.text.length", Some(json!(6))),
            ("trigger.text[1]", Some(json!("ä"))),
            ("trigger.text[1].length", Some(json!(1))),
            ("trigger.emoji.length", Some(json!(3))),
            ("trigger.body.none", Some(json!(null))),
            ("trigger.body.none.deeper", None),
            ("trigger.body.none?.deeper", None),
            ("trigger.missing", None),
            ("trigger.missing.deeper", None),
            ("trigger.body.list[2]", None),
            ("trigger.body.list.missing", None),
            ("trigger.text[6]", None),
            ("trigger.text.missing", None),
            ("trigger.flag.missing", None),
            ("trigger.constructor", Some(json!("own"))),
            ("trigger.body.constructor", None),
            ("trigger.body.__proto__", None),
            ("trigger.body.__proto__.toString", None),
            ("trigger.body.hasOwnProperty", None),
            ("trigger.body.list.map", None),
            ("step_2.anything", None),
        ];
        for (text, expected) in table {
            let path = Path::parse(text).unwrap_or_else(|| panic!("{text} is a plain path"));
            let value = path.evaluate(&scope).map(Cow::into_owned);
            assert_eq!(value, expected, "{text}");
        }
    }

    #[test]
    fn everything_else_is_not_a_plain_path() {
        let table = [
            "",
            " ",
            "1",
            "'text'",
            "true",
            "null",
            "undefined",
            "this",
            "this.a",
            "Math.PI",
            "a b",
            "a.",
            "a..b",
            "a.[0]",
            "a?",
            "a?b",
            "a?.",
            "a?.5:1",
            "a.5",
            "a[",
            "a[]",
            "a[0",
            "a['x]",
            "a[x]",
            "a[b.c]",
            "a[-1]",
            "a[01]",
            "a[1.5]",
            "a[1e3]",
            "a[1n]",
            "a[`x`]",
            "a['\\n']",
            "a[1234567890123456]",
            "a()",
            "a.b()",
            "a + b",
            "a ?? 'x'",
            "a || b",
            "a.b;",
            "(a.b)",
            "a /* x */",
            "a.#b",
            "[0]",
            "{a",
            "...a",
            "a.b = 1",
            "flattenNestedKeys(a, ['b'])",
            "new.target",
            "a\\u0062",
        ];
        for text in table {
            assert_eq!(Path::parse(text), None, "{text:?}");
        }
    }
}
