//! What a run is given beside its flow and its event.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use url::Url;
use winfactor_domain::{FlowRunId, OrganizationId, Timestamp};
use winfactor_flows::{
    CompiledFlow,
    expressions::{Connection, Connections, Evaluator, Stopwatch},
    run::{RunLimits, RunSetup, Waitpoints},
};

use crate::{
    Result, Service, ServiceError,
    connections::{self, FlowConnection},
};

/// How far a run is to go with what it is given: whether its steps can wait for connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SetupFor {
    /// Nothing happens outside.
    DryRun,
    /// Up to the first effect, while an event is delivered. Nobody is asked for new access: a step
    /// that needs it is left to whoever goes on with the run.
    Start { is_test: bool },
    /// In the background.
    GoingOn { is_test: bool },
}

/// What a run of this flow is given. Where somebody tries the flow out, no step waits for a
/// connection: it fails.
pub(crate) async fn setup(
    service: &Service,
    organization: OrganizationId,
    run: FlowRunId,
    flow: &CompiledFlow,
    purpose: SetupFor,
) -> Result<RunSetup> {
    let names = flow.connection_names().clone();
    let opened = match purpose {
        SetupFor::GoingOn { .. } => connections::for_run(service, organization, names).await?,
        SetupFor::DryRun | SetupFor::Start { .. } => {
            connections::for_flow(service, organization, names).await?
        }
    };
    let now = service.now();
    let opened = opened.into_iter();
    let connections: Connections = opened
        .map(|(external_id, connection)| (external_id, given(connection, purpose, now)))
        .collect();
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

fn given(connection: FlowConnection, purpose: SetupFor, now: Timestamp) -> Connection {
    let is_trial = match purpose {
        SetupFor::DryRun => true,
        SetupFor::Start { is_test } | SetupFor::GoingOn { is_test } => is_test,
    };
    let awaited = |reason: String, at: Option<Timestamp>| match is_trial {
        true => Connection::Broken { reason },
        false => Connection::Awaited {
            reason,
            look_again_at_ms: at.map(|at| at.0),
        },
    };
    match connection {
        FlowConnection::Works(open)
            if matches!(purpose, SetupFor::Start { .. }) && open.ends_soon(now) =>
        {
            Connection::Awaited {
                reason: "its access is being renewed".to_owned(),
                look_again_at_ms: Some(now.0),
            }
        }
        FlowConnection::Works(open) => Connection::works(open.value.expose().clone()),
        FlowConnection::Broken { reason } => awaited(reason, None),
        FlowConnection::Later { reason, at } => awaited(reason, Some(at)),
    }
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
