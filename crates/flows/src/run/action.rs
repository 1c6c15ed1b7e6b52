//! What an action of a piece does to its run. Most are performed by the driver; those that only
//! compute, wait or answer are settled here.

use serde_json::{Map, Value};

use super::compiled::PieceStep;
use super::go_on::Reached;
use super::response::Response;

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
    let _ = piece;
    None
}

pub(super) fn act(
    piece: &PieceStep,
    input: &Map<String, Value>,
    reached: &Reached,
    now_ms: i64,
    waitpoint_address: Option<&str>,
) -> Action {
    let _ = (piece, input, reached, now_ms, waitpoint_address);
    Action::Outside
}
