use super::reader::{Reader, name_at_start};
use super::{Node, Prefix, text_node, whole};
use crate::formulas::error::FormulaError;
use crate::formulas::functions::{Function, Kind, find};
use crate::formulas::{maths, scan};
use crate::javascript::is_whitespace;

impl Reader<'_, '_> {
    /// A function call or a known name.
    pub(super) fn named(&mut self) -> Result<Node, FormulaError> {
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
        let values = if inner.trim_matches(is_whitespace).is_empty() {
            Vec::new()
        } else {
            scan::split(inner, &[';'])
        };
        let missing = |value: &&str| value.trim_matches(is_whitespace).is_empty();
        if let Some(position) = values.iter().position(missing) {
            return Err(FormulaError::MissingValue {
                function: function.name,
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

    /// One value of a function, read as its parameter wants it.
    fn argument(&mut self, value: &str, kind: Kind) -> Result<Node, FormulaError> {
        self.size.add_part()?;
        let trimmed = value.trim_matches(is_whitespace);
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
pub(super) fn is_expression(value: &str) -> bool {
    let in_quotes =
        |quote: char| value.len() > 1 && value.starts_with(quote) && value.ends_with(quote);
    let is_call = name_at_start(value).is_some_and(|name| {
        let after = value[name.len()..].trim_start_matches(is_whitespace);
        after.starts_with('(') && find(name).is_some()
    });
    let is_json = value.strip_prefix('[').is_some_and(|items| {
        let first = items.trim_start_matches(is_whitespace);
        first.starts_with('{') && !first.starts_with("{{")
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
