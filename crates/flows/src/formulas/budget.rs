use super::error::FormulaError;
use super::value::Value;

/// How many bytes of values one text with formulas may build, its variables included.
const LIMIT: usize = 10_000_000;

/// What is left of the memory that one text with formulas may use. It is shared by all its
/// functions, so that many modest results cannot add up to a huge one.
#[derive(Debug)]
pub(super) struct Budget {
    left: usize,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { left: LIMIT }
    }

    /// Asks before a result is built whose length is a product of lengths.
    pub(super) fn check(&self, bytes: usize) -> Result<(), FormulaError> {
        if bytes > self.left {
            return Err(FormulaError::TooLarge { limit: LIMIT });
        }
        Ok(())
    }

    pub(super) fn spend(&mut self, bytes: usize) -> Result<(), FormulaError> {
        self.check(bytes)?;
        self.left -= bytes;
        Ok(())
    }

    pub(super) fn spend_on(&mut self, value: Value) -> Result<Value, FormulaError> {
        self.spend(value.size())?;
        Ok(value)
    }
}
