//! The table `attempts`: what was tried, and what came back.

use winfactor_domain::{EventId, OrganizationId, Timestamp};

use crate::{Row, StoreError, Tx, codec, params};

/// One try of a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptRow {
    pub organization: OrganizationId,
    pub event: EventId,
    pub destination: String,
    /// From 1, without a gap over all rounds.
    pub number: u32,
    pub started_at: Timestamp,
    pub duration_ms: i64,
    /// `delivered`, or the stable word for what went wrong.
    pub outcome: String,
    /// What went wrong, in a sentence.
    pub reason: Option<String>,
    pub http_status: Option<u16>,
    /// Names and values as JSON, secrets left out.
    pub request_headers: Option<String>,
    pub response_headers: Option<String>,
    /// The beginning of the answer, as text.
    pub response_body: Option<String>,
}

/// Adds an attempt. The same number can come twice only when a server died between trying and
/// noting it; the later note then stands.
pub fn insert(tx: &mut Tx<'_>, attempt: &AttemptRow) -> Result<(), StoreError> {
    tx.send(
        "INSERT INTO attempts (organization_id, event_id, destination_id, number, started_at, \
         duration_ms, outcome, reason, http_status, request_headers, response_headers, \
         response_body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
         ON CONFLICT (organization_id, event_id, destination_id, number) DO NOTHING",
        params![
            &attempt.organization.to_string(),
            &attempt.event.to_string(),
            &attempt.destination,
            attempt.number,
            attempt.started_at.0,
            attempt.duration_ms,
            &attempt.outcome,
            &attempt.reason,
            attempt.http_status.map(i64::from),
            &attempt.request_headers,
            &attempt.response_headers,
            &attempt.response_body,
        ],
    )
}

/// All attempts of an event, by destination and number.
pub fn of_event(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    event: EventId,
) -> Result<Vec<AttemptRow>, StoreError> {
    tx.query(
        "SELECT organization_id, event_id, destination_id, number, started_at, duration_ms, \
         outcome, reason, http_status, request_headers, response_headers, response_body \
         FROM attempts WHERE organization_id = $1 AND event_id = $2 \
         ORDER BY destination_id, number",
        params![&organization.to_string(), &event.to_string()],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<AttemptRow, StoreError> {
    let status = row.opt_int(8)?.map(u16::try_from);
    let text = |index| Ok::<_, StoreError>(row.opt_text(index)?.map(str::to_owned));
    Ok(AttemptRow {
        organization: codec::id(row, 0)?,
        event: codec::id(row, 1)?,
        destination: row.text(2)?.to_owned(),
        number: codec::count(row, 3, "number")?,
        started_at: Timestamp(row.int(4)?),
        duration_ms: row.int(5)?,
        outcome: row.text(6)?.to_owned(),
        reason: text(7)?,
        http_status: status
            .transpose()
            .map_err(|error| codec::corrupt("http_status", error))?,
        request_headers: text(9)?,
        response_headers: text(10)?,
        response_body: text(11)?,
    })
}
