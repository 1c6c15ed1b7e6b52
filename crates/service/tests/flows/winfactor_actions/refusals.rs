use serde_json::json;
use winfactor_domain::{EventType, OrganizationId, QuoteStatus};
use winfactor_service::{
    flows,
    runs::{self, RunStatus, RunSummary, RunsFilter},
};
use winfactor_testkit::TestApp;

use super::{
    PIECE, all_quotes, creates_quote, event_types, import_on, leave_message, on_submission, step,
};
use crate::support::{alerts, all_runs, decide_of, import, only_run, page, with_trigger};

/// The reason why the only step of the only run failed.
async fn failure(app: &TestApp) -> String {
    let run = only_run(app).await.run;
    assert_eq!(run.status, RunStatus::Failed);
    run.failed_step.unwrap().message
}

async fn runs_of(app: &TestApp, organization: OrganizationId) -> Vec<RunSummary> {
    let filter = RunsFilter::default();
    let listed = runs::list(&app.service, organization, filter, page()).await;
    listed.unwrap().0
}

#[tokio::test]
async fn what_a_use_case_refuses_fails_the_step_and_changes_nothing() {
    let unknown = "sub_01h455vb4pex5vsknk084sn02q";
    let here = "{{trigger.body.data.submission.id}}";
    let table = [
        (
            "find_submission",
            json!({"submissionId": unknown}),
            "there is no submission \"sub_01h455vb4pex5vsknk084sn02q\"",
        ),
        (
            "find_submission",
            json!({"submissionId": "{{trigger.body.data.customer.email}}"}),
            "submissionId: \"john.smith@example.com\" is not an id of the form sub_…",
        ),
        (
            "create_quote",
            json!({"submissionId": here, "taxRate": "a lot", "lineItems": []}),
            "taxRate: must be a number",
        ),
        (
            "create_quote",
            json!({"submissionId": here, "lineItems": [{"description": "Door"}]}),
            "lineItems.0.unitPrice: must not be missing",
        ),
        (
            "set_external_reference",
            json!({"recordId": here, "externalRef": "{{trigger.body.data.customer.companyName}}"}),
            "externalRef: must not be empty",
        ),
        (
            "set_external_reference",
            json!({"recordId": "{{trigger.body.organization.id}}", "externalRef": "x"}),
            "recordId: must be the id of a submission, a quote or a contact",
        ),
        (
            "upsert_contact",
            json!({"name": "X", "email": "nobody"}),
            "email: ",
        ),
        (
            "replace_line_items",
            json!({"quoteId": "quote_01h455vb4pex5vsknk084sn02q", "lineItems": []}),
            "there is no quote \"quote_01h455vb4pex5vsknk084sn02q\"",
        ),
        (
            "replace_line_items",
            json!({"quoteId": here, "lineItems": "{{trigger.body.data.customer.companyName}}"}),
            "{\n  \"lineItems\": [\n    \"Expected JSON, received: ",
        ),
        (
            "list_leads",
            json!({"status": "{{trigger.body.data.customer.name}}"}),
            "status: must be one of new, contacted, closed",
        ),
        (
            "list_leads",
            json!({"limit": 101}),
            "limit: must be from 1 to 100",
        ),
        (
            "list_leads",
            json!({"cursor": "nonsense"}),
            "cursor: must be the nextCursor of an earlier answer",
        ),
    ];
    for (action, input, expected) in table {
        let app = TestApp::sqlite().await;
        on_submission(&app, &[step(1, action, &input)]).await;
        app.submit().await;
        app.deliver().await;
        let reason = failure(&app).await;
        assert!(reason.starts_with(expected), "{action} {input}: {reason}");
        assert_eq!(event_types(&app).await, [EventType::SubmissionCreated]);
        assert_eq!(alerts(&app).await.len(), 1, "{action} {input}");
    }
}

#[tokio::test]
async fn another_organizations_record_does_not_exist() {
    TestApp::on_both_engines(|app| async move {
        let (other, _) = app.other_organization().await;
        let theirs = app.draft().await;
        for (action, input) in [
            ("send_quote", json!({"quoteId": theirs.id})),
            ("get_quote", json!({"quoteId": theirs.id})),
            (
                "replace_line_items",
                json!({"quoteId": theirs.id, "lineItems": []}),
            ),
        ] {
            let asks = step(1, action, &input);
            let flow = import_on(&app, other.id, EventType::LeadCreated, &[asks]).await;
            if action == "send_quote" {
                decide_of(&app, other.id, &flow, true).await;
            }
            flows::enable(&app.service, other.id, flow.id)
                .await
                .unwrap();
        }
        leave_message(&app, &other, "Jane").await;
        app.deliver().await;
        let runs = runs_of(&app, other.id).await;
        assert_eq!(runs.len(), 3);
        for run in runs {
            let failed = run.failed_step.unwrap();
            let expected = format!("there is no quote \"{}\"", theirs.id);
            assert_eq!(failed.message, expected);
        }
        assert_eq!(all_quotes(&app).await, [theirs]);
    })
    .await;
}

#[tokio::test]
async fn another_organizations_contacts_and_leads_are_not_shown() {
    TestApp::on_both_engines(|app| async move {
        let (other, _) = app.other_organization().await;
        app.submit().await;
        leave_message(&app, &app.organization, "Ann").await;
        let steps = [
            step(
                1,
                "find_contact",
                &json!({"email": "john.smith@example.com"}),
            ),
            step(2, "list_leads", &json!({})),
        ];
        let flow = import_on(&app, other.id, EventType::LeadCreated, &steps).await;
        flows::enable(&app.service, other.id, flow.id)
            .await
            .unwrap();
        leave_message(&app, &other, "Jane").await;
        app.deliver().await;
        let run = runs_of(&app, other.id).await.remove(0);
        let run = runs::get(&app.service, other.id, run.id).await.unwrap();
        let output = |step: usize| run.steps[step].record.output.as_ref().unwrap();
        assert_eq!(*output(1), json!({"found": false, "contact": null}));
        let leads = output(2)["data"].as_array().unwrap();
        let names: Vec<_> = leads.iter().map(|lead| &lead["name"]).collect();
        assert_eq!(names, ["Jane"]);
    })
    .await;
}

#[tokio::test]
async fn a_quote_that_was_sent_keeps_its_lines() {
    TestApp::on_both_engines(|app| async move {
        let quote = json!({"quoteId": "{{step_1.quoteId}}"});
        let replace = json!({
            "quoteId": "{{step_1.quoteId}}",
            "lineItems": [{"description": "Another", "unitPrice": 1}],
        });
        let steps = [
            creates_quote(1),
            step(2, "send_quote", &quote),
            step(3, "replace_line_items", &replace),
        ];
        on_submission(&app, &steps).await;
        app.submit().await;
        app.deliver().await;
        let reason = failure(&app).await;
        let expected = "is sent and cannot be changed";
        assert!(reason.contains(expected), "{reason}");
        let quote = &all_quotes(&app).await[0];
        assert_eq!(quote.status, QuoteStatus::Sent);
        assert_eq!(quote.line_items.len(), 2);
        assert_eq!(quote.totals.subtotal.to_string(), "899.50");
    })
    .await;
}

#[tokio::test]
async fn flows_that_start_each_other_stop_after_five_rounds_and_somebody_is_told() {
    TestApp::on_both_engines(|app| async move {
        let steps = [
            step(
                1,
                "find_submission",
                &json!({"quoteId": "{{trigger.data.quote.id}}"}),
            ),
            step(2, "create_quote", &json!({"submissionId": "{{step_1.id}}"})),
        ];
        let circle = with_trigger("Circle", PIECE, "quote_created", &steps);
        let flow = import(&app, circle).await;
        flows::enable(&app.service, app.organization.id, flow.id)
            .await
            .unwrap();
        app.draft().await;
        app.deliver().await;
        // The first one by hand, then five by the flow.
        assert_eq!(all_quotes(&app).await.len(), 6);
        let runs = all_runs(&app).await;
        assert_eq!(runs.len(), 6);
        let failed: Vec<_> = runs
            .into_iter()
            .filter(|run| run.status != RunStatus::Succeeded)
            .collect();
        assert_eq!(failed.len(), 1);
        assert_eq!(failed[0].status, RunStatus::Failed);
        let reason = &failed[0].failed_step.as_ref().unwrap().message;
        assert!(
            reason.starts_with("flows start each other in a circle"),
            "{reason}"
        );
        let alerts = alerts(&app).await;
        assert_eq!(alerts.len(), 1);
        assert!(alerts[0].text.contains("in a circle"), "{}", alerts[0].text);
    })
    .await;
}
