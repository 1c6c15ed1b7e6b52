use std::collections::HashMap;

use winfactor_domain::{EventId, EventType, FlowId, FlowRunId, OrganizationId, Timestamp};
use winfactor_flows::run::{FailedStep, RunStatus};
use winfactor_store::{
    Page, StoreError, Tx, events,
    flow_runs::{self, RunFilter, RunRow},
    flows,
};

use crate::{Result, Service};

/// Which runs a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunsFilter {
    pub flow: Option<FlowId>,
    pub event: Option<EventId>,
    pub status: Option<RunStatus>,
}

/// How a run stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunSummary {
    pub id: FlowRunId,
    pub flow: FlowId,
    /// What the flow is called today; nothing when it was deleted.
    pub flow_name: Option<String>,
    pub flow_revision: i64,
    pub event: EventId,
    /// What kind of event it was; nothing when it is no longer kept.
    pub event_type: Option<EventType>,
    /// Whether it runs for a test event.
    pub test: bool,
    pub status: RunStatus,
    /// What ended a failed run. Its names are empty when it was not a single step.
    pub failed_step: Option<FailedStep>,
    pub started_at: Timestamp,
    pub finished_at: Option<Timestamp>,
    /// When its next step is tried, for a run that waits; for one that waits for a call, when it
    /// gives up.
    pub next_try_at: Option<Timestamp>,
}

/// A part of the list, newest first, and whether there are more.
pub async fn list(
    service: &Service,
    organization: OrganizationId,
    filter: RunsFilter,
    page: Page,
) -> Result<(Vec<RunSummary>, bool)> {
    let stored = RunFilter {
        flow: filter.flow,
        event: filter.event,
        status: filter.status.map(RunStatus::as_str),
    };
    service
        .read(move |tx| {
            let (rows, more) = page.split(flow_runs::list(tx, organization, &stored, &page)?);
            let mut names = HashMap::new();
            let mut summaries = Vec::with_capacity(rows.len());
            for row in rows {
                let flow = row.flow;
                let name = match names.get(&flow) {
                    Some(name) => Option::clone(name),
                    None => {
                        let name = flow_name(tx, organization, flow)?;
                        names.insert(flow, name.clone());
                        name
                    }
                };
                let kind = events::kind(tx, organization, row.event)?;
                summaries.push(summary(row, name, kind)?);
            }
            Ok((summaries, more))
        })
        .await
}

pub(super) fn flow_name(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    flow: FlowId,
) -> Result<Option<String>> {
    Ok(flows::get(tx, organization, flow)?.map(|flow| flow.name))
}

/// A run as it is shown; `event` is the type of its event, and whether that is a test.
pub(super) fn summary(
    row: RunRow,
    flow_name: Option<String>,
    event: Option<(EventType, bool)>,
) -> Result<RunSummary> {
    let status = serde_json::from_value(row.status.into())
        .map_err(|error| StoreError::corrupt("flow_runs.status", error))?;
    let failed_step = row.failed_step.as_deref().map(serde_json::from_str);
    Ok(RunSummary {
        id: row.id,
        flow: row.flow,
        flow_name,
        flow_revision: row.flow_revision,
        event: row.event,
        event_type: event.map(|(event_type, _)| event_type),
        test: event.is_some_and(|(_, test)| test),
        status,
        failed_step: failed_step
            .transpose()
            .map_err(|error| StoreError::corrupt("flow_runs.failed_step", error))?,
        started_at: row.started_at,
        finished_at: row.finished_at,
        next_try_at: row.due_at.filter(|_| row.lease_owner.is_none()),
    })
}
