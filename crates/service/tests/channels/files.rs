//! Files that flows append rows to.

use serde_json::{Value, json};
use winfactor_service::{
    ServiceError,
    files::{self, Format},
    runs::RunStatus,
};
use winfactor_testkit::TestApp;

use crate::flows::{only_run, running};

fn appends() -> Value {
    json!({
        "name": "step_1", "type": "PIECE", "displayName": "Append", "valid": true,
        "settings": {
            "pieceName": "@winfactor/piece-winfactor", "pieceVersion": "0.1.0",
            "actionName": "append_row_to_file", "propertySettings": {},
            "input": {"file": "Requests", "values": {
                "Customer": "{{trigger.body.data.customer.name}}",
                "Phone": "{{trigger.body.data.customer.phone}}",
                "Width": "{{trigger.body.data.configuration.width}}",
                "Note": "=1+1",
            }},
        },
    })
}

#[tokio::test]
async fn a_month_of_rows_is_a_file_that_people_download() {
    TestApp::on_both_engines(|app| async move {
        running(&app, &[appends()]).await;
        let (service, organization) = (&app.service, app.organization.id);
        app.submit().await;
        app.deliver().await;
        app.submit().await;
        app.deliver().await;
        // The next month of the organization's calendar begins a new file.
        app.clock
            .advance(std::time::Duration::from_secs(31 * 86_400));
        app.submit().await;
        app.deliver().await;
        let listed = files::list(service, organization).await.unwrap();
        let listed: Vec<_> = listed
            .iter()
            .map(|it| (it.month.as_str(), it.rows))
            .collect();
        assert_eq!(listed, [("2026-04", 1), ("2026-03", 2)]);

        let csv = files::download(service, organization, "Requests", "2026-03", Format::Csv).await;
        let csv = csv.unwrap();
        assert_eq!(csv.name, "Requests-2026-03.csv");
        let text = String::from_utf8(csv.bytes).unwrap();
        let row = "\"John Smith\";\"+31612345678\";\"2400\";\"'=1+1\"\r\n";
        let expected = format!("\u{feff}\"Customer\";\"Phone\";\"Width\";\"Note\"\r\n{row}{row}");
        assert_eq!(text, expected);

        let xlsx = files::download(service, organization, "Requests", "2026-03", Format::Xlsx);
        let xlsx = xlsx.await.unwrap();
        assert_eq!(xlsx.name, "Requests-2026-03.xlsx");
        assert!(xlsx.bytes.starts_with(b"PK"), "a workbook is a ZIP archive");

        let missing = files::download(service, organization, "Requests", "2026-05", Format::Csv);
        assert!(matches!(missing.await, Err(ServiceError::NotFound { .. })));
        let (other, _) = app.other_organization().await;
        let foreign = files::download(service, other.id, "Requests", "2026-03", Format::Csv);
        assert!(matches!(foreign.await, Err(ServiceError::NotFound { .. })));
    })
    .await;
}

#[tokio::test]
async fn a_row_without_a_column_is_told() {
    let app = TestApp::sqlite().await;
    let mut step = appends();
    step["settings"]["input"]["values"] = json!({});
    running(&app, &[step]).await;
    app.submit().await;
    app.deliver().await;
    let run = only_run(&app).await.run;
    assert_eq!(run.status, RunStatus::Failed);
    let message = run.failed_step.unwrap().message;
    assert!(message.contains("at least one column"), "{message}");
}
