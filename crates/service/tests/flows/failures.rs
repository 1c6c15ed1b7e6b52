//! A step that fails: who is told, and how the run goes on from there.

use std::time::Duration;

use winfactor_service::{
    Change, flows,
    runs::{self, RunStatus, StepStatus},
};
use winfactor_testkit::{
    TestApp,
    app::{PUBLIC_URL, START},
};

use crate::support::{
    alerts, all_runs, code, fails, only_run, posts, recipe, retried, running, titles, view,
};

const HOUR: Duration = Duration::from_secs(3600);

#[tokio::test]
async fn a_failing_step_ends_the_run_and_tells_the_team() {
    TestApp::on_both_engines(|app| async move {
        let flow = running(&app, &[posts(1, "First"), fails(2), posts(3, "Last")]).await;
        app.submit().await;
        app.deliver().await;

        let view = only_run(&app).await;
        assert_eq!(view.run.status, RunStatus::Failed);
        let failed = view.run.failed_step.unwrap();
        assert_eq!((&*failed.name, &*failed.display_name), ("step_2", "Post 2"));
        assert!(failed.message.contains("not a web address"));
        let statuses: Vec<_> = view.steps.iter().map(|step| step.record.status).collect();
        let (ok, bad) = (StepStatus::Succeeded, StepStatus::Failed);
        assert_eq!(statuses, [ok, ok, bad]);
        assert_eq!(titles(&app).await, ["First"]);

        // The organization speaks Dutch.
        let alerts = alerts(&app).await;
        assert_eq!(alerts.len(), 1);
        let alert = &alerts[0];
        assert_eq!(alert.title, "Tell the team: niet afgerond");
        assert!(alert.text.contains("Stap: Post 2"), "{}", alert.text);
        assert!(alert.text.contains(&format!("Reden: {}", failed.message)));
        assert!(alert.text.contains("Gebeurtenis: submission.created"));
        let link = format!("{PUBLIC_URL}/flow-runs/{}", view.run.id);
        assert_eq!(alert.link, Some(link));
        assert_eq!(alert.source, Some(flow.id.to_string()));
        assert_eq!(alert.run, Some(view.run.id));
    })
    .await;
}

#[tokio::test]
async fn alerts_about_one_flow_are_limited_by_the_hour() {
    let app = TestApp::sqlite().await;
    running(&app, &[fails(1)]).await;
    for _ in 0..7 {
        app.submit().await;
    }
    app.deliver().await;
    assert_eq!(all_runs(&app).await.len(), 7);
    let first = alerts(&app).await;
    assert_eq!(first.len(), 5);
    let last = |text: &str| text.contains("vijfde melding");
    let final_ones: Vec<_> = first.iter().filter(|alert| last(&alert.text)).collect();
    assert_eq!(final_ones.len(), 1);

    app.clock.advance(HOUR + Duration::from_millis(1));
    app.submit().await;
    app.deliver().await;
    assert_eq!(alerts(&app).await.len(), 6, "an hour later there is room");
}

#[tokio::test]
async fn a_retry_goes_on_from_the_failed_step() {
    TestApp::on_both_engines(|app| async move {
        running(&app, &[posts(1, "First"), fails(2)]).await;
        app.submit().await;
        app.deliver().await;
        let failed = only_run(&app).await.run;
        app.clock.advance(HOUR);

        let retried = runs::retry(&app.service, app.organization.id, failed.id).await;
        let retried = retried.unwrap();
        assert_eq!(retried.run.status, RunStatus::Running);
        assert_eq!(retried.run.failed_step, None);
        assert_eq!(retried.steps.len(), 2, "the failure is forgotten");
        app.deliver().await;

        let again = view(&app, failed.id).await;
        assert_eq!(again.run.status, RunStatus::Failed);
        assert_eq!(again.run.finished_at, Some(START + HOUR));
        assert_eq!(again.steps.len(), 3);
        assert_eq!(titles(&app).await, ["First"], "what was done stays done");
        assert_eq!(alerts(&app).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn only_a_failed_run_of_a_flow_that_is_there_is_retried() {
    let app = TestApp::sqlite().await;
    let (service, organization) = (&app.service, app.organization.id);
    recipe(&app, winfactor_domain::Locale::En).await;
    let bad = running(&app, &[fails(1)]).await;
    app.submit().await;
    app.deliver().await;
    let runs = all_runs(&app).await;
    let of = |status| runs.iter().find(|run| run.status == status).unwrap().id;
    let fine = runs::retry(service, organization, of(RunStatus::Succeeded)).await;
    assert_eq!(code(fine), "run_not_failed");
    flows::delete(service, organization, bad.id).await.unwrap();
    let gone = runs::retry(service, organization, of(RunStatus::Failed)).await;
    assert_eq!(code(gone), "flow_deleted");
    let kept = view(&app, of(RunStatus::Failed)).await;
    assert_eq!(kept.run.flow_name, None);
    assert_eq!(kept.steps[1].path.to_string(), "step_1");
}

#[tokio::test]
async fn a_step_is_tried_four_times_with_growing_waits() {
    TestApp::on_both_engines(|app| async move {
        running(&app, &[posts(1, "First"), retried(fails(2))]).await;
        app.submit().await;
        app.deliver().await;
        let mut waited = Duration::ZERO;
        for (tries, wait) in [(1, 4), (2, 8), (3, 16)] {
            let view = only_run(&app).await;
            assert_eq!(view.run.status, RunStatus::Running);
            assert_eq!(view.steps[2].record.tries, tries);
            assert_eq!(view.steps[2].record.status, StepStatus::Running);
            let wait = Duration::from_secs(wait);
            assert_eq!(view.run.next_try_at, Some(START + waited + wait));
            app.deliver_after(wait - Duration::from_millis(1)).await;
            let early = only_run(&app).await;
            assert_eq!(early.steps[2].record.tries, tries, "not a moment early");
            app.deliver_after(Duration::from_millis(1)).await;
            waited += wait;
        }
        let view = only_run(&app).await;
        assert_eq!(view.run.status, RunStatus::Failed);
        assert_eq!(view.steps[2].record.tries, 4);
        assert_eq!(alerts(&app).await.len(), 1, "waiting is no failure yet");
        assert_eq!(titles(&app).await, ["First"]);
    })
    .await;
}

#[tokio::test]
async fn a_server_at_work_takes_up_a_retry_by_itself() {
    let app = TestApp::sqlite().await;
    running(&app, &[fails(1)]).await;
    app.submit().await;
    app.deliver().await;
    let failed = only_run(&app).await.run;
    let worker = app.deliver_in_background();
    let mut changes = app.service.changes();
    let retried = runs::retry(&app.service, app.organization.id, failed.id).await;
    retried.unwrap();
    // The second alert ends the second try.
    while changes.recv().await.unwrap() != Change::Inbox(app.organization.id) {}
    let again = view(&app, failed.id).await;
    assert_eq!(again.run.status, RunStatus::Failed);
    assert_eq!(alerts(&app).await.len(), 2);
    app.stop();
    worker.await.unwrap();
}
