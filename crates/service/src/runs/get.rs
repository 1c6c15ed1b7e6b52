use std::sync::Arc;

use winfactor_domain::{FlowRunId, OrganizationId};
use winfactor_flows::run::{JournalEntry, StepRecord, StepType};
use winfactor_store::{
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
}

/// What a step did.
#[derive(Clone, Debug)]
pub struct StepView {
    /// Its path: inside of loops with their iterations, such as `loop_1[0].step_2`.
    pub name: String,
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
    let (run, event, journal) = service
        .read(move |tx| {
            let row = flow_runs::get(tx, organization, id)?
                .ok_or_else(|| ServiceError::not_found("flow run", id))?;
            let name = flow_name(tx, organization, row.flow)?;
            let event = events::get(tx, organization, row.event)?;
            let journal = flow_run_steps::of_run(tx, organization, id)?;
            let kind = event.as_ref().map(|event| (event.event_type, event.test));
            Ok((summary(row, name, kind)?, event, journal))
        })
        .await?;
    let version = service
        .flow_versions()
        .get(service, organization, run.flow, run.flow_revision)
        .await?
        .ok();
    let version = version.as_deref();
    let mut journal = advance::entries(journal)?;
    if let Some(version) = version {
        journal.sort_by_cached_key(|entry| version.order(&entry.path));
    }
    let entries = journal.into_iter();
    let mut steps: Vec<_> = entries.map(|entry| StepView::of(version, entry)).collect();
    if let (Some(version), Some(event)) = (version, &event) {
        show_trigger(&mut steps, version, event)?;
    }
    Ok(RunView { run, event, steps })
}

impl StepView {
    pub(crate) fn of(version: Option<&Version>, entry: JournalEntry) -> Self {
        let name = entry.path.step_name();
        let display_name = version.and_then(|version| version.display_name(name));
        StepView {
            display_name: display_name.unwrap_or(name).to_owned(),
            name: entry.path.to_string(),
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
