//! What becomes of a step whose connection a service did not take.
//!
//! Nothing happened at the service, so that the step can be performed as the same try: with a new
//! access token, where one can be had, or once somebody has looked after the connection. Only where
//! somebody tries the flow out does it fail at once.

use serde_json::Value;
use winfactor_domain::Timestamp;
use winfactor_flows::run::{AwaitedConnection, StepOutcome, StepRequest};

use super::{Attempt, connection, failed::MOST_PUT_OFF};
use crate::{
    Result, Service,
    connections::{
        self, Again, Asker, Complaint, Fault, FlowConnection, OpenConnection, renew_refused,
    },
    runs::write::RunRef,
};

/// What a step comes to whose connection has this fault, for that reason.
pub(super) async fn outcome(
    service: &Service,
    run: &RunRef,
    attempt: &Attempt<'_>,
    fault: Fault,
    reason: String,
) -> Result<StepOutcome> {
    let request = attempt.request;
    let Some((name, used)) = used(service, run, request).await? else {
        return Ok(StepOutcome::Failed(reason));
    };
    let waits = |reason: String, at: Option<Timestamp>| StepOutcome::AwaitsConnection {
        connection: AwaitedConnection { name, reason },
        look_again_at_ms: at.map(|at| at.0),
    };
    match used {
        Some(used) => {
            if fault == Fault::Expired
                && let Again::At(at) =
                    renew_refused(service, run.organization, &used, Asker::Run).await?
            {
                return Ok(waits(reason, Some(at)));
            }
            let complaint = Complaint {
                connection: used.id,
                revision: used.revision,
                fault,
                reason: reason.clone(),
                run: run.id,
            };
            connections::failed(service, run.organization, complaint).await?;
        }
        // What it was performed with is not the value any more. Should it only seem so, the step is
        // not repeated for ever.
        None if request.put_off >= MOST_PUT_OFF => return Ok(StepOutcome::Failed(reason)),
        None => {}
    }
    match attempt.origin.is_test().await? {
        true => Ok(StepOutcome::FailedForGood(reason)),
        false => Ok(waits(reason, None)),
    }
}

/// The connection that the step was performed with: its external id, and its value if that is still
/// the same. Nothing when the step names none.
async fn used(
    service: &Service,
    run: &RunRef,
    request: &StepRequest,
) -> Result<Option<(String, Option<OpenConnection>)>> {
    let names = request.settings.connections.clone();
    let first = names.first().cloned();
    let opened = connections::for_flow(service, run.organization, names).await?;
    let mut broken = None;
    for (name, connection_now) in opened {
        match connection_now {
            FlowConnection::Works(open) if holds(open.value.expose(), connection(request)) => {
                return Ok(Some((name, Some(open))));
            }
            FlowConnection::Works(_) | FlowConnection::Later { .. } => {}
            FlowConnection::Broken { .. } => broken = Some(name),
        }
    }
    Ok(broken.or(first).map(|name| (name, None)))
}

/// Whether a connection's value is what the step was given, or that is a part of it.
fn holds(value: &Value, given: &Value) -> bool {
    value == given
        || match value {
            Value::Object(members) => members.values().any(|member| holds(member, given)),
            Value::Array(items) => items.iter().any(|item| holds(item, given)),
            _ => false,
        }
}
