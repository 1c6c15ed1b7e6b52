//! How a connection comes to work, or not to.

use winfactor_domain::{ConnectionId, FlowRunId, OrganizationId, Timestamp};
use winfactor_store::{
    connections::{self, ConnectionRow, ConnectionState, ConnectionStatus},
    inbox_messages,
};

use super::{Fault, alert, waiting};
use crate::{Result, Work, inbox::line};

/// The longest reason that is kept, in characters.
const MAX_REASON: usize = 300;

impl Fault {
    /// Nothing of a connection that works.
    pub(super) fn of(status: ConnectionStatus) -> Option<Self> {
        match status {
            ConnectionStatus::Works => None,
            ConnectionStatus::Expired => Some(Fault::Expired),
            ConnectionStatus::Broken => Some(Fault::Broken),
        }
    }

    pub(super) fn status(self) -> ConnectionStatus {
        match self {
            Fault::Expired => ConnectionStatus::Expired,
            Fault::Broken => ConnectionStatus::Broken,
        }
    }
}

/// How a connection stands with a value against which nothing is known.
pub(super) fn working(now: Timestamp) -> ConnectionState {
    ConnectionState {
        status: ConnectionStatus::Works,
        reason: None,
        changed_at: now,
        is_told: false,
    }
}

/// How it stands with one that its service does not take; nobody was told so far.
pub(super) fn not_working(now: Timestamp, fault: Fault, reason: &str) -> ConnectionState {
    ConnectionState {
        status: fault.status(),
        reason: Some(line(reason, MAX_REASON)),
        changed_at: now,
        is_told: false,
    }
}

/// The connection works: nobody has to look after it any more, and what waits for it goes on. The
/// caller writes the row.
pub(super) fn comes_to_work(work: &mut Work<'_, '_>, row: &mut ConnectionRow) -> Result<()> {
    if row.state.status != ConnectionStatus::Works {
        close_alerts(work, row.organization, row.id)?;
    }
    row.state = working(work.now);
    waiting::wake(work, row.organization, row.id)?;
    Ok(())
}

/// What people were told of the connection needs nobody any more.
pub(super) fn close_alerts(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    id: ConnectionId,
) -> Result<()> {
    let source = id.to_string();
    if inbox_messages::close_alerts(work.tx, organization, &source, work.now)? > 0 {
        work.inbox_changed(organization);
    }
    Ok(())
}

/// Tells the organization's people that a connection does not work, unless they know. The row is
/// kept from other transactions, and written here.
pub(crate) fn tell(work: &mut Work<'_, '_>, row: &mut ConnectionRow, run: FlowRunId) -> Result<()> {
    let Some(fault) = Fault::of(row.state.status) else {
        return Ok(());
    };
    if row.state.is_told {
        return Ok(());
    }
    row.state.is_told = true;
    connections::update(work.tx, row)?;
    alert::raise(work, row, fault, run)
}
