use super::reader::{Reader, name_at_start};
use super::{Node, Prefix};
use crate::formulas::error::FormulaError;
use crate::formulas::maths;
use crate::formulas::operators::{self, Binary, strength};
use crate::formulas::value::Value;
use crate::javascript::is_whitespace;

impl Reader<'_, '_> {
    /// An expression of operators that bind at least as strongly as `weakest`.
    pub(super) fn expression(&mut self, weakest: u8) -> Result<Node, FormulaError> {
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
        let after = self.rest[name.len()..].trim_start_matches(is_whitespace);
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
}
