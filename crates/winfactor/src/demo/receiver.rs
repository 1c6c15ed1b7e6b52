use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use anyhow::{Context, Result};
use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    http::{HeaderMap, StatusCode},
    response::Html,
    routing::{get, post},
};
use tokio::net::TcpListener;
use winfactor_connectors::signing::{SigningSecret, winfactor};
use winfactor_domain::{Clock, Timestamp};

use super::receiver_page;
use crate::system::SystemClock;

/// What was received last; older arrivals are forgotten.
const KEPT: usize = 50;
/// How old a signature may be.
const TOLERANCE: Duration = Duration::from_secs(300);

/// An example of the other side: takes webhooks, checks their signature, shows what came.
#[derive(Debug)]
pub(crate) struct Receiver {
    listener: TcpListener,
    address: SocketAddr,
}

/// One delivery as it arrived.
#[derive(Clone, Debug)]
pub(super) struct Arrival {
    pub at: Timestamp,
    pub event_type: String,
    pub delivery: String,
    pub attempt: String,
    /// Why the signature was refused, if it was.
    pub refused: Option<String>,
    pub body: String,
}

#[derive(Clone)]
struct Desk {
    secret: Arc<SigningSecret>,
    arrivals: Arc<Mutex<VecDeque<Arrival>>>,
}

impl Receiver {
    pub(crate) async fn bind(address: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind(address).await.with_context(|| {
            format!("the example receiver cannot listen on {address}: choose another --receiver")
        })?;
        let address = listener.local_addr()?;
        Ok(Receiver { listener, address })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Takes webhooks until the task is ended.
    pub(crate) async fn run(self, secret: SigningSecret) -> Result<()> {
        let desk = Desk {
            secret: Arc::new(secret),
            arrivals: Arc::default(),
        };
        let router = Router::new()
            .route("/", get(show))
            .route("/hook", post(take))
            .layer(DefaultBodyLimit::max(1 << 20))
            .with_state(desk);
        axum::serve(self.listener, router)
            .await
            .context("the example receiver ended")
    }
}

async fn take(State(desk): State<Desk>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let text = |name: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    let now = SystemClock.now();
    let signature = text(winfactor::HEADER);
    let secrets = std::slice::from_ref(&*desk.secret);
    let verified = winfactor::verify(&signature, &body, secrets, now.unix_seconds(), TOLERANCE);
    let status = match verified {
        Ok(_) => StatusCode::NO_CONTENT,
        Err(_) => StatusCode::UNAUTHORIZED,
    };
    let arrival = Arrival {
        at: now,
        event_type: text("x-winfactor-event"),
        delivery: text("x-winfactor-delivery"),
        attempt: text("x-winfactor-attempt"),
        refused: verified.err().map(|error| error.to_string()),
        body: String::from_utf8_lossy(&body).into_owned(),
    };
    let mut arrivals = desk.arrivals.lock().unwrap_or_else(PoisonError::into_inner);
    arrivals.push_front(arrival);
    arrivals.truncate(KEPT);
    status
}

async fn show(State(desk): State<Desk>) -> Html<String> {
    let arrivals = desk.arrivals.lock().unwrap_or_else(PoisonError::into_inner);
    Html(receiver_page::render(arrivals.iter()).into_string())
}
