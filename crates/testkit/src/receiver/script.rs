use std::{collections::VecDeque, fmt, sync::Arc};

use super::{Answer, Received};

/// How a path decides on its answers.
pub(super) enum Script {
    Always(Answer),
    /// The last one stays.
    InOrder(VecDeque<Answer>),
    Decided(Decide),
}

/// A test's own decision on a request.
pub(super) type Decide = Arc<dyn Fn(&Received) -> Answer + Send + Sync>;

/// What one request gets. A decision is made where no lock is held.
pub(super) enum Next {
    Answer(Answer),
    Decide(Decide),
}

impl Default for Script {
    fn default() -> Script {
        Script::Always(Answer::status(204))
    }
}

impl Script {
    pub(super) fn in_order(answers: impl IntoIterator<Item = Answer>) -> Script {
        let answers: VecDeque<Answer> = answers.into_iter().collect();
        assert!(
            !answers.is_empty(),
            "answers in order need at least one answer"
        );
        Script::InOrder(answers)
    }

    pub(super) fn next(&mut self) -> Next {
        match self {
            Script::Always(answer) => Next::Answer(answer.clone()),
            Script::InOrder(answers) if answers.len() == 1 => Next::Answer(answers[0].clone()),
            Script::InOrder(answers) => {
                Next::Answer(answers.pop_front().expect("there are several"))
            }
            Script::Decided(decide) => Next::Decide(decide.clone()),
        }
    }
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Script::Always(answer) => answer.fmt(f),
            Script::InOrder(answers) => answers.fmt(f),
            Script::Decided(_) => f.write_str("Decided(…)"),
        }
    }
}
