use std::{sync::Arc, time::Duration};

use tokio::sync::watch;
use winfactor_service::Service;

use crate::{
    client_address::TrustedProxies,
    rate_limit::{Limits, RateLimits},
    request_id::RequestIds,
};

/// What the operator decides about the web server.
#[derive(Clone, Debug)]
pub struct WebConfig {
    pub rate_limits: RateLimits,
    /// Proxies in front of this server, whose word about a client's address is taken.
    pub trusted_proxies: TrustedProxies,
    /// How long a request may take from its first byte to the head of its answer.
    pub request_time_limit: Duration,
}

impl Default for WebConfig {
    fn default() -> Self {
        WebConfig {
            rate_limits: RateLimits::default(),
            trusted_proxies: TrustedProxies::default(),
            request_time_limit: Duration::from_secs(30),
        }
    }
}

/// What every handler may use. Cheap to clone.
#[derive(Clone, Debug)]
pub struct AppState {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    service: Service,
    config: WebConfig,
    limits: Limits,
    request_ids: RequestIds,
    stopping: watch::Sender<bool>,
}

impl AppState {
    pub fn new(service: Service, config: WebConfig) -> Self {
        AppState {
            inner: Arc::new(Inner {
                limits: Limits::new(&config.rate_limits, service.clock()),
                request_ids: RequestIds::new(service.rng()),
                stopping: watch::channel(false).0,
                service,
                config,
            }),
        }
    }

    pub fn service(&self) -> &Service {
        &self.inner.service
    }

    pub fn config(&self) -> &WebConfig {
        &self.inner.config
    }

    /// How often somebody may ask.
    pub fn limits(&self) -> &Limits {
        &self.inner.limits
    }

    pub(crate) fn request_ids(&self) -> &RequestIds {
        &self.inner.request_ids
    }

    /// Ends the answers that would never end by themselves (event streams), so that a server that
    /// waits for its last answer can stop.
    pub fn stop_streams(&self) {
        self.inner.stopping.send_replace(true);
    }

    /// Turns true when event streams are to end.
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.inner.stopping.subscribe()
    }
}
