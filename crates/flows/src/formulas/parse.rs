//! Reads an expression into a tree.
//!
//! Operators are read by their strength; the values of a known function are first cut apart at `;`
//! and then read one by one, each as its parameter wants it.

use super::error::{FormulaError, excerpt};
use super::functions::{Function, Kind, find};
use super::mixed::{Mixed, variable};
use super::operators::{self, Binary, strength};
use super::value::Value;
use super::{literal, maths, scan};
use crate::javascript::is_blank;

/// Longest expression in bytes.
const MAX_LENGTH: usize = 200_000;
/// Most operators, values and levels of an expression. Evaluation goes as deep as that.
const MAX_PARTS: usize = 500;
/// Deepest nesting while reading, where each level takes more of the stack.
const MAX_DEPTH: usize = 64;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Literal(Value),
    Variable(String),
    Mixed(Mixed),
    List(Vec<Node>),
    Prefix(Prefix, Box<Node>),
    Factorial(Box<Node>),
    Binary(Binary, Box<[Node; 2]>),
    /// Condition, value if it holds, value otherwise; only one of the two is evaluated.
    If(Box<[Node; 3]>),
    Call(&'static Function, Vec<Node>),
    /// A value and the name or number of what is taken from it.
    Item(Box<[Node; 2]>),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Prefix {
    Minus,
    Plus,
    Not,
    Named(&'static maths::Named),
}

/// Reads an expression; an empty one has the value `""`.
pub(super) fn parse(expression: &str) -> Result<Node, FormulaError> {
    if expression.len() > MAX_LENGTH {
        return Err(FormulaError::TooLong { limit: MAX_LENGTH });
    }
    if expression.trim_matches(is_blank).is_empty() {
        return Ok(Node::Literal(Value::text("")));
    }
    whole(expression, &mut Size::default())
}

fn whole(text: &str, size: &mut Size) -> Result<Node, FormulaError> {
    let mut reader = Reader { rest: text, size };
    let node = reader.expression(0)?;
    reader.end()?;
    Ok(node)
}

/// How large the expression is so far.
#[derive(Default)]
struct Size {
    parts: usize,
    depth: usize,
}

impl Size {
    fn add_part(&mut self) -> Result<(), FormulaError> {
        self.parts += 1;
        if self.parts > MAX_PARTS {
            return Err(FormulaError::TooComplex { limit: MAX_PARTS });
        }
        Ok(())
    }

    fn enter(&mut self) -> Result<(), FormulaError> {
        self.add_part()?;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(FormulaError::TooComplex { limit: MAX_DEPTH });
        }
        Ok(())
    }

    fn leave(&mut self) {
        self.depth -= 1;
    }
}

struct Reader<'a, 's> {
    rest: &'a str,
    size: &'s mut Size,
}

impl<'a> Reader<'a, '_> {
    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start_matches(is_blank);
    }

    fn take(&mut self, symbol: &str) -> bool {
        self.skip_blanks();
        self.rest.strip_prefix(symbol).is_some_and(|rest| {
            self.rest = rest;
            true
        })
    }

    fn name(&mut self) -> Option<&'a str> {
        let name = name_at_start(self.rest)?;
        self.rest = &self.rest[name.len()..];
        Some(name)
    }

    fn unexpected(&self) -> FormulaError {
        if self.rest.is_empty() {
            return FormulaError::EndsEarly;
        }
        FormulaError::Unexpected {
            near: excerpt(self.rest),
        }
    }

    fn end(&mut self) -> Result<(), FormulaError> {
        self.skip_blanks();
        if self.rest.is_empty() {
            return Ok(());
        }
        if self.rest.starts_with('=') {
            return Err(FormulaError::Assignment);
        }
        Err(self.unexpected())
    }

    fn expect(&mut self, symbol: &str) -> Result<(), FormulaError> {
        if self.take(symbol) {
            Ok(())
        } else {
            Err(self.unexpected())
        }
    }

    /// An expression of operators that bind at least as strongly as `weakest`.
    fn expression(&mut self, weakest: u8) -> Result<Node, FormulaError> {
        self.size.enter()?;
        let mut left = self.operand()?;
        loop {
            self.skip_blanks();
            if weakest <= strength::CONDITIONAL && self.take("?") {
                let then = self.expression(strength::CONDITIONAL)?;
                self.expect(":")?;
                let otherwise = self.expression(strength::CONDITIONAL)?;
                left = Node::If(Box::new([left, then, otherwise]));
                continue;
            }
            let Some((length, operator, own)) = operators::at_start(self.rest) else {
                break;
            };
            if own < weakest {
                break;
            }
            self.rest = &self.rest[length..];
            // `2 ^ -1` and `2 ^ 3 ^ 2` read their right side as a whole.
            let right = if operator == Binary::Power {
                strength::PREFIX
            } else {
                own + 1
            };
            let right = self.expression(right)?;
            left = Node::Binary(operator, Box::new([left, right]));
        }
        self.size.leave();
        Ok(left)
    }

    fn operand(&mut self) -> Result<Node, FormulaError> {
        self.skip_blanks();
        let prefix = match self.rest.chars().next() {
            Some('-') => Some((1, Prefix::Minus)),
            Some('+') => Some((1, Prefix::Plus)),
            Some('!') => Some((1, Prefix::Not)),
            _ => name_at_start(self.rest).and_then(|name| self.named_prefix(name)),
        };
        if let Some((length, prefix)) = prefix {
            self.rest = &self.rest[length..];
            let operand = self.expression(strength::PREFIX)?;
            return Ok(Node::Prefix(prefix, Box::new(operand)));
        }
        let value = self.value()?;
        self.postfixes(value)
    }

    /// `not x` and `abs x`. With a parenthesis after it, it is a function.
    fn named_prefix(&self, name: &str) -> Option<(usize, Prefix)> {
        let after = self.rest[name.len()..].trim_start_matches(is_blank);
        if after.starts_with('(') {
            return None;
        }
        let prefix = if name == "not" {
            Some(Prefix::Not)
        } else {
            maths::named(name).map(Prefix::Named)
        };
        prefix.map(|prefix| (name.len(), prefix))
    }

    /// `.name`, `[0]` and `!` after a value.
    fn postfixes(&mut self, mut value: Node) -> Result<Node, FormulaError> {
        loop {
            self.skip_blanks();
            let is_factorial = self.rest.starts_with('!') && !self.rest.starts_with("!=");
            if is_factorial && self.take("!") {
                value = Node::Factorial(Box::new(value));
            } else if self.take(".") {
                let name = self.name().ok_or_else(|| self.unexpected())?;
                let key = Node::Literal(Value::text(name));
                value = Node::Item(Box::new([value, key]));
            } else if self.take("[") {
                let key = self.expression(0)?;
                self.expect("]")?;
                value = Node::Item(Box::new([value, key]));
            } else {
                return Ok(value);
            }
            self.size.add_part()?;
        }
    }

    fn value(&mut self) -> Result<Node, FormulaError> {
        if let Some((path, length)) = variable(self.rest) {
            self.rest = &self.rest[length..];
            return Ok(Node::Variable(path.to_owned()));
        }
        if let Some((number, length)) = literal::number(self.rest) {
            self.rest = &self.rest[length..];
            return Ok(Node::Literal(Value::Number(number)));
        }
        match self.rest.chars().next() {
            Some('"' | '\'') => self.quoted(),
            Some('[') => self.list(),
            Some('(') => {
                self.rest = &self.rest[1..];
                let inner = self.expression(0)?;
                self.expect(")")?;
                Ok(inner)
            }
            _ => self.named(),
        }
    }

    fn quoted(&mut self) -> Result<Node, FormulaError> {
        let length = scan::quoted(self.rest).ok_or_else(|| self.unbalanced())?;
        let text = literal::unescape(&self.rest[1..length - 1])?;
        self.rest = &self.rest[length..];
        Ok(text_node(&text))
    }

    fn unbalanced(&self) -> FormulaError {
        FormulaError::Unbalanced {
            opening: self.rest.chars().next().unwrap_or_default(),
            near: excerpt(self.rest),
        }
    }

    /// What is between a bracket and the one that closes it.
    fn bracketed(&mut self, opening: char, closing: char) -> Result<&'a str, FormulaError> {
        let end = scan::closing(self.rest, opening, closing).ok_or_else(|| self.unbalanced())?;
        let inner = &self.rest[opening.len_utf8()..end];
        self.rest = &self.rest[end + closing.len_utf8()..];
        Ok(inner)
    }

    fn list(&mut self) -> Result<Node, FormulaError> {
        let start = self.rest;
        let inner = self.bracketed('[', ']')?;
        let text = &start[..start.len() - self.rest.len()];
        if !text.contains("{{")
            && let Ok(items) = serde_json::from_str(text)
        {
            return Ok(Node::Literal(Value::List(items)));
        }
        if inner.trim_matches(is_blank).is_empty() {
            return Ok(Node::Literal(Value::List(Vec::new())));
        }
        self.size.enter()?;
        let items = scan::split(inner, &[';', ','])
            .into_iter()
            .map(|item| self.list_item(item.trim_matches(is_blank)))
            .collect::<Result<_, _>>()?;
        self.size.leave();
        Ok(Node::List(items))
    }

    /// An item of a list that is no JSON: words need no quotes here, either.
    fn list_item(&mut self, item: &str) -> Result<Node, FormulaError> {
        self.size.add_part()?;
        if item.starts_with('{') && variable(item).is_none() {
            return Err(FormulaError::BrokenJson {
                near: excerpt(item),
            });
        }
        let is_number = literal::number(item.trim_start_matches('-'))
            .is_some_and(|(_, length)| item.trim_start_matches('-').len() == length);
        if is_number
            || item.starts_with('[')
            || maths::constant(item).is_some()
            || is_expression(item)
        {
            return whole(item, self.size);
        }
        Ok(text_node(item))
    }

    fn named(&mut self) -> Result<Node, FormulaError> {
        let start = self.rest;
        let name = self.name().ok_or_else(|| self.unexpected())?;
        self.skip_blanks();
        if !self.rest.starts_with('(') {
            if let Some(constant) = maths::constant(name) {
                return Ok(Node::Literal(constant));
            }
            let is_assignment = self.rest.starts_with('=') && !self.rest.starts_with("==");
            return Err(if is_assignment {
                FormulaError::Assignment
            } else {
                self.rest = start;
                FormulaError::UnknownName {
                    name: name.to_owned(),
                }
            });
        }
        let inner = self.bracketed('(', ')')?;
        self.size.enter()?;
        let node = if let Some(function) = find(name) {
            self.call(function, inner)
        } else if let Some(function) = maths::named(name) {
            let operand = whole(inner, self.size)?;
            Ok(Node::Prefix(Prefix::Named(function), Box::new(operand)))
        } else {
            Err(FormulaError::UnknownFunction {
                name: name.to_owned(),
            })
        };
        self.size.leave();
        node
    }

    fn call(&mut self, function: &'static Function, inner: &str) -> Result<Node, FormulaError> {
        let values = match scan::split(inner, &[';']) {
            single if single.len() == 1 && inner.trim_matches(is_blank).is_empty() => Vec::new(),
            values => values,
        };
        let missing = |value: &&str| value.trim_matches(is_blank).is_empty();
        if let Some(position) = values.iter().position(missing) {
            return Err(FormulaError::MissingValue {
                function: function.name.to_owned(),
                position: position + 1,
            });
        }
        function.check_count(values.len())?;
        let arguments = values
            .into_iter()
            .enumerate()
            .map(|(position, value)| self.argument(value, function.kind(position)))
            .collect::<Result<Vec<_>, _>>()?;
        if function.name != "if" {
            return Ok(Node::Call(function, arguments));
        }
        let parts: Result<[Node; 3], _> = arguments.try_into();
        // Its count was checked just before.
        parts
            .map(|parts| Node::If(Box::new(parts)))
            .map_err(|_| FormulaError::EndsEarly)
    }

    fn argument(&mut self, value: &str, kind: Kind) -> Result<Node, FormulaError> {
        self.size.add_part()?;
        let trimmed = value.trim_matches(is_blank);
        match kind {
            Kind::Text if trimmed.starts_with("{{") => {
                let (parts, depth) = (self.size.parts, self.size.depth);
                whole(trimmed, self.size).or_else(|error| {
                    if matches!(error, FormulaError::TooComplex { .. }) {
                        return Err(error);
                    }
                    // `{{first}} and more` is no expression, so it is a text.
                    (self.size.parts, self.size.depth) = (parts, depth);
                    Ok(text_node(value))
                })
            }
            Kind::Text if !is_expression(trimmed) => Ok(text_node(value)),
            Kind::Date if starts_with_date(trimmed) => Ok(text_node(trimmed)),
            _ => whole(trimmed, self.size),
        }
    }
}

/// A text where a function expects one: words, unless it is in quotes, starts with a variable or a
/// known function, or is a list of JSON objects.
fn is_expression(value: &str) -> bool {
    let in_quotes =
        |quote: char| value.len() > 1 && value.starts_with(quote) && value.ends_with(quote);
    let is_call = name_at_start(value).is_some_and(|name| {
        let after = value[name.len()..].trim_start_matches(is_blank);
        after.starts_with('(') && find(name).is_some()
    });
    let is_json = value.strip_prefix('[').is_some_and(|items| {
        items.trim_start().starts_with('{') && !items.trim_start().starts_with("{{")
    });
    in_quotes('"') || in_quotes('\'') || value.starts_with("{{") || is_call || is_json
}

/// `2025-01-15` and what may follow. Read as an expression it would be a subtraction.
fn starts_with_date(value: &str) -> bool {
    let mut parts = value.splitn(3, '-');
    let mut digits = |least: usize, most: usize| {
        parts.next().is_some_and(|part| {
            (least..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
        })
    };
    let year_and_month = digits(4, 4) && digits(1, 2);
    year_and_month
        && parts
            .next()
            .is_some_and(|day| day.starts_with(|c: char| c.is_ascii_digit()))
}

fn text_node(text: &str) -> Node {
    let mixed = Mixed::parse(text);
    match mixed.as_plain() {
        Some(plain) => Node::Literal(Value::text(plain)),
        None => Node::Mixed(mixed),
    }
}

fn name_at_start(text: &str) -> Option<&str> {
    let is_start = |c: char| c.is_alphabetic() || c == '_';
    text.starts_with(is_start).then(|| {
        let end = text.find(|c: char| !is_start(c) && !c.is_numeric());
        &text[..end.unwrap_or(text.len())]
    })
}
