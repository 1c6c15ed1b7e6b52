//! What does not go well at the first attempt.

use std::time::Duration;

use serde_json::json;
use winfactor_service::{connections::ConnectionStatus, runs::RunStatus};
use winfactor_testkit::vendors::{SalesforceStandIn, salesforce};

use super::{
    EMAIL, FIRST_LEAD, TOKEN, create, lead, noted_at_the_contact, office, run_of_a_submission,
};
use crate::{
    flows::{only_run, retried},
    support::{failure, output, state_of, step},
};

const SOBJECTS: &str = "/services/data/v56.0/sobjects/";

#[tokio::test]
async fn a_record_of_a_batch_that_is_refused_is_named() {
    let server = SalesforceStandIn::start(TOKEN);
    let records = json!({"records": [
        {"WinFactor_Id__c": "a", "LastName": "Jansen"},
        {"WinFactor_Id__c": "b", "LastName": "Smith", "Email": "nobody"},
    ]});
    let input = json!({"object": "Lead", "external_field": "WinFactor_Id__c", "records": records});
    let (app, _) = office(
        &server,
        &[step(1, "salesforce", "upsert_by_external_id", input)],
    )
    .await;
    assert_eq!(run_of_a_submission(&app).await, RunStatus::Failed);
    let told = failure(&app).await;
    assert!(
        told.contains("record 2: Salesforce: Email is no e-mail address"),
        "{told}"
    );
}

#[tokio::test]
async fn several_matching_records_are_shown_to_people() {
    let server = SalesforceStandIn::start(TOKEN);
    for name in ["Smith", "Jansen"] {
        let fields = json!({"LastName": name, "Company": "x", "Email": "john.smith@example.com"});
        server.add("Lead", &fields);
    }
    let input = json!({
        "object": "Lead", "external_id_field": "Email", "external_id_value": EMAIL,
        "fields": {"City": "Delft"},
    });
    let upsert = step(1, "salesforce", "upsert_record_by_external_id", input);
    let (app, _) = office(&server, &[upsert]).await;
    assert_eq!(run_of_a_submission(&app).await, RunStatus::Failed);
    let told = failure(&app).await;
    assert!(
        told.contains("00Q000000000001EAA, 00Q000000000002EAA"),
        "{told}"
    );
    assert_eq!(noted_at_the_contact(&app).await, None);
}

#[tokio::test]
async fn a_salesforce_session_that_ended_is_told() {
    let server = SalesforceStandIn::start("another-token");
    let (app, connection) = office(&server, &[lead()]).await;
    app.submit().await;
    app.deliver().await;
    assert!(failure(&app).await.contains("connect it again"));
    let state = state_of(&app, &connection).await;
    assert_eq!(state.status, ConnectionStatus::Expired);
}

#[tokio::test]
async fn what_the_connected_user_may_not_do_is_no_fault_of_the_connection() {
    let server = SalesforceStandIn::start(TOKEN);
    let (app, connection) = office(&server, &[lead()]).await;
    let refused = "INSUFFICIENT_ACCESS_OR_READONLY";
    let refused = salesforce::error(403, refused, "insufficient access rights on object");
    server.answer_next("POST", SOBJECTS, refused);
    app.submit().await;
    app.deliver().await;
    assert!(failure(&app).await.contains("may not do this"));
    let state = state_of(&app, &connection).await;
    assert_eq!(state.status, ConnectionStatus::Works);
}

#[tokio::test]
async fn a_used_up_daily_limit_puts_steps_off_for_an_hour() {
    let server = SalesforceStandIn::start(TOKEN);
    let (app, _) = office(&server, &[lead()]).await;
    server.answer_next("POST", SOBJECTS, salesforce::daily_limit());
    app.submit().await;
    app.deliver().await;
    app.deliver_after(Duration::from_secs(59 * 60)).await;
    assert_eq!(server.records("Lead"), []);
    app.deliver_after(Duration::from_secs(60)).await;
    assert_eq!(server.records("Lead").len(), 1);
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
}

#[tokio::test]
async fn a_record_that_somebody_else_changes_is_tried_again() {
    let server = SalesforceStandIn::start(TOKEN);
    let (app, _) = office(&server, &[lead()]).await;
    server.answer_next("POST", SOBJECTS, salesforce::locked());
    app.submit().await;
    app.deliver().await;
    app.deliver_after(Duration::from_secs(5)).await;
    assert_eq!(server.records("Lead").len(), 1);
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
}

#[tokio::test]
async fn a_lead_that_was_made_before_a_lost_answer_is_not_made_twice() {
    let server = SalesforceStandIn::start(TOKEN);
    let data = json!({
        "Email": EMAIL, "WinFactor_Id__c": "{{trigger.headers['x-winfactor-delivery']}}",
    });
    let (app, _) = office(&server, &[retried(create("create_record", "Lead", data))]).await;
    server.lose_next_answer();
    app.submit().await;
    app.deliver().await;
    app.deliver_after(Duration::from_secs(60)).await;
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
    assert_eq!(output(&app, "step_1").await["id"], FIRST_LEAD);
    assert_eq!(server.records("Lead").len(), 1);
}

#[tokio::test]
async fn a_lead_without_a_field_of_ours_is_shown_as_repeated_after_a_crash() {
    let server = SalesforceStandIn::start(TOKEN);
    let (app, _) = office(&server, &[lead()]).await;
    server.hold_next_answer();
    app.submit().await;
    let service = app.service.clone();
    let delivering = app.deliver_in_background();
    server.receiver().wait_for(1).await;
    delivering.abort();
    drop(service);
    let app = app.crash().await;
    app.deliver_after(Duration::from_secs(600)).await;
    assert_eq!(server.records("Lead").len(), 2);
    let run = only_run(&app).await;
    assert_eq!(run.run.status, RunStatus::Succeeded);
    assert!(run.steps[1].record.is_repeated);
}
