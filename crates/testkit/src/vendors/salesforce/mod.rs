//! Salesforce's REST API as far as WinFactor uses it.
//!
//! Written after the REST API Developer Guide: sObject Basic Information (POST), sObject Rows (GET,
//! PATCH), sObject Rows by External ID (GET, PATCH), Query, Status Codes and Error Responses; after
//! the Object Reference ([`objects`]); and after the help on the endpoint `userinfo`. The answer of
//! duplicate rules is the one that their guide describes, with the name that the API gives it.

mod answers;
mod objects;
mod organization;
mod query;
mod routes;
mod soql;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Map, Value};

use super::script::Planned;
use crate::{Answer, TestReceiver};
pub use answers::{daily_limit, error, locked, unavailable};
use objects::Object;
use organization::Organization;

/// A running stand-in with an organization of its own, `Glass & Sons`.
#[derive(Debug)]
pub struct SalesforceStandIn {
    receiver: TestReceiver,
    inside: Arc<Inside>,
}

#[derive(Debug)]
struct Inside {
    token: String,
    planned: Planned,
    organization: Mutex<Organization>,
}

impl SalesforceStandIn {
    /// Takes requests with this token. Leads have the external IDs `WinFactor_Id__c`, which is unique,
    /// and `Legacy_Id__c`, which is not; contacts and opportunities have the first.
    pub fn start(token: &str) -> SalesforceStandIn {
        let inside = Arc::new(Inside {
            token: token.to_owned(),
            planned: Planned::default(),
            organization: Mutex::new(Organization::default()),
        });
        let receiver = TestReceiver::start();
        let shared = inside.clone();
        receiver.answer_all_with(move |request| routes::answer(&shared, request));
        SalesforceStandIn { receiver, inside }
    }

    /// What takes the place of the organization's address.
    pub fn address(&self) -> String {
        self.receiver.url("")
    }

    pub fn receiver(&self) -> &TestReceiver {
        &self.receiver
    }

    /// The next request of this method whose path begins so is answered like this, and changes
    /// nothing.
    pub fn answer_next(&self, method: &'static str, path: &str, answer: Answer) {
        self.inside.planned.add(method, path, answer);
    }

    /// The next record is made, and the answer is lost.
    pub fn lose_next_answer(&self) {
        self.inside.organization().next_answer = Some(Answer::close());
    }

    /// The next record is made, and the answer does not come.
    pub fn hold_next_answer(&self) {
        self.inside.organization().next_answer = Some(Answer::hang());
    }

    /// A duplicate rule lets no two leads or contacts have one e-mail address.
    pub fn switch_duplicate_rule_on(&self) {
        self.inside.organization().has_duplicate_rule = true;
    }

    /// Changes by an external ID are answered with 204 and nothing.
    pub fn answer_changes_emptily(&self) {
        self.inside.organization().answers_changes_emptily = true;
    }

    /// The fields of the records of an object, by their ID, in the order in which they were made.
    pub fn records(&self, name: &str) -> Vec<(String, Map<String, Value>)> {
        self.inside.organization().all(known(name))
    }

    /// Somebody makes a record by hand.
    ///
    /// # Panics
    /// When the organization does not take it.
    pub fn add(&self, name: &str, fields: &Value) -> String {
        let added = self.inside.organization().add(known(name), fields);
        added.expect("the record is as the object asks")
    }

    /// Somebody changes a record by hand.
    ///
    /// # Panics
    /// When the organization does not take it.
    pub fn change(&self, name: &str, id: &str, fields: &Value) {
        let changed = self.inside.organization().change(known(name), id, fields);
        changed.expect("the record is as the object asks");
    }
}

fn known(name: &str) -> &'static Object {
    objects::object(name).expect("the object is known")
}

impl Inside {
    fn organization(&self) -> MutexGuard<'_, Organization> {
        let organization = self.organization.lock();
        organization.unwrap_or_else(PoisonError::into_inner)
    }
}
