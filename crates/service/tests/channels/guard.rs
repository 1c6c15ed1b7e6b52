//! Customers are written to by what somebody switched on, and by nothing else.

use serde_json::{Value, json};
use winfactor_domain::EventType;
use winfactor_service::{
    flows::{self, CustomerStepDecision, Flow, FlowPatch, NewFlow, Trial},
    runs::{RunStatus, StepStatus},
};
use winfactor_testkit::{
    TestApp,
    mail_server::{MailServer, MailServerOptions},
};

use crate::{
    flows::{OWNER, alerts, code, decide, only_run, refused, template},
    support::{connect, failure, import_for, output, ready, step},
};

pub(crate) const CUSTOMER: &str = "{{trigger.body.data.customer.email}}";
pub(crate) const TEAM: &str = "sales@window-door-solutions.example";

/// A mail to these addresses; step `step_<n>`.
pub(crate) fn mail(n: u32, to: &[&str]) -> Value {
    let input = json!({
        "from": "desk@window-door-solutions.example", "to": to, "subject": "Your request",
        "body_type": "plain_text", "body": "Thank you, {{trigger.body.data.customer.name}}.",
    });
    step(n, "smtp", "send-email", input)
}

/// A code step `step_<n>` that gives an address out of what it knows.
pub(crate) fn looks_up(n: u32, expression: &str) -> Value {
    json!({
        "name": format!("step_{n}"), "type": "CODE", "displayName": "Look up", "valid": true,
        "settings": {
            "input": {"customer": "{{trigger.body.data.customer}}"},
            "sourceCode": {
                "code": format!("export const code = async (inputs) => ({expression});"),
                "packageJson": "{}",
            },
        },
    })
}

fn going_on(mut step: Value) -> Value {
    step["settings"]["errorHandlingOptions"] = json!({"continueOnFailure": {"value": true}});
    step
}

pub(crate) async fn connected(app: &TestApp, server: &MailServer) {
    let props = json!({"host": "127.0.0.1", "port": server.port(), "TLS": false});
    connect(app, "smtp", json!({"type": "CUSTOM_AUTH", "props": props})).await;
}

pub(crate) async fn enable(
    app: &TestApp,
    flow: &Flow,
) -> Result<Flow, winfactor_service::ServiceError> {
    flows::enable(&app.service, app.organization.id, flow.id).await
}

pub(crate) async fn get(app: &TestApp, flow: &Flow) -> Flow {
    let found = flows::get(&app.service, app.organization.id, flow.id).await;
    found.unwrap()
}

#[tokio::test]
async fn a_step_that_writes_to_a_customer_is_off_until_somebody_switches_it_on() {
    TestApp::on_both_engines(|app| async move {
        let app = &app;
        let (service, organization) = (&app.service, app.organization.id);
        let mut server = MailServer::start(&MailServerOptions::default());
        connected(app, &server).await;
        let steps = [mail(1, &[TEAM]), mail(2, &[CUSTOMER])];
        let flow = import_for(app, "submission.created", &steps).await;
        let [step] = &flow.customer_steps[..] else {
            panic!("one step: {:?}", flow.customer_steps);
        };
        let told = (step.number, &*step.name, &*step.channel, &*step.recipient, step.is_certain);
        assert_eq!(told, (3, "step_2", "SMTP", CUSTOMER, true));
        assert_eq!(step.decision, None);
        let errors = refused(enable(app, &flow).await);
        assert_eq!(errors.len(), 1);
        assert_eq!(errors[0].0, "/flows/0/steps/3");
        let expected = "step 3, Step 2: this step writes to the customer and is off until somebody switches it on";
        assert!(errors[0].1.starts_with(expected), "{errors:?}");

        let decision = CustomerStepDecision {
            step: "step_2".to_owned(),
            fingerprint: step.fingerprint.clone(),
            switched_on: true,
        };
        let decided = flows::decide_customer_step(service, organization, flow.id, decision.clone(), "Eva");
        let decided = decided.await.unwrap().customer_steps.remove(0).decision.unwrap();
        assert_eq!((decided.switched_on, &*decided.by, decided.at), (true, "Eva", service.now()));
        enable(app, &flow).await.unwrap();
        app.submit().await;
        app.deliver().await;
        assert_eq!(only_run(app).await.run.status, RunStatus::Succeeded);
        assert_eq!(server.next_mail().recipients, [TEAM]);
        assert_eq!(server.next_mail().recipients, ["john.smith@example.com"]);

        // What was seen is what is on: another message is not.
        let mut other = mail(2, &[CUSTOMER]);
        other["settings"]["input"]["body"] = "Buy now!".into();
        let edited = FlowPatch {
            template: Some(template("Tell them", &[mail(1, &[TEAM]), other])),
            ..FlowPatch::default()
        };
        let errors = refused(flows::update(service, organization, flow.id, edited.clone()).await);
        let pointers: Vec<_> = errors.iter().map(|(pointer, _)| &**pointer).collect();
        assert_eq!(pointers, ["/flows/0/steps/3", "/enabled"]);
        flows::disable(service, organization, flow.id).await.unwrap();
        let edited = flows::update(service, organization, flow.id, edited).await.unwrap();
        assert_eq!(edited.customer_steps[0].decision, None);
        refused(enable(app, &flow).await);
        let stale = flows::decide_customer_step(service, organization, flow.id, decision.clone(), "Eva");
        assert_eq!(code(stale.await), "step_changed");
        let to_the_team = CustomerStepDecision { step: "step_1".to_owned(), ..decision };
        let no_such = flows::decide_customer_step(service, organization, flow.id, to_the_team, "Eva");
        assert_eq!(code(no_such.await), "not_found");
    })
    .await;
}

#[tokio::test]
async fn a_flow_that_is_taken_in_has_all_such_steps_off() {
    let app = TestApp::sqlite().await;
    let server = MailServer::start(&MailServerOptions::default());
    connected(&app, &server).await;
    let flow = import_for(&app, "submission.created", &[mail(1, &[CUSTOMER])]).await;
    ready(&app, &flow).await;
    let (service, organization) = (&app.service, app.organization.id);
    let exported = flows::export(service, organization, flow.id).await.unwrap();
    let new = NewFlow {
        template: exported.to_value().to_string(),
        owner_name: Some(OWNER.to_owned()),
        event_types: Some(vec!["submission.created".to_owned()]),
        ..NewFlow::default()
    };
    let copy = flows::import(service, organization, new)
        .await
        .unwrap()
        .remove(0);
    assert_eq!(
        copy.customer_steps[0].fingerprint,
        get(&app, &flow).await.customer_steps[0].fingerprint
    );
    assert_eq!(copy.customer_steps[0].decision, None);
    refused(enable(&app, &copy).await);
    // A flow that was deleted leaves nothing behind that another one of its name could use.
    flows::delete(service, organization, flow.id).await.unwrap();
}

#[tokio::test]
async fn a_step_that_is_left_out_says_so_in_the_run() {
    TestApp::on_both_engines(|app| async move {
        let mut server = MailServer::start(&MailServerOptions::default());
        connected(&app, &server).await;
        let steps = [mail(1, &[CUSTOMER]), mail(2, &[TEAM])];
        let flow = import_for(&app, "submission.created", &steps).await;
        decide(&app, &flow, false).await;
        enable(&app, &flow).await.unwrap();
        app.submit().await;
        app.deliver().await;
        assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
        let expected = json!({
            "sent": false,
            "reason": "not sent: this step writes to a customer and is not switched on",
        });
        assert_eq!(output(&app, "step_1").await, expected);
        assert_eq!(server.next_mail().recipients, [TEAM]);
    })
    .await;
}

#[tokio::test]
async fn an_address_that_turns_out_to_be_the_customers_is_not_written_to_and_somebody_is_told() {
    TestApp::on_both_engines(|app| async move {
        let mut server = MailServer::start(&MailServerOptions::default());
        connected(&app, &server).await;
        let steps = [
            looks_up(1, "inputs.customer.email.toUpperCase()"),
            going_on(mail(2, &["{{step_1}}"])),
            mail(3, &[TEAM]),
        ];
        let flow = import_for(&app, "submission.created", &steps).await;
        let [step] = &flow.customer_steps[..] else {
            panic!("one step: {:?}", flow.customer_steps);
        };
        assert_eq!((&*step.name, step.is_certain), ("step_2", false));
        enable(&app, &flow).await.unwrap();
        app.submit().await;
        app.deliver().await;
        let run = only_run(&app).await;
        assert_eq!(run.run.status, RunStatus::Succeeded, "it goes on");
        let record = &run.steps[2].record;
        assert_eq!(record.status, StepStatus::Failed);
        let said = record.error_message.as_deref().unwrap();
        assert!(
            said.contains("this step writes to a customer and is not switched on"),
            "{said}"
        );
        assert_eq!(server.next_mail().recipients, [TEAM]);
        let alerts = alerts(&app).await;
        assert_eq!(alerts.len(), 1);
        assert!(alerts[0].title.ends_with("een stap is niet uitgevoerd"));
        assert!(
            alerts[0].text.contains("not switched on"),
            "{}",
            alerts[0].text
        );

        decide(&app, &flow, true).await;
        app.submit().await;
        app.deliver().await;
        assert_eq!(server.next_mail().recipients, ["JOHN.SMITH@EXAMPLE.COM"]);
    })
    .await;
}

#[tokio::test]
async fn the_organizations_own_people_are_no_customers() {
    let mut server = MailServer::start(&MailServerOptions::default());
    let app = TestApp::sqlite().await;
    connected(&app, &server).await;
    let steps = [
        looks_up(1, "inputs.customer.email"),
        mail(2, &["{{step_1}}"]),
    ];
    let flow = import_for(&app, "submission.created", &steps).await;
    enable(&app, &flow).await.unwrap();
    // Somebody tries it out as their own customer.
    let own = app.organization.email.as_str();
    let mut submission = app.new_submission();
    own.clone_into(&mut submission.customer.email);
    let (service, organization) = (&app.service, app.organization.id);
    let created = winfactor_service::submissions::create(service, organization, submission, None);
    created.await.unwrap();
    app.deliver().await;
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
    assert_eq!(server.next_mail().recipients, [own]);
}

#[tokio::test]
async fn a_test_event_reaches_no_customer() {
    TestApp::on_both_engines(|app| async move {
        let mut server = MailServer::start(&MailServerOptions::default());
        connected(&app, &server).await;
        // Somebody's address may be that of a real customer, wherever it comes from.
        app.submit().await;
        let steps = [
            mail(1, &[CUSTOMER]),
            looks_up(2, "'John.Smith@example.com'"),
            mail(3, &["{{step_2}}"]),
            mail(4, &[TEAM]),
        ];
        let flow = import_for(&app, "submission.created", &steps).await;
        ready(&app, &flow).await;
        let trial = Trial {
            event_type: EventType::SubmissionCreated,
            sparse: false,
        };
        let sent = flows::test(&app.service, app.organization.id, flow.id, trial).await;
        sent.unwrap();
        app.deliver().await;
        assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
        for step in ["step_1", "step_3"] {
            let output = output(&app, step).await;
            assert_eq!(
                (&output["test"], &output["sent"]),
                (&json!(true), &json!(false))
            );
            assert!(
                output["reason"]
                    .as_str()
                    .unwrap()
                    .contains("tests reach no customer")
            );
        }
        // What it would have been is in the run, and the team hears of it.
        let run = only_run(&app).await;
        assert!(
            run.steps[1].record.input["body"]
                .as_str()
                .unwrap()
                .starts_with("Thank you, ")
        );
        assert_eq!(server.next_mail().recipients, [TEAM]);
    })
    .await;
}

#[tokio::test]
async fn a_flow_that_was_on_before_is_held_back_too() {
    let app = TestApp::sqlite().await;
    let server = MailServer::start(&MailServerOptions::default());
    connected(&app, &server).await;
    let flow = import_for(&app, "submission.created", &[mail(1, &[CUSTOMER])]).await;
    ready(&app, &flow).await;
    let (organization, id) = (app.organization.id, flow.id);
    let forgotten = app.service.write(move |work| {
        Ok(winfactor_store::flow_customer_steps::delete_of_flow(
            work.tx,
            organization,
            id,
        )?)
    });
    forgotten.await.unwrap();
    app.submit().await;
    app.deliver().await;
    let said = failure(&app).await;
    assert!(said.contains("is not switched on. Open the flow"), "{said}");
    assert_eq!(alerts(&app).await.len(), 1);
}
