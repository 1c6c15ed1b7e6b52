use winfactor_domain::{EventId, FlowId, FlowRunId, OrganizationId, Timestamp};

use super::RunRow;
use crate::{Page, Row, StoreError, Tx, codec, params};

/// Which runs a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunFilter {
    pub flow: Option<FlowId>,
    pub event: Option<EventId>,
    /// The word of the flow format, such as `FAILED`.
    pub status: Option<&'static str>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT organization_id, id, flow_id, flow_revision, event_id, status, failed_step, \
             due_at, lease_owner, started_at, finished_at, awaited_connection_id FROM flow_runs ",
            $rest
        )
    };
}

/// The run of that id.
pub fn get(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: FlowRunId,
) -> Result<Option<RunRow>, StoreError> {
    tx.query_opt(
        select!("WHERE organization_id = $1 AND id = $2"),
        params![&organization.to_string(), &id.to_string()],
        read,
    )
}

/// A part of the list, newest first. There is a statement for each index that can serve it.
pub fn list(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    filter: &RunFilter,
    page: &Page,
) -> Result<Vec<RunRow>, StoreError> {
    let organization = organization.to_string();
    let flow = filter.flow.map(|id| id.to_string());
    if let Some(event) = filter.event {
        return tx.query(
            select!(
                "WHERE organization_id = $1 AND id < $2 AND event_id = $4 \
                 AND (CAST($5 AS TEXT) IS NULL OR status = $5) \
                 AND (CAST($6 AS TEXT) IS NULL OR flow_id = $6) ORDER BY id DESC LIMIT $3"
            ),
            params![
                &organization,
                page.before(),
                page.rows(),
                &event.to_string(),
                filter.status,
                &flow,
            ],
            read,
        );
    }
    if let Some(flow) = flow {
        return tx.query(
            select!(
                "WHERE organization_id = $1 AND id < $2 AND flow_id = $4 \
                 AND (CAST($5 AS TEXT) IS NULL OR status = $5) ORDER BY id DESC LIMIT $3"
            ),
            params![
                &organization,
                page.before(),
                page.rows(),
                &flow,
                filter.status,
            ],
            read,
        );
    }
    tx.query(
        select!(
            "WHERE organization_id = $1 AND id < $2 \
             AND (CAST($4 AS TEXT) IS NULL OR status = $4) ORDER BY id DESC LIMIT $3"
        ),
        params![&organization, page.before(), page.rows(), filter.status],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<RunRow, StoreError> {
    let owner = row.opt_text(8)?.map(str::parse);
    let awaited = row.opt_text(11)?.map(str::parse);
    Ok(RunRow {
        organization: codec::id(row, 0)?,
        id: codec::id(row, 1)?,
        flow: codec::id(row, 2)?,
        flow_revision: row.int(3)?,
        event: codec::id(row, 4)?,
        status: row.text(5)?.to_owned(),
        failed_step: row.opt_text(6)?.map(str::to_owned),
        due_at: row.opt_int(7)?.map(Timestamp),
        lease_owner: owner
            .transpose()
            .map_err(|error| codec::corrupt("lease_owner", error))?,
        started_at: Timestamp(row.int(9)?),
        finished_at: row.opt_int(10)?.map(Timestamp),
        awaited_connection: awaited
            .transpose()
            .map_err(|error| codec::corrupt("awaited_connection_id", error))?,
    })
}
