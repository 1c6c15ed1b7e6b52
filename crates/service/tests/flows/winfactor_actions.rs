//! Steps that read and change the organization's records.

use serde_json::{Value, json};
use winfactor_domain::{EventType, OrganizationId, Quote, QuoteStatus, SubmissionStatus};
use winfactor_service::{
    contacts, events,
    flows::{self, Flow, NewFlow, Occasion, Trial},
    leads::{self, LeadFields},
    quotes::{self, QuoteFilter},
    runs::{self, RunStatus, RunsFilter},
    submissions,
};
use winfactor_testkit::TestApp;

use crate::support::{
    OWNER, alerts, all_runs, import, messages, only_run, page, post, posts, template, with_trigger,
};

const PIECE: &str = "@winfactor/piece-winfactor";
const TRIAL: Trial = Trial {
    event_type: EventType::SubmissionCreated,
    sparse: false,
};

/// A step named `step_<n>` that performs this action.
fn step(n: u32, action: &str, input: &Value) -> Value {
    json!({
        "name": format!("step_{n}"), "type": "PIECE", "displayName": format!("Act {n}"),
        "valid": true,
        "settings": {
            "pieceName": PIECE, "pieceVersion": "0.1.0",
            "actionName": action, "input": input, "propertySettings": {},
        },
    })
}

/// A draft for the submission that started the flow.
fn creates_quote(n: u32) -> Value {
    let lines = json!([
        {"description": "Door, {{trigger.body.data.configuration.width}} mm", "unitPrice": 1000},
        {"description": "Discount", "unitPrice": "-100.50", "itemType": "discount"},
    ]);
    step(
        n,
        "create_quote",
        &json!({
            "submissionId": "{{trigger.body.data.submission.id}}",
            "taxRate": "21",
            "validityDays": 14,
            "reference": "",
            "notes": "For {{trigger.body.data.customer.name}}",
            "lineItems": lines,
        }),
    )
}

async fn all_quotes(app: &TestApp) -> Vec<Quote> {
    let filter = QuoteFilter::default();
    let listed = quotes::list(&app.service, app.organization.id, filter, page()).await;
    listed.unwrap().0
}

async fn event_types(app: &TestApp) -> Vec<EventType> {
    let filter = events::EventFilter::default();
    let listed = events::list(&app.service, app.organization.id, filter, page()).await;
    let mut types: Vec<_> = listed.unwrap().0.iter().map(|it| it.event_type).collect();
    types.sort();
    types
}

/// A flow that performs these steps for each submission, switched on.
async fn on_submission(app: &TestApp, steps: &[Value]) -> Flow {
    let flow = import_on(app, app.organization.id, TRIAL.event_type, steps).await;
    let enabled = flows::enable(&app.service, app.organization.id, flow.id).await;
    enabled.unwrap()
}

async fn import_on(
    app: &TestApp,
    organization: OrganizationId,
    event_type: EventType,
    steps: &[Value],
) -> Flow {
    let new = NewFlow {
        template: template("Act", steps),
        owner_name: Some(OWNER.to_owned()),
        event_types: Some(vec![event_type.name().to_owned()]),
        ..NewFlow::default()
    };
    let imported = flows::import(&app.service, organization, new).await;
    imported.unwrap().remove(0)
}

/// The reason why the only step of the only run failed.
async fn failure(app: &TestApp) -> String {
    let run = only_run(app).await.run;
    assert_eq!(run.status, RunStatus::Failed);
    run.failed_step.unwrap().message
}

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
        let sends = step(1, "send_quote", &json!({"quoteId": theirs.id}));
        let flow = import_on(&app, other.id, EventType::LeadCreated, &[sends]).await;
        flows::enable(&app.service, other.id, flow.id)
            .await
            .unwrap();
        let lead = LeadFields {
            locale: other.locale,
            name: "Jane".to_owned(),
            email: "jane@example.com".to_owned(),
            phone: None,
            message: "Hello".to_owned(),
        };
        let left = leads::leave(&app.service, other.slug.as_str(), lead, None).await;
        left.unwrap();
        app.deliver().await;
        let filter = RunsFilter::default();
        let runs = runs::list(&app.service, other.id, filter, page()).await;
        let (runs, _) = runs.unwrap();
        let failed = runs[0].failed_step.as_ref().unwrap();
        assert_eq!(
            failed.message,
            format!("there is no quote \"{}\"", theirs.id)
        );
        assert_eq!(all_quotes(&app).await[0].status, QuoteStatus::Draft);
    })
    .await;
}

/// A flow with one step of each kind.
async fn every_action(app: &TestApp) -> Flow {
    let steps = [
        step(
            1,
            "find_submission",
            &json!({"submissionId": "{{trigger.body.data.submission.id}}"}),
        ),
        creates_quote(2),
        step(3, "send_quote", &json!({"quoteId": "{{step_2.quoteId}}"})),
        step(
            4,
            "set_external_reference",
            &json!({"recordId": "{{step_1.id}}", "externalRef": "crm:1"}),
        ),
        step(
            5,
            "upsert_contact",
            &json!({"name": "Jane", "email": "jane@example.com"}),
        ),
    ];
    import_on(app, app.organization.id, TRIAL.event_type, &steps).await
}

#[tokio::test]
async fn a_test_event_and_a_dry_run_change_nothing_and_say_so() {
    TestApp::on_both_engines(|app| async move {
        let (service, organization) = (&app.service, app.organization.id);
        let flow = every_action(&app).await;
        app.submit().await;
        app.deliver().await;
        let before = event_types(&app).await;

        flows::test(service, organization, flow.id, TRIAL)
            .await
            .unwrap();
        app.deliver().await;
        let run = only_run(&app).await;
        assert_eq!(
            run.run.status,
            RunStatus::Succeeded,
            "{:?}",
            run.run.failed_step
        );
        let newest = events::newest_of_type(service, organization, TRIAL.event_type).await;
        let real = Occasion::Event(newest.unwrap().unwrap().id);
        let mut all_steps = vec![run.steps];
        for occasion in [real, Occasion::Sample(TRIAL)] {
            let dry = flows::dry_run(service, organization, flow.id, occasion).await;
            let dry = dry.unwrap();
            assert_eq!(dry.status, RunStatus::Succeeded);
            all_steps.push(dry.steps);
        }
        for steps in all_steps {
            assert_eq!(steps.len(), 6);
            for step in &steps[1..] {
                let output = step.record.output.as_ref().unwrap();
                assert_eq!(output["test"], true, "{}", step.display_name);
            }
        }
        assert_eq!(all_quotes(&app).await, []);
        let jane = contacts::by_email(service, organization, "jane@example.com").await;
        assert_eq!(jane.unwrap(), None);
        // The trial itself is an event, and the only new one.
        assert_eq!(event_types(&app).await.len(), before.len() + 1);
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

/// Every member of `sample`, and in it, is in `answer`; nothing else is where `all` of it is shown.
#[track_caller]
fn same_members(sample: &Value, answer: &Value, all: bool) {
    match (sample, answer) {
        (Value::Object(sample), Value::Object(answer)) => {
            for (name, value) in sample {
                assert!(
                    answer.contains_key(name),
                    "{name} is not answered: {answer:?}"
                );
                same_members(value, &answer[name], all);
            }
            if all {
                for name in answer.keys() {
                    assert!(sample.contains_key(name), "{name} is not in the sample");
                }
            }
        }
        (Value::Array(sample), Value::Array(answer)) if !answer.is_empty() => {
            same_members(&sample[0], &answer[0], all);
        }
        _ => {}
    }
}

#[tokio::test]
async fn the_sample_of_an_action_has_the_members_of_what_it_gives() {
    let app = TestApp::sqlite().await;
    let (service, organization) = (&app.service, app.organization.id);
    let flow = every_action(&app).await;
    let dry = flows::dry_run(service, organization, flow.id, Occasion::Sample(TRIAL)).await;
    let dry = dry.unwrap();
    flows::enable(service, organization, flow.id).await.unwrap();
    app.submit().await;
    app.deliver().await;
    let real = only_run(&app).await;
    assert_eq!(
        real.run.status,
        RunStatus::Succeeded,
        "{:?}",
        real.run.failed_step
    );
    for (sample, real) in dry.steps.iter().zip(&real.steps).skip(1) {
        let mut sample = sample.record.output.clone().unwrap();
        sample.as_object_mut().unwrap().remove("test");
        // The records that can have a reference have little in common.
        let all = real.name != "step_4";
        same_members(&sample, real.record.output.as_ref().unwrap(), all);
    }
}
