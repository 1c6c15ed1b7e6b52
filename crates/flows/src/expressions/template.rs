use serde_json::Value;

use crate::formulas::{FormulaText, is_formula};

use super::escaping::split_off_mark;
use super::evaluator::Evaluator;
use super::expression::{Expression, ExpressionError};
use super::flatten;
use super::lines::Lines;
use super::list_of_texts::list_of_texts;
use super::resolution::Resolution;
use super::resolve_error::ResolveError;
use super::scope::Scope;
use super::token::{self, split};

/// A text with placeholders or formulas, compiled.
#[derive(Debug, Clone, PartialEq)]
pub struct Template(Form);

#[derive(Debug, Clone, PartialEq)]
enum Form {
    Literal(Box<str>),
    /// One token that is the entire text: its value stays typed.
    Whole(Token),
    Mixed(Box<[Part]>),
    /// Mixed, with `flattenNestedKeys` in it: not a text but a list of texts.
    Lists(Box<[Part]>),
    /// Its placeholders are the formulas' own and have nothing of the other forms.
    Formula(FormulaText),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Literal(Box<str>),
    Token(Token),
}

/// An expression, and the text between its braces for messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) text: Box<str>,
    /// Its value is markup, not data.
    pub(super) is_raw: bool,
    pub(super) expression: Expression,
}

impl Template {
    pub fn compile(text: &str) -> Result<Self, ExpressionError> {
        if is_formula(text) {
            return Ok(Self(Form::Formula(FormulaText::parse(text)?)));
        }
        let mut parts = Vec::new();
        let mut has_lists = false;
        for part in split(text) {
            parts.push(match part {
                token::Part::Literal(literal) => Part::Literal(literal.into()),
                token::Part::Token(inside) => {
                    has_lists |= inside.trim_start().starts_with(flatten::NAME);
                    let (expression, is_raw) = split_off_mark(inside);
                    Part::Token(Token {
                        text: inside.into(),
                        is_raw,
                        expression: Expression::parse(expression)?,
                    })
                }
            });
        }
        Ok(Self(match <[Part; 1]>::try_from(parts) {
            Ok([Part::Token(token)]) => Form::Whole(token),
            Ok([Part::Literal(literal)]) => Form::Literal(literal),
            Err(parts) if parts.is_empty() => Form::Literal("".into()),
            Err(parts) if has_lists => Form::Lists(parts.into()),
            Err(parts) => Form::Mixed(parts.into()),
        }))
    }

    /// Whether the text has neither placeholders nor formulas.
    pub fn is_literal(&self) -> bool {
        matches!(self.0, Form::Literal(_))
    }

    /// The value of the text: typed for a single token, else text. Null and missing are `""`.
    pub fn resolve(&self, scope: &Scope, evaluator: &mut Evaluator) -> Result<Value, ResolveError> {
        self.resolve_in(&mut Resolution::new(scope, evaluator))
    }

    pub(super) fn resolve_in(
        &self,
        resolution: &mut Resolution<'_>,
    ) -> Result<Value, ResolveError> {
        match &self.0 {
            Form::Literal(text) => Ok(Value::from(&**text)),
            Form::Whole(token) => resolution.whole(token),
            Form::Mixed(parts) => resolution.mixed(parts).map(Value::String),
            Form::Lists(parts) => list_of_texts(parts, resolution),
            Form::Formula(formula) => resolution.formula(formula),
        }
    }

    /// The same, without the lines whose placeholders all came out empty: "Company: {{ … }}" is
    /// left out for a customer without a company. Lines without placeholders stay.
    pub(super) fn resolve_without_empty_lines(
        &self,
        resolution: &mut Resolution<'_>,
    ) -> Result<Value, ResolveError> {
        let Form::Mixed(parts) = &self.0 else {
            return self.resolve_in(resolution);
        };
        let mut lines = Lines::default();
        for part in parts {
            match part {
                Part::Literal(literal) => lines.push_literal(literal),
                Part::Token(token) => {
                    lines.push_placeholder(|out| resolution.push_text(token, out))?;
                }
            }
        }
        Ok(Value::String(lines.finish()))
    }

    pub(super) fn expressions(&self) -> impl Iterator<Item = &Expression> {
        let (whole, parts): (_, &[Part]) = match &self.0 {
            Form::Literal(_) | Form::Formula(_) => (None, &[]),
            Form::Whole(token) => (Some(&token.expression), &[]),
            Form::Mixed(parts) | Form::Lists(parts) => (None, parts),
        };
        let in_parts = parts.iter().filter_map(|part| match part {
            Part::Literal(_) => None,
            Part::Token(token) => Some(&token.expression),
        });
        whole.into_iter().chain(in_parts)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::expressions::{Connections, Stopwatch};
    use serde_json::json;
    use std::time::Duration;

    fn evaluator() -> Evaluator {
        let stopwatch = Stopwatch::counting(Duration::from_millis(1));
        Evaluator::new(Connections::default(), 0, 0, stopwatch)
    }

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
        let template = Template::compile(text).unwrap();
        template.resolve(&scope(), &mut evaluator()).unwrap()
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
            let (scope, mut evaluator) = (scope(), evaluator());
            let mut resolution = Resolution::new(&scope, &mut evaluator);
            let resolved = template.resolve_without_empty_lines(&mut resolution);
            assert_eq!(resolved, Ok(json!(expected)), "{text:?}");
        }
    }

    #[test]
    fn an_endless_expression_is_refused() {
        let text = format!("{{{{ {} }}}}", "1+".repeat(40_000));
        let refused = Template::compile(&text).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "the expression that begins with `{{ 1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1` \
             is longer than 65536 bytes"
        );
    }
}
