use std::panic::AssertUnwindSafe;

use futures_util::{FutureExt, future::join_all};
use winfactor_domain::{FlowId, OrganizationId};
use winfactor_store::flow_runs::{self, ClaimedRun};

use super::{advance, drive::drive, in_flight::Handed, places::Place, write::LEASE};
use crate::{Result, Service};

/// Runs of one flow that are taken from the database at once.
const BATCH: usize = 32;

/// A run that this server goes on with next.
#[derive(Debug)]
pub(crate) enum DueRun {
    /// From the database, behind its last record.
    Claimed(ClaimedRun, Place),
    /// One that was started just now.
    Handed(Box<Handed>),
}

/// Goes on with runs that are due: they were started just now, their wait is over, somebody asked
/// for another try, or the server they belonged to is gone. Takes a bounded number, waits for them
/// and returns how many; with none left, 0.
pub async fn resume_due(service: &Service) -> Result<usize> {
    let due = due(service).await?;
    let count = due.len();
    join_all(due.into_iter().map(|run| go_on(service, run))).await;
    Ok(count)
}

/// Takes what is due, as far as there are places for it. Each flow gets its share.
pub(crate) async fn due(service: &Service) -> Result<Vec<DueRun>> {
    let mut due = service.flow_runs().take_handed_runs();
    if !due.is_empty() {
        // They are not to wait until the database has answered.
        return Ok(due);
    }
    let (node, now) = (service.dispatcher().node(), service.now());
    let flows = service
        .read(move |tx| match flow_runs::is_any_due(tx, node, now)? {
            true => Ok(flow_runs::due_flows(tx, node, now)?),
            false => Ok(Vec::new()),
        })
        .await?;
    let mut places = Vec::new();
    for (organization, flow) in flows {
        let free = places_for(service, organization, flow);
        if !free.is_empty() {
            places.push(((organization, flow), free));
        }
    }
    if places.is_empty() {
        return Ok(due);
    }
    let wanted: Vec<_> = places.iter().map(|(of, free)| (*of, free.len())).collect();
    let claimed = service
        .write(move |work| {
            let (now, lease_end) = (work.now, work.now + LEASE);
            let mut claimed = Vec::new();
            for (of, count) in &wanted {
                let limit = u32::try_from(*count).unwrap_or(u32::MAX);
                claimed.push(flow_runs::claim(work.tx, node, *of, now, lease_end, limit)?);
            }
            Ok(claimed)
        })
        .await?;
    for (claimed, (_, free)) in claimed.into_iter().zip(places) {
        let taken = claimed.into_iter().zip(free);
        due.extend(taken.map(|(run, place)| DueRun::Claimed(run, place)));
    }
    Ok(due)
}

fn places_for(service: &Service, organization: OrganizationId, flow: FlowId) -> Vec<Place> {
    let places = service.flow_runs().places();
    let free = (0..BATCH).map_while(|_| places.take(organization, flow));
    free.collect()
}

/// Goes on with one run. What goes wrong with it is reported and holds up no other.
pub(crate) async fn go_on(service: &Service, run: DueRun) {
    let (organization, id) = match &run {
        DueRun::Claimed(run, _) => (run.organization, run.id),
        DueRun::Handed(handed) => (handed.driven.run.organization, handed.driven.run.id),
    };
    let gone_on = async {
        match run {
            DueRun::Claimed(run, place) => match service.flow_runs().begin(run.id) {
                Some(_begun) => advance(service, run.organization, run.id, place).await,
                None => Ok(()),
            },
            DueRun::Handed(handed) => {
                let Handed {
                    driven,
                    goes,
                    begun: _begun,
                } = *handed;
                drive(service, driven, goes).await
            }
        }
    };
    match AssertUnwindSafe(gone_on).catch_unwind().await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::error!(
            %organization,
            run = %id,
            error = &error as &dyn std::error::Error,
            "a run could not be gone on with; it is taken up again when its lease ends",
        ),
        // The panic itself has been printed.
        Err(_) => tracing::error!(
            %organization,
            run = %id,
            "going on with a run panicked; it is taken up again when its lease ends",
        ),
    }
}
