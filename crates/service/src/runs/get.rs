use std::sync::Arc;

use winfactor_domain::{ConnectionId, FlowRunId, OrganizationId, Timestamp};
use winfactor_flows::run::{JournalEntry, RunStatus, StepPath, StepRecord, StepStatus, StepType};
use winfactor_store::{
    Tx, connections,
    events::{self, EventRow},
    flow_run_steps, flow_runs,
};

use super::{
    EventText, RunSummary, Version, advance,
    list::{flow_name, summary},
    trigger_output,
};
use crate::{Result, Service, ServiceError};

/// A run with what each of its steps did.
#[derive(Clone, Debug)]
pub struct RunView {
    pub run: RunSummary,
    /// The event that started it; nothing when it is no longer kept.
    pub event: Option<EventRow>,
    /// The trigger first.
    pub steps: Vec<StepView>,
    /// What it waits for, as it is called now.
    connection: Option<PausingConnection>,
}

/// How a run is paused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunPause {
    /// Nothing when it began before this was noted.
    pub since: Option<Timestamp>,
    /// When it goes on, or [gives up](Self::gives_up).
    pub until: Timestamp,
    /// It waits until then for somebody to do something first.
    pub gives_up: bool,
    /// It waits for a call of its waitpoint.
    pub awaits_call: bool,
    /// It waits for this connection; then it goes on before `until` once that can be used.
    pub connection: Option<PausingConnection>,
}

/// A connection that a run waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PausingConnection {
    pub id: ConnectionId,
    pub display_name: String,
    /// Why it cannot be used.
    pub reason: String,
}

impl RunView {
    /// How it is paused, if it is.
    pub fn pause(&self) -> Option<RunPause> {
        let until = self.run.next_try_at?;
        if self.run.status != RunStatus::Paused {
            return None;
        }
        // A loop or router around the step that waits is paused with it, and knows no time.
        let paused = self.steps.iter().map(|step| &step.record);
        let mut paused = paused.filter(|record| record.status == StepStatus::Paused);
        let waiting = paused.find(|record| {
            let is_it = record.continue_at.is_some() || record.waitpoint.is_some();
            is_it || record.connection.is_some()
        })?;
        Some(RunPause {
            since: waiting.waits_since.map(Timestamp),
            until,
            gives_up: waiting.continue_at.is_none(),
            awaits_call: waiting.continue_at.is_none() && waiting.connection.is_none(),
            connection: waiting.connection.as_ref().and(self.connection.clone()),
        })
    }
}

/// What a step did.
#[derive(Clone, Debug)]
pub struct StepView {
    /// Which execution of which step.
    pub path: StepPath,
    /// How many loops and routers it stands inside of, to be shown indented.
    pub depth: usize,
    /// What people call it in the version that ran.
    pub display_name: String,
    pub record: StepRecord,
}

/// The run of that id.
pub async fn get(
    service: &Service,
    organization: OrganizationId,
    id: FlowRunId,
) -> Result<RunView> {
    let (run, event, mut journal, awaited) = service
        .read(move |tx| {
            let row = flow_runs::get(tx, organization, id)?
                .ok_or_else(|| ServiceError::not_found("flow run", id))?;
            let name = flow_name(tx, organization, row.flow)?;
            let event = events::get(tx, organization, row.event)?;
            let journal = advance::entries(flow_run_steps::of_run(tx, organization, id)?)?;
            let kind = event.as_ref().map(|event| (event.event_type, event.test));
            let awaited = awaited(tx, organization, &journal)?;
            Ok((summary(row, name, kind)?, event, journal, awaited))
        })
        .await?;
    let version = service
        .flow_versions()
        .get(service, organization, run.flow, run.flow_revision)
        .await?
        .ok();
    let version = version.as_deref();
    if let Some(version) = version {
        journal.sort_by_cached_key(|entry| version.order(&entry.path));
    }
    let entries = journal.into_iter();
    let mut steps: Vec<_> = entries.map(|entry| StepView::of(version, entry)).collect();
    if let (Some(version), Some(event)) = (version, &event) {
        show_trigger(&mut steps, version, event)?;
    }
    Ok(RunView {
        run,
        event,
        steps,
        connection: awaited,
    })
}

/// The connection that a step of the run waits for, unless it is gone.
fn awaited(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    journal: &[JournalEntry],
) -> Result<Option<PausingConnection>> {
    let of_entry = |entry: &JournalEntry| match entry.record.status {
        StepStatus::Paused => entry.record.connection.clone(),
        _ => None,
    };
    let Some(awaited) = journal.iter().find_map(of_entry) else {
        return Ok(None);
    };
    let found = connections::by_external_id(tx, organization, &awaited.name)?;
    Ok(found.map(|row| PausingConnection {
        id: row.id,
        display_name: row.display_name,
        reason: row.state.reason.unwrap_or(awaited.reason),
    }))
}

impl StepView {
    pub(crate) fn of(version: Option<&Version>, entry: JournalEntry) -> Self {
        let name = entry.path.step_name();
        let display_name = version.and_then(|version| version.display_name(name));
        let depth = version.and_then(|version| version.depth(name));
        StepView {
            display_name: display_name.unwrap_or(name).to_owned(),
            // Of routers, a path knows nothing.
            depth: depth.unwrap_or(entry.path.iterations().len()),
            path: entry.path,
            record: Arc::unwrap_or_clone(entry.record),
        }
    }
}

/// What the trigger gave is kept in the event alone.
fn show_trigger(steps: &mut [StepView], version: &Version, event: &EventRow) -> Result<()> {
    let is_trigger = |step: &&mut StepView| step.record.step_type == StepType::PieceTrigger;
    if let Some(trigger) = steps.iter_mut().find(is_trigger) {
        let event = EventText {
            id: event.id,
            event_type: event.event_type,
            body: &event.body,
        };
        trigger.record.output = Some(trigger_output(&version.flow, event)?);
    }
    Ok(())
}
