use serde::{Deserialize, Serialize};

use crate::format::NumberedStep;
use crate::validate::Problem;

/// Where a step runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Runs {
    Here,
    /// Nothing about it can be repaired to make it run here; ActivePieces runs it.
    ActivePiecesOnly,
    /// Not before its problems are solved.
    NotYet,
    /// It is passed over.
    Skipped,
}

impl Runs {
    /// For people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Here => "runs here",
            Self::ActivePiecesOnly => "runs in ActivePieces only",
            Self::NotYet => "does not run yet",
            Self::Skipped => "is skipped",
        }
    }
}

/// Where a step runs, judged by the problems of its flow.
#[must_use]
pub fn where_it_runs(step: &NumberedStep<'_>, problems: &[Problem]) -> Runs {
    let own = || problems.iter().filter(|it| it.step_number == step.number);
    if step.skipped {
        Runs::Skipped
    } else if own().any(Problem::is_activepieces_only) {
        Runs::ActivePiecesOnly
    } else if own().any(Problem::prevents_a_run) {
        Runs::NotYet
    } else {
        Runs::Here
    }
}
