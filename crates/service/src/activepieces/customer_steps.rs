//! Steps of a flow of ours that would write to customers from ActivePieces.
//!
//! There nobody looks at a step before it sends. So a flow is not switched on there as long as one of
//! its steps could not send here: `quote.created` reaches no customer, and what writes to customers is
//! off until somebody switches it on.

use super::{Missing, MissingKind};
use crate::flows::{CustomerStep, Flow, Problem, ProblemKind};

/// What has to be decided before the flow may run elsewhere.
pub(super) fn held_back(flow: &Flow) -> Vec<Missing> {
    let is_internal =
        |problem: &&Problem| matches!(problem.kind, ProblemKind::InternalEventToCustomer { .. });
    let internal: Vec<_> = flow.problems.iter().filter(is_internal).collect();
    let mut held_back: Vec<Missing> = internal
        .iter()
        .map(|problem| missing(problem.step_number, &problem.step_name, problem.to_string()))
        .collect();
    let steps = flow.customer_steps.iter().filter(|step| step.is_certain);
    let undecided = steps.filter(|step| internal.iter().all(|it| it.step_number != step.number));
    held_back.extend(undecided.filter_map(|step| {
        let message = why(step)?;
        let label = format!("step {}, {}", step.number, step.display_name);
        Some(missing(
            step.number,
            &step.name,
            format!("{label}: {message}"),
        ))
    }));
    held_back.sort_by_key(|missing| missing.steps.first().copied());
    held_back
}

fn why(step: &CustomerStep) -> Option<&'static str> {
    match step.decision.as_ref().map(|it| it.switched_on) {
        Some(true) => None,
        Some(false) => Some(
            "it is left out here, and ActivePieces would perform it, which writes to customers; take it \
             out of the flow, or switch it on",
        ),
        None => Some(
            "it writes to customers and is not switched on; read its message on the flow's page and \
             switch it on, or take it out of the flow",
        ),
    }
}

fn missing(number: usize, name: &str, message: String) -> Missing {
    Missing {
        kind: MissingKind::CustomerStep,
        name: name.to_owned(),
        steps: vec![number],
        message,
    }
}
