//! Reads an expression into a tree.
//!
//! Operators are read by their strength; the values of a known function are first cut apart at `;`
//! and then read one by one, each as its parameter wants it.

mod call;
mod expression;
mod reader;
mod value;

use super::error::FormulaError;
use super::functions::Function;
use super::maths;
use super::mixed::Mixed;
use super::operators::Binary;
use super::value::Value;
use crate::javascript::is_whitespace;
use reader::Reader;

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
    if expression.trim_matches(is_whitespace).is_empty() {
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

fn text_node(text: &str) -> Node {
    let mixed = Mixed::parse(text);
    match mixed.as_plain() {
        Some(plain) => Node::Literal(Value::text(plain)),
        None => Node::Mixed(mixed),
    }
}
