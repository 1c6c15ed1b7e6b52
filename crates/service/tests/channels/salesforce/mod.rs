//! Salesforce, against a stand-in that follows its reference.

mod refused;

use serde_json::{Value, json};
use winfactor_connectors::channels::VendorAddresses;
use winfactor_service::{
    connections::Connection,
    contacts::{self, ContactPatch},
    flows::{self, Trial},
    quotes,
    runs::RunStatus,
    submissions,
};
use winfactor_testkit::{TestApp, vendors::SalesforceStandIn};

use crate::{
    flows::{alerts, only_run, running},
    support::{connect, output, step},
};

const TOKEN: &str = "00D-office";
const FIRST_LEAD: &str = "00Q000000000001EAA";
const EMAIL: &str = "{{trigger.body.data.customer.email}}";

fn vendors(salesforce: &SalesforceStandIn) -> VendorAddresses {
    VendorAddresses {
        salesforce: Some(salesforce.address()),
        ..VendorAddresses::default()
    }
}

async fn office(server: &SalesforceStandIn, steps: &[Value]) -> (TestApp, Connection) {
    let app = TestApp::sqlite_with(vendors(server)).await;
    let connection = connected(&app, steps).await;
    (app, connection)
}

async fn connected(app: &TestApp, steps: &[Value]) -> Connection {
    let value = json!({
        "type": "OAUTH2", "access_token": TOKEN, "refresh_token": "5Aep",
        "data": {"instance_url": "https://glass.my.salesforce.com"},
        "props": {"environment": "login.salesforce.com"},
    });
    let connection = connect(app, "salesforce", value).await;
    running(app, steps).await;
    connection
}

/// A step of an object with this data.
fn create(action: &str, object: &str, data: Value) -> Value {
    step(
        1,
        "salesforce",
        action,
        json!({"object": object, "data": data}),
    )
}

/// A lead for the customer of an event, whose names the step leaves to WinFactor.
fn lead() -> Value {
    let data = json!({
        "Email": EMAIL, "Company": "{{trigger.body.data.customer.companyName}}",
    });
    create("create_record", "Lead", data)
}

fn opportunity(stage: &str) -> Value {
    let input = json!({
        "object": "Opportunity", "external_id_field": "WinFactor_Id__c",
        "external_id_value": "{{trigger.body.data.quote.id}}",
        "fields": {
            "Name": "{{trigger.body.data.quote.number}}", "CloseDate": "2026-04-01",
            "StageName": stage,
        },
    });
    step(1, "salesforce", "upsert_record_by_external_id", input)
}

async fn run_of_a_submission(app: &TestApp) -> RunStatus {
    app.submit().await;
    app.deliver().await;
    only_run(app).await.run.status
}

async fn noted_at_the_contact(app: &TestApp) -> Option<String> {
    let (service, organization) = (&app.service, app.organization.id);
    let found = contacts::by_email(service, organization, "john.smith@example.com");
    found.await.unwrap().unwrap().external_ref
}

#[tokio::test]
async fn a_customer_becomes_a_lead_whose_id_is_noted_here() {
    for on_sqlite in [true, false] {
        let server = SalesforceStandIn::start(TOKEN);
        let app = match on_sqlite {
            true => TestApp::sqlite_with(vendors(&server)).await,
            false => TestApp::postgres_with(vendors(&server)).await,
        };
        connected(&app, &[lead()]).await;
        assert_eq!(run_of_a_submission(&app).await, RunStatus::Succeeded);
        let made = json!({"id": FIRST_LEAD, "success": true, "errors": []});
        assert_eq!(output(&app, "step_1").await, made);
        let leads = server.records("Lead");
        assert_eq!(leads.len(), 1);
        let expected = json!({
            "Email": "john.smith@example.com", "LastName": "Smith", "FirstName": "John",
            "Company": "John Smith",
        });
        assert_eq!(Value::Object(leads[0].1.clone()), expected);
        let noted = noted_at_the_contact(&app).await;
        assert_eq!(noted.as_deref(), Some("salesforce:lead:00Q000000000001EAA"));
    }
}

#[tokio::test]
async fn the_older_actions_give_whole_answers() {
    let server = SalesforceStandIn::start(TOKEN);
    let data = json!({"Email": EMAIL, "LastName": "Smith"});
    let change = json!({
        "object": "Contact", "id": "{{step_1.body.id}}", "data": {"Phone": "+31 6 1", "Email": EMAIL},
    });
    let steps = [
        create("create_new_object", "Contact", data),
        step(2, "salesforce", "update_object_by_id", change),
    ];
    let (app, _) = office(&server, &steps).await;
    assert_eq!(run_of_a_submission(&app).await, RunStatus::Succeeded);
    let id = "003000000000001AAA";
    let made = json!({
        "status": 201, "headers": {"content-type": "application/json"},
        "body": {"id": id, "success": true, "errors": []},
    });
    assert_eq!(output(&app, "step_1").await, made);
    let changed = json!({"status": 204, "headers": {}, "body": ""});
    assert_eq!(output(&app, "step_2").await, changed);
    assert_eq!(server.records("Contact")[0].1["Phone"], "+31 6 1");
    let noted = noted_at_the_contact(&app).await;
    assert_eq!(
        noted.as_deref(),
        Some("salesforce:contact:003000000000001AAA")
    );
    assert_eq!(alerts(&app).await, [], "it is the same record");
}

#[tokio::test]
async fn another_salesforce_record_of_the_same_kind_is_shown_to_people_and_not_noted() {
    let server = SalesforceStandIn::start(TOKEN);
    let app = TestApp::sqlite_with(vendors(&server)).await;
    let (service, organization) = (&app.service, app.organization.id);
    app.submit().await;
    let known = contacts::by_email(service, organization, "john.smith@example.com");
    let known = known.await.unwrap().unwrap();
    let other = "salesforce:lead:00Q000000000777EAA";
    let patch = ContactPatch {
        external_ref: Some(Some(other.to_owned())),
        ..ContactPatch::default()
    };
    let changed = contacts::update(service, organization, known.id, patch);
    changed.await.unwrap();
    connected(&app, &[lead()]).await;
    assert_eq!(run_of_a_submission(&app).await, RunStatus::Succeeded);
    assert_eq!(noted_at_the_contact(&app).await.as_deref(), Some(other));
    let alerts = alerts(&app).await;
    assert_eq!(alerts.len(), 1);
    let both = format!("{other}\nsalesforce:lead:{FIRST_LEAD}");
    assert!(alerts[0].text.contains(&both), "{}", alerts[0].text);
}

#[tokio::test]
async fn a_quote_has_one_opportunity_which_moves_on_with_it() {
    let server = SalesforceStandIn::start(TOKEN);
    let app = TestApp::sqlite_with(vendors(&server)).await;
    let draft = app.draft().await;
    app.deliver().await;
    connected(&app, &[opportunity("Proposal/Price Quote")]).await;
    let sent = app.send(&draft).await;
    app.deliver().await;
    let opportunities = server.records("Opportunity");
    assert_eq!(opportunities.len(), 1);
    let (id, fields) = &opportunities[0];
    assert_eq!(fields["WinFactor_Id__c"], sent.id.to_string());
    assert_eq!(fields["Name"], sent.number.to_string());
    let written = output(&app, "step_1").await;
    assert_eq!(written["created"], true);
    let quote = quotes::get(&app.service, app.organization.id, sent.id);
    let noted = quote.await.unwrap().external_ref;
    assert_eq!(noted, Some(format!("salesforce:opportunity:{id}")));

    let won = json!({"StageName": "Negotiation/Review"});
    server.change("Opportunity", id, &won);
    app.accept(&sent).await;
    app.deliver().await;
    let opportunities = server.records("Opportunity");
    assert_eq!(
        opportunities.len(),
        1,
        "the same for each event of the quote"
    );
    assert_eq!(
        opportunities[0].1["StageName"], "Negotiation/Review",
        "it is not moved back"
    );
    assert_eq!(alerts(&app).await, []);
}

#[tokio::test]
async fn a_request_is_where_its_opportunity_is_noted_before_there_is_a_quote() {
    let server = SalesforceStandIn::start(TOKEN);
    let input = json!({
        "Name": "{{trigger.body.data.customer.name}}", "CloseDate": "2026-04-01",
        "StageName": "Prospecting", "Amount": "",
    });
    let (app, _) = office(
        &server,
        &[step(1, "salesforce", "create_opportunity", input)],
    )
    .await;
    let submission = app.submit().await;
    app.deliver().await;
    let (id, _) = &server.records("Opportunity")[0];
    let found = submissions::get(&app.service, app.organization.id, submission.id);
    let noted = found.await.unwrap().external_ref;
    assert_eq!(noted, Some(format!("salesforce:opportunity:{id}")));
}

#[tokio::test]
async fn a_batch_is_written_record_by_record() {
    let server = SalesforceStandIn::start(TOKEN);
    let records = json!({"records": [
        {"attributes": {"type": "Lead"}, "WinFactor_Id__c": "a", "LastName": "Jansen", "City": ""},
        {"WinFactor_Id__c": "b", "LastName": "Smith", "Company": "Smith BV"},
        {"WinFactor_Id__c": "a", "City": "Delft"},
    ]});
    let input = json!({"object": "Lead", "external_field": "WinFactor_Id__c", "records": records});
    let (app, _) = office(
        &server,
        &[step(1, "salesforce", "upsert_by_external_id", input)],
    )
    .await;
    assert_eq!(run_of_a_submission(&app).await, RunStatus::Succeeded);
    let results = output(&app, "step_1").await;
    let created: Vec<_> = results["body"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["created"])
        .collect();
    assert_eq!(created, [true, true, false]);
    let leads = server.records("Lead");
    assert_eq!(leads.len(), 2);
    assert_eq!(leads[0].1["Company"], "John Smith");
    assert_eq!(leads[0].1["City"], "Delft");
    assert_eq!(
        noted_at_the_contact(&app).await,
        None,
        "it is not known of whom they are"
    );
}

#[tokio::test]
async fn a_test_event_writes_nothing_to_salesforce_and_says_so() {
    let server = SalesforceStandIn::start(TOKEN);
    let app = TestApp::sqlite_with(vendors(&server)).await;
    let value = json!({"type": "OAUTH2", "access_token": TOKEN});
    connect(&app, "salesforce", value).await;
    let flow = running(&app, &[lead()]).await;
    let trial = Trial {
        event_type: winfactor_domain::EventType::SubmissionCreated,
        sparse: false,
    };
    let sent = flows::test(&app.service, app.organization.id, flow.id, trial).await;
    sent.unwrap();
    app.deliver().await;
    let output = output(&app, "step_1").await;
    assert_eq!(output["test"], true);
    assert_eq!(output["success"], true, "the sample");
    assert!(server.receiver().requests().is_empty());
}
