use winfactor_domain::{
    EventId, Id, IdKind, Organization, OrganizationId, Rng, Timestamp,
    events::{EventData, Links},
};
use winfactor_store::{Tx, organizations};

use crate::{
    Result, Service, ServiceError,
    outbox::{
        Delivery, Destination,
        record::{Recorded, Recording},
    },
};

/// One transaction of a use case: the database, the moment, and what must follow the commit.
#[derive(Debug)]
pub struct Work<'w, 't> {
    pub tx: &'w mut Tx<'t>,
    pub now: Timestamp,
    service: &'w Service,
    /// How many runs of flows, each started by the event of the one before, lead to what is done.
    run_depth: u32,
    after_commit: AfterCommit,
}

/// What is to be done once a transaction is durable.
#[derive(Debug, Default)]
pub(crate) struct AfterCommit {
    /// Deliveries that this server owns.
    pub deliveries: Vec<Delivery>,
    /// Destinations for which something waits in the database.
    pub waiting: Vec<Destination>,
    /// Whether something waits in the database for destinations that nobody has counted.
    pub any_waiting: bool,
    /// Endpoints whose settings or state changed.
    pub changed: Vec<Destination>,
    /// Endpoints that began to fail: what other servers know of them is out of date.
    pub failing: Vec<Destination>,
    /// Whether more deliveries have to follow the state of their endpoint.
    pub unaligned: bool,
    /// Whether a flow's run is due that no server owns.
    pub runs_due: bool,
    /// Organizations whose inbox has something new.
    pub inbox: Vec<OrganizationId>,
    /// Organizations that have new events.
    pub events: Vec<OrganizationId>,
}

impl<'w, 't> Work<'w, 't> {
    pub(crate) fn new(service: &'w Service, tx: &'w mut Tx<'t>) -> Self {
        Work {
            tx,
            now: service.now(),
            service,
            run_depth: 0,
            after_commit: AfterCommit::default(),
        }
    }

    pub(crate) fn into_after_commit(self) -> AfterCommit {
        self.after_commit
    }

    pub fn rng(&self) -> &'w dyn Rng {
        self.service.rng()
    }

    pub fn links(&self) -> &'w Links {
        self.service.links()
    }

    pub fn service(&self) -> &'w Service {
        self.service
    }

    pub fn new_id<K: IdKind>(&self) -> Id<K> {
        Id::new(self.now, self.rng())
    }

    /// The organization, which must exist.
    pub fn organization(&mut self, id: OrganizationId) -> Result<Organization> {
        organizations::get(self.tx, id)?.ok_or_else(|| ServiceError::not_found("organization", id))
    }

    /// Records an event with this transaction: its row, its bytes, and a delivery for each
    /// destination that wants it.
    pub fn record(&mut self, organization: &Organization, data: &EventData) -> Result<EventId> {
        let recorded = self.recording().record(organization, data)?;
        self.after_commit.events.push(organization.id);
        Ok(self.take(recorded))
    }

    pub(crate) fn recording(&mut self) -> Recording<'_, 't> {
        Recording {
            tx: self.tx,
            service: self.service,
            earlier: &self.after_commit.deliveries,
            now: self.now,
            run_depth: self.run_depth,
        }
    }

    /// Does what a step of a flow's run does: events that are recorded meanwhile say that `depth`
    /// runs led to them.
    pub(crate) fn at_run_depth<T>(&mut self, depth: u32, act: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.run_depth, depth);
        let done = act(self);
        self.run_depth = before;
        done
    }

    pub(crate) fn take(&mut self, recorded: Recorded) -> EventId {
        self.after_commit.deliveries.extend(recorded.deliveries);
        self.after_commit.waiting.extend(recorded.waiting);
        recorded.event
    }

    /// Notes that a destination has something due that no server owns.
    pub(crate) fn wake(&mut self, destination: Destination) {
        self.after_commit.waiting.push(destination);
    }

    /// Notes that any destination may have something due that no server owns.
    pub(crate) fn wake_all(&mut self) {
        self.after_commit.any_waiting = true;
        self.after_commit.runs_due = true;
    }

    /// Notes that a destination's settings or state changed.
    pub(crate) fn changed(&mut self, destination: Destination) {
        self.after_commit.changed.push(destination);
    }

    /// Notes that an endpoint began to fail.
    pub(crate) fn began_to_fail(&mut self, destination: Destination) {
        self.after_commit.failing.push(destination);
    }

    /// Notes that more deliveries have to follow the state of their endpoint.
    pub(crate) fn unaligned(&mut self) {
        self.after_commit.unaligned = true;
    }

    /// Notes that a flow's run is due that no server owns.
    pub(crate) fn runs_due(&mut self) {
        self.after_commit.runs_due = true;
    }

    /// Notes that an organization's inbox has something new.
    pub(crate) fn inbox_changed(&mut self, organization: OrganizationId) {
        self.after_commit.inbox.push(organization);
    }
}
