//! HubSpot, against a stand-in that follows its reference.

use serde_json::{Value, json};
use winfactor_connectors::channels::VendorAddresses;
use winfactor_domain::Quote;
use winfactor_service::{
    connections::ConnectionStatus,
    contacts::{self, ContactPatch},
    quotes,
    runs::RunStatus,
};
use winfactor_testkit::{
    TestApp,
    vendors::{HubSpotStandIn, hubspot},
};

use crate::{
    flows::{alerts, only_run, running},
    support::{connect, failure, output, rehearsed, state_of, step},
};

pub(crate) const TOKEN: &str = "pat-eu1-office";
const CONTACTS: &str = "/crm/v3/objects/contacts";

pub(crate) fn vendors(hubspot: &HubSpotStandIn) -> VendorAddresses {
    VendorAddresses {
        hubspot: hubspot.address(),
        ..VendorAddresses::default()
    }
}

/// A contact for the customer of an event; the company is blank.
pub(crate) fn contact() -> Value {
    let properties = json!({
        "firstname": "{{trigger.body.data.customer.name}}",
        "company": "{{trigger.body.data.customer.companyName}}",
    });
    let input = json!({
        "email": " {{trigger.body.data.customer.email}} ", "objectProperties": properties,
    });
    step(1, "hubspot", "create-or-update-contact", input)
}

pub(crate) fn deal(stage: &str) -> Value {
    let input = json!({
        "dealname": "{{trigger.body.data.quote.number}}", "pipelineId": "default",
        "pipelineStageId": stage, "objectProperties": {"amount": "{{trigger.body.data.quote.total}}"},
    });
    step(1, "hubspot", "create-deal", input)
}

pub(crate) async fn office(app: &TestApp, steps: &[Value]) {
    connect(
        app,
        "hubspot",
        json!({"type": "SECRET_TEXT", "secret_text": TOKEN}),
    )
    .await;
    running(app, steps).await;
}

async fn quote_now(app: &TestApp, quote: &Quote) -> Quote {
    quotes::get(&app.service, app.organization.id, quote.id)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_customer_becomes_a_contact_whose_id_is_noted_here() {
    for on_sqlite in [true, false] {
        let server = HubSpotStandIn::start(TOKEN);
        let app = match on_sqlite {
            true => TestApp::sqlite_with(vendors(&server)).await,
            false => TestApp::postgres_with(vendors(&server)).await,
        };
        office(&app, &[contact()]).await;
        app.submit().await;
        app.deliver().await;
        assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
        let output = output(&app, "step_1").await;
        assert_eq!(output["properties"]["email"], "john.smith@example.com");
        let made = server.contacts();
        assert_eq!(made.len(), 1);
        assert_eq!(made[0].1["firstname"], "John Smith");
        assert!(
            !made[0].1.contains_key("company"),
            "nothing blank is written"
        );
        let found = contacts::by_email(&app.service, app.organization.id, "john.smith@example.com");
        let contact = found.await.unwrap().unwrap();
        assert_eq!(
            contact.external_ref.as_deref(),
            Some("hubspot:contact:3314")
        );
    }
}

#[tokio::test]
async fn another_record_of_the_same_kind_is_shown_to_people_and_not_noted() {
    let server = HubSpotStandIn::start(TOKEN);
    let app = TestApp::sqlite_with(vendors(&server)).await;
    let (service, organization) = (&app.service, app.organization.id);
    app.submit().await;
    let email = "john.smith@example.com";
    let known = contacts::by_email(service, organization, email)
        .await
        .unwrap()
        .unwrap();
    let patch = ContactPatch {
        external_ref: Some(Some("hubspot:contact:7".to_owned())),
        ..ContactPatch::default()
    };
    contacts::update(service, organization, known.id, patch)
        .await
        .unwrap();
    office(&app, &[contact()]).await;
    app.submit().await;
    app.deliver().await;
    let now = contacts::by_email(service, organization, email)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(now.external_ref.as_deref(), Some("hubspot:contact:7"));
    let alerts = alerts(&app).await;
    assert_eq!(alerts.len(), 1);
    assert!(
        alerts[0].title.contains("John Smith"),
        "{}",
        alerts[0].title
    );
    assert!(
        alerts[0]
            .text
            .contains("hubspot:contact:7\nhubspot:contact:3314")
    );
}

#[tokio::test]
async fn a_quote_has_one_deal_which_moves_on_with_it() {
    let server = HubSpotStandIn::start(TOKEN);
    let app = TestApp::sqlite_with(vendors(&server)).await;
    let draft = app.draft().await;
    app.deliver().await;
    office(&app, &[deal("presentationscheduled")]).await;
    let sent = app.send(&draft).await;
    app.deliver().await;
    let deals = server.deals();
    assert_eq!(deals.len(), 1);
    assert_eq!(deals[0].1["winfactor_quote_id"], sent.id.to_string());
    assert_eq!(deals[0].1["dealname"], sent.number.to_string());
    let noted = quote_now(&app, &sent).await.external_ref;
    assert_eq!(noted.as_deref(), Some("hubspot:deal:7719"));

    server.move_deal("7719", "contractsent");
    app.accept(&sent).await;
    app.deliver().await;
    let deals = server.deals();
    assert_eq!(deals.len(), 1, "the same deal for each event of the quote");
    assert_eq!(
        deals[0].1["dealstage"], "contractsent",
        "it is not moved back"
    );
    assert_eq!(alerts(&app).await, []);
}

#[tokio::test]
async fn a_test_event_writes_nothing_to_the_crm_and_says_so() {
    let server = HubSpotStandIn::start(TOKEN);
    let app = TestApp::sqlite_with(vendors(&server)).await;
    connect(
        &app,
        "hubspot",
        json!({"type": "SECRET_TEXT", "secret_text": TOKEN}),
    )
    .await;
    let output = rehearsed(&app, contact()).await;
    assert_eq!(output["test"], true);
    assert_eq!(output["id"], "3314", "the sample");
    assert!(server.receiver().requests().is_empty());
}

#[tokio::test]
async fn a_token_that_ended_and_a_scope_that_is_missing_need_different_advice() {
    let server = HubSpotStandIn::start("another-token");
    let app = TestApp::sqlite_with(vendors(&server)).await;
    let value = json!({"type": "SECRET_TEXT", "secret_text": TOKEN});
    let connection = connect(&app, "hubspot", value).await;
    running(&app, &[contact()]).await;
    app.submit().await;
    app.deliver().await;
    assert!(failure(&app).await.contains("Make a new one"));
    assert_eq!(
        state_of(&app, &connection).await.status,
        ConnectionStatus::Expired
    );

    let server = HubSpotStandIn::start(TOKEN);
    let app = TestApp::sqlite_with(vendors(&server)).await;
    let value = json!({"type": "SECRET_TEXT", "secret_text": TOKEN});
    let connection = connect(&app, "hubspot", value).await;
    running(&app, &[contact()]).await;
    let answer = hubspot::missing_scope("crm.objects.contacts.write");
    server.answer_next("POST", CONTACTS, answer);
    app.submit().await;
    app.deliver().await;
    assert!(
        failure(&app)
            .await
            .contains("add the scope crm.objects.contacts.write")
    );
    assert_eq!(
        state_of(&app, &connection).await.status,
        ConnectionStatus::Works
    );
}

#[tokio::test]
async fn hubspot_is_left_alone_for_as_long_as_it_asks() {
    let server = HubSpotStandIn::start(TOKEN);
    let app = TestApp::sqlite_with(vendors(&server)).await;
    office(&app, &[contact()]).await;
    server.answer_next("POST", CONTACTS, hubspot::too_many());
    app.submit().await;
    app.deliver().await;
    assert_eq!(server.contacts().len(), 0);
    app.deliver_after(std::time::Duration::from_secs(9)).await;
    assert_eq!(server.contacts().len(), 0, "ten seconds were asked for");
    app.deliver_after(std::time::Duration::from_secs(1)).await;
    assert_eq!(server.contacts().len(), 1);
    let run = only_run(&app).await;
    assert_eq!(run.run.status, RunStatus::Succeeded);
}

#[tokio::test]
async fn a_contact_that_was_made_before_a_lost_answer_is_not_made_twice() {
    let server = HubSpotStandIn::start(TOKEN);
    let app = TestApp::sqlite_with(vendors(&server)).await;
    let input = json!({"objectProperties": {"email": "{{trigger.body.data.customer.email}}"}});
    let create = crate::flows::retried(step(1, "hubspot", "create-contact", input));
    office(&app, &[create]).await;
    server.lose_next_answer();
    app.submit().await;
    app.deliver().await;
    app.deliver_after(std::time::Duration::from_secs(60)).await;
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
    assert_eq!(server.contacts().len(), 1);
}
