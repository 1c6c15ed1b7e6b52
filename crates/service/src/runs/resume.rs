use std::time::Duration;

use futures_util::future::join_all;
use winfactor_store::flow_runs;

use super::advance;
use crate::{Result, Service};

/// How long a run belongs to the server that goes on with it.
const LEASE: Duration = Duration::from_secs(90);
/// Runs that are gone on with at once.
const BATCH: u32 = 32;

/// Goes on with runs that are due: their wait is over, somebody asked for another try, or the server
/// they belonged to is gone. Takes a bounded number and returns how many; with none left, 0.
pub async fn resume_due(service: &Service) -> Result<usize> {
    let (node, now) = (service.dispatcher().node(), service.now());
    let any = service
        .read(move |tx| Ok(flow_runs::is_any_due(tx, node, now)?))
        .await?;
    if !any {
        return Ok(0);
    }
    let claimed = service
        .write(move |work| {
            let (now, lease_end) = (work.now, work.now + LEASE);
            Ok(flow_runs::claim(work.tx, node, now, lease_end, BATCH)?)
        })
        .await?;
    let all = claimed.iter().map(|run| async move {
        if let Err(error) = advance(service, run.organization, run.id).await {
            tracing::error!(
                organization = %run.organization,
                run = %run.id,
                error = &error as &dyn std::error::Error,
                "a run could not be gone on with; it is taken up again when its lease ends",
            );
        }
    });
    join_all(all).await;
    Ok(claimed.len())
}
