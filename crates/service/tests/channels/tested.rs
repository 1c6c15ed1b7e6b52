//! Connections are tested when they are saved and on demand, without a message to anybody.

use serde_json::{Value, json};
use winfactor_connectors::channels::VendorAddresses;
use winfactor_domain::ConnectionId;
use winfactor_service::{
    ServiceError,
    connections::{
        self, ConnectionPatch, ConnectionStatus, NewConnection, Saved, TestResult, Tested,
    },
    idempotency::{FirstAnswer, Idempotency, IdempotencyKey, request_hash},
};
use winfactor_testkit::{
    Answer, TestApp,
    mail_server::{MailServer, MailServerOptions},
    vendors::{
        GmailStandIn, HubSpotStandIn, SheetsStandIn, SlackStandIn, TokenGiver, gmail,
        slack::HOOK,
        teams::{self, TeamsStandIn},
        whatsapp::{self, WhatsAppStandIn},
    },
};

use crate::{
    flows::alerts,
    support::{connect, object, state_of},
};

/// Saves a connection `office` and looks at what its test came to.
async fn saved(app: &TestApp, piece: &str, value: Value) -> Saved {
    let new = NewConnection {
        external_id: "office".to_owned(),
        display_name: "The office's".to_owned(),
        piece_name: format!("@activepieces/piece-{piece}"),
        value: object(&value),
    };
    let created = connections::create(&app.service, app.organization.id, new, None).await;
    created.unwrap().created().unwrap()
}

async fn on_save(app: &TestApp, piece: &str, value: Value) -> (Tested, ConnectionStatus) {
    let saved = saved(app, piece, value).await;
    (saved.tested.unwrap(), saved.connection.state.status)
}

const WORKS: (TestResult, ConnectionStatus) = (TestResult::Works, ConnectionStatus::Works);
const FAILS: (TestResult, ConnectionStatus) = (TestResult::Fails, ConnectionStatus::Broken);
const UNKNOWN: (TestResult, ConnectionStatus) = (TestResult::Unknown, ConnectionStatus::Works);

/// Saves each value with an installation of its own and checks what is said of it.
async fn check(
    piece: &str,
    vendors: &VendorAddresses,
    table: Vec<(Value, (TestResult, ConnectionStatus), &str)>,
) {
    for (value, expected, said) in table {
        let app = TestApp::sqlite_with(vendors.clone()).await;
        let (tested, status) = on_save(&app, piece, value.clone()).await;
        assert_eq!((tested.result, status), expected, "{piece}: {tested:?}");
        assert!(tested.message.contains(said), "{piece}: {tested:?}");
        assert_eq!(alerts(&app).await.len(), 0, "who saves it is told at once");
    }
}

fn secret(text: &str) -> Value {
    json!({"type": "SECRET_TEXT", "secret_text": text})
}

fn props(props: Value) -> Value {
    json!({"type": "CUSTOM_AUTH", "props": props})
}

#[tokio::test]
async fn a_slack_connection_says_whose_it_is() {
    let slack = SlackStandIn::start();
    slack.refuse_token("xoxb-old", "token_revoked");
    slack.refuse_token(HOOK, "no_service");
    let vendors = slack.vendors();
    let table = vec![
        (props(json!({"botToken": "xoxb-new"})), WORKS, "winbot"),
        (props(json!({"userToken": "xoxp-new"})), WORKS, "winbot"),
        (
            props(json!({"botToken": "xoxb-old"})),
            FAILS,
            "connect Slack again",
        ),
        (secret(&slack.webhook()), UNKNOWN, "send one to try it"),
    ];
    check("slack", &vendors, table).await;
    assert!(slack.posted().is_empty());
}

#[tokio::test]
async fn a_mail_server_says_whether_it_lets_us_in() {
    let server = MailServer::start(&MailServerOptions::default());
    let at = |port: u16| props(json!({"host": "127.0.0.1", "port": port, "TLS": false}));
    let half = props(json!({"host": "127.0.0.1", "port": 25, "email": "a@w.example"}));
    let table = vec![
        (at(server.port()), WORKS, "takes mail from here"),
        (at(1), UNKNOWN, "check the port"),
        (half, FAILS, "both a user and a password"),
    ];
    check("smtp", &VendorAddresses::default(), table).await;
}

#[tokio::test]
async fn a_hubspot_connection_says_whose_it_is() {
    let hubspot = HubSpotStandIn::start("pat-new");
    let vendors = VendorAddresses {
        hubspot: hubspot.address(),
        ..VendorAddresses::default()
    };
    let table = vec![
        (secret("pat-new"), WORKS, "123456"),
        (secret("pat-old"), FAILS, "does not take the access token"),
    ];
    check("hubspot", &vendors, table).await;
    assert!(hubspot.contacts().is_empty());
}

#[tokio::test]
async fn a_gmail_connection_says_whose_it_is() {
    let server = GmailStandIn::start();
    let vendors = VendorAddresses {
        gmail: server.address(),
        google_oauth: server.address(),
        ..VendorAddresses::default()
    };
    let account = |token: &str| json!({"type": "OAUTH2", "access_token": token});
    let service_account = props(json!({
        "serviceAccount": server.key_file(), "userEmail": gmail::OWNER,
    }));
    let nobodys = props(json!({"serviceAccount": server.key_file()}));
    let table = vec![
        (account(gmail::TOKEN), WORKS, gmail::OWNER),
        (account("ended"), FAILS, "connect"),
        (service_account, WORKS, gmail::OWNER),
        (nobodys, FAILS, "userEmail"),
    ];
    check("gmail", &vendors, table).await;
    assert!(server.kept().is_empty());
}

#[tokio::test]
async fn google_says_whether_it_lets_an_account_in() {
    let sheets = SheetsStandIn::start("Leads", &["Name"]);
    let vendors = VendorAddresses {
        google: sheets.address(),
        google_oauth: sheets.address(),
        ..VendorAddresses::default()
    };
    let mut other_key: Value = serde_json::from_str(&sheets.key_file()).unwrap();
    other_key["client_email"] = json!("nobody@winfactor.example");
    let table = vec![
        (
            props(json!({"serviceAccount": sheets.key_file()})),
            WORKS,
            "Share each spreadsheet with",
        ),
        (
            props(json!({"serviceAccount": other_key.to_string()})),
            FAILS,
            "does not let the service account",
        ),
        (
            json!({"type": "OAUTH2", "access_token": "ended"}),
            FAILS,
            "connect the account again",
        ),
    ];
    check("google-sheets", &vendors, table).await;
}

#[tokio::test]
async fn a_teams_account_says_whose_it_is() {
    let graph = TeamsStandIn::start();
    let vendors = VendorAddresses {
        graph: Some(graph.address()),
        ..VendorAddresses::default()
    };
    let account = |token: &str| json!({"type": "OAUTH2", "access_token": token});
    let table = vec![
        (account(teams::TOKEN), WORKS, "Eva de Vries"),
        (account("ended"), FAILS, "connect again"),
        (secret(&graph.webhook()), UNKNOWN, "send one to try it"),
    ];
    check("microsoft-teams", &vendors, table).await;
    assert!(graph.taken().is_empty());
}

#[tokio::test]
async fn a_whatsapp_account_says_what_it_is_called() {
    let server = WhatsAppStandIn::start();
    let vendors = VendorAddresses {
        whatsapp: server.address(),
        ..VendorAddresses::default()
    };
    let account =
        |token: &str, id: &str| props(json!({"access_token": token, "businessAccountId": id}));
    let lacks_the_id = (TestResult::Fails, ConnectionStatus::Works);
    let table = vec![
        (
            account(whatsapp::TOKEN, whatsapp::ACCOUNT),
            WORKS,
            "Windows & Doors",
        ),
        (account("old", whatsapp::ACCOUNT), FAILS, "enter a new one"),
        (account(whatsapp::TOKEN, "1"), FAILS, "check its ID"),
        (
            account(whatsapp::TOKEN, ""),
            lacks_the_id,
            "enter the ID of the business account",
        ),
    ];
    check("whatsapp", &vendors, table).await;
    assert!(server.taken().is_empty());
}

#[tokio::test]
async fn what_can_only_be_tried_with_a_message_says_so() {
    let nobody = vec![
        (json!({"type": "NO_AUTH"}), UNKNOWN, "Nobody can be asked"),
        (secret("key"), UNKNOWN, "Nobody can be asked"),
    ];
    check("http", &VendorAddresses::default(), nobody).await;
}

#[tokio::test]
async fn a_service_that_does_not_answer_keeps_nothing_from_being_saved() {
    let slack = SlackStandIn::start();
    slack.answer_next([Answer::status(500)]);
    let vendors = slack.vendors();
    let bot = || props(json!({"botToken": "xoxb-new"}));
    let app = TestApp::sqlite_with(vendors).await;
    let (tested, status) = on_save(&app, "slack", bot()).await;
    assert_eq!((tested.result, status), UNKNOWN, "{tested:?}");
    // No service answers at all.
    let app = TestApp::sqlite().await;
    let (tested, status) = on_save(&app, "slack", bot()).await;
    assert_eq!((tested.result, status), UNKNOWN, "{tested:?}");
}

#[tokio::test]
async fn a_test_says_how_a_connection_stands_by_now() {
    let slack = SlackStandIn::start();
    let vendors = slack.vendors();
    for app in [
        TestApp::sqlite_with(vendors.clone()).await,
        TestApp::postgres_with(vendors).await,
    ] {
        let office = connect(&app, "slack", props(json!({"botToken": "xoxb-1"}))).await;
        let test = async || {
            let tested = connections::test(&app.service, app.organization.id, office.id).await;
            (tested.unwrap().result, state_of(&app, &office).await)
        };
        slack.refuse_token("xoxb-1", "token_revoked");
        let (result, state) = test().await;
        assert_eq!(
            (result, state.status),
            (TestResult::Fails, ConnectionStatus::Expired)
        );
        assert!(state.reason.unwrap().contains("token_revoked"));
        slack.answer_next([Answer::status(503)]);
        let (result, state) = test().await;
        assert_eq!(
            (result, state.status),
            (TestResult::Unknown, ConnectionStatus::Expired),
            "no answer says nothing new"
        );
        slack.open_channel("xoxb-1");
        let (result, state) = test().await;
        assert_eq!(
            (result, state.status),
            (TestResult::Works, ConnectionStatus::Works)
        );
        assert_eq!(state.reason, None);
    }
}

#[tokio::test]
async fn another_value_is_tested_when_it_is_saved() {
    let slack = SlackStandIn::start();
    slack.refuse_token("xoxb-bad", "invalid_auth");
    let vendors = slack.vendors();
    let app = TestApp::sqlite_with(vendors).await;
    let office = connect(&app, "slack", props(json!({"botToken": "xoxb-1"}))).await;
    let (service, organization) = (&app.service, app.organization.id);
    let change = async |patch: ConnectionPatch| {
        let changed = connections::update(service, organization, office.id, patch).await;
        changed.unwrap()
    };
    let with = |token: &str| ConnectionPatch {
        value: Some(object(&props(json!({"botToken": token})))),
        ..ConnectionPatch::default()
    };
    let bad = change(with("xoxb-bad")).await;
    assert_eq!(bad.tested.unwrap().result, TestResult::Fails);
    assert_eq!(bad.connection.state.status, ConnectionStatus::Broken);
    let good = change(with("xoxb-2")).await;
    assert_eq!(good.tested.unwrap().result, TestResult::Works);
    assert_eq!(good.connection.state.status, ConnectionStatus::Works);
    let renamed = change(ConnectionPatch {
        display_name: Some("Slack".to_owned()),
        ..ConnectionPatch::default()
    });
    assert_eq!(renamed.await.tested, None, "nothing new to ask");
}

#[tokio::test]
async fn access_that_has_ended_is_renewed_before_the_test() {
    let slack = SlackStandIn::start();
    slack.refuse_token("xoxb-0", "token_expired");
    let giver = TokenGiver::start();
    let vendors = slack.vendors();
    let app = TestApp::sqlite_with(vendors).await;
    let saved = saved(&app, "slack", giver.value(Some(0))).await;
    assert_eq!(saved.tested.unwrap().result, TestResult::Works);
    assert_eq!(giver.asked(), 1);
    let unknown_age = TokenGiver::start();
    let other = TestApp::sqlite_with(slack.vendors()).await;
    let (tested, _) = on_save(&other, "slack", unknown_age.value(None)).await;
    assert_eq!((tested.result, unknown_age.asked()), (TestResult::Works, 1));
    let organization = app.organization.id;
    let test = async || {
        let tested = connections::test(&app.service, organization, saved.connection.id).await;
        tested.unwrap().result
    };
    assert_eq!(test().await, TestResult::Works);
    assert_eq!(giver.asked(), 1, "the new access is kept");
    // It is taken no more, though its time is not over; it has a refresh token.
    app.clock.advance(std::time::Duration::from_secs(120));
    slack.refuse_token("xoxb-1", "token_revoked");
    assert_eq!(test().await, TestResult::Works);
    assert_eq!(giver.asked(), 2);
    // Now there is no way but to connect again.
    app.clock.advance(std::time::Duration::from_secs(120));
    slack.refuse_token("xoxb-2", "token_revoked");
    giver.withdraw();
    assert_eq!(test().await, TestResult::Fails);
}

#[tokio::test]
async fn no_access_is_asked_for_with_a_value_that_is_not_kept() {
    let slack = SlackStandIn::start();
    let app = TestApp::sqlite_with(slack.vendors()).await;
    let organization = app.organization.id;
    let giver = TokenGiver::start();
    let new = |giver: &TokenGiver| NewConnection {
        external_id: "office".to_owned(),
        display_name: "The office's".to_owned(),
        piece_name: "@activepieces/piece-slack".to_owned(),
        value: object(&giver.value(Some(0))),
    };
    let once = || {
        Some(Idempotency {
            key: IdempotencyKey::parse("office-1").unwrap(),
            request_hash: request_hash(&[b"POST"]),
            render: Box::new(|saved: &Saved| FirstAnswer {
                status: 201,
                body: saved.connection.id.to_string(),
            }),
        })
    };
    for _ in 0..2 {
        let made = connections::create(&app.service, organization, new(&giver), once());
        made.await.unwrap();
    }
    assert_eq!(giver.asked(), 1, "a refresh token is good for one use");

    let other = TokenGiver::start();
    let taken = connections::create(&app.service, organization, new(&other), None).await;
    assert!(
        matches!(&taken, Err(ServiceError::Conflict { code, .. }) if *code == "external_id_taken"),
        "{taken:?}"
    );
    let patch = ConnectionPatch {
        piece_name: Some("@activepieces/piece-slack".to_owned()),
        value: Some(object(&other.value(Some(0)))),
        ..ConnectionPatch::default()
    };
    let nobody = ConnectionId::new(app.service.now(), app.service.rng());
    let missing = connections::update(&app.service, organization, nobody, patch).await;
    assert!(missing.is_err());
    assert_eq!(other.asked(), 0);
}
