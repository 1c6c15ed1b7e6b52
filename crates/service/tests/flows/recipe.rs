//! The recommended first automation, from a customer's submission to the office's inbox.

use winfactor_domain::{EventType, Locale};
use winfactor_service::{
    Change, events, flows, inbox,
    runs::{RunStatus, StepStatus, StepType},
};
use winfactor_testkit::{
    TestApp,
    app::{PUBLIC_URL, START},
};

use crate::support::{messages, only_run, recipe};

#[tokio::test]
async fn it_posts_the_documented_message_in_each_language() {
    let expected = [
        (
            Locale::En,
            "New submission received",
            "Customer: John Smith\nTemplate: Modern Glass Panel\nSize: 2400 x 1500 mm",
        ),
        (
            Locale::De,
            "Neue Anfrage eingegangen",
            "Kunde: John Smith\nVorlage: Modern Glass Panel\nGröße: 2400 x 1500 mm",
        ),
        (
            Locale::Nl,
            "Nieuwe aanvraag ontvangen",
            "Klant: John Smith\nSjabloon: Modern Glass Panel\nAfmetingen: 2400 x 1500 mm",
        ),
    ];
    for (locale, title, text) in expected {
        TestApp::on_both_engines(|app| async move {
            let flow = recipe(&app, locale).await;
            assert_eq!(flow.event_types, [EventType::SubmissionCreated]);
            assert_eq!(flow.problems, []);
            let submission = app.submit().await;
            app.deliver().await;

            let messages = messages(&app).await;
            assert_eq!(messages.len(), 1);
            let message = &messages[0];
            assert_eq!(message.title, title);
            assert_eq!(message.text, text);
            let link = format!("{PUBLIC_URL}/submissions/{}", submission.id);
            assert_eq!(message.link, Some(link));
            assert_eq!(message.source, Some(flow.id.to_string()));
            assert_eq!(message.created_at, START);
            assert_eq!(message.read_at, None);
            let unread = inbox::unread(&app.service, app.organization.id).await;
            assert_eq!(unread.unwrap(), 1);
        })
        .await;
    }
}

#[tokio::test]
async fn its_run_shows_what_each_step_did() {
    TestApp::on_both_engines(|app| async move {
        let flow = recipe(&app, Locale::En).await;
        app.submit().await;
        app.deliver().await;

        let view = only_run(&app).await;
        assert_eq!(view.run.flow, flow.id);
        assert_eq!(view.run.flow_name.as_deref(), Some(flow.name.as_str()));
        assert_eq!(view.run.status, RunStatus::Succeeded);
        assert_eq!(view.run.failed_step, None);
        assert_eq!(view.run.finished_at, Some(START));
        assert_eq!(view.run.next_try_at, None);
        let event = view.event.unwrap();
        assert_eq!(event.event_type, EventType::SubmissionCreated);
        let [trigger, step] = view.steps.as_slice() else {
            panic!("a trigger and a step, got {:?}", view.steps);
        };
        assert_eq!(trigger.record.step_type, StepType::PieceTrigger);
        let request = trigger.record.output.as_ref().unwrap();
        assert_eq!(request["rawBody"], event.body);
        assert_eq!(
            request["headers"]["x-winfactor-event"],
            "submission.created"
        );
        assert_eq!(
            request["headers"]["x-winfactor-delivery"],
            event.id.to_string()
        );
        assert_eq!(request["headers"]["content-type"], "application/json");
        assert_eq!(step.display_name, "Post to the inbox");
        assert_eq!(step.record.status, StepStatus::Succeeded);
        let message = &messages(&app).await[0];
        assert_eq!(message.run, Some(view.run.id));
        let output = step.record.output.as_ref().unwrap();
        assert_eq!(output["id"], message.id.to_string());
        assert_eq!(output["text"], message.text);

        let view = events::get(&app.service, app.organization.id, event.id).await;
        let deliveries = view.unwrap().deliveries;
        assert_eq!(deliveries.len(), 1);
        let status = deliveries[0].delivery.status;
        assert_eq!(status, events::DeliveryStatus::Delivered);
        assert_eq!(deliveries[0].attempts.len(), 1);
        assert_eq!(deliveries[0].destination_name, Some(flow.name));
    })
    .await;
}

#[tokio::test]
async fn an_open_inbox_hears_of_the_message_at_once() {
    TestApp::on_both_engines(|app| async move {
        recipe(&app, Locale::En).await;
        let mut changes = app.service.changes();
        app.submit().await;
        app.deliver().await;
        let mut heard = Vec::new();
        while let Ok(change) = changes.try_recv() {
            heard.push(change);
        }
        assert!(heard.contains(&Change::Inbox(app.organization.id)));
        assert_eq!(messages(&app).await.len(), 1);
    })
    .await;
}

#[test]
fn recipes_are_offered_in_the_readers_language() {
    let offered = flows::recipes(Locale::De);
    assert!(offered[0].recommended);
    assert_eq!(offered[0].event_type, EventType::SubmissionCreated);
    assert_eq!(
        offered[0].name,
        "Das Team über eine neue Anfrage informieren"
    );
    assert!(!offered[0].summary.is_empty());
    assert!(offered[1..].iter().all(|recipe| !recipe.recommended));
}
