//! What is wrong with a flow, step by step, in words for the person who built it.
//!
//! What the embedded runner cannot run at all is among the problems, so it is seen when the flow is
//! saved and not when an event is lost on it; [`Problem::prevents_a_run`] tells it apart from what
//! runs and is probably not meant. Skipped steps do not run and are not checked.
//!
//! With sample payloads, every placeholder is also looked up in them: one that cannot exist is a
//! problem, a field that is null in the sample is not.

mod input;
mod known_steps;
mod placeholder;
mod problem;
mod step;

use serde_json::Value;

use crate::format::{FlowVersion, Step};
use crate::pieces::PieceCatalog;

use known_steps::KnownSteps;
pub use problem::{Problem, ProblemKind};

/// How many loops, routers and failure branches a step may stand inside of.
pub const MAX_NESTING: usize = 200;

/// Checks a flow without a sample of its trigger's output.
pub fn validate(flow: &FlowVersion, catalog: &PieceCatalog) -> Vec<Problem> {
    validate_with_samples(flow, catalog, &[])
}

/// Checks a flow against samples of its trigger's output (see
/// [`crate::pieces::TriggerOutput::of`]), one for each event type that starts it. A placeholder
/// must be possible in at least one of them.
pub fn validate_with_samples(
    flow: &FlowVersion,
    catalog: &PieceCatalog,
    trigger_samples: &[Value],
) -> Vec<Problem> {
    let steps = flow.steps();
    let mut known = KnownSteps::new(&steps);
    let mut problems = Vec::new();
    for numbered in &steps {
        let name = numbered.step.name();
        let mut kinds = Vec::new();
        if !is_valid_name(name) {
            kinds.push(ProblemKind::InvalidName);
        }
        if numbered.depth > MAX_NESTING {
            kinds.push(ProblemKind::TooDeep { limit: MAX_NESTING });
        }
        if !known.is_first_of_its_name(numbered) {
            kinds.push(ProblemKind::DuplicateName);
        }
        let samples = match numbered.step {
            Step::Trigger(trigger) => {
                step::check_trigger(trigger, catalog, &mut kinds);
                trigger_samples.to_vec()
            }
            Step::Action(_) if numbered.skipped => Vec::new(),
            Step::Action(action) => {
                step::check_action(action, catalog, &known, &mut kinds);
                step::sample_output(action, catalog)
            }
        };
        known.has_run(numbered, samples);
        problems.extend(kinds.into_iter().map(|kind| Problem::of(numbered, kind)));
    }
    if let [trigger, actions @ ..] = steps.as_slice()
        && actions.iter().all(|action| action.skipped)
    {
        problems.push(Problem::of(trigger, ProblemKind::NothingToDo));
    }
    problems
}

/// `^[a-zA-Z_][a-zA-Z0-9_]*$`, so that the name can stand in an expression.
fn is_valid_name(name: &str) -> bool {
    !name.starts_with(|c: char| c.is_ascii_digit())
        && !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
