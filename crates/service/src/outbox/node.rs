//! Which servers are alive, and what becomes of the leases of one that is not.
//!
//! A server is alive as long as its row in `nodes` changes. Every server watches that by its own
//! clock: what the others' clocks say is never compared, since no two agree.

use std::{collections::HashMap, time::Duration};

use winfactor_domain::{NodeId, Timestamp};
use winfactor_store::{
    Engine, StoreError, deliveries, flow_runs,
    nodes::{self, NodeRow},
};

use super::claim::give_back;
use crate::{Result, Service, Work};

/// How often a server says that it is alive.
pub const HEARTBEAT: Duration = Duration::from_secs(5);
/// How long a server may be silent before others take over what it owned.
const SILENCE: Duration = Duration::from_secs(25);

/// Says that this server is alive, and takes over from those that are not. On SQLite there is only
/// one server, so whatever another one owned is free at once.
pub async fn beat(service: &Service) -> Result<()> {
    let node = service.dispatcher().node();
    let started_at = service.dispatcher().started_at();
    let (known, now) = service
        .write(move |work| {
            let now = work.now;
            let row = NodeRow {
                id: node,
                version: env!("CARGO_PKG_VERSION").to_owned(),
                started_at,
                heartbeat_at: now,
            };
            let known = nodes::heartbeat(work.tx, &row)?;
            for dead in silent(work)? {
                let freed = deliveries::release_all_of(work.tx, dead, now)?;
                let freed_runs = flow_runs::release_all_of(work.tx, dead, now)?;
                nodes::remove(work.tx, dead)?;
                work.wake_all();
                work.runs_due();
                tracing::info!(node = %dead, freed, freed_runs, "took over from a server that is gone");
            }
            for owner in deliveries::unknown_owners(work.tx)? {
                let freed = deliveries::release_all_of_unknown(work.tx, &owner, now)?;
                work.wake_all();
                tracing::warn!(owner, freed, "ended leases of a server that nobody knows");
            }
            let freed_runs = flow_runs::release_all_of_unknown(work.tx, now)?;
            if freed_runs > 0 {
                work.runs_due();
                tracing::warn!(freed_runs, "ended leases of runs of a server that nobody knows");
            }
            Ok((known, now))
        })
        .await?;
    if service.dispatcher().beaten(Some(now)) && !known {
        tracing::warn!(%node, "this server was taken for dead; what it owned is no longer its own");
        service.dispatcher().drain();
    }
    Ok(())
}

/// Other servers that have given no sign of life for too long.
fn silent(work: &mut Work<'_, '_>) -> Result<Vec<NodeId>, StoreError> {
    let dispatcher = work.service().dispatcher();
    let all = nodes::all(work.tx)?;
    let others = all.into_iter().filter(|row| row.id != dispatcher.node());
    if work.tx.engine() == Engine::Sqlite {
        return Ok(others.map(|row| row.id).collect());
    }
    let mut before = dispatcher.signs_of_life();
    let mut seen = HashMap::new();
    let mut silent = Vec::new();
    for row in others {
        let (sign, since) = match before.get(&row.id) {
            Some(&(sign, since)) if sign == row.heartbeat_at => (sign, since),
            _ => (row.heartbeat_at, work.now),
        };
        if work.now.since(since) >= SILENCE {
            silent.push(row.id);
        }
        seen.insert(row.id, (sign, since));
    }
    *before = seen;
    Ok(silent)
}

/// Whether the others still take this server for alive. One that has lost the database for a while
/// owns nothing any more, whatever its memory says.
pub(super) fn is_heard_of(service: &Service, now: Timestamp) -> bool {
    match service.store().engine() {
        Engine::Sqlite => true,
        Engine::Postgres => now.since(service.dispatcher().beaten_at()) < SILENCE,
    }
}

/// Leaves in order: gives back everything that this server owns.
pub async fn leave(service: &Service) -> Result<()> {
    let node = service.dispatcher().node();
    service
        .write(move |work| {
            deliveries::release_all_of(work.tx, node, work.now)?;
            flow_runs::release_all_of(work.tx, node, work.now)?;
            nodes::remove(work.tx, node)?;
            work.wake_all();
            Ok(())
        })
        .await?;
    service.dispatcher().beaten(None);
    // What was recorded while this server left.
    give_back(service).await
}
