use winfactor_domain::{ConnectionId, FlowRunId, OrganizationId};
use winfactor_store::connections::{self, ConnectionRow, ConnectionState, ConnectionStatus};

use super::alert;
use crate::{Result, Service, inbox::line};

/// What a service has against a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    pub connection: ConnectionId,
    /// The value that was used, see [`OpenConnection`](super::OpenConnection).
    pub revision: i64,
    pub fault: Fault,
    /// What the service said, for people; no secret in it.
    pub reason: String,
    /// The run that met it.
    pub run: FlowRunId,
}

/// What is wrong with a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It was good once; somebody has to connect anew.
    Expired,
    /// The service does not know it; somebody has to correct it.
    Broken,
}

/// The longest reason that is kept, in characters.
const MAX_REASON: usize = 300;

/// Notes that a service does not take a connection (any more), and tells the organization's people
/// once. Returns whether that is news: nothing changes when it is known already, or when the
/// connection was deleted or given another value since.
pub async fn failed(
    service: &Service,
    organization: OrganizationId,
    complaint: Complaint,
) -> Result<bool> {
    service
        .write(move |work| {
            let found = connections::get_for_update(work.tx, organization, complaint.connection)?;
            let is_news = |row: &ConnectionRow| {
                row.revision == complaint.revision && row.state.status == ConnectionStatus::Works
            };
            let Some(mut row) = found.filter(is_news) else {
                return Ok(false);
            };
            row.state = ConnectionState {
                status: match complaint.fault {
                    Fault::Expired => ConnectionStatus::Expired,
                    Fault::Broken => ConnectionStatus::Broken,
                },
                reason: Some(line(&complaint.reason, MAX_REASON)),
                changed_at: work.now,
            };
            connections::update(work.tx, &row)?;
            alert::raise(work, &row, complaint.fault, complaint.run)?;
            Ok(true)
        })
        .await
}
