use serde_json::Value;

use crate::javascript::{is_truthy, push_text};

use super::error::{ConditionError, Operand};

/// One comparison with its operands resolved.
pub(super) struct Condition<'a> {
    /// "" for an operator that is no text, which is as unknown as any other.
    pub(super) operator: &'a str,
    pub(super) first: Option<&'a Value>,
    pub(super) second: Option<&'a Value>,
    is_case_sensitive: bool,
}

impl<'a> Condition<'a> {
    pub(super) fn read(condition: &'a Value) -> Result<Self, ConditionError> {
        let operator = condition
            .get("operator")
            .filter(|operator| !operator.is_null())
            .ok_or(ConditionError::NoOperator)?;
        Ok(Self {
            operator: operator.as_str().unwrap_or_default(),
            first: condition.get("firstValue"),
            second: condition.get("secondValue"),
            is_case_sensitive: condition.get("caseSensitive").is_some_and(is_truthy),
        })
    }

    pub(super) fn first_text(&self) -> Result<String, ConditionError> {
        let value = self.first.ok_or_else(|| self.missing(Operand::First))?;
        Ok(self.text(value))
    }

    pub(super) fn second_text(&self) -> Result<String, ConditionError> {
        let value = self.second.ok_or_else(|| self.missing(Operand::Second))?;
        Ok(self.text(value))
    }

    /// How a value counts in a comparison of texts: anything else as JSON, and small letters only
    /// unless the case matters.
    pub(super) fn text(&self, value: &Value) -> String {
        let mut text = String::new();
        push_text(&mut text, value);
        if self.is_case_sensitive {
            text
        } else {
            text.to_lowercase()
        }
    }

    pub(super) fn missing(&self, operand: Operand) -> ConditionError {
        ConditionError::NoOperand {
            operator: self.operator.to_owned(),
            operand,
        }
    }
}
