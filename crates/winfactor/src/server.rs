//! A server at work: the web side, the worker, or both, from start to an orderly end.

use std::{future::pending, net::SocketAddr, time::Duration};

use anyhow::{Context, Result, anyhow};
use tokio::{net::TcpListener, sync::watch, task::JoinSet};
use winfactor_service::{Service, outbox::Worker};
use winfactor_web::{AppState, WebConfig};

use crate::background;

/// How long requests under way may take to end after the server was asked to stop.
const GRACE: Duration = Duration::from_secs(20);

/// What this process does.
#[derive(Clone, Debug)]
pub(crate) struct Work {
    /// Listens for requests, if it does.
    pub(crate) web: Option<Web>,
    /// Delivers events and runs the background passes.
    pub(crate) delivers: bool,
}

/// How requests are taken.
#[derive(Clone, Debug)]
pub(crate) struct Web {
    pub(crate) listen: SocketAddr,
    pub(crate) config: WebConfig,
}

/// Works until it is told to stop; then finishes or gives back what is under way.
///
/// When the worker or a background pass breaks off before, the whole process ends with an error: a
/// server that takes in events and silently delivers none is worse than one that is started again.
pub(crate) async fn run(service: Service, work: Work, stop: watch::Receiver<bool>) -> Result<()> {
    let mut passes = JoinSet::new();
    let mut worker = JoinSet::new();
    if work.delivers {
        passes = background::start(&service);
        worker.spawn(Worker::new(&service, stop.clone()).run());
    }
    tokio::select! {
        served = take_requests(&service, work.web, stop.clone()) => served?,
        failure = broken_off(&mut worker, &mut passes, &stop) => return Err(failure),
    }
    while let Some(ended) = worker.join_next().await {
        ended??;
    }
    drop(passes);
    service.store().clone().close().await;
    Ok(())
}

/// Ends only when something has ended that should go on until the process is asked to stop.
async fn broken_off<E>(
    worker: &mut JoinSet<Result<(), E>>,
    passes: &mut JoinSet<()>,
    stop: &watch::Receiver<bool>,
) -> anyhow::Error
where
    E: std::error::Error + Send + Sync + 'static,
{
    let (part, error) = tokio::select! {
        Some(ended) = worker.join_next() => match ended {
            Ok(Ok(())) if *stop.borrow() => return pending().await,
            Ok(Ok(())) => ("the worker", anyhow!("nobody asked it to end")),
            Ok(Err(error)) => ("the worker", error.into()),
            Err(panic) => ("the worker", panic.into()),
        },
        Some(ended) = passes.join_next() => ("a background pass", match ended {
            Ok(()) => anyhow!("nobody asked it to end"),
            Err(panic) => panic.into(),
        }),
        else => return pending().await,
    };
    error.context(format!(
        "{part} broke off, and without it events would wait: stopping; start the server again"
    ))
}

async fn take_requests(
    service: &Service,
    web: Option<Web>,
    mut stop: watch::Receiver<bool>,
) -> Result<()> {
    match web {
        Some(web) => serve(service, web, stop).await,
        None => {
            let _ = stop.wait_for(|stop| *stop).await;
            Ok(())
        }
    }
}

async fn serve(service: &Service, web: Web, stop: watch::Receiver<bool>) -> Result<()> {
    let listener = TcpListener::bind(web.listen)
        .await
        .with_context(|| format!("cannot listen on {}", web.listen))?;
    let state = AppState::new(service.clone(), web.config);
    let router = winfactor_web::router(state.clone());
    let app = router.into_make_service_with_connect_info::<SocketAddr>();
    let mut asked = stop.clone();
    let serving = axum::serve(listener, app).with_graceful_shutdown(async move {
        let _ = asked.wait_for(|stop| *stop).await;
        state.stop_streams();
    });
    let mut stopped = stop;
    tokio::select! {
        ended = serving => ended.context("the web server ended unexpectedly"),
        () = async {
            let _ = stopped.wait_for(|stop| *stop).await;
            tokio::time::sleep(GRACE).await;
        } => {
            tracing::warn!("some requests did not end in time and were cut off");
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Error as WorkerError;

    use super::*;

    /// What a server says about a worker that ends like this, or nothing when it goes on.
    async fn said(
        worker: impl Future<Output = Result<(), WorkerError>> + Send + 'static,
        asked: bool,
    ) -> Option<String> {
        let (_stop, stopped) = watch::channel(asked);
        let mut workers = JoinSet::new();
        workers.spawn(worker);
        let mut passes = JoinSet::new();
        tokio::select! {
            biased;
            failure = broken_off(&mut workers, &mut passes, &stopped) => Some(format!("{failure:#}")),
            () = nothing_more() => None,
        }
    }

    /// Lets every other task go as far as it can.
    async fn nothing_more() {
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn a_worker_that_breaks_off_ends_the_server() {
        let panics = said(async { panic!("a bug") }, false).await;
        assert!(panics.is_some_and(|said| said.contains("the worker broke off")));
        let fails = said(async { Err(WorkerError) }, true).await;
        assert!(fails.is_some_and(|said| said.contains("the worker broke off")));
        let ends = said(async { Ok(()) }, false).await;
        assert!(ends.is_some_and(|said| said.contains("nobody asked it to end")));
    }

    #[tokio::test]
    async fn a_worker_that_was_asked_to_end_may() {
        assert_eq!(said(async { Ok(()) }, true).await, None);
        assert_eq!(said(pending(), false).await, None);
    }

    #[tokio::test]
    async fn a_background_pass_that_breaks_off_ends_the_server() {
        let (_stop, stopped) = watch::channel(false);
        let mut worker = JoinSet::<Result<(), WorkerError>>::new();
        worker.spawn(pending());
        let mut passes = JoinSet::new();
        passes.spawn(async { panic!("a bug") });
        let failure = broken_off(&mut worker, &mut passes, &stopped).await;
        assert!(format!("{failure:#}").contains("a background pass broke off"));
    }
}
