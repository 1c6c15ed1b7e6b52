use serde::Deserialize;
use utoipa::IntoParams;
use winfactor_domain::{EventId, FlowId, FlowRunId};
use winfactor_service::runs::{self, RunStatus, RunsFilter};

use super::{
    TAG,
    resource::{FlowRunListed, FlowRunStatus},
};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    listing::{Cursor, Listing, page},
    query::Query,
    reply::Reply,
};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// Only those of this flow.
    #[param(value_type = Option<String>)]
    flow_id: Option<FlowId>,
    /// Only those that this event started.
    #[param(value_type = Option<String>)]
    event_id: Option<EventId>,
    /// Only those that stand so.
    #[param(value_type = Option<FlowRunStatus>)]
    status: Option<RunStatus>,
    /// How many, at most.
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<u32>,
    /// The `nextCursor` of the part before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
}

/// List runs of flows
///
/// The runs, newest first.
#[utoipa::path(
    get, path = "/flow-runs", operation_id = "listFlowRuns", tag = TAG, params(Filter),
    responses((status = 200, description = "A part of the list.", body = Listing<FlowRunListed>), Reading),
)]
pub(super) async fn list(
    caller: Caller,
    Query(filter): Query<Filter>,
) -> Result<Reply<Listing<FlowRunListed>>, ApiError> {
    let page = page::<FlowRunId>(filter.limit, filter.cursor.as_ref())?;
    let filter = RunsFilter {
        flow: filter.flow_id,
        event: filter.event_id,
        status: filter.status,
    };
    let found = runs::list(caller.service(), caller.organization, filter, page).await?;
    Ok(Reply(Listing::new(
        found,
        |run| run.id,
        FlowRunListed::from,
    )))
}
