use winfactor_connectors::channels::ConnectionFault;
use winfactor_domain::{ConnectionId, FlowRunId, OrganizationId};
use winfactor_store::connections::{self, ConnectionRow, ConnectionStatus};

use super::state::{not_working, tell};
use crate::{Result, Service, Work};

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

impl From<ConnectionFault> for Fault {
    fn from(fault: ConnectionFault) -> Self {
        match fault {
            ConnectionFault::Expired => Fault::Expired,
            ConnectionFault::Broken => Fault::Broken,
        }
    }
}

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
            let value = (complaint.connection, complaint.revision);
            let (fault, reason) = (complaint.fault, &complaint.reason);
            let Some(mut row) = noted(work, organization, value, fault, reason)? else {
                return Ok(false);
            };
            tell(work, &mut row, complaint.run)?;
            Ok(true)
        })
        .await
}

/// Notes what is wrong with a value of a connection, if it is news; nobody is told yet.
pub(super) fn noted(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    (id, revision): (ConnectionId, i64),
    fault: Fault,
    reason: &str,
) -> Result<Option<ConnectionRow>> {
    let found = connections::get_for_update(work.tx, organization, id)?;
    let is_news = |row: &ConnectionRow| {
        row.revision == revision && row.state.status == ConnectionStatus::Works
    };
    let Some(mut row) = found.filter(is_news) else {
        return Ok(None);
    };
    row.state = not_working(work.now, fault, reason);
    connections::update(work.tx, &row)?;
    Ok(Some(row))
}
