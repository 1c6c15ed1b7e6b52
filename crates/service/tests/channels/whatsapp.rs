//! WhatsApp, against a stand-in that follows its documentation.

use std::time::Duration;

use serde_json::{Value, json};
use winfactor_service::{
    connections::{self, ConnectionStatus},
    runs::RunStatus,
};
use winfactor_testkit::{
    TestApp,
    vendors::whatsapp::{NUMBER, TOKEN, WhatsAppStandIn},
};

use crate::{
    flows::{only_run, page},
    support::{OWN_PHONE, connect, failure, import_for, output, ready, state_of, step, submit_as},
};

fn business(token: &str) -> Value {
    json!({"type": "CUSTOM_AUTH", "props": {"access_token": token, "businessAccountId": "1"}})
}

fn text(to: &str) -> Value {
    let input = json!({"phone_number_id": NUMBER, "to": to, "text": "Hello"});
    step(1, "whatsapp", "sendMessage", input)
}

fn media(kind: &str) -> Value {
    let input = json!({
        "phone_number_id": NUMBER, "to": "{{trigger.body.data.customer.phone}}", "type": kind,
        "media": "https://files.example/offer.pdf", "caption": "Dear {{trigger.body.data.customer.name}}",
        "filename": "offer.pdf",
    });
    step(1, "whatsapp", "sendMedia", input)
}

fn template(id: &str, parameter: &str) -> Value {
    let input = json!({
        "phone_number_id": NUMBER, "to": "+31 6 12345678", "message_template_id": id,
        "message_template_fields": {"body_{{1}}": parameter},
    });
    step(1, "whatsapp", "send-template-message", input)
}

async fn office(whatsapp: &WhatsAppStandIn, step: Value) -> TestApp {
    let app = TestApp::sqlite_with(whatsapp.vendors()).await;
    connect(&app, "whatsapp", business(TOKEN)).await;
    let flow = import_for(&app, "submission.created", &[step]).await;
    ready(&app, &flow).await;
    app
}

/// What was taken beside the tests.
fn taken(whatsapp: &WhatsAppStandIn) -> Vec<Value> {
    let mut taken = whatsapp.taken();
    taken.retain(|message| message["to"] != OWN_PHONE);
    taken
}

#[tokio::test]
async fn accepted_is_what_the_output_says_and_not_delivered() {
    let whatsapp = WhatsAppStandIn::start();
    let app = office(&whatsapp, text("{{trigger.body.data.customer.phone}}")).await;
    app.submit().await;
    app.deliver().await;
    assert_eq!(taken(&whatsapp)[0]["to"], "+31612345678");
    let output = output(&app, "step_1").await;
    assert_eq!(output["status"], 200);
    assert_eq!(output["body"]["messages"][0]["message_status"], "accepted");
    assert!(!output.to_string().contains("delivered"));
}

#[tokio::test]
async fn media_are_sent_by_their_address() {
    let link = "https://files.example/offer.pdf";
    for (kind, expected) in [
        (
            "document",
            json!({"link": link, "caption": "Dear John Smith", "filename": "offer.pdf"}),
        ),
        ("image", json!({"link": link, "caption": "Dear John Smith"})),
        ("audio", json!({"link": link})),
    ] {
        let whatsapp = WhatsAppStandIn::start();
        let app = office(&whatsapp, media(kind)).await;
        app.submit().await;
        app.deliver().await;
        let sent = &taken(&whatsapp)[0];
        assert_eq!((&sent["type"], &sent[kind]), (&json!(kind), &expected));
        let output = output(&app, "step_1").await;
        assert_eq!(output["body"]["messages"][0]["message_status"], "accepted");
    }
}

#[tokio::test]
async fn a_template_is_sent_by_its_name_and_language() {
    let whatsapp = WhatsAppStandIn::start();
    let parameter = "{{trigger.body.data.customer.name}}\n\t{{trigger.body.data.customer.email}}";
    let app = office(&whatsapp, template("7701", parameter)).await;
    app.submit().await;
    app.deliver().await;
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
    let sent = &taken(&whatsapp)[0]["template"];
    assert_eq!(sent["name"], "new_lead");
    assert_eq!(sent["language"]["code"], "nl");
    assert_eq!(
        sent["components"][0]["parameters"][0]["text"],
        "John Smith john.smith@example.com"
    );
}

#[tokio::test]
async fn a_template_that_is_not_approved_is_not_sent() {
    let whatsapp = WhatsAppStandIn::start();
    // Approved while it was tested, and not any more.
    let app = office(
        &whatsapp,
        template(
            "{{['7701', '7702'][+(trigger.body.data.customer.name === 'Later')]}}",
            "x",
        ),
    )
    .await;
    submit_as(&app, "Later").await;
    app.deliver().await;
    assert!(failure(&app).await.contains("not approved"));
    assert_eq!(taken(&whatsapp), [Value::Null; 0]);
}

#[tokio::test]
async fn what_whatsapp_refuses_is_told_with_advice() {
    for (status, code, advice) in [
        (400, 131_047, "only an approved template can be sent"),
        (400, 131_026, "not on WhatsApp"),
        (404, 132_001, "does not exist in this language"),
        (400, 132_000, "number of the template's fields"),
        (400, 131_053, "its address must be public"),
    ] {
        for step in [text("+31612345678"), media("image")] {
            let whatsapp = WhatsAppStandIn::start();
            let app = office(&whatsapp, step).await;
            whatsapp.refuse_next(status, code);
            app.submit().await;
            app.deliver().await;
            let told = failure(&app).await;
            assert!(
                told.contains(advice) && told.contains(&code.to_string()),
                "{told}"
            );
        }
    }
}

#[tokio::test]
async fn whatsapp_gets_it_later_when_it_is_too_much() {
    let whatsapp = WhatsAppStandIn::start();
    let app = office(&whatsapp, text("+31612345678")).await;
    whatsapp.refuse_next(429, 130_429);
    app.submit().await;
    app.deliver().await;
    assert_eq!(only_run(&app).await.run.status, RunStatus::Running);
    app.deliver_after(Duration::from_secs(5)).await;
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
}

#[tokio::test]
async fn a_number_without_its_country_is_not_guessed() {
    let whatsapp = WhatsAppStandIn::start();
    let app = office(&whatsapp, text("0612345678")).await;
    app.submit().await;
    app.deliver().await;
    assert!(failure(&app).await.contains("+31612345678"));
}

#[tokio::test]
async fn a_token_that_ended_is_told() {
    let whatsapp = WhatsAppStandIn::start();
    let app = office(&whatsapp, text("+31612345678")).await;
    let (service, organization) = (&app.service, app.organization.id);
    let (listed, _) = connections::list(service, organization, page())
        .await
        .unwrap();
    whatsapp.refuse_next(401, 190);
    app.submit().await;
    app.deliver().await;
    assert!(failure(&app).await.contains("enter a new one"));
    assert_eq!(
        state_of(&app, &listed[0]).await.status,
        ConnectionStatus::Expired
    );
}
