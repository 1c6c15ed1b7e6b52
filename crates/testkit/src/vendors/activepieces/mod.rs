//! An ActivePieces server (0.82, community edition) as far as WinFactor uses it: its own interface, and
//! the webhook addresses of its flows, with runs that come to what a real engine's would.
//!
//! Written after a real server's answers. What it does not check, the stand-in does not check either:
//! flows whose pieces and connections do not exist are imported and published. Requests are checked
//! strictly: a field too many, or one of another type, is an error.

mod account;
mod connections;
mod engine;
mod flows;
mod pieces;
mod routes;
mod runs;
mod state;
mod webhooks;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::script::Planned;
use crate::{Answer, TestReceiver};
pub use runs::Run;
use state::State;

/// A running stand-in with one account, which works in two projects.
#[derive(Debug)]
pub struct ActivePiecesStandIn {
    receiver: TestReceiver,
    inside: Arc<Inside>,
}

#[derive(Debug)]
struct Inside {
    planned: Planned,
    state: Mutex<State>,
}

impl ActivePiecesStandIn {
    pub const EMAIL: &'static str = "flows@windows.example";
    pub const PASSWORD: &'static str = "a password of theirs";
    /// The account's first project, and another one.
    pub const PROJECT: &'static str = "pRoject00000000000001";
    pub const OTHER_PROJECT: &'static str = "pRoject00000000000002";

    /// Has the pieces webhook 0.1.33, http 0.11.9, slack 0.17.0 and the like; no connection.
    pub fn start() -> ActivePiecesStandIn {
        let inside = Arc::new(Inside {
            planned: Planned::default(),
            state: Mutex::new(State::with_usual_pieces()),
        });
        let receiver = TestReceiver::start();
        let shared = inside.clone();
        receiver.answer_all_with(move |request| routes::answer(&shared, request));
        ActivePiecesStandIn { receiver, inside }
    }

    /// Its base address.
    pub fn address(&self) -> String {
        self.receiver.url("")
    }

    pub fn receiver(&self) -> &TestReceiver {
        &self.receiver
    }

    /// The address that starts a flow.
    pub fn webhook(&self, flow: &str) -> String {
        self.receiver.url(&format!("/api/v1/webhooks/{flow}"))
    }

    /// The next request of this method whose path begins so is answered like this, and changes nothing.
    pub fn answer_next(&self, method: &'static str, path: &str, answer: Answer) {
        self.inside.planned.add(method, path, answer);
    }

    /// Somebody makes a flow there and publishes it; its id.
    pub fn add_flow(&self, version: &Value) -> String {
        let mut state = self.state();
        let flow = state.create_flow(Self::PROJECT, "Made there", Value::Null);
        let flow = state.flow_mut(&flow).expect("it was made just now");
        flow.import(version.clone());
        flow.publish();
        flow.id.clone()
    }

    /// Somebody switches a flow on or off.
    pub fn switch(&self, flow: &str, on: bool) {
        let mut state = self.state();
        state.flow_mut(flow).expect("the flow is there").enabled = on;
    }

    /// Somebody deletes a flow.
    pub fn delete_flow(&self, flow: &str) {
        self.state().flows.retain(|it| it.id != flow);
    }

    /// Somebody adds a connection to the account's first project.
    pub fn add_connection(&self, external_id: &str, piece: &str) {
        self.state()
            .add_connection(Self::PROJECT, external_id, piece);
    }

    /// A connection does not work any more.
    pub fn break_connection(&self, external_id: &str) {
        self.state().break_connection(external_id);
    }

    /// Somebody installs a piece: its triggers, and its actions, each of which needs a connection if
    /// `has_auth`.
    pub fn install_piece(
        &self,
        name: &str,
        version: &str,
        has_auth: bool,
        triggers: &[&str],
        actions: &[&str],
    ) {
        self.state()
            .add_piece(name, version, has_auth, actions, triggers);
    }

    /// Somebody removes every version of a piece.
    pub fn remove_piece(&self, name: &str) {
        self.state().pieces.retain(|piece| piece.name != name);
    }

    /// From now on this step of every run fails with this message.
    pub fn fail_step(&self, step: &str, message: &str) {
        let mut state = self.state();
        state
            .failing_steps
            .insert(step.to_owned(), message.to_owned());
    }

    /// The next flow that is published stays off: its trigger cannot register itself.
    pub fn fail_next_trigger(&self) {
        self.state().next_trigger_fails = true;
    }

    /// The tokens that were given out are not taken any more.
    pub fn end_sessions(&self) {
        self.state().account.tokens.clear();
    }

    /// The ids of the flows, in the order in which they were made.
    pub fn flows(&self) -> Vec<String> {
        self.state()
            .flows
            .iter()
            .map(|flow| flow.id.clone())
            .collect()
    }

    /// What a flow does that is published: the flow version.
    pub fn published(&self, flow: &str) -> Option<Value> {
        self.state().flow_mut(flow)?.published.clone()
    }

    /// The runs so far, in the order in which they began.
    pub fn runs(&self) -> Vec<Run> {
        self.state().runs.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.inside.state()
    }
}

impl Inside {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
