//! Pipedrive, against a stand-in that follows its reference.

mod attempts;
mod deals;
mod persons;

use serde_json::{Value, json};
use winfactor_connectors::channels::VendorAddresses;
use winfactor_testkit::{TestApp, vendors::PipedriveStandIn};

use crate::{
    flows::running,
    support::{connect, step},
};

pub(crate) const TOKEN: &str = "4f1c0e6a1b2c3d4e5f60718293a4b5c6d7e8f901";
const SEARCH: &str = "/api/v2/persons/search";

pub(crate) async fn app(server: &PipedriveStandIn) -> TestApp {
    TestApp::sqlite_with(vendors(server)).await
}

/// The same on SQLite or on PostgreSQL.
async fn app_on(server: &PipedriveStandIn, on_sqlite: bool) -> TestApp {
    match on_sqlite {
        true => app(server).await,
        false => TestApp::postgres_with(vendors(server)).await,
    }
}

fn vendors(server: &PipedriveStandIn) -> VendorAddresses {
    VendorAddresses {
        pipedrive: Some(server.address()),
        ..VendorAddresses::default()
    }
}

fn own_token() -> Value {
    json!({"type": "SECRET_TEXT", "secret_text": TOKEN})
}

/// A person for the customer of an event; the first phone number is blank.
pub(crate) fn person() -> Value {
    let input = json!({
        "name": "{{trigger.body.data.customer.name}}",
        "email": [" {{trigger.body.data.customer.email}} "],
        "phone": ["{{trigger.body.data.customer.companyName}}", "{{trigger.body.data.customer.phone}}"],
        "customfields": {"Source": "Website", "Note": "{{trigger.body.data.customer.companyName}}"},
    });
    step(1, "pipedrive", "create-person", input)
}

/// A deal of the quote of an event.
pub(crate) fn deal(title: &str, stage: u64) -> Value {
    let input = json!({
        "title": title, "stageId": stage, "dealValue": "{{trigger.body.data.quote.total}}",
        "dealValueCurrency": "{{trigger.body.data.quote.currency}}",
    });
    step(1, "pipedrive", "create-deal", input)
}

pub(crate) async fn office(app: &TestApp, steps: &[Value]) {
    connect(app, "pipedrive", own_token()).await;
    running(app, steps).await;
}

/// How often this path was asked.
fn asked(server: &PipedriveStandIn, path: &str) -> usize {
    server.receiver().requests_to(path).len()
}
