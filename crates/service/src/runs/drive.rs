//! Goes on with a run that this server owns, part by part, until it is over or rests.

use std::sync::Arc;

use winfactor_domain::EventId;
use winfactor_flows::{
    Run,
    run::{StepOutcome, StepRequest},
};
use winfactor_store::flow_run_steps;

use super::{
    Actor, End, Part, Version, apart, channels, guard, http, part,
    places::Place,
    winfactor_actions,
    write::{RunRef, Written, keep, row},
};
use crate::{Result, Service};

/// A run in memory, and its place among those that are gone on with.
#[derive(Debug)]
pub(super) struct Driven {
    pub run: RunRef,
    pub event: EventId,
    pub version: Arc<Version>,
    pub machine: Run,
    #[expect(
        dead_code,
        reason = "it is held for as long as the run is gone on with"
    )]
    pub place: Place,
}

/// What is to be done next with a run that was written so far.
#[derive(Debug)]
pub(super) enum Goes {
    /// An effect, which is recorded as begun.
    Effect(Box<StepRequest>),
    /// Another part.
    On,
    /// Nothing: it is over, it rests, or it is not this server's any more.
    Nowhere,
}

/// Goes on with a run that was written so far.
pub(super) async fn drive(service: &Service, mut driven: Driven, mut goes: Goes) -> Result<()> {
    loop {
        match goes {
            Goes::Nowhere => return Ok(()),
            Goes::On => {}
            Goes::Effect(request) => {
                let began_at = service.now();
                let Some(outcome) = perform(service, &driven, &request).await? else {
                    return Ok(());
                };
                let now = service.now();
                let took = now.since(began_at);
                let done = driven.machine.complete(&request.path, outcome, took, now.0);
                if let Err(error) = done {
                    return write(service, &driven.run, Part::stuck(&error))
                        .await
                        .map(drop);
                }
            }
        }
        let (run, version) = (driven.run, Arc::clone(&driven.version));
        let (machine, part) = next_part(service, &run, &version, driven.machine).await?;
        driven = Driven { machine, ..driven };
        goes = write(service, &run, part).await?;
    }
}

/// The next part of the run.
pub(super) async fn next_part(
    service: &Service,
    run: &RunRef,
    version: &Version,
    mut machine: Run,
) -> Result<(Run, Part)> {
    let (planner, run) = (service.clone(), *run);
    let plan = move || {
        let actor = Actor::of(&run, &planner);
        let mut part = part(&mut machine, &actor);
        if let Some(pause) = part.waits_in_vain(actor.now) {
            part = Part::timed_out(pause);
        }
        (machine, part)
    };
    apart(service, run.flow, &version.flow, plan).await
}

/// Writes a part, and says how the run goes on.
pub(super) async fn write(service: &Service, run: &RunRef, mut part: Part) -> Result<Goes> {
    let mut written = Written::new(&mut part);
    let goes = if service.flow_runs().is_stopping() {
        written = written.given_back(service.now());
        Goes::Nowhere
    } else {
        match part.end {
            End::Effect(request) => {
                if is_recorded_as_begun(&request) {
                    written = written.with_started(&request.started());
                }
                Goes::Effect(request)
            }
            End::More => Goes::On,
            End::Finished(_) | End::Waits(_) | End::Paused(_) => Goes::Nowhere,
        }
    };
    let (run, written) = (*run, Arc::new(written));
    let status = written.status.as_str();
    let is_ours = service
        .write(move |work| written.progress(work, &run))
        .await?;
    let (organization, flow) = (run.organization, run.flow);
    tracing::debug!(%organization, %flow, run = %run.id, status, is_ours, "flow run");
    Ok(if is_ours { goes } else { Goes::Nowhere })
}

/// Whether a restart has to know that the effect was begun: it happens outside of the database.
pub(super) fn is_recorded_as_begun(request: &StepRequest) -> bool {
    http::performs(request) || channels::performs(request)
}

/// Performs an effect. Nothing, when the run is not this server's any more.
async fn perform(
    service: &Service,
    driven: &Driven,
    request: &StepRequest,
) -> Result<Option<StepOutcome>> {
    if let Some(outcome) = guard::check(service, driven, request).await? {
        return Ok(Some(outcome));
    }
    if http::performs(request) {
        return Ok(Some(http::send(service.http(), request).await));
    }
    if channels::performs(request) {
        return channels::send(service, &driven.run, driven.event, request).await;
    }
    let (run, event, request) = (driven.run, driven.event, request.clone());
    // The effect and its record are there together, or neither is.
    service
        .write(move |work| {
            if !keep(work, &run)? {
                return Ok(None);
            }
            let (organization, id) = (run.organization, run.id);
            let outcome = winfactor_actions::perform(work, organization, event, &request)?;
            if let StepOutcome::Succeeded(output) = &outcome {
                let entry = request.succeeded(output.clone());
                flow_run_steps::put(work.tx, organization, id, &row(&entry))?;
            }
            Ok(Some(outcome))
        })
        .await
}
