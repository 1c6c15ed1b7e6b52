use winfactor_domain::FlowRunId;
use winfactor_flows::{pieces::ResumePayload, run::RunStatus};
use winfactor_store::{
    StoreError, Tx,
    flow_run_waitpoints::{self, WaitpointRow},
    flow_runs,
};

use crate::{Result, Service};

/// What came of a call of a waitpoint's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resumed {
    /// The run goes on, or will as soon as it waits there.
    GoesOn,
    /// Somebody called it before; nothing happens.
    UsedBefore,
    /// The run is over; nothing happens.
    RunIsOver,
    /// There is no such waitpoint.
    NotFound,
}

/// What a call of the waitpoint's address would come to. Nothing happens.
pub async fn look_at_waitpoint(
    service: &Service,
    run: FlowRunId,
    waitpoint: String,
) -> Result<Resumed> {
    service
        .read(move |tx| {
            Ok(match open(tx, run, &waitpoint)? {
                Ok(_) => Resumed::GoesOn,
                Err(why_not) => why_not,
            })
        })
        .await
}

/// The waitpoint, unless a call of it would change nothing.
fn open(
    tx: &mut Tx<'_>,
    run: FlowRunId,
    waitpoint: &str,
) -> Result<std::result::Result<WaitpointRow, Resumed>> {
    let Some(found) = flow_run_waitpoints::get(tx, run, waitpoint)? else {
        return Ok(Err(Resumed::NotFound));
    };
    if found.used_at.is_some() {
        return Ok(Err(Resumed::UsedBefore));
    }
    let row = flow_runs::get(tx, found.organization, run)?;
    let is_over = row.is_none_or(|row| row.due_at.is_none());
    Ok(if is_over {
        Err(Resumed::RunIsOver)
    } else {
        Ok(found)
    })
}

/// Goes on with a paused run, with the call that came for its waitpoint. A waitpoint is good for one
/// call. Whoever knows its address may call it: there is no organization to check.
pub async fn resume_waitpoint(
    service: &Service,
    run: FlowRunId,
    waitpoint: String,
    payload: ResumePayload,
) -> Result<Resumed> {
    let payload = serde_json::to_string(&payload)
        .map_err(|error| StoreError::corrupt("flow_run_waitpoints.payload", error))?;
    service
        .write(move |work| {
            let found = match open(work.tx, run, &waitpoint)? {
                Ok(found) => found,
                Err(why_not) => return Ok(why_not),
            };
            if !flow_run_waitpoints::use_once(work.tx, &found, &payload, work.now)? {
                return Ok(Resumed::UsedBefore);
            }
            // Before a step waits there, the run learns of the call when one does.
            let paused = RunStatus::Paused.as_str();
            if found.awaited_at.is_some()
                && flow_runs::wake(work.tx, found.organization, run, paused, work.now)?
            {
                work.runs_due();
            }
            Ok(Resumed::GoesOn)
        })
        .await
}
