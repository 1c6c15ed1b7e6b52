use winfactor_domain::{ConnectionId, Timestamp};
use winfactor_flows::run::Pause;
use winfactor_store::connections::{self, ConnectionRow, ConnectionStatus};

use super::write::{LONGEST_PAUSE, RunRef};
use crate::{Result, Work, connections::tell};

/// Until when a run is left alone.
#[derive(Debug)]
pub(super) struct Rest {
    /// Nothing when the run is over.
    pub due_at: Option<Timestamp>,
    /// The connection that somebody has to look after first; then `due_at` is when the run gives up.
    pub connection: Option<ConnectionRow>,
}

impl Rest {
    /// Waits for the connection of a paused step. One that works by now, or is gone, is not waited
    /// for.
    pub(super) fn for_connection(
        work: &mut Work<'_, '_>,
        run: &RunRef,
        pause: &Pause,
    ) -> Result<Self> {
        let since = pause.since_ms.map_or(work.now, Timestamp);
        let gives_up = since + LONGEST_PAUSE;
        if let Some(at) = pause.resume_at_ms {
            return Ok(Rest {
                due_at: Some(gives_up.min(Timestamp(at))),
                connection: None,
            });
        }
        let name = pause.connection.as_ref().map(|awaited| &awaited.name);
        let found = match name {
            Some(name) => connections::by_external_id(work.tx, run.organization, name)?,
            None => None,
        };
        let connection = found.filter(|row| row.state.status != ConnectionStatus::Works);
        Ok(Rest {
            due_at: Some(match connection {
                Some(_) => gives_up,
                None => work.now,
            }),
            connection,
        })
    }

    pub(super) fn awaited_connection(&self) -> Option<ConnectionId> {
        self.connection.as_ref().map(|row| row.id)
    }

    /// Tells people that the connection has to be looked after, unless they know.
    pub(super) fn tell(&self, work: &mut Work<'_, '_>, run: &RunRef) -> Result<()> {
        let Some(row) = self.connection.as_ref().filter(|row| !row.state.is_told) else {
            return Ok(());
        };
        let found = connections::get_for_update(work.tx, row.organization, row.id)?;
        match found {
            Some(mut row) => tell(work, &mut row, run.id),
            None => Ok(()),
        }
    }
}
