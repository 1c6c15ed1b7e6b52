//! What steps look up, and the lines that they give to a draft.

use serde_json::{Value, json};
use winfactor_domain::{EventType, QuoteStatus};
use winfactor_service::{runs::RunStatus, submissions};
use winfactor_testkit::TestApp;

use super::{all_quotes, creates_quote, event_types, leave_message, on_submission, step};
use crate::support::only_run;

/// What the steps of the only run gave.
async fn outputs(app: &TestApp) -> Vec<Value> {
    let view = only_run(app).await;
    let failed = &view.run.failed_step;
    assert_eq!(view.run.status, RunStatus::Succeeded, "{failed:?}");
    let steps = view.steps.into_iter().skip(1);
    steps.map(|step| step.record.output.unwrap()).collect()
}

#[tokio::test]
async fn a_draft_gets_other_lines_and_what_a_customer_typed_adds_none() {
    TestApp::on_both_engines(|app| async move {
        let name = r#"John "}, {"description": "Free", "unitPrice": "-900"#;
        let lines = r#"[{"description": "Door for {{trigger.body.data.customer.name}}",
            "quantity": 2, "unitPrice": "450.25"}]"#;
        let replace = json!({"quoteId": "{{step_1.quoteId}}", "lineItems": lines});
        let again = json!({"quoteId": "{{step_1.quoteId}}", "lineItems": "{{step_2.lineItems}}"});
        let steps = [
            creates_quote(1),
            step(2, "replace_line_items", &replace),
            step(3, "replace_line_items", &again),
        ];
        on_submission(&app, &steps).await;
        let mut new = app.new_submission();
        new.customer.name = name.to_owned();
        let submitted = submissions::create(&app.service, app.organization.id, new, None).await;
        submitted.unwrap();
        app.deliver().await;

        for output in &outputs(&app).await[1..] {
            assert_eq!(output["totals"]["subtotal"], 900.5);
        }
        let quotes = all_quotes(&app).await;
        let [quote] = &quotes[..] else {
            panic!("{quotes:?}")
        };
        assert_eq!((quote.status, quote.version), (QuoteStatus::Draft, 1));
        let [line] = &quote.line_items[..] else {
            panic!("{:?}", quote.line_items)
        };
        assert_eq!(line.description, format!("Door for {name}"));
        assert_eq!(quote.totals.subtotal.to_string(), "900.50");
        let expected = [EventType::SubmissionCreated, EventType::QuoteCreated];
        assert_eq!(event_types(&app).await, expected, "nobody hears of a draft");
    })
    .await;
}

#[tokio::test]
async fn a_contact_is_found_by_its_address_in_whatever_case_or_is_not_there() {
    TestApp::on_both_engines(|app| async move {
        let find = |n, email: &str| step(n, "find_contact", &json!({"email": email}));
        let steps = [
            find(1, "{{trigger.body.data.customer.email}} "),
            find(2, "JOHN.Smith@example.com"),
            find(3, "john@example.com"),
            find(4, "{{trigger.body.data.customer.companyName}}"),
        ];
        on_submission(&app, &steps).await;
        let submission = app.submit().await;
        app.deliver().await;
        let outputs = outputs(&app).await;
        for found in &outputs[..2] {
            assert_eq!(found["found"], true);
            let contact = &found["contact"];
            assert_eq!(contact["id"], submission.contact.to_string());
            assert_eq!(contact["email"], "john.smith@example.com");
            assert_eq!(contact["submissionCount"], 1);
        }
        for absent in &outputs[2..] {
            assert_eq!(*absent, json!({"found": false, "contact": null}));
        }
    })
    .await;
}

#[tokio::test]
async fn leads_come_newest_first_and_in_parts() {
    TestApp::on_both_engines(|app| async move {
        for name in ["Ann", "Bob", "Cem"] {
            leave_message(&app, &app.organization, name).await;
        }
        let rest = json!({"status": "", "limit": "2", "cursor": "{{step_1.nextCursor}}"});
        let steps = [
            step(1, "list_leads", &json!({"status": "new", "limit": 2})),
            step(2, "list_leads", &rest),
            step(3, "list_leads", &json!({"status": "closed"})),
        ];
        on_submission(&app, &steps).await;
        app.submit().await;
        app.deliver().await;
        let outputs = outputs(&app).await;
        let names = |part: &Value| -> Vec<_> {
            let leads = part["data"].as_array().unwrap().iter();
            leads.map(|lead| lead["name"].clone()).collect()
        };
        assert_eq!(names(&outputs[0]), ["Cem", "Bob"]);
        assert_eq!(outputs[0]["data"][0]["email"], "cem@example.com");
        assert_eq!(names(&outputs[1]), ["Ann"]);
        assert_eq!(outputs[1]["nextCursor"], Value::Null);
        assert_eq!(outputs[2], json!({"data": [], "nextCursor": null}));
    })
    .await;
}
