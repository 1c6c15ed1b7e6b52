//! What a run is given beside its flow and its event.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use url::Url;
use winfactor_domain::{FlowRunId, OrganizationId};
use winfactor_flows::{
    CompiledFlow,
    expressions::{Connection, Connections, Evaluator, Stopwatch},
    run::{RunLimits, RunSetup, Waitpoints},
};

use crate::{
    Result, Service, ServiceError,
    connections::{self, FlowConnection},
};

/// What a run of this flow is given.
pub(crate) async fn setup(
    service: &Service,
    organization: OrganizationId,
    run: FlowRunId,
    flow: &CompiledFlow,
) -> Result<RunSetup> {
    let opened =
        connections::for_flow(service, organization, flow.connection_names().clone()).await?;
    let mut connections = Connections::default();
    for (external_id, connection) in opened {
        let connection = match connection {
            FlowConnection::Works(open) => Connection::works(open.value.expose().clone()),
            FlowConnection::Broken { reason } => Connection::Broken { reason },
        };
        connections.insert(external_id, connection);
    }
    let seed = u64::from_le_bytes(service.rng().bytes());
    let ids = service.clone();
    Ok(RunSetup {
        evaluator: Evaluator::new(connections, service.now().0, seed, stopwatch(service)),
        waitpoints: Waitpoints::new(waitpoints_address(service, run)?, move || {
            BASE64_URL_SAFE_NO_PAD.encode(ids.rng().bytes::<24>())
        }),
        limits: RunLimits::default(),
    })
}

fn waitpoints_address(service: &Service, run: FlowRunId) -> Result<Url> {
    let base = service.links().base();
    let address = format!("{base}/api/v1/flow-runs/{run}/waitpoints");
    Url::parse(&address)
        .map_err(|error| ServiceError::internal("the public address cannot be read", error))
}

/// What a reading counts for at least. A clock that stands still, or is set back, must not let a
/// script run for ever; an engine that works reads more seldom than this.
const LEAST: Duration = Duration::from_micros(50);

fn stopwatch(service: &Service) -> Stopwatch {
    let clock = service.clone();
    let (began_at, readings) = (service.now(), AtomicU64::new(0));
    let latest = AtomicU64::new(0);
    Stopwatch::new(move || {
        let readings = readings.fetch_add(1, Ordering::Relaxed);
        let least = LEAST.saturating_mul(u32::try_from(readings).unwrap_or(u32::MAX));
        let passed = clock.now().since(began_at).max(least);
        let passed = u64::try_from(passed.as_nanos()).unwrap_or(u64::MAX);
        let before = latest.fetch_max(passed, Ordering::Relaxed);
        Duration::from_nanos(passed.max(before))
    })
}
