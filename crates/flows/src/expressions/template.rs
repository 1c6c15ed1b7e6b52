use serde_json::Value;

use crate::javascript::push_text;

use super::expression::{Expression, ExpressionError};
use super::path::Path;
use super::scope::Scope;
use super::token::{self, split};

/// A text with placeholders, compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template(Form);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Form {
    Literal(Box<str>),
    /// One token that is the entire text: its value stays typed.
    Whole(Path),
    Mixed(Box<[Part]>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Literal(Box<str>),
    Path(Path),
}

impl Template {
    pub fn compile(text: &str) -> Result<Self, ExpressionError> {
        let mut parts = Vec::new();
        for part in split(text) {
            parts.push(match part {
                token::Part::Literal(literal) => Part::Literal(literal.into()),
                token::Part::Token(inside) => Part::Path(compile_token(inside)?),
            });
        }
        Ok(Self(match <[Part; 1]>::try_from(parts) {
            Ok([Part::Path(path)]) => Form::Whole(path),
            Ok([Part::Literal(literal)]) => Form::Literal(literal),
            Err(parts) if parts.is_empty() => Form::Literal("".into()),
            Err(parts) => Form::Mixed(parts.into()),
        }))
    }

    /// Whether the text has no placeholders.
    pub fn is_literal(&self) -> bool {
        matches!(self.0, Form::Literal(_))
    }

    /// The value of the text: typed for a single token, else text. Null and missing are `""`.
    pub fn resolve(&self, scope: &Scope) -> Value {
        match &self.0 {
            Form::Literal(text) => Value::from(&**text),
            Form::Whole(path) => match path.evaluate(scope).map(|value| value.into_owned()) {
                None | Some(Value::Null) => Value::from(""),
                Some(value) => value,
            },
            Form::Mixed(parts) => {
                let mut out = String::new();
                for part in parts {
                    match part {
                        Part::Literal(literal) => out.push_str(literal),
                        Part::Path(path) => push_path(&mut out, path, scope),
                    }
                }
                Value::String(out)
            }
        }
    }

    /// The same, without the lines whose placeholders all came out empty: "Company: {{ … }}" is
    /// left out for a customer without a company. Lines without placeholders stay.
    pub fn resolve_without_empty_lines(&self, scope: &Scope) -> Value {
        let Form::Mixed(parts) = &self.0 else {
            return self.resolve(scope);
        };
        let mut lines = Lines::default();
        for part in parts {
            match part {
                Part::Literal(literal) => lines.push_literal(literal),
                Part::Path(path) => lines.push_placeholder(|out| push_path(out, path, scope)),
            }
        }
        Value::String(lines.finish())
    }
}

fn compile_token(inside: &str) -> Result<Path, ExpressionError> {
    match Expression::parse(inside) {
        Expression::Path(path) => Ok(path),
        Expression::Connection(text) => Err(ExpressionError::NoConnections(text)),
        Expression::Script(text) => Err(ExpressionError::Unsupported(text)),
    }
}

fn push_path(out: &mut String, path: &Path, scope: &Scope) {
    match path.evaluate(scope).as_deref() {
        None | Some(Value::Null) => {}
        Some(value) => push_text(out, value),
    }
}

/// Builds a text line by line and takes back a line that turns out to be empty.
#[derive(Default)]
struct Lines {
    out: String,
    line_start: usize,
    has_placeholder: bool,
    has_value: bool,
}

impl Lines {
    fn push_literal(&mut self, literal: &str) {
        for piece in literal.split_inclusive('\n') {
            self.out.push_str(piece);
            if piece.ends_with('\n') {
                self.end_line();
            }
        }
    }

    fn push_placeholder(&mut self, push: impl FnOnce(&mut String)) {
        let before = self.out.len();
        push(&mut self.out);
        self.has_placeholder = true;
        self.has_value |= self.out.len() > before;
    }

    fn end_line(&mut self) {
        if self.is_empty_line() {
            self.out.truncate(self.line_start);
        }
        self.line_start = self.out.len();
        self.has_placeholder = false;
        self.has_value = false;
    }

    fn is_empty_line(&self) -> bool {
        self.has_placeholder && !self.has_value
    }

    fn finish(mut self) -> String {
        if self.is_empty_line() {
            self.out.truncate(self.line_start);
            // The break before the dropped last line goes with it.
            let kept = self.out.strip_suffix('\n').unwrap_or(&self.out);
            let kept = kept.strip_suffix('\r').unwrap_or(kept).len();
            self.out.truncate(kept);
        }
        self.out
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
            "t",
            json!({
                "five": 5.0, "big": 1e21, "small": 1e-7, "no": false, "zero": 0, "text": "a \"b\"",
                "empty": "", "list": [10, 20], "object": {"a": 1, "ä": [null]}, "none": null,
                "token": "{{t.five}}", "lines": "x\ny", "items": [],
            }),
        );
        scope
    }

    fn resolve(text: &str) -> Value {
        Template::compile(text).unwrap().resolve(&scope())
    }

    #[test]
    fn a_single_token_stays_typed() {
        let table = [
            ("{{t.five}}", json!(5.0)),
            ("{{ t.no }}", json!(false)),
            ("{{t.zero}}", json!(0)),
            ("{{t.list}}", json!([10, 20])),
            ("{{t.items}}", json!([])),
            ("{{t.object}}", json!({"a": 1, "ä": [null]})),
            ("{{t.text}}", json!("a \"b\"")),
            ("{{t.empty}}", json!("")),
            ("{{t.none}}", json!("")),
            ("{{t.missing}}", json!("")),
            ("{{t.none.deeper}}", json!("")),
            ("{{unknown.path}}", json!("")),
            ("{{t.token}}", json!("{{t.five}}")),
        ];
        for (text, expected) in table {
            assert_eq!(resolve(text), expected, "{text}");
        }
    }

    #[test]
    fn mixed_text_becomes_text() {
        let table = [
            (" {{t.five}}", " 5"),
            ("{{t.five}}\n", "5\n"),
            ("{{t.five}}{{t.zero}}", "50"),
            ("{{t.big}} {{t.small}}", "1e+21 1e-7"),
            ("{{t.no}}!", "false!"),
            ("<{{t.list}}>", "<[10,20]>"),
            ("<{{t.object}}>", "<{\"a\":1,\"ä\":[null]}>"),
            ("<{{t.text}}>", "<a \"b\">"),
            ("<{{t.none}}{{t.missing}}{{t.empty}}>", "<>"),
            ("{{t.token}} once", "{{t.five}} once"),
            ("{{\nt.five}}", "{{\nt.five}}"),
            ("", ""),
            ("no placeholder", "no placeholder"),
        ];
        for (text, expected) in table {
            assert_eq!(resolve(text), json!(expected), "{text}");
        }
    }

    #[test]
    fn lines_with_only_empty_placeholders_can_be_dropped() {
        let table = [
            ("a\nb: {{t.none}}\nc", "a\nc"),
            ("b: {{t.none}}\nc", "c"),
            ("a\nb: {{t.none}}", "a"),
            ("a\r\nb: {{t.missing}}", "a"),
            ("b: {{t.none}}", ""),
            (
                "{{t.none}} x {{t.five}}\n{{t.none}} x {{t.empty}}\nend",
                " x 5\nend",
            ),
            ("a\n\nb: {{t.none}}\n\nc", "a\n\n\nc"),
            ("{{t.lines}}: {{t.none}}\nc", "x\ny: \nc"),
            ("kept: {{t.no}}\n", "kept: false\n"),
            ("a: {{t.none}}\nb: {{t.none}}\n", ""),
            ("no placeholder\n", "no placeholder\n"),
        ];
        for (text, expected) in table {
            let template = Template::compile(text).unwrap();
            assert_eq!(
                template.resolve_without_empty_lines(&scope()),
                json!(expected),
                "{text:?}"
            );
        }
    }

    #[test]
    fn what_is_not_covered_is_refused_by_name() {
        let script = Template::compile("x {{ a + b }}").unwrap_err();
        assert_eq!(script, ExpressionError::Unsupported(" a + b ".into()));
        assert!(
            script
                .to_string()
                .starts_with("`{{ a + b }}` is not a plain path")
        );
        let connection = Template::compile("{{connections['slack']}}").unwrap_err();
        assert_eq!(
            connection,
            ExpressionError::NoConnections("connections['slack']".into())
        );
        // With a blank it is an ordinary expression over a step that does not exist.
        assert!(Template::compile("{{ connections.slack }}").is_ok());
        assert!(Template::compile("{{}}").is_err());
    }
}
