//! Google Sheets, against a stand-in that follows its reference.

use std::time::Duration;

use serde_json::{Value, json};
use winfactor_connectors::channels::VendorAddresses;
use winfactor_service::{events, runs::RunStatus};
use winfactor_testkit::{
    TestApp,
    vendors::{SheetsStandIn, google_sheets::SPREADSHEET},
};

use crate::{
    flows::{only_run, page, retried, running},
    support::{connect, failure, output, step},
};

const EVENT_ID: &str = "{{trigger.headers['x-winfactor-delivery']}}";

pub(crate) fn sheet() -> SheetsStandIn {
    SheetsStandIn::start("Requests", &["Event", "Customer", "Width"])
}

/// A row for each submission, whose columns were chosen when they were called as they are now.
pub(crate) fn row() -> Value {
    let values = json!({
        "A": EVENT_ID,
        "B": "{{trigger.body.data.customer.name}}",
        "C": "{{trigger.body.data.configuration.width}}",
    });
    let input = json!({
        "spreadsheetId": SPREADSHEET, "sheetId": 0, "first_row_headers": true, "values": values,
    });
    let mut step = step(1, "google-sheets", "insert_row", input);
    let text = |name: &str| json!({"type": "SHORT_TEXT", "displayName": name, "required": false});
    let schema = json!({"A": text("Event"), "B": text("Customer"), "C": text("Width")});
    step["settings"]["propertySettings"] = json!({"values": {"type": "MANUAL", "schema": schema}});
    step
}

/// An installation with a connection to this sheet.
pub(crate) async fn connected(sheet: &SheetsStandIn) -> TestApp {
    let vendors = VendorAddresses {
        google: sheet.address(),
        google_oauth: sheet.address(),
        ..VendorAddresses::default()
    };
    let app = TestApp::sqlite_with(vendors).await;
    let value = json!({"type": "CUSTOM_AUTH", "props": {"serviceAccount": sheet.key_file()}});
    connect(&app, "google-sheets", value).await;
    app
}

pub(crate) async fn office(sheet: &SheetsStandIn, steps: &[Value]) -> TestApp {
    let app = connected(sheet).await;
    running(&app, steps).await;
    app
}

async fn event_id(app: &TestApp) -> String {
    let filter = events::EventFilter::default();
    let (listed, _) = events::list(&app.service, app.organization.id, filter, page())
        .await
        .unwrap();
    listed[0].id.to_string()
}

#[tokio::test]
async fn a_submission_becomes_a_row_in_which_numbers_are_numbers() {
    let sheet = sheet();
    let app = office(&sheet, &[row()]).await;
    app.submit().await;
    app.deliver().await;
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
    let expected = [
        json!(event_id(&app).await),
        json!("John Smith"),
        json!(2400),
    ];
    assert_eq!(sheet.rows()[1], expected);
    assert_eq!(output(&app, "step_1").await["row"], 2);
}

#[tokio::test]
async fn a_row_whose_answer_was_lost_is_found_by_its_event_and_not_written_twice() {
    let sheet = sheet();
    let app = office(&sheet, &[retried(row())]).await;
    sheet.lose_next_answer();
    app.submit().await;
    app.deliver().await;
    assert_eq!(sheet.rows().len(), 2);
    app.deliver_after(Duration::from_secs(60)).await;
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
    assert_eq!(sheet.rows().len(), 2, "it is there once");
    assert_eq!(output(&app, "step_1").await["row"], 2);
}

#[tokio::test]
async fn a_column_that_was_renamed_after_the_step_was_built_is_told() {
    let sheet = sheet();
    let app = office(&sheet, &[row()]).await;
    sheet.write(0, 1, "Client");
    app.submit().await;
    app.deliver().await;
    let message = failure(&app).await;
    assert!(message.contains("\"Customer\" into column B"), "{message}");
    assert_eq!(sheet.rows().len(), 1);
}

#[tokio::test]
async fn a_spreadsheet_that_is_not_shared_is_told_with_the_address_to_share_it_with() {
    let sheet = sheet();
    let app = office(&sheet, &[row()]).await;
    sheet.stop_sharing();
    app.submit().await;
    app.deliver().await;
    let message = failure(&app).await;
    let address = "share the sheet with sheets@winfactor-tests.iam.gserviceaccount.com";
    assert!(message.contains(address), "{message}");
}
