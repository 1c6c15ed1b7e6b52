//! The steps of WinFactor's own piece that read and change an organization's records.
//!
//! They go the road of everybody else: the use cases, here as a part of the transaction that records
//! the step. So the change, its event and the journal's entry are there together or not at all, and
//! a step is performed exactly once.
//!
//! Two things are refused to a step that people and programs may do:
//!
//! - A run that a *test* event started changes nothing and shows nothing of anybody: its steps are
//!   answered with their samples, marked with `"test": true`.
//! - Flows must not start each other in a circle without end. Each event knows how many runs, one
//!   started by the event of another, led to it; from [`MAX_RUN_DEPTH`] on, a run records no
//!   further event.

mod act;
mod input;
mod output;

use serde_json::Value;
use winfactor_domain::{EventId, OrganizationId};
use winfactor_flows::{
    PieceCatalog,
    pieces::{
        WINFACTOR_PIECE,
        winfactor_actions::{
            APPEND_ROW_TO_FILE, CREATE_QUOTE, FIND_CONTACT, FIND_SUBMISSION, GET_QUOTE, LIST_LEADS,
            REPLACE_LINE_ITEMS, SEND_QUOTE, SET_EXTERNAL_REFERENCE, UPSERT_CONTACT,
        },
    },
    run::{StepOutcome, StepRequest},
};
use winfactor_store::events;

use crate::{Result, ServiceError, Work};

/// Runs that start each other, one by the event of the one before. Honest chains (a submission
/// gets a quote, a quote is sent) are two or three long.
pub(crate) const MAX_RUN_DEPTH: u32 = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    FindSubmission,
    CreateQuote,
    ReplaceLineItems,
    GetQuote,
    SendQuote,
    SetExternalReference,
    FindContact,
    UpsertContact,
    ListLeads,
    AppendRowToFile,
}

impl Action {
    fn of(request: &StepRequest) -> Option<Self> {
        if &*request.piece_name != WINFACTOR_PIECE {
            return None;
        }
        Some(match &*request.action_name {
            FIND_SUBMISSION => Action::FindSubmission,
            CREATE_QUOTE => Action::CreateQuote,
            REPLACE_LINE_ITEMS => Action::ReplaceLineItems,
            GET_QUOTE => Action::GetQuote,
            SEND_QUOTE => Action::SendQuote,
            SET_EXTERNAL_REFERENCE => Action::SetExternalReference,
            FIND_CONTACT => Action::FindContact,
            UPSERT_CONTACT => Action::UpsertContact,
            LIST_LEADS => Action::ListLeads,
            APPEND_ROW_TO_FILE => Action::AppendRowToFile,
            _ => return None,
        })
    }

    /// Whether other flows may hear of it.
    fn records_events(self) -> bool {
        matches!(self, Action::CreateQuote | Action::SendQuote)
    }
}

/// Whether the step is one of those that [`perform`] performs.
pub(crate) fn performs(request: &StepRequest) -> bool {
    Action::of(request).is_some()
}

/// Performs such a step of a run that `event` started, within the transaction that records its
/// outcome. What a use case refuses is the step's failure; nothing was written then.
///
/// # Errors
/// Those of the database and our own. The transaction must not be committed then.
pub(crate) fn perform(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    event: EventId,
    request: &StepRequest,
) -> Result<StepOutcome> {
    let Some(action) = Action::of(request) else {
        return Ok(StepOutcome::Failed(format!(
            "`{}` of {} is not built in",
            request.action_name, request.piece_name
        )));
    };
    let Some(origin) = events::origin(work.tx, organization, event)? else {
        let gone = "the event of this run is no longer there";
        return Ok(StepOutcome::Failed(gone.to_owned()));
    };
    if origin.test {
        return Ok(rehearse(work.service().flow_versions().catalog(), request));
    }
    if action.records_events() && origin.run_depth >= MAX_RUN_DEPTH {
        return Ok(StepOutcome::Failed(circle()));
    }
    let done = work.at_run_depth(origin.run_depth + 1, |work| {
        act::act(work, organization, action, &request.input)
    });
    match done {
        Ok(output) => Ok(StepOutcome::Succeeded(output)),
        Err(error) => Ok(StepOutcome::Failed(refusal(error)?)),
    }
}

/// Answers such a step with its sample: for tests and dry runs.
pub(crate) fn rehearse(catalog: &PieceCatalog, request: &StepRequest) -> StepOutcome {
    let piece = catalog.piece(&request.piece_name);
    let actions = piece.map(|piece| &piece.actions[..]).unwrap_or_default();
    let action = actions
        .iter()
        .find(|action| *action.name == *request.action_name);
    let mut sample = action.map_or(Value::Null, |action| action.sample_output.clone());
    if let Value::Object(sample) = &mut sample {
        sample.insert("test".to_owned(), Value::Bool(true));
    }
    StepOutcome::Succeeded(sample)
}

fn circle() -> String {
    format!(
        "flows start each other in a circle: {MAX_RUN_DEPTH} runs, each started by the event of \
         the one before, led to this one. Let the flow start for fewer events, or only under a \
         condition"
    )
}

/// What is told to whoever built the flow; errors that are not theirs are passed on.
fn refusal(error: ServiceError) -> Result<String> {
    match error {
        ServiceError::Invalid(invalid) => {
            let errors = invalid.0.iter().map(|error| {
                let field = error.pointer.trim_start_matches('/').replace('/', ".");
                format!("{field}: {}", error.message)
            });
            Ok(errors.collect::<Vec<_>>().join("; "))
        }
        ServiceError::NotFound { .. }
        | ServiceError::Refused(_)
        | ServiceError::Conflict { .. } => Ok(error.to_string()),
        ServiceError::Store(_) | ServiceError::Internal { .. } => Err(error),
    }
}
