//! The passes that run beside requests and deliveries: each takes no input, can run twice or late
//! without harm, and is repeated for as long as the server lives.

use std::time::Duration;

use tokio::{
    task::JoinSet,
    time::{MissedTickBehavior, interval},
};
use winfactor_service::{Result, Service, accounts, api_keys, idempotency, quotes};

/// How often offers are looked at that end soon or have ended.
const EXPIRY: Duration = Duration::from_secs(15);
/// How often notes kept in memory are written down.
const FLUSH: Duration = Duration::from_secs(30);
/// How often what has outlived its use is removed.
const CLEANUP: Duration = Duration::from_secs(15 * 60);

/// Starts every pass. They end when the set is dropped.
pub(crate) fn start(service: &Service) -> JoinSet<()> {
    let mut passes = JoinSet::new();
    repeat(
        &mut passes,
        service,
        EXPIRY,
        "expiry of quotes",
        |service| async move { quotes::run_due(&service).await.map(|_| ()) },
    );
    repeat(
        &mut passes,
        service,
        FLUSH,
        "use of API keys",
        |service| async move { api_keys::flush_last_used(&service).await.map(|_| ()) },
    );
    repeat(
        &mut passes,
        service,
        CLEANUP,
        "removal of old sessions",
        |service| async move { accounts::sweep_sessions(&service).await.map(|_| ()) },
    );
    repeat(
        &mut passes,
        service,
        CLEANUP,
        "removal of old answers",
        |service| async move { idempotency::forget_old(&service).await.map(|_| ()) },
    );
    passes
}

fn repeat<F>(
    passes: &mut JoinSet<()>,
    service: &Service,
    every: Duration,
    what: &'static str,
    pass: impl Fn(Service) -> F + Send + 'static,
) where
    F: Future<Output = Result<()>> + Send,
{
    let service = service.clone();
    passes.spawn(async move {
        let mut ticks = interval(every);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            if let Err(error) = pass(service.clone()).await {
                let error = &error as &dyn std::error::Error;
                tracing::error!(
                    error,
                    pass = what,
                    "a background pass failed; it runs again"
                );
            }
        }
    });
}
