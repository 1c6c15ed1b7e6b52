//! What an action of a piece does to its run. Most are performed by the driver; those that only
//! compute, wait or answer are settled here.

use std::fmt::Display;

use serde_json::{Map, Value, json};
use url::Url;

use crate::pieces::approval::{self, APPROVAL_PIECE, CREATE_APPROVAL_LINKS, WAIT_FOR_APPROVAL};
use crate::pieces::csv::{self, CSV_PIECE, CSV_TO_JSON, JSON_TO_CSV};
use crate::pieces::data_mapper::{self, ADVANCED_MAPPING, DATA_MAPPER_PIECE};
use crate::pieces::delay::{self, DELAY_FOR, DELAY_PIECE, DELAY_UNTIL, Delay, DelayError};
use crate::pieces::webhook::{
    self, RETURN_RESPONSE, RETURN_RESPONSE_AND_WAIT, Respond, Response, WEBHOOK_PIECE,
    WaitForNextWebhook,
};

use super::compiled::PieceStep;
use super::go_on::Reached;

/// What a try of an action comes to.
#[derive(Debug)]
pub(super) enum Action {
    /// The driver performs it.
    Outside,
    Output(Value),
    Fails(String),
    /// The caller is answered, unless the action says that nobody is to be.
    Respond {
        output: Value,
        response: Option<Response>,
        ends_run: bool,
    },
    /// The addresses of a waitpoint are handed out.
    Offer {
        output: Value,
    },
    /// The step goes on by itself at a moment: a short wait in place, or a pause with an output
    /// until then.
    WaitUntil {
        at_ms: i64,
        paused_output: Option<Value>,
    },
    /// The step goes on when its waitpoint is called; `output` stands until then.
    AwaitCall {
        output: Value,
        response: Option<Response>,
    },
    /// The waitpoint was called.
    Called {
        output: Value,
    },
}

/// How an action uses a waitpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WaitpointUse {
    /// It hands the address of a new one out.
    Offer,
    /// It waits at the one that was handed out, or at a new one.
    Await,
}

pub(super) fn waitpoint_use(piece: &PieceStep) -> Option<WaitpointUse> {
    match (&*piece.piece_name, &*piece.action_name) {
        (APPROVAL_PIECE, CREATE_APPROVAL_LINKS) => Some(WaitpointUse::Offer),
        (APPROVAL_PIECE, WAIT_FOR_APPROVAL) | (WEBHOOK_PIECE, RETURN_RESPONSE_AND_WAIT) => {
            Some(WaitpointUse::Await)
        }
        _ => None,
    }
}

/// What the action comes to. `waitpoint` is the address of the one that it [uses](waitpoint_use).
pub(super) fn act(
    piece: &PieceStep,
    input: &Map<String, Value>,
    reached: &Reached,
    now_ms: i64,
    waitpoint: Option<&Url>,
) -> Action {
    match (&*piece.piece_name, &*piece.action_name, waitpoint) {
        (DATA_MAPPER_PIECE, ADVANCED_MAPPING, _) => {
            Action::Output(data_mapper::advanced_mapping(input))
        }
        (CSV_PIECE, CSV_TO_JSON, _) => computed(csv::csv_to_json(input)),
        (CSV_PIECE, JSON_TO_CSV, _) => computed(csv::json_to_csv(input)),
        (DELAY_PIECE, DELAY_FOR, _) => waits(delay::delay_for(input, now_ms), reached, now_ms),
        (DELAY_PIECE, DELAY_UNTIL, _) => waits(delay::delay_until(input, now_ms), reached, now_ms),
        (APPROVAL_PIECE, CREATE_APPROVAL_LINKS, Some(address)) => Action::Offer {
            output: approval::links(address),
        },
        (APPROVAL_PIECE, WAIT_FOR_APPROVAL, _) => match reached {
            Reached::Called { payload, .. } => Action::Called {
                output: approval::output_after(payload),
            },
            Reached::Anew { .. } | Reached::WaitOver { .. } => Action::AwaitCall {
                output: approval::output_while_waiting(),
                response: None,
            },
        },
        (WEBHOOK_PIECE, RETURN_RESPONSE, _) => responds(input),
        (WEBHOOK_PIECE, RETURN_RESPONSE_AND_WAIT, Some(address)) => match reached {
            Reached::Called { payload, .. } => Action::Called {
                output: webhook::output_after(payload),
            },
            Reached::Anew { .. } | Reached::WaitOver { .. } => responds_and_waits(input, address),
        },
        _ => Action::Outside,
    }
}

fn computed<E: Display>(result: Result<Value, E>) -> Action {
    match result {
        Ok(output) => Action::Output(output),
        Err(error) => Action::Fails(error.to_string()),
    }
}

fn waits(delay: Result<Delay, DelayError>, reached: &Reached, now_ms: i64) -> Action {
    match delay {
        Err(error) => Action::Fails(error.to_string()),
        Ok(delay) if matches!(reached, Reached::WaitOver { .. }) => Action::Output(delay.output),
        Ok(delay) if delay.resume_at_ms <= now_ms => Action::Output(delay.output),
        Ok(delay) => Action::WaitUntil {
            at_ms: delay.resume_at_ms,
            paused_output: (!delay.wait_in_place).then(|| json!({})),
        },
    }
}

fn responds(input: &Map<String, Value>) -> Action {
    match Response::from_input(input) {
        Err(error) => Action::Fails(error.to_string()),
        Ok(response) => Action::Respond {
            output: response.output(),
            ends_run: response.respond == Some(Respond::Stop),
            response: response.respond.is_some().then_some(response),
        },
    }
}

/// The next call is awaited where the caller of it gets an answer, too.
fn responds_and_waits(input: &Map<String, Value>, waitpoint: &Url) -> Action {
    let address = format!("{waitpoint}/sync");
    match WaitForNextWebhook::from_input(input, &address) {
        Err(error) => Action::Fails(error.to_string()),
        Ok(wait) => Action::AwaitCall {
            output: wait.output,
            response: Some(wait.response),
        },
    }
}
