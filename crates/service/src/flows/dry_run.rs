use winfactor_domain::{EventId, EventType, FieldError, FlowId, FlowRunId, OrganizationId};
use winfactor_flows::{
    Run,
    run::{FailedStep, JournalEntry, RunStatus, StepRequest},
};
use winfactor_store::{events, flows};

use super::{Trial, definition::refusal};
use crate::{
    Result, Service, ServiceError,
    endpoints::sample_body,
    inbox::Message,
    runs::{Actor, End, EventText, NotRun, StepView, plan_with, rehearse, trigger_output},
};

/// On what a flow is tried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// A sample in the organization's language, marked as a test.
    Sample(Trial),
    /// An event that was recorded.
    Event(EventId),
}

/// What a run would do.
#[derive(Clone, Debug)]
pub struct DryRun {
    pub event_type: EventType,
    pub status: RunStatus,
    pub failed_step: Option<FailedStep>,
    /// The trigger first.
    pub steps: Vec<StepView>,
    /// What would be posted to the inbox.
    pub messages: Vec<Message>,
}

/// Goes through a flow as it is now, on or off, without any effect. Waits before another try are
/// left out.
pub async fn dry_run(
    service: &Service,
    organization: OrganizationId,
    id: FlowId,
    occasion: Occasion,
) -> Result<DryRun> {
    let now = service.now();
    let (revision, event, event_type, body) = service
        .read(move |tx| {
            let flow = flows::get(tx, organization, id)?
                .ok_or_else(|| ServiceError::not_found("flow", id))?;
            Ok(match occasion {
                Occasion::Event(event) => {
                    let event = events::get(tx, organization, event)?
                        .ok_or_else(|| ServiceError::not_found("event", event))?;
                    (flow.revision, Some(event.id), event.event_type, event.body)
                }
                Occasion::Sample(trial) => {
                    let organization = winfactor_store::organizations::get(tx, organization)?
                        .ok_or_else(|| ServiceError::not_found("organization", organization))?;
                    let body = sample_body(&organization, trial, now);
                    (flow.revision, None, trial.event_type, body)
                }
            })
        })
        .await?;
    let version = service
        .flow_versions()
        .get(service, organization, id, revision)
        .await?
        .map_err(refused)?;
    if !version.flow.accepts(event_type.name()) {
        let message = format!("the flow's trigger does not take {event_type}");
        return Err(FieldError::new("/eventType", "not_taken_by_trigger", message).into());
    }
    let event = EventText {
        id: event.unwrap_or_else(|| EventId::new(now, service.rng())),
        event_type,
        body: &body,
    };
    let actor = Actor {
        organization,
        flow: id,
        run: FlowRunId::new(now, service.rng()),
        now,
        rng: service.rng(),
    };
    let mut run = Run::start(version.flow.clone(), trigger_output(&version.flow, event)?);
    let mut entries = vec![run.trigger_entry()];
    let mut messages = Vec::new();
    let verdict = loop {
        let catalog = service.flow_versions().catalog();
        let rehearsed =
            |request: &StepRequest| Ok::<_, ServiceError>(Some(rehearse(catalog, request)));
        let part = plan_with(&mut run, &actor, rehearsed)?;
        part.entries
            .into_iter()
            .for_each(|entry| put(&mut entries, entry));
        messages.extend(part.messages);
        if let End::Finished(verdict) = part.end {
            break verdict;
        }
    };
    let steps = entries.into_iter();
    Ok(DryRun {
        event_type,
        status: verdict.status,
        failed_step: verdict.failed_step,
        steps: steps
            .map(|entry| StepView::of(Some(&version), entry.step_name, entry.record))
            .collect(),
        messages,
    })
}

/// A later record of a step replaces an earlier one.
fn put(entries: &mut Vec<JournalEntry>, entry: JournalEntry) {
    match entries
        .iter_mut()
        .find(|it| it.step_name == entry.step_name)
    {
        Some(earlier) => *earlier = entry,
        None => entries.push(entry),
    }
}

fn refused(reason: NotRun) -> ServiceError {
    match reason {
        NotRun::Problems(problems) => refusal(&problems.problems).into(),
        other => ServiceError::conflict("flow_not_runnable", other.to_string()),
    }
}
