//! A server at work: the web side, the worker, or both, from start to an orderly end.

use std::{net::SocketAddr, time::Duration};

use anyhow::{Context, Result};
use tokio::{net::TcpListener, sync::watch};
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
pub(crate) async fn run(service: Service, work: Work, stop: watch::Receiver<bool>) -> Result<()> {
    let passes = work.delivers.then(|| background::start(&service));
    let worker = work
        .delivers
        .then(|| tokio::spawn(Worker::new(&service, stop.clone()).run()));
    let served = match work.web {
        Some(web) => serve(&service, web, stop.clone()).await,
        None => {
            let mut stopped = stop.clone();
            let _ = stopped.wait_for(|stop| *stop).await;
            Ok(())
        }
    };
    if let Err(error) = served {
        drop(passes);
        return Err(error);
    }
    if let Some(worker) = worker {
        worker.await.context("the worker ended unexpectedly")??;
    }
    drop(passes);
    service.store().clone().close().await;
    Ok(())
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
