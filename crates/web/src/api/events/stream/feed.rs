//! What a listener has not seen yet, as it is recorded.
//!
//! The database is read again whenever something changed here, and every two seconds, because on
//! PostgreSQL other servers record events as well. Events can be committed in another order than
//! their ids have, so each read begins a few seconds back and leaves out what was sent.

use std::{
    collections::{BTreeSet, VecDeque},
    convert::Infallible,
    time::Duration,
};

use axum::response::sse::Event;
use futures_util::{Stream, stream};
use tokio::sync::{broadcast, watch};
use winfactor_domain::{EventId, EventType, OrganizationId, Timestamp};
use winfactor_service::{
    Change, Service,
    events::{self, EventRow},
};

use crate::AppState;

/// How far ids may be out of order: transactions that overlap, clocks that differ.
const OVERLAP: Duration = Duration::from_secs(5);
/// Reads although nobody said that something changed.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// Changes within this time are read together.
const GATHER: Duration = Duration::from_millis(100);
/// After which a listener has to come back, with a key that is still in use.
const LONGEST: Duration = Duration::from_secs(15 * 60);
/// Events read at once.
const BATCH: u32 = 200;

pub(super) struct Feed {
    service: Service,
    organization: OrganizationId,
    event_type: Option<EventType>,
    changes: broadcast::Receiver<Change>,
    stopping: watch::Receiver<bool>,
    until: Timestamp,
    /// Only events after this id are ever sent.
    begin: EventId,
    /// What was read up to.
    newest: EventId,
    /// What was read in the last seconds before `newest`.
    recent: BTreeSet<EventId>,
    ready: VecDeque<Event>,
}

impl Feed {
    pub(super) fn new(
        state: &AppState,
        organization: OrganizationId,
        seen: Option<EventId>,
        event_type: Option<EventType>,
    ) -> Self {
        let service = state.service().clone();
        let begin = seen.unwrap_or_else(|| EventId::earliest_at(service.now()));
        Feed {
            changes: service.changes(),
            stopping: state.stopping(),
            until: service.now() + LONGEST,
            begin,
            newest: begin,
            recent: BTreeSet::new(),
            // Opens the stream on the other side at once.
            ready: VecDeque::from([Event::default().comment("listening").retry(LOOK_EVERY)]),
            service,
            organization,
            event_type,
        }
    }

    pub(super) fn into_stream(self) -> impl Stream<Item = Result<Event, Infallible>> {
        stream::unfold(self, |mut feed| async move {
            let event = feed.next().await?;
            Some((Ok(event), feed))
        })
    }

    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            if self.service.now() >= self.until || *self.stopping.borrow() {
                return None;
            }
            match self.read().await {
                Ok(()) if !self.ready.is_empty() => {}
                Ok(()) => self.wait().await,
                Err(error) => {
                    // The listener comes back and goes on where it was.
                    tracing::warn!(%error, "an event stream ended early");
                    return None;
                }
            }
        }
    }

    async fn wait(&mut self) {
        let organization = self.organization;
        let changed = async {
            loop {
                match self.changes.recv().await {
                    Ok(Change::Events(changed)) if changed == organization => break,
                    Ok(_) => {}
                    // What was missed is read from the database.
                    Err(broadcast::error::RecvError::Lagged(_)) => break,
                    Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
                }
            }
            tokio::time::sleep(GATHER).await;
        };
        tokio::select! {
            () = changed => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = self.stopping.wait_for(|stopping| *stopping) => {}
        }
    }

    async fn read(&mut self) -> winfactor_service::Result<()> {
        let back = EventId::earliest_at(self.newest.created_at().before(OVERLAP));
        let mut after = back.max(self.begin);
        loop {
            let (organization, from) = (self.organization, after.to_string());
            let found = events::since(&self.service, organization, from, BATCH).await?;
            let last = found.last().map(|event| event.id);
            let full = found.len() == BATCH as usize;
            for event in found {
                self.take(event);
            }
            match last {
                Some(last) if full => after = last,
                _ => break,
            }
        }
        let forgotten = EventId::earliest_at(self.newest.created_at().before(OVERLAP));
        self.recent = self.recent.split_off(&forgotten);
        Ok(())
    }

    fn take(&mut self, event: EventRow) {
        if !self.recent.insert(event.id) {
            return;
        }
        self.newest = self.newest.max(event.id);
        if self
            .event_type
            .is_none_or(|wanted| wanted == event.event_type)
        {
            let frame = Event::default()
                .id(event.id.to_string())
                .event(event.event_type.name());
            self.ready.push_back(frame.data(event.body));
        }
    }
}
