//! Pipedrive's API as far as WinFactor uses it.
//!
//! Written after Pipedrive's published OpenAPI descriptions (version 2: `persons`, `deals`, their
//! `search`, `stages`; version 1: `personFields`, `dealFields`, `users/me`), its migration guide to
//! version 2 for custom fields, and its pages "Responses", "HTTP status codes" and "Rate limiting".

mod account;
mod answers;
mod fields;
mod routes;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::script::Planned;
use crate::{Answer, TestReceiver, vendors::Schema};
use account::Account;
pub use answers::{
    account_closed, budget_spent, deals_limit, gone, refused_field, scope_mismatch, shut_out,
    too_many,
};
pub use fields::{BUDGET_KEY, NOTE_KEY, SOURCE_KEY};

/// A running stand-in with an account of its own.
#[derive(Debug)]
pub struct PipedriveStandIn {
    receiver: TestReceiver,
    inside: Arc<Inside>,
}

#[derive(Debug)]
struct Inside {
    token: String,
    person: Schema,
    deal: Schema,
    planned: Planned,
    account: Mutex<Account>,
}

impl PipedriveStandIn {
    /// Takes requests with this API token, or with the [access token](Self::access_token) of an app.
    /// The first person is 123, the first deal 45. Pipeline 1 has the stages 2, 5, 3 and 4 in this
    /// order, pipeline 2 the stages 6 and 7.
    pub fn start(token: &str) -> PipedriveStandIn {
        let inside = Arc::new(Inside {
            token: token.to_owned(),
            person: Schema::of(include_str!("person.schema.json")),
            deal: Schema::of(include_str!("deal.schema.json")),
            planned: Planned::default(),
            account: Mutex::new(Account::default()),
        });
        let receiver = TestReceiver::start();
        let shared = inside.clone();
        receiver.answer_all_with(move |request| routes::answer(&shared, request));
        PipedriveStandIn { receiver, inside }
    }

    /// The base address.
    pub fn address(&self) -> String {
        self.receiver.url("")
    }

    pub fn receiver(&self) -> &TestReceiver {
        &self.receiver
    }

    /// The token of an app that the account has installed.
    pub fn access_token(&self) -> String {
        self.inside.access_token()
    }

    /// The next request of this method whose path begins so is answered like this, and changes
    /// nothing.
    pub fn answer_next(&self, method: &'static str, path: &str, answer: Answer) {
        self.inside.planned.add(method, path, answer);
    }

    /// The next record is made, and the answer is lost.
    pub fn lose_next_answer(&self) {
        self.account().loses_answer = true;
    }

    /// All persons, in the order in which they were made.
    pub fn persons(&self) -> Vec<Value> {
        self.account().persons.all()
    }

    /// The same of the deals.
    pub fn deals(&self) -> Vec<Value> {
        self.account().deals.all()
    }

    /// Somebody enters a person by hand; what is not said has no value.
    pub fn enter_person(&self, said: &Value) -> u64 {
        self.account().persons.add(said)
    }

    /// The same with a deal.
    pub fn enter_deal(&self, said: &Value) -> u64 {
        self.account().deals.add(said)
    }

    /// Somebody changes a person by hand.
    pub fn edit_person(&self, id: u64, said: &Value) {
        self.account().persons.change(id, said);
    }

    /// The same with a deal: moves it, decides it, deletes it.
    pub fn edit_deal(&self, id: u64, said: &Value) {
        self.account().deals.change(id, said);
    }

    /// A person who was deleted long ago.
    pub fn purge_person(&self, id: u64) {
        self.account().persons.purge(id);
    }

    /// The same of a deal.
    pub fn purge_deal(&self, id: u64) {
        self.account().deals.purge(id);
    }

    fn account(&self) -> MutexGuard<'_, Account> {
        self.inside.account()
    }
}

impl Inside {
    fn account(&self) -> MutexGuard<'_, Account> {
        self.account.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn access_token(&self) -> String {
        format!("v1u:{}", self.token)
    }
}
