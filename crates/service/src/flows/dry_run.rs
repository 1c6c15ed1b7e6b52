use winfactor_domain::{EventId, EventType, FieldError, FlowId, FlowRunId, OrganizationId};
use winfactor_flows::{
    Run,
    run::{FailedStep, RunStatus, run_offline},
};
use winfactor_store::{events, flows};

use super::{Trial, definition::refusal};
use crate::{
    Result, Service, ServiceError,
    endpoints::sample_body,
    inbox::Message,
    runs::{
        self, Actor, EventText, NotRun, StepView, apart, perform, rehearse, setup, trigger_output,
    },
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

/// Goes through a flow as it is now, on or off, without any effect: what it would do outside is
/// answered with a sample. Waits are left out; a pause for somebody ends it.
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
    let run_id = FlowRunId::new(now, service.rng());
    let purpose = runs::SetupFor::DryRun;
    let setup = setup(service, organization, run_id, &version.flow, purpose).await?;
    let output = trigger_output(&version.flow, event)?;
    let mut run = Run::start(version.flow.clone(), output, setup);
    let owned = service.clone();
    let go_through = move || {
        let actor = Actor {
            organization,
            flow: id,
            run: run_id,
            now,
            rng: owned.rng(),
            service: None,
        };
        let catalog = owned.flow_versions().catalog();
        let mut messages = Vec::new();
        let result = run_offline(&mut run, now.0, |request| match perform(request, &actor) {
            Some(performed) => {
                messages.extend(performed.message);
                performed.outcome
            }
            None => rehearse(catalog, request),
        });
        (run, result, messages)
    };
    let (run, result, messages) = apart(service, id, &version.flow, go_through).await?;
    let mut entries: Vec<_> = run.records().cloned().collect();
    entries.sort_by_cached_key(|entry| version.order(&entry.path));
    let entries = entries.into_iter();
    Ok(DryRun {
        event_type,
        status: result.status,
        failed_step: result.failed_step,
        steps: entries
            .map(|entry| StepView::of(Some(&version), entry))
            .collect(),
        messages,
    })
}

fn refused(reason: NotRun) -> ServiceError {
    match reason {
        NotRun::Problems(problems) => refusal(&problems.problems).into(),
        other => ServiceError::conflict("flow_not_runnable", other.to_string()),
    }
}
