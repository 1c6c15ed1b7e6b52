use std::fmt;

/// The conditions cannot be evaluated. In ActivePieces this is an error of the engine: it ends the
/// run, not just the step.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConditionError {
    #[error("the conditions of a branch must be a list of lists of conditions")]
    NotGroups,
    #[error("a condition has no operator; choose how its values are compared")]
    NoOperator,
    #[error("the condition {operator} has no {operand}")]
    NoOperand { operator: String, operand: Operand },
}

/// One side of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operand {
    First,
    Second,
}

impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::First => "first value",
            Self::Second => "second value",
        })
    }
}
