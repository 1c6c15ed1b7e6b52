//! Steps that are tried out on somebody's own phone or mailbox.

use serde_json::{Value, json};
use winfactor_domain::EventType;
use winfactor_service::{
    ServiceError,
    flows::{self, Flow, FlowPatch},
};
use winfactor_testkit::{
    TestApp,
    mail_server::{MailServer, MailServerOptions},
    vendors::whatsapp::{NUMBER, TOKEN, WhatsAppStandIn},
};

use crate::{
    flows::{all_runs, code, decide, messages, posts, refused, template},
    support::{OWN_PHONE, connect, import_for, step},
};

fn whatsapp_to(to: &str, text: &str) -> Value {
    let input = json!({"phone_number_id": NUMBER, "to": to, "text": text});
    step(1, "whatsapp", "sendMessage", input)
}

fn hello() -> Value {
    whatsapp_to("+31699999999", "Hello {{trigger.body.data.customer.name}}")
}

async fn connected(app: &TestApp) {
    let props = json!({"access_token": TOKEN, "businessAccountId": "1"});
    connect(
        app,
        "whatsapp",
        json!({"type": "CUSTOM_AUTH", "props": props}),
    )
    .await;
}

async fn both(test: impl AsyncFn(&TestApp, &WhatsAppStandIn)) {
    let whatsapp = WhatsAppStandIn::start();
    let app = TestApp::sqlite_with(whatsapp.vendors()).await;
    connected(&app).await;
    test(&app, &whatsapp).await;
    let whatsapp = WhatsAppStandIn::start();
    let app = TestApp::postgres_with(whatsapp.vendors()).await;
    connected(&app).await;
    test(&app, &whatsapp).await;
}

async fn test_step(app: &TestApp, flow: &Flow, to: &str) -> Result<flows::SentTest, ServiceError> {
    let (service, organization) = (&app.service, app.organization.id);
    flows::test_step(service, organization, flow.id, "step_1", to, "Eva").await
}

async fn confirm(app: &TestApp, flow: &Flow) -> Result<flows::StepTest, ServiceError> {
    let (service, organization) = (&app.service, app.organization.id);
    flows::confirm_step_test(service, organization, flow.id, "step_1", "Eva").await
}

async fn enable(app: &TestApp, flow: &Flow) -> Result<Flow, ServiceError> {
    flows::enable(&app.service, app.organization.id, flow.id).await
}

#[tokio::test]
async fn a_whatsapp_step_needs_a_test_that_somebody_saw_arrive() {
    both(async |app, whatsapp| {
        let (service, organization) = (&app.service, app.organization.id);
        let flow = import_for(app, "submission.created", &[hello()]).await;
        assert_eq!(flow.tested_steps[0].test, None);
        let said = refused(enable(app, &flow).await);
        let expected = "step 2, Step 1: WhatsApp Business takes messages that it never delivers; \
                        send a test to your own phone and confirm that it arrived";
        assert_eq!(said, [("/flows/0/steps/2".to_owned(), expected.to_owned())]);
        assert_eq!(code(confirm(app, &flow).await), "no_test");

        let sent = test_step(app, &flow, OWN_PHONE).await.unwrap();
        assert_eq!(
            sent.output["body"]["messages"][0]["message_status"],
            "accepted"
        );
        assert_eq!(
            (sent.event, sent.event_type),
            (None, EventType::SubmissionCreated)
        );
        let [message] = &whatsapp.taken()[..] else {
            panic!("one message");
        };
        assert_eq!(message["to"], OWN_PHONE, "to that number only");
        assert_eq!(
            message["text"]["body"], "Hello Sanne van den Berg",
            "from a sample"
        );
        refused(enable(app, &flow).await);
        let confirmed = confirm(app, &flow).await.unwrap();
        assert_eq!((&*confirmed.to, &*confirmed.sent_by), (OWN_PHONE, "Eva"));
        assert_eq!(confirmed.confirmed, Some((service.now(), "Eva".to_owned())));
        let on = enable(app, &flow).await.unwrap();
        assert_eq!(on.tested_steps[0].test, Some(confirmed));
        assert_eq!(all_runs(app).await, [], "a test is no run");

        // The test was one of what is sent now; anything else is tested anew.
        let edited = FlowPatch {
            template: Some(template(
                "Tell them",
                &[whatsapp_to("+31699999999", "Good day")],
            )),
            ..FlowPatch::default()
        };
        let said = refused(flows::update(service, organization, flow.id, edited.clone()).await);
        assert_eq!(said[1].0, "/enabled");
        flows::disable(service, organization, flow.id)
            .await
            .unwrap();
        let edited = flows::update(service, organization, flow.id, edited)
            .await
            .unwrap();
        assert_eq!(edited.tested_steps[0].test, None);
        assert_eq!(code(confirm(app, &flow).await), "no_test");
        refused(enable(app, &flow).await);
    })
    .await;
}

#[tokio::test]
async fn a_test_is_made_of_the_last_event_wherever_the_step_stands() {
    both(async |app, whatsapp| {
        let router = json!({
            "name": "router", "type": "ROUTER", "displayName": "Large?", "valid": true,
            "settings": {
                "executionType": "EXECUTE_FIRST_MATCH",
                "branches": [{
                    "branchName": "Large", "branchType": "CONDITION",
                    "conditions": [[{
                        "operator": "NUMBER_IS_GREATER_THAN",
                        "firstValue": "{{trigger.body.data.configuration.width}}",
                        "secondValue": "9999999",
                    }]],
                }],
            },
            "children": [hello()],
        });
        let wait = json!({
            "name": "wait", "type": "PIECE", "displayName": "Wait", "valid": true,
            "settings": {
                "pieceName": "@activepieces/piece-approval", "pieceVersion": "0.1.19",
                "actionName": "wait_for_approval", "input": {}, "propertySettings": {},
            },
        });
        let steps = [posts(7, "Not posted"), wait, router, posts(8, "Nor this")];
        let flow = import_for(app, "submission.created", &steps).await;
        crate::support::submit_as(app, "Jane Doe").await;
        let sent = test_step(app, &flow, OWN_PHONE).await.unwrap();
        assert!(sent.event.is_some());
        assert_eq!(whatsapp.taken()[0]["text"]["body"], "Hello Jane Doe");
        assert_eq!(messages(app).await, [], "nothing else is done");
    })
    .await;
}

#[tokio::test]
async fn no_test_goes_to_a_customer() {
    both(async |app, whatsapp| {
        let flow = import_for(app, "submission.created", &[hello()]).await;
        app.submit().await;
        for customers in ["+31612345678", "+31 (0)6 1234 5678", "06 12345678"] {
            let said = refused(test_step(app, &flow, customers).await);
            assert_eq!(said[0].0, "/to", "{customers}");
        }
        assert_eq!(whatsapp.taken(), [Value::Null; 0]);
    })
    .await;
}

#[tokio::test]
async fn what_keeps_a_test_from_being_sent_is_told() {
    both(async |app, whatsapp| {
        let flow = import_for(app, "submission.created", &[hello(), posts(2, "x")]).await;
        let reason = |result: Result<flows::SentTest, ServiceError>| match result {
            Err(ServiceError::Conflict { code, message }) => (code, message),
            other => panic!("expected a conflict, got {other:?}"),
        };
        let (code_of, message) = reason(test_step(app, &flow, "0687654321").await);
        assert_eq!(code_of, "test_not_sent");
        assert!(message.contains("+31612345678"), "{message}");
        whatsapp.refuse_next(400, 131_026);
        let (_, message) = reason(test_step(app, &flow, OWN_PHONE).await);
        assert!(message.contains("not on WhatsApp"), "{message}");
        assert_eq!(
            code(confirm(app, &flow).await),
            "no_test",
            "it was not sent"
        );
        assert_eq!(refused(test_step(app, &flow, " ").await)[0].0, "/to");

        let (service, organization) = (&app.service, app.organization.id);
        let test = |step: &'static str| {
            flows::test_step(service, organization, flow.id, step, OWN_PHONE, "Eva")
        };
        assert_eq!(code(test("step_2").await), "not_testable");
        assert_eq!(code(test("step_9").await), "not_found");
        let (other, _) = app.other_organization().await;
        let theirs = flows::test_step(service, other.id, flow.id, "step_1", OWN_PHONE, "Eva");
        assert_eq!(code(theirs.await), "not_found");
        let theirs = flows::confirm_step_test(service, other.id, flow.id, "step_1", "Eva");
        assert_eq!(code(theirs.await), "not_found");

        let broken = whatsapp_to("{{step_9.phone}}", "Hello {{connections['gone']}}");
        let flow = import_for(app, "submission.created", &[broken]).await;
        let (code_of, message) = reason(test_step(app, &flow, OWN_PHONE).await);
        assert_eq!(code_of, "step_not_reached");
        assert!(message.contains("gone"), "{message}");
    })
    .await;
}

#[tokio::test]
async fn a_step_that_is_left_out_needs_no_test() {
    both(async |app, _| {
        let step = whatsapp_to("{{trigger.body.data.customer.phone}}", "Hello");
        let flow = import_for(app, "submission.created", &[step]).await;
        assert_eq!(refused(enable(app, &flow).await).len(), 2);
        decide(app, &flow, false).await;
        enable(app, &flow).await.unwrap();

        // Of this one it shows in each run; colleagues get it all the same.
        let step = whatsapp_to("{{ ['+31699999999'][0] }}", "Hello");
        let flow = import_for(app, "submission.created", &[step]).await;
        decide(app, &flow, false).await;
        assert_eq!(refused(enable(app, &flow).await).len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_mail_is_tried_out_on_ones_own_mailbox_without_its_copies() {
    let mut server = MailServer::start(&MailServerOptions::default());
    let app = TestApp::sqlite().await;
    let props = json!({"host": "127.0.0.1", "port": server.port(), "TLS": false});
    connect(&app, "smtp", json!({"type": "CUSTOM_AUTH", "props": props})).await;
    let mail = json!({
        "from": "desk@window-door-solutions.example",
        "to": ["{{trigger.body.data.customer.email}}"], "cc": ["boss@example.com"],
        "bcc": ["archive@example.com"], "subject": "Hello", "body_type": "plain_text", "body": "x",
    });
    let flow = import_for(
        &app,
        "submission.created",
        &[step(1, "smtp", "send-email", mail)],
    )
    .await;
    test_step(&app, &flow, "eva@window-door-solutions.example")
        .await
        .unwrap();
    let mail = server.next_mail();
    assert_eq!(mail.recipients, ["eva@window-door-solutions.example"]);
    assert_eq!(mail.header("cc"), [""; 0]);
}
