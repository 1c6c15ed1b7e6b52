use serde_json::json;
use winfactor_domain::{EventType, QuoteStatus, SubmissionStatus};
use winfactor_service::{contacts, runs::RunStatus, submissions};
use winfactor_testkit::TestApp;

use super::{all_quotes, creates_quote, event_types, on_submission, step};
use crate::support::{messages, only_run, post, posts};

#[tokio::test]
async fn a_submission_gets_its_quote_and_the_quote_goes_out() {
    TestApp::on_both_engines(|app| async move {
        let steps = [
            creates_quote(1),
            step(
                2,
                "send_quote",
                &json!({"quoteId": "{{step_1.quoteId}}", "recipients": "a@b.example"}),
            ),
            post(
                3,
                &json!({"title": "{{step_2.number}}", "text": "{{step_2.totals.subtotal}}"}),
            ),
        ];
        on_submission(&app, &steps).await;
        let submission = app.submit().await;
        app.deliver().await;

        let quotes = all_quotes(&app).await;
        assert_eq!(quotes.len(), 1);
        let quote = &quotes[0];
        assert_eq!(quote.submission, submission.id);
        assert_eq!(quote.status, QuoteStatus::Sent);
        assert_eq!(quote.terms.validity_days, 14);
        assert_eq!(quote.terms.reference, None);
        assert_eq!(quote.terms.notes.as_deref(), Some("For John Smith"));
        assert_eq!(quote.line_items[0].description, "Door, 2400 mm");
        assert_eq!(quote.totals.subtotal.to_string(), "899.50");
        let recipients = &quote.sending.as_ref().unwrap().recipients;
        assert_eq!(recipients[0].to_string(), "a@b.example");
        let found = submissions::get(&app.service, app.organization.id, submission.id).await;
        assert_eq!(found.unwrap().status, SubmissionStatus::Quoted);

        let told = messages(&app).await;
        assert_eq!(told[0].title, quote.number.to_string());
        assert_eq!(told[0].text, "899.5");
        let types = event_types(&app).await;
        for expected in [EventType::QuoteCreated, EventType::QuoteSent] {
            let times = types.iter().filter(|it| **it == expected).count();
            assert_eq!(times, 1, "{expected}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_crash_repeats_no_step_that_changed_something() {
    TestApp::on_both_engines(|app| async move {
        on_submission(&app, &[creates_quote(1), posts(2, "Done")]).await;
        app.submit().await;
        app.deliver().await;
        let app = app.crash().await;
        app.deliver_after(std::time::Duration::from_secs(120)).await;
        assert_eq!(all_quotes(&app).await.len(), 1);
        assert!(messages(&app).await.iter().all(|it| it.title == "Done"));
    })
    .await;
}

#[tokio::test]
async fn a_record_gets_the_id_of_the_other_system() {
    TestApp::on_both_engines(|app| async move {
        let refer = |n, id: &str| {
            let input = json!({"recordId": id, "externalRef": format!("crm:{n}")});
            step(n, "set_external_reference", &input)
        };
        let upsert = json!({
            "name": "{{trigger.body.data.customer.name}}",
            "email": "{{trigger.body.data.customer.email}}",
            "companyName": "Smith Ltd",
            "phone": "",
        });
        let steps = [
            refer(1, "{{trigger.body.data.submission.id}}"),
            step(2, "upsert_contact", &upsert),
            refer(3, "{{step_2.id}}"),
            creates_quote(4),
            refer(5, "{{step_4.quoteId}}"),
        ];
        on_submission(&app, &steps).await;
        let submission = app.submit().await;
        app.deliver().await;
        let view = only_run(&app).await;
        assert_eq!(
            view.run.status,
            RunStatus::Succeeded,
            "{:?}",
            view.run.failed_step
        );

        let (service, organization) = (&app.service, app.organization.id);
        let found = submissions::get(service, organization, submission.id).await;
        assert_eq!(found.unwrap().external_ref.as_deref(), Some("crm:1"));
        let contact = contacts::get(service, organization, submission.contact).await;
        let contact = contact.unwrap();
        assert_eq!(contact.external_ref.as_deref(), Some("crm:3"));
        assert_eq!(contact.customer.company_name.as_deref(), Some("Smith Ltd"));
        let known = contact.customer.phone.as_deref();
        assert_eq!(known, Some("+31612345678"), "what is empty erases nothing");
        let quote = &all_quotes(&app).await[0];
        assert_eq!(quote.external_ref.as_deref(), Some("crm:5"));
    })
    .await;
}
