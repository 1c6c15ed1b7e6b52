//! Looking at what a flow would do.

use serde_json::json;
use winfactor_domain::EventType;
use winfactor_service::{
    events,
    flows::{self, Occasion, Trial},
    inbox,
    runs::{RunStatus, StepStatus},
};
use winfactor_testkit::TestApp;

use crate::support::{
    all_runs, code, fails, import, page, post, posts, refused, retried, template, with_trigger,
};

const FULL: Trial = Trial {
    event_type: EventType::SubmissionCreated,
    sparse: false,
};

#[tokio::test]
async fn a_real_event_is_gone_through_without_any_effect() {
    TestApp::on_both_engines(|app| async move {
        let (service, organization) = (&app.service, app.organization.id);
        app.submit().await;
        let input = json!({
            "title": "For {{trigger.body.data.customer.name}}",
            "text": "{{trigger.body.data.configuration.width}} mm",
            "link": "{{trigger.body.data.urls.submissionDetail}}",
        });
        let flow = import(&app, template("Draft", &[post(1, &input)])).await;
        let newest = events::newest_of_type(service, organization, FULL.event_type).await;
        let event = newest.unwrap().unwrap();
        let occasion = Occasion::Event(event.id);
        let result = flows::dry_run(service, organization, flow.id, occasion).await;
        let result = result.unwrap();
        assert_eq!(result.status, RunStatus::Succeeded);
        assert_eq!(result.event_type, EventType::SubmissionCreated);
        assert_eq!(result.steps[1].display_name, "Post 1");
        let output = result.steps[1].record.output.as_ref().unwrap();
        assert_eq!(output["title"], "For John Smith");
        assert_eq!(output["text"], "2400 mm");
        assert_eq!(result.messages[0].title, "For John Smith");
        assert_eq!(result.messages.len(), 1);

        app.deliver().await;
        let (messages, _) = inbox::list(service, organization, page()).await.unwrap();
        assert_eq!(messages, []);
        assert_eq!(all_runs(&app).await, []);
        let after = events::get(service, organization, event.id).await.unwrap();
        assert_eq!(after.deliveries, []);
        let filter = events::EventFilter::default();
        let (listed, _) = events::list(service, organization, filter, page())
            .await
            .unwrap();
        assert_eq!(listed.len(), 1, "no event was made");
    })
    .await;
}

#[tokio::test]
async fn a_sample_shows_what_fields_without_a_value_do() {
    let app = TestApp::sqlite().await;
    let input = json!({
        "title": "New",
        "text": "Name: {{trigger.body.data.customer.name}}\n\
                 Phone: {{trigger.body.data.customer.phone}}",
    });
    let flow = import(&app, template("Draft", &[post(1, &input)])).await;
    let text = async |sparse| {
        let occasion = Occasion::Sample(Trial { sparse, ..FULL });
        let result = flows::dry_run(&app.service, app.organization.id, flow.id, occasion).await;
        let result = result.unwrap();
        let trigger = result.steps[0].record.output.clone().unwrap();
        assert_eq!(trigger["body"]["test"], true);
        let organization = &trigger["body"]["organization"]["id"];
        assert_eq!(*organization, app.organization.id.to_string());
        result.messages[0].text.clone()
    };
    assert_eq!(text(false).await.lines().count(), 2);
    let sparse = text(true).await;
    assert!(sparse.starts_with("Name: "), "{sparse}");
    assert_eq!(
        sparse.lines().count(),
        1,
        "a line without a value is dropped"
    );
}

#[tokio::test]
async fn a_failure_is_shown_without_waiting() {
    let app = TestApp::sqlite().await;
    let steps = [posts(1, "First"), retried(fails(2)), posts(3, "Last")];
    let flow = import(&app, template("Draft", &steps)).await;
    let occasion = Occasion::Sample(FULL);
    let result = flows::dry_run(&app.service, app.organization.id, flow.id, occasion).await;
    let result = result.unwrap();
    assert_eq!(result.status, RunStatus::Failed);
    assert_eq!(result.failed_step.unwrap().display_name, "Post 2");
    let last = result.steps.last().unwrap();
    assert_eq!(last.record.status, StepStatus::Failed);
    assert_eq!(last.record.tries, 4);
    assert_eq!(result.steps.len(), 3, "each step once");
}

#[tokio::test]
async fn what_cannot_be_gone_through_is_told() {
    let app = TestApp::sqlite().await;
    let (service, organization) = (&app.service, app.organization.id);
    let piece = "@winfactor/piece-winfactor";
    let hello = [post(1, &json!({"title": "x", "text": "y"}))];
    let sent = import(&app, with_trigger("Sent", piece, "quote_sent", &hello)).await;
    let dry_run = async |id, occasion| flows::dry_run(service, organization, id, occasion).await;
    let other = refused(dry_run(sent.id, Occasion::Sample(FULL)).await);
    assert_eq!(other[0].0, "/eventType");
    let broken = import(&app, template("Broken", &[post(1, &json!({}))])).await;
    let problems = refused(dry_run(broken.id, Occasion::Sample(FULL)).await);
    assert_eq!(problems[0].0, "/flows/0/steps/2");
    let id = winfactor_domain::EventId::earliest_at(app.service.now());
    let no_event = dry_run(sent.id, Occasion::Event(id)).await;
    assert_eq!(code(no_event), "not_found");
}
