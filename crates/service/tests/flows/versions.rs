//! A flow that is changed while its runs go on.

use std::time::Duration;

use winfactor_service::{
    flows::{self, FlowPatch},
    runs::RunStatus,
};
use winfactor_testkit::TestApp;

use crate::support::{
    alerts, all_runs, fails, only_run, posts, retried, running, template, titles,
};

#[tokio::test]
async fn an_event_runs_the_version_that_is_in_force_when_it_starts() {
    TestApp::on_both_engines(|app| async move {
        let flow = running(&app, &[posts(1, "Old")]).await;
        app.submit().await;
        app.deliver().await;
        app.submit().await;
        change(&app, &flow, template("Tell the team", &[posts(1, "New")])).await;
        app.deliver().await;
        assert_eq!(titles(&app).await, ["New", "Old"]);
        let mut revisions: Vec<_> = all_runs(&app)
            .await
            .iter()
            .map(|run| run.flow_revision)
            .collect();
        revisions.sort_unstable();
        assert_eq!(revisions, [1, 2]);
    })
    .await;
}

#[tokio::test]
async fn a_run_ends_with_the_version_that_it_began_with() {
    TestApp::on_both_engines(|app| async move {
        let flow = running(&app, &[posts(1, "Old"), retried(fails(2))]).await;
        app.submit().await;
        app.deliver().await;
        change(&app, &flow, template("Tell the team", &[posts(9, "New")])).await;
        app.deliver_after(Duration::from_secs(4)).await;
        let view = only_run(&app).await;
        assert_eq!(view.run.flow_revision, 1);
        assert_eq!(view.steps[2].record.tries, 2);
        assert_eq!(view.steps[2].display_name, "Post 2");
        assert_eq!(titles(&app).await, ["Old"]);
    })
    .await;
}

#[tokio::test]
async fn a_run_of_a_deleted_flow_is_cancelled() {
    TestApp::on_both_engines(|app| async move {
        let flow = running(&app, &[posts(1, "First"), retried(fails(2))]).await;
        app.submit().await;
        app.deliver().await;
        app.submit().await;
        let deleted = flows::delete(&app.service, app.organization.id, flow.id).await;
        deleted.unwrap();
        app.deliver_after(Duration::from_secs(60)).await;
        let view = only_run(&app).await;
        assert_eq!(view.run.status, RunStatus::Canceled);
        assert_eq!(view.run.flow_name, None);
        assert_eq!(titles(&app).await, ["First"]);
        assert_eq!(alerts(&app).await, []);
    })
    .await;
}

async fn change(app: &TestApp, flow: &flows::Flow, template: String) {
    let patch = FlowPatch {
        template: Some(template),
        ..FlowPatch::default()
    };
    let changed = flows::update(&app.service, app.organization.id, flow.id, patch).await;
    assert_eq!(changed.unwrap().revision, flow.revision + 1);
}
