use std::sync::Arc;

use tokio::sync::broadcast;
use winfactor_connectors::{channels::VendorAddresses, http::HttpClient, webhook::WebhookSender};
use winfactor_domain::{Clock, NodeId, OrganizationId, Rng, Timestamp, events::Links};
use winfactor_store::{Engine, Store, Tx};

use crate::{
    Outside, Result, ServiceError, Work,
    accounts::AccountsState,
    api_keys::ApiKeysState,
    connections::Renewals,
    outbox::Dispatcher,
    runs::{FlowVersions, RunsInFlight},
    secrets::Secrets,
    work::AfterCommit,
};

/// What every use case needs. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Service {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    store: Store,
    clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
    secrets: Secrets,
    accounts: AccountsState,
    api_keys: ApiKeysState,
    links: Links,
    outside: Outside,
    renewals: Renewals,
    webhooks: WebhookSender,
    dispatcher: Dispatcher,
    flow_versions: FlowVersions,
    flow_runs: RunsInFlight,
    changes: broadcast::Sender<Change>,
}

/// What other servers on the same database are told: something may be due.
pub(crate) const DUE: &str = "due";
/// … an organization's inbox has something new; its id follows …
const INBOX: &str = "inbox:";
/// … an endpoint's settings or state changed …
const CHANGED: &str = "changed:";
/// … or it began to fail.
const FAILING: &str = "failing:";
/// Changes that a slow listener may fall behind.
const CHANGES_KEPT: usize = 256;

/// Something that a page may be showing changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The inbox of an organization.
    Inbox(OrganizationId),
    /// The events of an organization.
    Events(OrganizationId),
}

/// What the operator decides.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The public address under which customers and staff reach this installation.
    pub public_url: String,
    /// Where the services are that channels send to.
    pub vendors: VendorAddresses,
}

impl Service {
    pub fn new(
        store: Store,
        clock: Arc<dyn Clock>,
        rng: Arc<dyn Rng>,
        secrets: Secrets,
        http: HttpClient,
        settings: &Settings,
    ) -> Self {
        let node = NodeId::new(clock.now(), &*rng);
        let links = Links::new(&settings.public_url);
        Service {
            inner: Arc::new(Inner {
                store,
                rng,
                secrets,
                accounts: AccountsState::default(),
                api_keys: ApiKeysState::default(),
                webhooks: WebhookSender::new(http.clone()),
                outside: Outside::new(
                    http,
                    settings.vendors.clone(),
                    clock.clone(),
                    host_name(&links),
                ),
                clock,
                links,
                renewals: Renewals::default(),
                dispatcher: Dispatcher::new(node),
                flow_versions: FlowVersions::default(),
                flow_runs: RunsInFlight::default(),
                changes: broadcast::channel(CHANGES_KEPT).0,
            }),
        }
    }

    pub fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.inner.clock
    }

    pub fn rng(&self) -> &dyn Rng {
        &*self.inner.rng
    }

    pub fn secrets(&self) -> &Secrets {
        &self.inner.secrets
    }

    pub(crate) fn accounts(&self) -> &AccountsState {
        &self.inner.accounts
    }

    pub(crate) fn api_keys(&self) -> &ApiKeysState {
        &self.inner.api_keys
    }

    pub fn links(&self) -> &Links {
        &self.inner.links
    }

    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// The guarded client: the only way out.
    pub fn http(&self) -> &HttpClient {
        self.inner.outside.http()
    }

    /// The services that channels send to.
    pub(crate) fn outside(&self) -> &Outside {
        &self.inner.outside
    }

    pub(crate) fn vendors(&self) -> &VendorAddresses {
        self.inner.outside.vendors()
    }

    /// How this installation calls itself to mail servers.
    pub(crate) fn host_name(&self) -> &str {
        self.inner.outside.host_name()
    }

    /// Who renews the access of which connection.
    pub(crate) fn renewals(&self) -> &Renewals {
        &self.inner.renewals
    }

    pub(crate) fn webhooks(&self) -> &WebhookSender {
        &self.inner.webhooks
    }

    pub(crate) fn dispatcher(&self) -> &Dispatcher {
        &self.inner.dispatcher
    }

    pub(crate) fn flow_versions(&self) -> &FlowVersions {
        &self.inner.flow_versions
    }

    pub(crate) fn flow_runs(&self) -> &RunsInFlight {
        &self.inner.flow_runs
    }

    /// What changes from now on, for live pages. On PostgreSQL also what other servers changed.
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.inner.changes.subscribe()
    }

    /// Runs a decision and its writes as one transaction. After the commit the deliveries that it
    /// recorded go into their lanes, and live pages hear of it. The closure may run more than once.
    pub async fn write<T, F>(&self, decide: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Work<'_, '_>) -> Result<T> + Send + 'static,
    {
        self.write_then(decide, |answer| answer).await
    }

    /// The same, and `then` gets the answer right after the commit, before anybody can act on what
    /// was committed. What follows a commit does not depend on the caller: it happens also when
    /// nobody waits for the answer any more. `then` runs on the store's thread and has to be short.
    pub(crate) async fn write_then<T, U, F, G>(&self, mut decide: F, then: G) -> Result<U>
    where
        T: Send + 'static,
        U: Send + 'static,
        F: FnMut(&mut Work<'_, '_>) -> Result<T> + Send + 'static,
        G: FnOnce(T) -> U + Send + 'static,
    {
        let (service, follow) = (self.clone(), self.clone());
        let transaction = move |tx: &mut Tx<'_>| {
            let mut work = Work::new(&service, tx);
            let answer = decide(&mut work)?;
            let after = work.into_after_commit();
            tell_other_servers(tx, &after)?;
            Ok::<_, ServiceError>((answer, after))
        };
        let committed = move |(answer, after): (T, AfterCommit)| {
            let answer = then(answer);
            follow.committed(after);
            answer
        };
        self.inner.store.write_then(transaction, committed).await
    }

    fn committed(&self, after: AfterCommit) {
        for organization in &after.inbox {
            self.tell(Change::Inbox(*organization));
        }
        for organization in &after.events {
            self.tell(Change::Events(*organization));
        }
        self.inner.dispatcher.committed(after);
    }

    /// Reads one consistent state.
    pub async fn read<T, F>(&self, read: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        self.inner.store.read(read).await
    }

    /// Passes on what another server said.
    pub(crate) fn heard(&self, payload: &str) {
        if let Some(organization) = payload.strip_prefix(INBOX).and_then(|id| id.parse().ok()) {
            self.tell(Change::Inbox(organization));
        }
        if let Some(changed) = payload.strip_prefix(CHANGED).and_then(|id| id.parse().ok()) {
            self.dispatcher().changed(changed);
        }
        if let Some(failing) = payload.strip_prefix(FAILING).and_then(|id| id.parse().ok()) {
            self.dispatcher().endpoints().forget(failing);
        }
    }

    fn tell(&self, change: Change) {
        // Without a listener there is nobody to tell.
        let _ = self.inner.changes.send(change);
    }
}

/// The host of the public address.
fn host_name(links: &Links) -> String {
    let host = url::Url::parse(links.base()).ok();
    let host = host.and_then(|url| url.host_str().map(str::to_owned));
    host.unwrap_or_else(|| "localhost".to_owned())
}

/// Goes out with the commit, and only to servers on PostgreSQL.
fn tell_other_servers(tx: &mut Tx<'_>, after: &AfterCommit) -> Result<()> {
    if !after.waiting.is_empty() || after.any_waiting || after.runs_due {
        tx.notify(DUE)?;
    }
    if tx.engine() == Engine::Sqlite {
        return Ok(());
    }
    for organization in &after.inbox {
        tx.notify(&format!("{INBOX}{organization}"))?;
    }
    for destination in &after.changed {
        tx.notify(&format!("{CHANGED}{destination}"))?;
    }
    for destination in &after.failing {
        tx.notify(&format!("{FAILING}{destination}"))?;
    }
    Ok(())
}
