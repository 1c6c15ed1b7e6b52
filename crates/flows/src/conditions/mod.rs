//! Whether the conditions of a router's branch are met.
//!
//! Conditions come as the resolved JSON of the branch: a list of groups, of which one must hold; a
//! group holds when each of its conditions does. The rules are those of ActivePieces, where operands
//! are JavaScript values: "" counts as the number 0, the text "false" is true, two texts that are no
//! numbers compare by the alphabet. A flow that branches one way there must branch the same way
//! here, so the odd cases are kept: an operator that is not known holds, and a text comparison
//! without its operand is an error of the engine.

mod condition;
mod date;
mod error;
mod list;
mod number;
mod presence;
#[cfg(test)]
mod tests;
mod text;

use serde_json::Value;

use condition::Condition;
pub use error::{ConditionError, Operand};

/// Evaluates the resolved `conditions` of a branch. Every group is evaluated, so that an error in
/// any of them is told. An empty list of groups is not met; an empty group is.
pub fn is_met(conditions: &Value) -> Result<bool, ConditionError> {
    let groups = conditions.as_array().ok_or(ConditionError::NotGroups)?;
    let mut is_met = false;
    for group in groups {
        let group = group.as_array().ok_or(ConditionError::NotGroups)?;
        is_met |= is_group_met(group)?;
    }
    Ok(is_met)
}

fn is_group_met(group: &[Value]) -> Result<bool, ConditionError> {
    let mut is_met = true;
    for condition in group {
        let condition = Condition::read(condition)?;
        // Texts are compared even when the group has failed already, so that a missing operand is
        // an error wherever it stands. The other comparisons are passed over then.
        is_met = match condition.operator {
            operator if operator.starts_with("TEXT_") => text::holds(&condition)? && is_met,
            _ if !is_met => false,
            operator if operator.starts_with("NUMBER_") => number::holds(&condition),
            operator if operator.starts_with("DATE_") => date::holds(&condition),
            operator if operator.starts_with("LIST_") => list::holds(&condition)?,
            _ => presence::holds(&condition),
        };
    }
    Ok(is_met)
}
