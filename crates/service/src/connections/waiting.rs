//! Runs that wait for a connection go on when it works again.
//!
//! Whoever makes a connection work makes the first part of them due with the same transaction; the
//! rest follows part by part, so that a crowd of runs stops nobody. A pass that runs now and then
//! finds what was left behind when a run began to wait just as its connection came to work. Runs that
//! are due are gone on with as places for them come free, like any others.

use winfactor_domain::{ConnectionId, OrganizationId};
use winfactor_store::flow_runs;

use crate::{Result, Service, Work};

/// Runs that are woken with one transaction.
const PART: u32 = 1000;

/// Wakes a part of what waits for a connection; if there may be more, so is the pass. Returns how
/// many runs were woken.
pub(super) fn wake(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    connection: ConnectionId,
) -> Result<u64> {
    let woken = flow_runs::wake_awaiting(work.tx, organization, connection, work.now, PART)?;
    if woken > 0 {
        work.runs_due();
    }
    if woken >= u64::from(PART) {
        work.unaligned();
    }
    Ok(woken)
}

/// Wakes a part of the runs that wait for connections which work, or are gone. Returns how many; with
/// nothing left, 0.
pub(crate) async fn wake_in_vain_awaited(service: &Service) -> Result<u64> {
    let awaited = service
        .read(|tx| Ok(flow_runs::awaited_in_vain(tx)?))
        .await?;
    let mut woken = 0;
    for (organization, connection) in awaited {
        woken += service
            .write(move |work| wake(work, organization, connection))
            .await?;
    }
    Ok(woken)
}
