use winfactor_domain::{EventId, OrganizationId, Timestamp};

use super::{DeliveryRow, DeliveryStatus};
use crate::{Row, StoreError, Tx, codec, params};

/// The delivery of an event to a destination.
pub fn get(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    event: EventId,
    destination: &str,
) -> Result<Option<DeliveryRow>, StoreError> {
    tx.query_opt(
        "SELECT organization_id, event_id, destination_id, event_type, subject, subject_seq, \
         status, attempts, round_start, due_at, lease_owner, last_failure, created_at, finished_at \
         FROM deliveries WHERE organization_id = $1 AND event_id = $2 AND destination_id = $3",
        params![&organization.to_string(), &event.to_string(), destination],
        read,
    )
}

/// All deliveries of an event.
pub fn of_event(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    event: EventId,
) -> Result<Vec<DeliveryRow>, StoreError> {
    tx.query(
        "SELECT organization_id, event_id, destination_id, event_type, subject, subject_seq, \
         status, attempts, round_start, due_at, lease_owner, last_failure, created_at, finished_at \
         FROM deliveries WHERE organization_id = $1 AND event_id = $2 ORDER BY destination_id",
        params![&organization.to_string(), &event.to_string()],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<DeliveryRow, StoreError> {
    let owner = row.opt_text(10)?.map(str::parse);
    Ok(DeliveryRow {
        organization: codec::id(row, 0)?,
        event: codec::id(row, 1)?,
        destination: row.text(2)?.to_owned(),
        event_type: codec::parsed(row, 3, "event_type")?,
        subject: row.text(4)?.to_owned(),
        subject_seq: row.int(5)?,
        status: codec::known(row, 6, "status", DeliveryStatus::from_code)?,
        attempts: codec::count(row, 7, "attempts")?,
        round_start: codec::count(row, 8, "round_start")?,
        due_at: Timestamp(row.int(9)?),
        lease_owner: owner
            .transpose()
            .map_err(|error| codec::corrupt("lease_owner", error))?,
        last_failure: row.opt_text(11)?.map(str::to_owned),
        created_at: Timestamp(row.int(12)?),
        finished_at: row.opt_int(13)?.map(Timestamp),
    })
}
