//! New messages while a page is open, as server-sent events.
//!
//! Each message is sent once, as the same fragment that the list shows, with its id as the event's
//! id; a browser that reconnects names the last one it has, and what came meanwhile follows. Beside
//! them goes the number of unread messages. What a reader missed is always read from the database
//! ([`inbox::since`]); being told of a change only says when to look. So nothing is lost when a
//! change was not heard: the next look finds it.

use std::{
    collections::{HashSet, VecDeque},
    convert::Infallible,
    time::Duration,
};

use axum::{
    extract::State,
    http::HeaderMap,
    response::{
        IntoResponse, Response,
        sse::{Event, Sse},
    },
};
use futures_util::{Stream, stream};
use tokio::{
    sync::{broadcast, watch},
    time::{Interval, MissedTickBehavior, interval},
};
use winfactor_domain::{MessageId, Organization};
use winfactor_service::{Change, Result, accounts, inbox, organizations};

use super::message::message_views;
use crate::{
    AppState,
    page_error::PageError,
    session::{self, StaffSession},
    ui::{
        desk::{FORM_PURPOSE, reader},
        list::ListQuery,
    },
    view::app::{MessageView, inbox_message},
};

/// Keeps proxies from closing a connection on which nothing is said, and finds out whether the
/// session still lasts.
const PULSE: Duration = Duration::from_secs(20);
/// What a browser waits before it connects again.
const RECONNECT_AFTER: Duration = Duration::from_secs(3);
/// Messages older than this before the newest one do not come again, see [`inbox::since`].
const REMEMBERED: Duration = Duration::from_secs(60);
/// Messages that are looked for at first; more when all of them are known already.
const LOOK: u32 = 200;
/// Nobody reads more than this live; the list has them.
const FARTHEST_LOOK: u32 = 20_000;

/// The stream of one browser.
pub(super) async fn stream(
    State(state): State<AppState>,
    session: StaffSession,
    query: ListQuery,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let last = last.or_else(|| query.text("after"));
    let organization = organizations::get(state.service(), session.staff.organization).await?;
    // Listens before it looks for the first time: what comes in between is seen twice, not never.
    let changes = state.service().changes();
    let after = last.and_then(|id| id.parse().ok());
    let after = after.unwrap_or_else(|| MessageId::earliest_at(state.service().now()));
    let listener = Listener {
        after,
        token: session::token(&headers).unwrap_or_default().to_owned(),
        stopping: state.stopping(),
        session,
        organization,
        changes,
        pulse: pulse(),
        waiting: VecDeque::new(),
        sent: HashSet::from([after]),
        unread: None,
        begun: false,
        state,
    };
    let unbuffered = [("x-accel-buffering", "no")];
    Ok((unbuffered, Sse::new(listener.events())).into_response())
}

fn pulse() -> Interval {
    let mut pulse = interval(PULSE);
    pulse.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // The first one is not due at once.
    pulse.reset();
    pulse
}

/// A browser that is told of new messages.
struct Listener {
    state: AppState,
    session: StaffSession,
    /// The cookie's content, by which the session is looked up again.
    token: String,
    organization: Organization,
    changes: broadcast::Receiver<Change>,
    stopping: watch::Receiver<bool>,
    pulse: Interval,
    /// What is to be sent next.
    waiting: VecDeque<Event>,
    /// The newest message that this browser has.
    after: MessageId,
    /// Messages sent on this connection: the last seconds are always looked at again.
    sent: HashSet<MessageId>,
    /// The number of unread messages that the browser shows.
    unread: Option<u64>,
    begun: bool,
}

/// Why a listener wakes up.
enum Woken {
    Changed,
    Pulse,
    Stopping,
}

impl Listener {
    fn events(self) -> impl Stream<Item = Result<Event, Infallible>> {
        stream::unfold(self, |mut listener| async move {
            let event = listener.next().await?;
            Some((Ok(event), listener))
        })
    }

    /// The next event; nothing when the stream is over.
    async fn next(&mut self) -> Option<Event> {
        if !self.begun {
            self.begun = true;
            self.waiting
                .push_back(Event::default().retry(RECONNECT_AFTER));
            self.look().await.ok()?;
        }
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Some(event);
            }
            let done = match self.woken().await {
                Woken::Stopping => return None,
                Woken::Changed => self.look().await,
                Woken::Pulse => self.still_there().await,
            };
            // The browser connects again, and hears from the page whether it still may.
            done.ok()?;
        }
    }

    async fn woken(&mut self) -> Woken {
        loop {
            tokio::select! {
                biased;
                _ = self.stopping.wait_for(|stopping| *stopping) => return Woken::Stopping,
                change = self.changes.recv() => match change {
                    Ok(Change::Inbox(id)) if id == self.organization.id => return Woken::Changed,
                    Ok(_) => {}
                    // Too much happened to hear it all; the inbox may be among it.
                    Err(broadcast::error::RecvError::Lagged(_)) => return Woken::Changed,
                    Err(broadcast::error::RecvError::Closed) => return Woken::Stopping,
                },
                _ = self.pulse.tick() => return Woken::Pulse,
            }
        }
    }

    /// Says something, and ends when the session has ended.
    async fn still_there(&mut self) -> Result<(), Over> {
        let present = accounts::signed_in(self.state.service(), &self.token).await;
        self.session.staff = present.ok().flatten().ok_or(Over)?;
        self.waiting
            .push_back(Event::default().comment("still here"));
        // A look that failed to be announced is made up for here.
        self.look().await
    }

    /// Looks for what the browser does not have yet.
    async fn look(&mut self) -> Result<(), Over> {
        let missed = self.missed().await.map_err(|_| Over)?;
        let service = self.state.service();
        let reader = reader(service, &self.session.staff, &self.organization);
        let token = self.session.form_token(&self.state, FORM_PURPOSE);
        for message in &missed {
            let html = inbox_message(message, &reader, &token).into_string();
            // A bare carriage return would end a line of the stream.
            let html = html.replace('\r', "&#13;");
            let event = Event::default().event("message").id(message.id.to_string());
            self.waiting.push_back(event.data(html));
        }
        let unread = inbox::unread(service, self.organization.id).await;
        let unread = unread.map_err(|_| Over)?;
        if self.unread.replace(unread) != Some(unread) {
            let event = Event::default().event("unread").data(unread.to_string());
            self.waiting.push_back(event);
        }
        Ok(())
    }

    /// Messages that were not sent yet, oldest first.
    async fn missed(&mut self) -> Result<Vec<MessageView>> {
        let (service, organization) = (self.state.service(), self.organization.id);
        let mut limit = LOOK;
        let found = loop {
            let found = inbox::since(service, organization, self.after, limit).await?;
            if found.len() < limit as usize || limit >= FARTHEST_LOOK {
                break found;
            }
            limit *= 10;
        };
        let new = found
            .into_iter()
            .filter(|message| self.sent.insert(message.id));
        let new: Vec<_> = new.collect();
        if let Some(newest) = new.iter().map(|message| message.id).max() {
            self.after = self.after.max(newest);
        }
        let end = self.after.created_at();
        self.sent.retain(|id| id.created_at() + REMEMBERED >= end);
        message_views(service, organization, new).await
    }
}

/// The stream ends; why is not for the browser to know.
#[derive(Debug)]
struct Over;
