//! A webhook endpoint as the deliverer needs it: opened secrets, parsed headers, its schedule. Kept
//! in memory by revision, so that a delivery costs no read unless settings changed.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use winfactor_connectors::{
    signing::SigningSecret,
    webhook::{CustomHeaders, WebhookAuth},
};
use winfactor_domain::{EndpointId, OrganizationId, Timestamp};
use winfactor_store::{
    EndpointStatus, StoreError,
    webhook_endpoints::{self, EndpointRow, FlowState},
};

use super::{Destination, Limits, RetrySchedule};
use crate::{Result, Service, endpoints::SealedSettings};

/// An endpoint, ready to be sent to.
#[derive(Debug)]
pub(crate) struct Endpoint {
    pub url: String,
    pub secrets: Vec<LiveSecret>,
    pub headers: CustomHeaders,
    pub auth: WebhookAuth,
    pub schedule: RetrySchedule,
    pub limits: Limits,
    pub status: EndpointStatus,
    pub revision: i64,
}

/// A signing secret with the end of its life, if it is being rotated out.
#[derive(Debug)]
pub(crate) struct LiveSecret {
    pub secret: SigningSecret,
    pub expires_at: Option<Timestamp>,
}

impl Endpoint {
    fn open(service: &Service, row: EndpointRow) -> Result<Self> {
        let settings = SealedSettings::open(service.secrets(), row.id, &row.sealed)?;
        let schedule = match &row.retry_schedule {
            None => RetrySchedule::default(),
            Some(waits) => RetrySchedule::new(waits)
                .map_err(|error| StoreError::corrupt("retry_schedule", error))?,
        };
        Ok(Endpoint {
            url: row.url,
            secrets: settings.live_secrets()?,
            headers: settings.custom_headers()?,
            auth: settings.webhook_auth()?,
            schedule,
            limits: Limits::of(row.max_in_flight, row.max_per_second),
            status: row.state.status,
            revision: row.revision,
        })
    }

    /// The secrets to sign with at a moment, the newest first.
    pub(crate) fn live_secrets(&self, now: Timestamp) -> Vec<SigningSecret> {
        self.secrets
            .iter()
            .filter(|live| live.expires_at.is_none_or(|end| now < end))
            .map(|live| live.secret.clone())
            .collect()
    }
}

/// The endpoints in use, by id.
#[derive(Debug, Default)]
pub(crate) struct Endpoints(Mutex<Inside>);

#[derive(Debug, Default)]
struct Inside {
    known: HashMap<EndpointId, Arc<Endpoint>>,
    /// Those that have failures on record, which a success clears, or whose flow is not known to be on,
    /// which a success shows. Kept apart from the settings, which are read anew while tries are under
    /// way.
    failing: HashSet<EndpointId>,
}

/// When more are in use, all are forgotten and read again as they are needed.
const MOST_KNOWN: usize = 10_000;

impl Endpoints {
    /// The endpoint at `revision` or newer, or nothing when it was deleted.
    pub(super) async fn get(
        &self,
        service: &Service,
        organization: OrganizationId,
        id: EndpointId,
        revision: Option<i64>,
    ) -> Result<Option<Arc<Endpoint>>> {
        if let Some(known) = self.inside().known.get(&id)
            && revision.is_none_or(|revision| known.revision >= revision)
        {
            return Ok(Some(known.clone()));
        }
        let row = service
            .read(move |tx| Ok(webhook_endpoints::get(tx, organization, id)?))
            .await?;
        let Some(row) = row else {
            self.inside().known.remove(&id);
            return Ok(None);
        };
        self.remember(service, row).map(Some)
    }

    /// Keeps what was just read.
    pub(super) fn remember(&self, service: &Service, row: EndpointRow) -> Result<Arc<Endpoint>> {
        let is_sure = row
            .flow
            .as_ref()
            .is_none_or(|flow| flow.state == FlowState::On);
        let (id, is_failing) = (row.id, row.state.failing_since.is_some() || !is_sure);
        let endpoint = Arc::new(Endpoint::open(service, row)?);
        let destination = Destination::Endpoint(id);
        service
            .dispatcher()
            .set_limits(destination, endpoint.limits);
        let mut inside = self.inside();
        if inside.known.len() >= MOST_KNOWN {
            inside.known.clear();
        }
        inside.known.insert(id, endpoint.clone());
        if is_failing {
            inside.failing.insert(id);
        }
        Ok(endpoint)
    }

    pub(crate) fn forget(&self, destination: Destination) {
        if let Destination::Endpoint(id) = destination {
            self.inside().known.remove(&id);
        }
    }

    /// Whether a success may change something about an endpoint.
    pub(super) fn is_failing(&self, id: EndpointId) -> bool {
        self.inside().failing.contains(&id)
    }

    pub(crate) fn set_failing(&self, id: EndpointId, failing: bool) {
        let mut inside = self.inside();
        match failing {
            true => inside.failing.insert(id),
            false => inside.failing.remove(&id),
        };
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
