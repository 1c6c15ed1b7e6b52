//! What survives a server that is gone from one moment to the next.

use std::time::Duration;

use winfactor_domain::Locale;
use winfactor_service::runs::RunStatus;
use winfactor_testkit::TestApp;

use crate::support::{
    alerts, all_runs, fails, messages, only_run, posts, recipe, retried, running, titles,
};

/// Longer than any lease.
const LONG: Duration = Duration::from_secs(120);

#[tokio::test]
async fn an_event_whose_flow_had_not_started_starts_it_once() {
    TestApp::on_both_engines(|app| async move {
        recipe(&app, Locale::En).await;
        app.submit().await;
        let app = app.crash().await;
        app.deliver_after(LONG).await;
        assert_eq!(messages(&app).await.len(), 1);
        let app = app.crash().await;
        app.deliver_after(LONG).await;
        assert_eq!(messages(&app).await.len(), 1);
        assert_eq!(all_runs(&app).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_run_goes_on_behind_its_last_record() {
    TestApp::on_both_engines(|app| async move {
        running(&app, &[posts(1, "First"), retried(fails(2))]).await;
        app.submit().await;
        app.deliver().await;
        let before = only_run(&app).await;
        assert_eq!(before.run.status, RunStatus::Running);

        let app = app.crash().await;
        app.deliver_after(LONG).await;
        let view = only_run(&app).await;
        assert_eq!(view.run.status, RunStatus::Running);
        assert_eq!(view.steps[2].record.tries, 2, "tries are counted on");
        assert_eq!(
            view.steps[1].record.output, before.steps[1].record.output,
            "the first step is not repeated"
        );
        app.deliver_after(LONG).await;
        let app = app.crash().await;
        app.deliver_after(LONG).await;
        assert_eq!(only_run(&app).await.run.status, RunStatus::Failed);
        assert_eq!(titles(&app).await, ["First"]);
        assert_eq!(alerts(&app).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_retry_that_was_asked_for_is_not_forgotten() {
    TestApp::on_both_engines(|app| async move {
        running(&app, &[posts(1, "First"), fails(2)]).await;
        app.submit().await;
        app.deliver().await;
        let id = only_run(&app).await.run.id;
        let asked = winfactor_service::runs::retry(&app.service, app.organization.id, id).await;
        asked.unwrap();
        let app = app.crash().await;
        app.deliver().await;
        assert_eq!(only_run(&app).await.run.status, RunStatus::Failed);
        assert_eq!(alerts(&app).await.len(), 2);
        assert_eq!(titles(&app).await, ["First"]);
    })
    .await;
}
