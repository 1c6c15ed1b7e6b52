//! Recipes from a customer's doing to the vendor, as somebody sets them up.

use serde_json::{Value, json};
use winfactor_connectors::channels::VendorAddresses;
use winfactor_domain::{Locale, OrganizationId};
use winfactor_service::{
    ServiceError,
    flows::{self, Flow, WantedRecipe},
    runs::RunStatus,
};
use winfactor_testkit::{
    TestApp,
    app::PUBLIC_URL,
    mail_server::{MailServer, MailServerOptions},
    vendors::{
        HubSpotStandIn, SheetsStandIn, SlackStandIn,
        google_sheets::SPREADSHEET,
        teams::{TOKEN, TeamsStandIn},
    },
};

use crate::{
    flows::{OWNER, all_runs, refused},
    google_sheets::connected,
    support::connect,
};

fn wanted(id: &str, settings: &[(&str, &str)]) -> WantedRecipe {
    let settings = settings.iter().chain(&[("connection", "office")]);
    WantedRecipe {
        id: id.to_owned(),
        locale: Some(Locale::En),
        settings: settings
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect(),
    }
}

async fn make(
    app: &TestApp,
    organization: OrganizationId,
    wanted: &WantedRecipe,
) -> Result<Flow, ServiceError> {
    let made =
        flows::create_from_recipe_once(&app.service, organization, wanted, Some(OWNER), None);
    Ok(made.await?.created().unwrap().remove(0))
}

/// Sets the recipe up with the connection `office`, and switches it on.
async fn set_up(app: &TestApp, id: &str, settings: &[(&str, &str)]) {
    let organization = app.organization.id;
    let flow = make(app, organization, &wanted(id, settings))
        .await
        .unwrap();
    assert_eq!(flow.problems, [], "{id}");
    flows::enable(&app.service, organization, flow.id)
        .await
        .unwrap();
}

#[track_caller]
fn all_went_well(statuses: &[RunStatus]) {
    let failed = statuses.iter().filter(|it| **it != RunStatus::Succeeded);
    assert_eq!(failed.count(), 0, "{statuses:?}");
}

async fn statuses(app: &TestApp) -> Vec<RunStatus> {
    all_runs(app)
        .await
        .into_iter()
        .map(|run| run.status)
        .collect()
}

#[tokio::test]
async fn slack_reads_the_message_with_its_link() {
    let slack = SlackStandIn::start();
    let vendors = VendorAddresses {
        slack: slack.address(),
        ..VendorAddresses::default()
    };
    let app = TestApp::sqlite_with(vendors).await;
    slack.keep_time(&app.clock);
    let bot = json!({"type": "CUSTOM_AUTH", "props": {"botToken": "xoxb-office"}});
    connect(&app, "slack", bot).await;
    set_up(&app, "submission-to-slack", &[("channel", "C1")]).await;
    let mut new = app.new_submission();
    "<!channel>".clone_into(&mut new.customer.name);
    let created =
        winfactor_service::submissions::create(&app.service, app.organization.id, new, None);
    let submission = created.await.unwrap().created().unwrap();
    app.deliver().await;
    let posted = slack.posted();
    assert_eq!(posted.len(), 1);
    let text = posted[0].body["text"].as_str().unwrap();
    assert!(
        text.starts_with("*New submission received*\nCustomer: &lt;!channel&gt;\n"),
        "escaped once: {text}"
    );
    let link = format!(
        "<{PUBLIC_URL}/submissions/{}|Open the submission>",
        submission.id
    );
    assert!(text.ends_with(&link), "{text}");
    assert_eq!(posted[0].body["unfurl_links"], false);
}

#[tokio::test]
async fn teams_reads_it_as_html() {
    let teams = TeamsStandIn::start();
    let vendors = VendorAddresses {
        graph: Some(teams.address()),
        ..VendorAddresses::default()
    };
    let app = TestApp::sqlite_with(vendors).await;
    teams.keep_time(&app.clock);
    let account = json!({
        "type": "OAUTH2", "access_token": TOKEN,
        "props": {"cloud": "login.microsoftonline.com"},
    });
    connect(&app, "microsoft-teams", account).await;
    let place = [("teamId", "t1"), ("channelId", "19:c@thread.tacv2")];
    set_up(&app, "quote-created-to-teams", &place).await;
    let draft = app.draft().await;
    app.deliver().await;
    let taken = teams.taken();
    assert_eq!(taken.len(), 1);
    let content = taken[0].1["body"]["content"].as_str().unwrap();
    let title = format!("<p><b>Quote {} created</b></p>", draft.number);
    assert!(content.starts_with(&title), "{content}");
    assert!(
        !content.contains("&amp;#64;") && !content.contains("&lt;"),
        "{content}"
    );
}

#[tokio::test]
async fn a_mail_arrives_at_the_team() {
    let mut server = MailServer::start(&MailServerOptions::default());
    let app = TestApp::sqlite().await;
    let props = json!({"host": "127.0.0.1", "port": server.port(), "TLS": false});
    connect(&app, "smtp", json!({"type": "CUSTOM_AUTH", "props": props})).await;
    let addresses = [
        ("to", "sales@window-door-solutions.example"),
        ("from", "desk@window-door-solutions.example"),
    ];
    set_up(&app, "submission-to-email", &addresses).await;
    app.submit().await;
    app.deliver().await;
    all_went_well(&statuses(&app).await);
    let read = server.next_mail();
    assert_eq!(read.header("subject"), ["New submission received"]);
    assert_eq!(read.header("to"), ["sales@window-door-solutions.example"]);
    assert_eq!(read.header("reply-to"), ["john.smith@example.com"]);
    let body = read.parts[0].text.as_deref().unwrap();
    assert!(body.starts_with("Customer: John Smith"), "{body}");
}

#[tokio::test]
async fn a_sheet_gets_a_row_whose_numbers_are_numbers() {
    let headers = [
        "Date", "Event", "Quote", "Customer", "Company", "E-mail", "Phone", "Amount", "Currency",
        "Details", "Link", "Event ID",
    ];
    let sheet = SheetsStandIn::start("Events", &headers);
    let app = connected(&sheet).await;
    let place = [("spreadsheetId", SPREADSHEET), ("sheetId", "0")];
    set_up(&app, "submission-to-sheets", &place).await;
    set_up(&app, "quote-created-to-sheets", &place).await;
    let draft = app.draft().await;
    app.deliver().await;
    all_went_well(&statuses(&app).await);
    let rows = sheet.rows();
    assert_eq!(rows.len(), 3, "{rows:?}");
    let row = rows.iter().find(|row| row[1] == "Quote created").unwrap();
    assert_eq!(row[2], draft.number.to_string());
    assert!(row[7].is_number(), "{row:?}");
    let event_id = row[11].as_str().unwrap();
    assert!(event_id.starts_with("evt_"), "{event_id}");
}

#[tokio::test]
async fn a_contact_and_a_deal_follow_the_quote() {
    let token = "pat-eu1-office";
    let hubspot = HubSpotStandIn::start(token);
    let vendors = VendorAddresses {
        hubspot: hubspot.address(),
        ..VendorAddresses::default()
    };
    let app = TestApp::sqlite_with(vendors).await;
    let value = json!({"type": "SECRET_TEXT", "secret_text": token});
    connect(&app, "hubspot", value).await;
    set_up(&app, "submission-to-hubspot", &[]).await;
    let stage = |stage| [("pipelineId", "default"), ("stageId", stage)];
    set_up(
        &app,
        "quote-created-to-hubspot",
        &stage("appointmentscheduled"),
    )
    .await;
    set_up(&app, "quote-accepted-to-hubspot", &stage("closedwon")).await;
    let draft = app.draft().await;
    app.deliver().await;
    let sent = app.send(&draft).await;
    app.accept(&sent).await;
    app.deliver().await;
    all_went_well(&statuses(&app).await);
    let contacts = hubspot.contacts();
    assert_eq!(contacts.len(), 1, "{contacts:?}");
    let of = |name: &str| contacts[0].1.get(name).and_then(Value::as_str);
    assert_eq!(
        [of("email"), of("firstname"), of("lastname")],
        [Some("john.smith@example.com"), Some("John"), Some("Smith")]
    );
    let deals = hubspot.deals();
    assert_eq!(deals.len(), 1, "one deal for the quote: {deals:?}");
    assert_eq!(deals[0].1["dealstage"], "closedwon");
    assert_eq!(
        deals[0].1["dealname"],
        format!("{} John Smith", draft.number)
    );
}

#[tokio::test]
async fn what_cannot_be_taken_is_said_at_its_setting() {
    let app = TestApp::sqlite().await;
    let wanted = wanted("lead-to-slack", &[("channel", "{{x}}"), ("colour", "red")]);
    let made = make(&app, app.organization.id, &wanted).await;
    let pointers: Vec<String> = refused(made)
        .into_iter()
        .map(|(pointer, _)| pointer)
        .collect();
    assert_eq!(pointers, ["/settings/channel", "/settings/colour"]);
}
