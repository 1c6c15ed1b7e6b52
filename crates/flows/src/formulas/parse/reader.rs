use super::Size;
use crate::formulas::error::{FormulaError, excerpt};
use crate::formulas::scan;
use crate::javascript::is_whitespace;

/// What is left of an expression.
pub(super) struct Reader<'a, 's> {
    pub(super) rest: &'a str,
    pub(super) size: &'s mut Size,
}

impl<'a> Reader<'a, '_> {
    pub(super) fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start_matches(is_whitespace);
    }

    pub(super) fn take(&mut self, symbol: &str) -> bool {
        self.skip_blanks();
        self.rest.strip_prefix(symbol).is_some_and(|rest| {
            self.rest = rest;
            true
        })
    }

    pub(super) fn name(&mut self) -> Option<&'a str> {
        let name = name_at_start(self.rest)?;
        self.rest = &self.rest[name.len()..];
        Some(name)
    }

    pub(super) fn unexpected(&self) -> FormulaError {
        if self.rest.is_empty() {
            return FormulaError::EndsEarly;
        }
        FormulaError::Unexpected {
            near: excerpt(self.rest),
        }
    }

    pub(super) fn end(&mut self) -> Result<(), FormulaError> {
        self.skip_blanks();
        if self.rest.is_empty() {
            return Ok(());
        }
        if self.rest.starts_with('=') {
            return Err(FormulaError::Assignment);
        }
        Err(self.unexpected())
    }

    pub(super) fn expect(&mut self, symbol: &str) -> Result<(), FormulaError> {
        if self.take(symbol) {
            Ok(())
        } else {
            Err(self.unexpected())
        }
    }

    pub(super) fn unbalanced(&self) -> FormulaError {
        FormulaError::Unbalanced {
            opening: self.rest.chars().next().unwrap_or_default(),
            near: excerpt(self.rest),
        }
    }

    /// What is between a bracket and the one that closes it.
    pub(super) fn bracketed(
        &mut self,
        opening: char,
        closing: char,
    ) -> Result<&'a str, FormulaError> {
        let end = scan::closing(self.rest, opening, closing).ok_or_else(|| self.unbalanced())?;
        let inner = &self.rest[opening.len_utf8()..end];
        self.rest = &self.rest[end + closing.len_utf8()..];
        Ok(inner)
    }
}

pub(super) fn name_at_start(text: &str) -> Option<&str> {
    let is_start = |c: char| c.is_alphabetic() || c == '_';
    text.starts_with(is_start).then(|| {
        let end = text.find(|c: char| !is_start(c) && !c.is_numeric());
        &text[..end.unwrap_or(text.len())]
    })
}
