//! Which servers are alive, and what becomes of the leases of one that is not.

use std::time::Duration;

use winfactor_domain::Timestamp;
use winfactor_store::{
    Engine, deliveries, flow_runs,
    nodes::{self, NodeRow},
};

use crate::{Result, Service};

/// How often a server says that it is alive.
pub const HEARTBEAT: Duration = Duration::from_secs(5);
/// How long a server may be silent before others take over what it owned.
const SILENCE: Duration = Duration::from_secs(25);

/// Says that this server is alive, and takes over from those that are not. On SQLite there is only
/// one server, so whatever another one owned is free at once.
pub async fn beat(service: &Service, started_at: Timestamp) -> Result<()> {
    let node = service.dispatcher().node();
    let engine = service.store().engine();
    service
        .write(move |work| {
            let now = work.now;
            nodes::heartbeat(
                work.tx,
                &NodeRow {
                    id: node,
                    version: env!("CARGO_PKG_VERSION").to_owned(),
                    started_at,
                    heartbeat_at: now,
                },
            )?;
            let silent = match engine {
                Engine::Sqlite => nodes::all(work.tx)?.into_iter().map(|row| row.id).collect(),
                Engine::Postgres => nodes::silent_since(work.tx, now.before(SILENCE))?,
            };
            for dead in silent.into_iter().filter(|other| *other != node) {
                let freed = deliveries::release_all_of(work.tx, dead, now)?;
                let freed_runs = flow_runs::release_all_of(work.tx, dead, now)?;
                nodes::remove(work.tx, dead)?;
                tracing::info!(node = %dead, freed, freed_runs, "took over from a server that is gone");
            }
            Ok(())
        })
        .await
}

/// Leaves in order: gives back everything that this server owns.
pub async fn leave(service: &Service) -> Result<()> {
    let node = service.dispatcher().node();
    service
        .write(move |work| {
            deliveries::release_all_of(work.tx, node, work.now)?;
            flow_runs::release_all_of(work.tx, node, work.now)?;
            nodes::remove(work.tx, node)?;
            Ok(())
        })
        .await
}
