//! What the channels send is what the vendors' own packages describe.

use std::time::Duration;

use serde_json::{Value, json};
use winfactor_testkit::{
    TestApp, TestReceiver,
    vendors::{
        GmailStandIn, HubSpotStandIn, PipedriveStandIn, SlackStandIn,
        published::{Published, Sent, complaints},
        teams::TeamsStandIn,
    },
};

use crate::{
    flows::running,
    gmail, google_sheets, hubspot, pipedrive, slack, slack_files,
    support::{connect, step, submit_as},
    teams,
};

const NAME: &str = "=O'Neil & <!channel> \"Söhne\"";

#[tokio::test]
async fn requests_are_what_the_vendors_publish() {
    let mut sent = slack_messages().await;
    sent.extend(slack_files().await);
    sent.extend(teams_messages().await);
    sent.extend(teams_cards().await);
    sent.extend(gmail_mails().await);
    sent.extend(sheets_rows().await);
    sent.extend(hubspot_contacts().await);
    sent.extend(hubspot_deals().await);
    sent.extend(pipedrive_persons().await);
    sent.extend(pipedrive_deals().await);

    let all = [
        Published::SlackMessage,
        Published::SlackUpload,
        Published::SlackFile,
        Published::TeamsMessage,
        Published::AdaptiveCard,
        Published::GmailMessage,
        Published::GmailDraft,
        Published::SheetsValues,
        Published::HubSpotContacts,
        Published::HubSpotNewContact,
        Published::HubSpotContact,
        Published::HubSpotDeals,
        Published::HubSpotProperty,
        Published::PipedrivePerson,
        Published::PipedrivePersonChange,
        Published::PipedriveDeal,
        Published::PipedriveDealChange,
    ];
    for is in all {
        assert!(sent.iter().any(|it| it.is == is), "{is:?} was not sent");
    }
    for (sent, complaint) in sent.iter().zip(complaints(&sent)) {
        assert_eq!(complaint, None, "{:?} {}", sent.is, sent.value);
    }
}

async fn slack_messages() -> Vec<Sent> {
    let slack = SlackStandIn::start();
    let everything = json!({
        "channel": "C1", "text": "*New:* {{trigger.body.data.customer.name}}",
        "username": "WinFactor", "iconEmoji": ":window:", "threadTs": "1503435956.000247",
        "replyBroadcast": true, "unfurlLinks": false,
        "blocks": [
            {"type": "header", "text": {"type": "plain_text", "text": "New"}},
            {"type": "section", "text": {"type": "mrkdwn", "text": "{{trigger.body.data.customer.name}}"}},
        ],
    });
    let to_a_person = json!({"userId": "U1", "text": "Hello"});
    let steps = [
        step(1, "slack", "send_channel_message", everything),
        step(2, "slack", "send_direct_message", to_a_person),
    ];
    let app = slack::office(&slack, &steps).await;
    submit_as(&app, NAME).await;
    app.deliver().await;
    let posted = slack.posted();
    assert_eq!(posted.len(), 2);
    let message = |body| Sent::new(Published::SlackMessage, body);
    posted.into_iter().map(|it| message(it.body)).collect()
}

async fn slack_files() -> Vec<Sent> {
    let slack = SlackStandIn::start();
    let mut step = slack_files::with_file(json!("data:application/pdf;base64,JVBERi0="));
    step["settings"]["input"]["blocks"] = json!([{"type": "divider"}]);
    let app = slack::office(&slack, &[step]).await;
    submit_as(&app, NAME).await;
    app.deliver().await;
    assert_eq!(slack.posted().len(), 1);
    let calls = slack.calls();
    let arguments = |body: &[u8]| {
        let fields = url::form_urlencoded::parse(body).into_owned();
        let read = |(key, text): (String, String)| match key.as_str() {
            "files" | "blocks" | "length" => (key, serde_json::from_str(&text).unwrap()),
            _ => (key, Value::from(text)),
        };
        Value::Object(fields.map(read).collect())
    };
    let named = calls.iter().filter_map(|call| {
        let is = match call.path.as_str() {
            "/api/files.getUploadURLExternal" => Published::SlackUpload,
            "/api/files.completeUploadExternal" => Published::SlackFile,
            _ => return None,
        };
        Some(Sent::new(is, arguments(&call.body)))
    });
    named.collect()
}

async fn teams_messages() -> Vec<Sent> {
    let teams = TeamsStandIn::start();
    let app = teams::app(&teams).await;
    connect(&app, "microsoft-teams", teams::account()).await;
    running(
        &app,
        &[teams::message(
            "html",
            "@Eva de Vries <b>{{trigger.body.data.customer.name}}</b>",
        )],
    )
    .await;
    submit_as(&app, NAME).await;
    app.deliver().await;
    let message = |body| Sent::new(Published::TeamsMessage, body);
    teams
        .taken()
        .into_iter()
        .map(|(_, it)| message(it))
        .collect()
}

async fn teams_cards() -> Vec<Sent> {
    let teams = TeamsStandIn::start();
    let app = teams::app(&teams).await;
    connect(&app, "microsoft-teams", teams::webhook(&teams)).await;
    running(
        &app,
        &[teams::message(
            "text",
            "New\n{{trigger.body.data.customer.name}}",
        )],
    )
    .await;
    submit_as(&app, NAME).await;
    app.deliver().await;
    let card = |body: Value| {
        let card = body["attachments"][0]["content"].clone();
        Sent::new(Published::AdaptiveCard, card)
    };
    teams.taken().into_iter().map(|(_, it)| card(it)).collect()
}

async fn gmail_mails() -> Vec<Sent> {
    let server = GmailStandIn::start();
    for draft in [false, true] {
        let app = gmail::office(&server, gmail::mail(json!({"draft": draft}))).await;
        submit_as(&app, NAME).await;
        app.deliver().await;
    }
    assert_eq!(server.kept().len(), 2);
    let send = "/gmail/v1/users/me/messages/send";
    let drafts = "/gmail/v1/users/me/drafts";
    bodies(
        server.receiver(),
        &[
            ("POST", send, Published::GmailMessage),
            ("POST", drafts, Published::GmailDraft),
        ],
    )
}

async fn sheets_rows() -> Vec<Sent> {
    let sheet = google_sheets::sheet();
    let app = google_sheets::office(&sheet, &[google_sheets::row()]).await;
    submit_as(&app, NAME).await;
    app.deliver().await;
    bodies(
        sheet.receiver(),
        &[("POST", "/v4/spreadsheets/", Published::SheetsValues)],
    )
}

async fn hubspot_contacts() -> Vec<Sent> {
    let server = HubSpotStandIn::start(hubspot::TOKEN);
    let properties =
        json!({"firstname": "{{trigger.body.data.customer.name}}", "numemployees": 12});
    let create = json!({"objectProperties": {"email": "office@example.com", "phone": 12}});
    let update = json!({"contactId": "3315", "objectProperties": properties});
    let steps = [
        hubspot::contact(),
        step(2, "hubspot", "create-contact", create),
        step(3, "hubspot", "update-contact", update),
    ];
    let app = TestApp::sqlite_with(hubspot::vendors(&server)).await;
    hubspot::office(&app, &steps).await;
    submit_as(&app, NAME).await;
    app.deliver().await;
    assert_eq!(server.contacts().len(), 2);
    let upsert = "/crm/v3/objects/contacts/batch/upsert";
    bodies(
        server.receiver(),
        &[
            ("POST", upsert, Published::HubSpotContacts),
            (
                "POST",
                "/crm/v3/objects/contacts",
                Published::HubSpotNewContact,
            ),
            (
                "PATCH",
                "/crm/v3/objects/contacts/",
                Published::HubSpotContact,
            ),
        ],
    )
}

async fn hubspot_deals() -> Vec<Sent> {
    let server = HubSpotStandIn::start(hubspot::TOKEN);
    let app = TestApp::sqlite_with(hubspot::vendors(&server)).await;
    let draft = app.draft().await;
    app.deliver().await;
    hubspot::office(&app, &[hubspot::deal("presentationscheduled")]).await;
    app.send(&draft).await;
    app.deliver().await;
    assert_eq!(server.deals().len(), 1);
    bodies(
        server.receiver(),
        &[
            (
                "POST",
                "/crm/v3/objects/deals/batch/upsert",
                Published::HubSpotDeals,
            ),
            (
                "POST",
                "/crm/v3/properties/deals",
                Published::HubSpotProperty,
            ),
        ],
    )
}

async fn pipedrive_persons() -> Vec<Sent> {
    let server = PipedriveStandIn::start(pipedrive::TOKEN);
    let app = pipedrive::app(&server).await;
    pipedrive::office(&app, &[pipedrive::person()]).await;
    submit_as(&app, NAME).await;
    app.deliver().await;
    submit_as(&app, "Another name").await;
    app.deliver_after(Duration::from_secs(1)).await;
    let persons = "/api/v2/persons";
    bodies(
        server.receiver(),
        &[
            ("POST", persons, Published::PipedrivePerson),
            ("PATCH", persons, Published::PipedrivePersonChange),
        ],
    )
}

async fn pipedrive_deals() -> Vec<Sent> {
    let server = PipedriveStandIn::start(pipedrive::TOKEN);
    let app = pipedrive::app(&server).await;
    let draft = app.draft().await;
    app.deliver().await;
    pipedrive::office(
        &app,
        &[pipedrive::deal("{{trigger.body.data.quote.number}}", 5)],
    )
    .await;
    let sent = app.send(&draft).await;
    app.deliver().await;
    server.edit_deal(45, &json!({"value": 1}));
    app.accept(&sent).await;
    app.deliver_after(Duration::from_secs(1)).await;
    app.deliver_after(Duration::from_secs(1)).await;
    let deals = "/api/v2/deals";
    bodies(
        server.receiver(),
        &[
            ("POST", deals, Published::PipedriveDeal),
            ("PATCH", deals, Published::PipedriveDealChange),
        ],
    )
}

/// The bodies that arrived, each as the first that its method and the beginning of its path name.
fn bodies(receiver: &TestReceiver, known: &[(&str, &str, Published)]) -> Vec<Sent> {
    let requests = receiver.requests();
    let named = requests.iter().filter_map(|request| {
        let is_it = |(method, path, _): &&(&str, &str, Published)| {
            request.method.as_str() == *method && request.path.starts_with(path)
        };
        let (_, _, is) = known.iter().find(is_it)?;
        Some(Sent::new(*is, request.json()))
    });
    named.collect()
}
