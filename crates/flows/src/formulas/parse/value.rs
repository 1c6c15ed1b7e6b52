use super::call::is_expression;
use super::reader::Reader;
use super::{Node, text_node, whole};
use crate::formulas::error::{FormulaError, excerpt};
use crate::formulas::mixed::variable;
use crate::formulas::value::Value;
use crate::formulas::{literal, maths, scan};
use crate::javascript::is_whitespace;

impl Reader<'_, '_> {
    pub(super) fn value(&mut self) -> Result<Node, FormulaError> {
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

    fn list(&mut self) -> Result<Node, FormulaError> {
        let start = self.rest;
        let inner = self.bracketed('[', ']')?;
        let text = &start[..start.len() - self.rest.len()];
        if !text.contains("{{")
            && let Ok(items) = serde_json::from_str(text)
        {
            return Ok(Node::Literal(Value::List(items)));
        }
        if inner.trim_matches(is_whitespace).is_empty() {
            return Ok(Node::Literal(Value::List(Vec::new())));
        }
        self.size.enter()?;
        let items = scan::split(inner, &[';', ','])
            .into_iter()
            .map(|item| self.list_item(item.trim_matches(is_whitespace)))
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
        let digits = item.trim_start_matches('-');
        let is_number = literal::number(digits).is_some_and(|(_, length)| length == digits.len());
        if is_number
            || item.starts_with('[')
            || maths::constant(item).is_some()
            || is_expression(item)
        {
            return whole(item, self.size);
        }
        Ok(text_node(item))
    }
}
