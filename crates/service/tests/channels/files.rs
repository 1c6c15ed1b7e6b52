//! Files that flows append rows to.

use serde_json::{Value, json};
use winfactor_domain::Locale;
use winfactor_service::{
    ServiceError,
    files::{self, Format},
    organizations::{self, OrganizationPatch},
    runs::RunStatus,
};
use winfactor_testkit::{
    TestApp,
    spreadsheet::{Cell, CellKind, read_csv, read_workbook},
};

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

/// A row for each of what people type, all of it harmless in the programs that read the file.
const HOSTILE: [&str; 16] = [
    "=HYPERLINK(\"https://evil.example\", \"Click\")",
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-1+1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "Smith; \"Jane\", and 'Sons'",
    "two\nlines",
    "two\r\nlines",
    "Müller & Söhne, Größe ß",
    "\u{1f3e0}\u{1f469}\u{200d}\u{1f527} مرحبا",
    "<script>alert(1)</script>",
    "_x000D_",
    "'=1+1",
];
/// What must stay readable as it is.
const READABLE: [&str; 5] = [
    "+31 6 12345678",
    "+49 (0)30/123-45",
    "0612345678",
    "007",
    "1234567890123456789",
];

/// A file with a row for each text, as it is downloaded in a language.
async fn downloaded(notes: &[String], locale: Locale, format: Format) -> Vec<u8> {
    let app = TestApp::sqlite().await;
    let (service, organization) = (&app.service, app.organization.id);
    let patch = OrganizationPatch {
        locale: Some(locale.code().to_owned()),
        ..OrganizationPatch::default()
    };
    organizations::update(service, organization, patch)
        .await
        .unwrap();
    let step = |(n, note): (u32, &String)| {
        let mut step = appends();
        step["name"] = format!("step_{n}").into();
        step["settings"]["input"]["values"]["Note"] = note.as_str().into();
        step
    };
    let steps: Vec<_> = (1..).zip(notes).map(step).collect();
    running(&app, &steps).await;
    app.submit().await;
    app.deliver().await;
    let file = files::download(service, organization, "Requests", "2026-03", format);
    file.await.unwrap().bytes
}

fn notes() -> Vec<String> {
    let long = "x".repeat(40_000);
    let all = HOSTILE
        .iter()
        .chain(&READABLE)
        .map(|note| (*note).to_owned());
    all.chain([long]).collect()
}

#[tokio::test]
async fn a_workbook_is_read_back_by_another_program_without_a_formula_in_it() {
    let notes = notes();
    let bytes = downloaded(&notes, Locale::Nl, Format::Xlsx).await;
    let sheets = read_workbook(&bytes);
    assert_eq!(sheets.len(), 1);
    assert_eq!(sheets[0].title, "Requests");
    let [head, rows @ ..] = &sheets[0].rows[..] else {
        panic!("no rows");
    };
    let names: Vec<_> = head
        .iter()
        .map(|cell| cell.value.as_str().unwrap())
        .collect();
    assert_eq!(names, ["Customer", "Phone", "Width", "Note"]);
    assert_eq!(rows.len(), notes.len());
    for (row, note) in rows.iter().zip(&notes) {
        assert_eq!(
            row[1],
            Cell {
                kind: CellKind::Text,
                value: "+31612345678".into()
            }
        );
        assert_eq!(
            row[2],
            Cell {
                kind: CellKind::Number,
                value: 2400.into()
            },
            "a number"
        );
        assert_eq!(row[3].kind, CellKind::Text, "{note}");
        let lines = note.replace("\r\n", "\n").replace('\r', "\n");
        let whole_or_cut = &lines[..lines.len().min(32_767)];
        assert_eq!(row[3].value.as_str().unwrap(), whole_or_cut, "{note:?}");
    }
}

#[tokio::test]
async fn a_csv_file_is_read_back_by_another_program_without_a_formula_in_it() {
    let notes = notes();
    for (locale, separator) in [(Locale::En, ','), (Locale::De, ';'), (Locale::Nl, ';')] {
        let bytes = downloaded(&notes, locale, Format::Csv).await;
        assert!(
            bytes.starts_with("\u{feff}".as_bytes()),
            "the mark of UTF-8"
        );
        let rows = read_csv(&bytes, separator);
        assert_eq!(rows[0], ["Customer", "Phone", "Width", "Note"]);
        assert_eq!(rows.len(), notes.len() + 1, "{locale:?}");
        for (row, note) in rows[1..].iter().zip(&notes) {
            assert_eq!(row[1..3], ["+31612345678", "2400"]);
            let begins_like_a_formula = row[3].starts_with(['=', '+', '-', '@', '\t', '\r']);
            let is_phone = READABLE.contains(&&*row[3]);
            assert!(!begins_like_a_formula || is_phone, "{:?}", row[3]);
            // What was typed is all there, marked or not.
            let text = row[3].strip_prefix('\'').filter(|rest| *rest == note);
            assert_eq!(text.unwrap_or(&row[3]), note);
            assert!(!is_phone || row[3] == *note, "phone numbers stay");
        }
    }
}
