//! HubSpot's CRM API as far as WinFactor uses it.
//!
//! Written after HubSpot's published OpenAPI descriptions of `crm/v3/objects/contacts`,
//! `crm/v3/objects/deals` (SimplePublicObjectInput, BatchInputSimplePublicObjectBatchInputUpsert),
//! `crm/v3/properties` and `crm/v3/pipelines`, and its error format.

mod account;
mod answers;
mod routes;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Map, Value};

use super::script::Planned;
use crate::{Answer, TestReceiver};
use account::Account;
pub use answers::{daily_limit, missing_scope, too_many};

/// A running stand-in with an account of its own.
#[derive(Debug)]
pub struct HubSpotStandIn {
    receiver: TestReceiver,
    inside: Arc<Inside>,
}

#[derive(Debug)]
struct Inside {
    token: String,
    planned: Planned,
    account: Mutex<Account>,
}

impl HubSpotStandIn {
    /// Takes requests with this token. The account has the pipeline `default` with the stages
    /// `appointmentscheduled`, `presentationscheduled`, `contractsent` and `closedwon`.
    pub fn start(token: &str) -> HubSpotStandIn {
        let inside = Arc::new(Inside {
            token: token.to_owned(),
            planned: Planned::default(),
            account: Mutex::new(Account::default()),
        });
        let receiver = TestReceiver::start();
        let shared = inside.clone();
        receiver.answer_all_with(move |request| routes::answer(&shared, request));
        HubSpotStandIn { receiver, inside }
    }

    /// The base address.
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

    /// The next contact or deal is made, and the answer is lost.
    pub fn lose_next_answer(&self) {
        self.account().loses_answer = true;
    }

    /// The contacts' properties, by their id, in the order in which they were made.
    pub fn contacts(&self) -> Vec<(String, Map<String, Value>)> {
        self.account().contacts.all()
    }

    /// The same of the deals.
    pub fn deals(&self) -> Vec<(String, Map<String, Value>)> {
        self.account().deals.all()
    }

    /// Somebody moves a deal by hand.
    pub fn move_deal(&self, id: &str, stage: &str) {
        let mut account = self.account();
        let deal = account.deals.get_mut(id).expect("the deal is there");
        deal.insert("dealstage".to_owned(), stage.into());
    }

    fn account(&self) -> MutexGuard<'_, Account> {
        self.inside.account()
    }
}

impl Inside {
    fn account(&self) -> MutexGuard<'_, Account> {
        self.account.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
