use std::fmt;

use crate::validate::Problem;

/// The flow has problems that keep it from running.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotRunnable {
    /// At least one.
    pub problems: Vec<Problem>,
}

impl std::error::Error for NotRunnable {}

impl fmt::Display for NotRunnable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the flow cannot run: ")?;
        for (position, problem) in self.problems.iter().enumerate() {
            let separator = if position > 0 { "; " } else { "" };
            write!(f, "{separator}{problem}")?;
        }
        Ok(())
    }
}
