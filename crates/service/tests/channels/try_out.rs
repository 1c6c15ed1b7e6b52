//! Connections are tried out without a message.

use serde_json::{Value, json};
use winfactor_connectors::channels::VendorAddresses;
use winfactor_service::connections::{TriedOut, try_out};
use winfactor_testkit::{
    TestApp,
    mail_server::{MailServer, MailServerOptions},
    vendors::SlackStandIn,
};

use crate::support::connect;

async fn tried(app: &TestApp, piece: &str, value: Value) -> TriedOut {
    let connection = connect(app, piece, value).await;
    let tried = try_out(&app.service, app.organization.id, connection.id).await;
    tried.unwrap()
}

#[tokio::test]
async fn a_slack_connection_says_whose_it_is() {
    let slack = SlackStandIn::start();
    slack.refuse_token("xoxb-old", "token_revoked");
    for (token, works) in [("xoxb-new", true), ("xoxb-old", false)] {
        let vendors = VendorAddresses {
            slack: slack.address(),
            ..VendorAddresses::default()
        };
        let app = TestApp::sqlite_with(vendors).await;
        let value = json!({"type": "CUSTOM_AUTH", "props": {"botToken": token}});
        match tried(&app, "slack", value).await {
            TriedOut::Works(said) => assert!(works && said.contains("winbot"), "{said}"),
            TriedOut::Fails(why) => assert!(!works && why.contains("connect Slack again"), "{why}"),
            TriedOut::Unknown => panic!("Slack can be asked"),
        }
    }
    assert!(slack.posted().is_empty());
}

#[tokio::test]
async fn a_mail_server_says_whether_it_lets_us_in() {
    let server = MailServer::start(&MailServerOptions::default());
    for (port, works) in [(server.port(), true), (1, false)] {
        let app = TestApp::sqlite().await;
        let props = json!({"host": "127.0.0.1", "port": port, "TLS": false});
        let value = json!({"type": "CUSTOM_AUTH", "props": props});
        match tried(&app, "smtp", value).await {
            TriedOut::Works(_) => assert!(works),
            TriedOut::Fails(why) => assert!(!works && why.contains("check the port"), "{why}"),
            TriedOut::Unknown => panic!("a mail server can be asked"),
        }
    }
}

#[tokio::test]
async fn what_can_only_be_tried_with_a_message_says_so() {
    let app = TestApp::sqlite().await;
    let value = json!({"type": "NO_AUTH"});
    assert_eq!(tried(&app, "webhook", value).await, TriedOut::Unknown);
}
