use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use anyhow::Result;
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{Request, Response, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpListener, sync::Notify};

use crate::marks::{find, now_ns};

/// Takes webhooks, answers 204, and remembers when each first arrived at each path. The path
/// `/hang` never answers.
#[derive(Clone)]
pub(crate) struct Sink {
    pub(crate) address: String,
    arrivals: Arc<Mutex<HashMap<String, Arrivals>>>,
    arrived: Arc<Notify>,
}

/// What arrived at one path.
#[derive(Clone, Default)]
pub(crate) struct Arrivals {
    /// From posting to arrival, in nanoseconds, by the submission's number.
    pub(crate) latency_ns: HashMap<u64, u64>,
    pub(crate) repeated: u64,
    pub(crate) last_ns: u64,
}

impl Sink {
    pub(crate) async fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let sink = Sink {
            address: listener.local_addr()?.to_string(),
            arrivals: Arc::default(),
            arrived: Arc::default(),
        };
        let taker = sink.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let _ = stream.set_nodelay(true);
                let taker = taker.clone();
                tokio::spawn(async move {
                    let service = service_fn(move |request| taker.clone().take(request));
                    let io = TokioIo::new(stream);
                    let _ = http1::Builder::new().serve_connection(io, service).await;
                });
            }
        });
        Ok(sink)
    }

    pub(crate) fn forget(&self) {
        self.lock().clear();
    }

    pub(crate) fn at(&self, path: &str) -> Arrivals {
        self.lock().get(path).cloned().unwrap_or_default()
    }

    /// Waits until `count` different submissions have arrived at a path, or until nothing new has
    /// arrived for a while. Returns how many have.
    pub(crate) async fn wait_for(&self, path: &str, count: u64) -> u64 {
        let patience = Duration::from_secs(15);
        loop {
            let notified = self.arrived.notified();
            let have = self
                .lock()
                .get(path)
                .map_or(0, |a| a.latency_ns.len() as u64);
            if have >= count || tokio::time::timeout(patience, notified).await.is_err() {
                return have;
            }
        }
    }

    async fn take(self, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
        let path = request.uri().path().to_owned();
        let body = request.into_body().collect().await;
        if path == "/hang" {
            return std::future::pending().await;
        }
        let now = now_ns();
        if let Some((number, posted)) = body.ok().and_then(|body| find(&body.to_bytes())) {
            let mut all = self.lock();
            let arrivals = all.entry(path).or_default();
            arrivals.last_ns = now;
            let latency = now.saturating_sub(posted);
            if arrivals.latency_ns.insert(number, latency).is_some() {
                arrivals.repeated += 1;
            }
            drop(all);
            self.arrived.notify_waiters();
        }
        let mut response = Response::new(Full::default());
        *response.status_mut() = hyper::StatusCode::NO_CONTENT;
        Ok(response)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arrivals>> {
        self.arrivals.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
