//! One organization's flows, runs and messages are nothing to another.

use winfactor_service::{
    flows::{self, FlowPatch, Occasion, Trial},
    inbox, runs,
    runs::RunsFilter,
};
use winfactor_testkit::TestApp;

use crate::support::{code, fails, messages, only_run, page, posts, running};

#[tokio::test]
async fn another_organization_sees_and_changes_nothing() {
    TestApp::on_both_engines(|app| async move {
        let service = &app.service;
        let flow = running(&app, &[posts(1, "Ours"), fails(2)]).await;
        let ours = app.submit().await;
        app.deliver().await;
        let run = only_run(&app).await.run.id;
        let message = messages(&app).await.remove(0);
        assert!(message.text.contains(&ours.customer.name));

        let (other, _) = app.other_organization().await;
        let them = other.id;
        assert_eq!(flows::list(service, them, page()).await.unwrap().0, []);
        assert_eq!(code(flows::get(service, them, flow.id).await), "not_found");
        assert_eq!(
            code(flows::export(service, them, flow.id).await),
            "not_found"
        );
        assert_eq!(
            code(flows::enable(service, them, flow.id).await),
            "not_found"
        );
        assert_eq!(
            code(flows::disable(service, them, flow.id).await),
            "not_found"
        );
        assert_eq!(
            code(flows::delete(service, them, flow.id).await),
            "not_found"
        );
        let patch = FlowPatch::default();
        let changed = flows::update(service, them, flow.id, patch).await;
        assert_eq!(code(changed), "not_found");
        let trial = Trial {
            event_type: winfactor_domain::EventType::SubmissionCreated,
            sparse: false,
        };
        let tested = flows::test(service, them, flow.id, trial).await;
        assert_eq!(code(tested), "not_found");
        let tried = flows::dry_run(service, them, flow.id, Occasion::Sample(trial)).await;
        assert_eq!(code(tried), "not_found");

        let filter = RunsFilter {
            flow: Some(flow.id),
            ..RunsFilter::default()
        };
        assert_eq!(
            runs::list(service, them, filter, page()).await.unwrap().0,
            []
        );
        assert_eq!(code(runs::get(service, them, run).await), "not_found");
        assert_eq!(code(runs::retry(service, them, run).await), "not_found");

        assert_eq!(inbox::list(service, them, page()).await.unwrap().0, []);
        assert_eq!(inbox::unread(service, them).await.unwrap(), 0);
        let read = inbox::mark_read(service, them, message.id).await;
        assert_eq!(code(read), "not_found");
        assert_eq!(inbox::mark_all_read(service, them).await.unwrap(), 0);
        let unread = inbox::unread(service, app.organization.id).await;
        assert_eq!(unread.unwrap(), 2, "a message and an alert");
    })
    .await;
}
