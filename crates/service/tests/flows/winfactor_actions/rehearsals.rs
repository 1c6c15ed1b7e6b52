use serde_json::{Value, json};
use winfactor_domain::EventType;
use winfactor_service::{
    contacts, events,
    flows::{self, Flow, Occasion, Trial},
    runs::RunStatus,
};
use winfactor_testkit::TestApp;

use super::{all_quotes, creates_quote, event_types, import_on, leave_message, step};
use crate::support::{decide, only_run};

const TRIAL: Trial = Trial {
    event_type: EventType::SubmissionCreated,
    sparse: false,
};

/// A flow with one step of each kind.
async fn every_action(app: &TestApp) -> Flow {
    let steps = [
        step(
            1,
            "find_submission",
            &json!({"submissionId": "{{trigger.body.data.submission.id}}"}),
        ),
        creates_quote(2),
        step(
            6,
            "replace_line_items",
            &json!({
                "quoteId": "{{step_2.quoteId}}",
                "lineItems": [{"description": "Door", "unitPrice": 900}],
            }),
        ),
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
        step(7, "find_contact", &json!({"email": "jane@example.com"})),
        step(8, "list_leads", &json!({"status": "new"})),
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
            assert_eq!(steps.len(), 9);
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
    decide(&app, &flow, true).await;
    flows::enable(service, organization, flow.id).await.unwrap();
    leave_message(&app, &app.organization, "Ann").await;
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
        let all = real.path.step_name() != "step_4";
        same_members(&sample, real.record.output.as_ref().unwrap(), all);
    }
}
