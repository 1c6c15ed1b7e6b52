//! Which events start a flow, and how its steps follow each other.

use serde_json::json;
use winfactor_domain::EventType;
use winfactor_service::{
    events, flows,
    flows::Trial,
    runs::{self, RunStatus, RunsFilter},
};
use winfactor_testkit::TestApp;

use crate::support::{
    all_runs, fails, import, messages, page, post, posts, running, template, titles, with_trigger,
};

#[tokio::test]
async fn a_step_can_use_what_the_one_before_gave() {
    TestApp::on_both_engines(|app| async move {
        let second = json!({"title": "Second", "text": "after {{step_1.title}}"});
        running(&app, &[posts(1, "First"), post(2, &second)]).await;
        app.submit().await;
        app.deliver().await;
        let messages = messages(&app).await;
        let second = messages.iter().find(|message| message.title == "Second");
        assert_eq!(second.unwrap().text, "after First");
        assert_eq!(messages.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn each_event_starts_each_flow_that_wants_it_once() {
    TestApp::on_both_engines(|app| async move {
        running(&app, &[posts(1, "One")]).await;
        running(&app, &[posts(1, "Two")]).await;
        import(&app, template("Off", &[posts(1, "Off")])).await;
        for _ in 0..3 {
            app.submit().await;
        }
        app.deliver().await;
        app.deliver().await;
        assert_eq!(
            titles(&app).await,
            ["One", "One", "One", "Two", "Two", "Two"]
        );
        assert_eq!(all_runs(&app).await.len(), 6);
    })
    .await;
}

#[tokio::test]
async fn a_trigger_of_one_event_type_takes_no_other() {
    let app = TestApp::sqlite().await;
    let piece = "@winfactor/piece-winfactor";
    let mut ids = Vec::new();
    for (trigger, title) in [("quote_sent", "Sent"), ("submission_created", "Created")] {
        let text = "for {{trigger.organization.name}}";
        let step = post(1, &json!({"title": title, "text": text}));
        let flow = import(&app, with_trigger(title, piece, trigger, &[step])).await;
        ids.push(flow.id);
        let enabled = flows::enable(&app.service, app.organization.id, flow.id).await;
        assert_eq!(enabled.unwrap().event_types.len(), 1);
    }
    app.submit().await;
    app.deliver().await;
    let messages = messages(&app).await;
    assert_eq!(messages.len(), 1);
    assert_eq!(messages[0].title, "Created");
    assert_eq!(messages[0].text, "for Window & Door Solutions");
    assert_eq!(messages[0].source, Some(ids[1].to_string()));
}

#[tokio::test]
async fn a_flow_that_was_switched_off_meanwhile_does_not_start() {
    TestApp::on_both_engines(|app| async move {
        let flow = running(&app, &[posts(1, "One")]).await;
        app.submit().await;
        let off = flows::disable(&app.service, app.organization.id, flow.id).await;
        assert!(!off.unwrap().enabled);
        app.deliver().await;
        assert_eq!(titles(&app).await, [""; 0]);
        assert_eq!(all_runs(&app).await, []);
        let filter = events::EventFilter::default();
        let listed = events::list(&app.service, app.organization.id, filter, page()).await;
        assert_eq!(listed.unwrap().0[0].deliveries.skipped, 1);
    })
    .await;
}

#[tokio::test]
async fn a_test_runs_a_flow_that_is_still_off() {
    TestApp::on_both_engines(|app| async move {
        let flow = import(&app, template("Draft", &[posts(1, "Trial")])).await;
        let trial = Trial {
            event_type: EventType::SubmissionCreated,
            sparse: false,
        };
        let tested = flows::test(&app.service, app.organization.id, flow.id, trial).await;
        let event = tested.unwrap();
        app.deliver().await;
        assert_eq!(titles(&app).await, ["Trial"]);
        let filter = RunsFilter {
            event: Some(event),
            ..RunsFilter::default()
        };
        let listed = runs::list(&app.service, app.organization.id, filter, page()).await;
        assert_eq!(listed.unwrap().0[0].status, RunStatus::Succeeded);
    })
    .await;
}

#[tokio::test]
async fn a_test_of_a_flow_that_cannot_run_says_why() {
    let app = TestApp::sqlite().await;
    let text = json!({"title": "{{step_9.id}}", "text": "x"});
    let flow = import(&app, template("Draft", &[post(1, &text)])).await;
    let trial = Trial {
        event_type: EventType::SubmissionCreated,
        sparse: true,
    };
    let tested = flows::test(&app.service, app.organization.id, flow.id, trial).await;
    tested.unwrap();
    app.deliver().await;
    let runs = all_runs(&app).await;
    assert_eq!(runs[0].status, RunStatus::InternalError);
    let failed = runs[0].failed_step.as_ref().unwrap();
    assert_eq!(failed.display_name, "Post 1");
    assert!(failed.message.contains("refers to step_9"));
}

#[tokio::test]
async fn runs_are_listed_by_flow_event_and_status() {
    TestApp::on_both_engines(|app| async move {
        let good = running(&app, &[posts(1, "Good")]).await;
        let bad = running(&app, &[fails(1)]).await;
        app.submit().await;
        app.submit().await;
        app.deliver().await;
        let list = async |filter, limit| {
            let page = winfactor_service::Page {
                limit,
                before: None,
            };
            let listed = runs::list(&app.service, app.organization.id, filter, page).await;
            listed.unwrap()
        };
        let all = RunsFilter::default();
        let of_flow = |flow: &flows::Flow| RunsFilter {
            flow: Some(flow.id),
            ..all
        };
        let failed = RunsFilter {
            status: Some(RunStatus::Failed),
            ..all
        };
        let (everything, more) = list(all, 10).await;
        assert_eq!((everything.len(), more), (4, false));
        let (first, more) = list(all, 3).await;
        assert_eq!((first.as_slice(), more), (&everything[..3], true));
        let (good_runs, _) = list(of_flow(&good), 10).await;
        assert!(good_runs.iter().all(|run| run.flow == good.id));
        let (bad_runs, _) = list(of_flow(&bad), 10).await;
        let (failed_runs, _) = list(failed, 10).await;
        assert_eq!((good_runs.len(), bad_runs.len()), (2, 2));
        assert_eq!(failed_runs, bad_runs);
        let of_event = RunsFilter {
            event: Some(everything[0].event),
            flow: Some(bad.id),
            status: Some(RunStatus::Failed),
        };
        assert_eq!(list(of_event, 10).await.0.len(), 1);
    })
    .await;
}
