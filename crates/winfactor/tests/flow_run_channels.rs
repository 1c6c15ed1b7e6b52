//! `winfactor flow run` with steps of channels: shown without `--send`, and sent with it.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod support;

use std::{fs, path::Path};

use serde_json::{Value, json};
use support::flow_desk::{Desk, Said, flow, step};
use winfactor_testkit::{
    Answer, Identity,
    mail_server::{Encryption, MailServer, MailServerOptions},
    vendors::{
        HubSpotStandIn, PipedriveStandIn, SalesforceStandIn, SheetsStandIn, SlackStandIn,
        google_sheets::SPREADSHEET,
        teams::TeamsStandIn,
        whatsapp::{self, WhatsAppStandIn},
    },
};

const SLACK_TOKEN: &str = "xoxb-office";
const HUBSPOT_TOKEN: &str = "pat-eu1-office";
const PIPEDRIVE_TOKEN: &str = "4f1c0e6a1b2c3d4e";
const NAME: &str = "John Smith";

/// Everybody that a flow can write to.
struct Town {
    slack: SlackStandIn,
    teams: TeamsStandIn,
    mail: MailServer,
    sheet: SheetsStandIn,
    hubspot: HubSpotStandIn,
    pipedrive: PipedriveStandIn,
    whatsapp: WhatsAppStandIn,
}

impl Town {
    fn start() -> Town {
        Town {
            slack: SlackStandIn::start(),
            teams: TeamsStandIn::start(),
            mail: MailServer::start(&MailServerOptions::default()),
            sheet: SheetsStandIn::start("Requests", &["Customer"]),
            hubspot: HubSpotStandIn::start(HUBSPOT_TOKEN),
            pipedrive: PipedriveStandIn::start(PIPEDRIVE_TOKEN),
            whatsapp: WhatsAppStandIn::start(),
        }
    }

    fn connections(&self) -> Value {
        let secret = |text: &str| json!({"type": "SECRET_TEXT", "secret_text": text});
        let custom = |props: Value| json!({"type": "CUSTOM_AUTH", "props": props});
        json!({
            "slack": custom(json!({"botToken": SLACK_TOKEN})),
            "microsoft-teams": secret(&self.teams.webhook()),
            "smtp": custom(json!({"host": "127.0.0.1", "port": self.mail.port(), "TLS": false})),
            "google-sheets": custom(json!({"serviceAccount": self.sheet.key_file()})),
            "hubspot": secret(HUBSPOT_TOKEN),
            "pipedrive": secret(PIPEDRIVE_TOKEN),
            "whatsapp": custom(json!({
                "access_token": whatsapp::TOKEN, "businessAccountId": "1",
            })),
        })
    }

    /// Runs the flow `flow.json` of the desk with the payload and connections there.
    fn run(&self, desk: &Desk, more: &[&str]) -> Said {
        let sheet = self.sheet.address();
        let addresses = [
            ("--base-url-slack", self.slack.address()),
            ("--base-url-graph", self.teams.address()),
            ("--base-url-google", sheet.clone()),
            ("--base-url-google-oauth", sheet),
            ("--base-url-hubspot", self.hubspot.address()),
            ("--base-url-pipedrive", self.pipedrive.address()),
            ("--base-url-whatsapp", self.whatsapp.address()),
        ];
        let mut arguments = vec!["run", "flow.json", "--payload", "payload.json"];
        arguments.extend(["--connections", "keys.json", "--json"]);
        arguments.extend(["--allow-host", "127.0.0.1"]);
        for (option, address) in &addresses {
            arguments.extend([*option, address.as_str()]);
        }
        arguments.extend(more);
        desk.flow(&arguments)
    }

    fn desk(&self, steps: Vec<Value>, payload: &Value) -> Desk {
        let desk = Desk::new();
        let chain = |next: Value, mut step: Value| {
            if !next.is_null() {
                step["nextAction"] = next;
            }
            step
        };
        let first = steps.into_iter().rev().fold(Value::Null, chain);
        desk.write("flow.json", flow("All channels", first));
        desk.write("payload.json", payload);
        desk.write("keys.json", self.connections());
        desk
    }
}

/// What starts a flow when a submission arrives.
fn payload() -> Value {
    payload_of("submission.created")
}

fn payload_of(event_type: &str) -> Value {
    let path = format!("../../fixtures/events/{event_type}.json");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let body: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    json!({"method": "POST", "headers": {}, "queryParams": {}, "body": body})
}

fn channel(piece: &str, action: &str, input: Value) -> Value {
    let mut input = input;
    input["auth"] = json!(format!("{{{{connections['{piece}']}}}}"));
    step(&piece.replace('-', "_"), piece, action, input)
}

fn slack() -> Value {
    let text = "New: {{trigger.body.data.customer.name}}";
    channel(
        "slack",
        "send_channel_message",
        json!({"channel": "C1", "text": text}),
    )
}

fn mail(from: &str) -> Value {
    let input = json!({
        "from": from, "to": ["sales@window-door-solutions.example"], "attachments": [],
        "subject": "New: {{trigger.body.data.customer.name}}", "body_type": "plain_text",
        "body": "Hello",
    });
    channel("smtp", "send-email", input)
}

fn contact() -> Value {
    let properties = json!({"firstname": "{{trigger.body.data.customer.name}}"});
    let input = json!({"email": "john.smith@example.com", "objectProperties": properties});
    channel("hubspot", "create-or-update-contact", input)
}

fn deal() -> Value {
    let input = json!({"title": "{{trigger.body.data.customer.name}}", "stageId": 5});
    channel("pipedrive", "create-deal", input)
}

fn all(from: &str) -> Vec<Value> {
    let teams = json!({
        "teamId": "t1", "channelId": "c1", "contentType": "text",
        "content": "{{trigger.body.data.customer.name}}",
    });
    let row = json!({
        "spreadsheetId": SPREADSHEET, "sheetId": 0, "first_row_headers": true,
        "values": {"A": "{{trigger.body.data.customer.name}}"},
    });
    let whatsapp = json!({
        "phone_number_id": whatsapp::NUMBER, "to": "+31612345678", "text": "Hello",
    });
    vec![
        slack(),
        channel(
            "microsoft-teams",
            "microsoft_teams_send_channel_message",
            teams,
        ),
        mail(from),
        channel("google-sheets", "insert_row", row),
        contact(),
        deal(),
        channel("whatsapp", "sendMessage", whatsapp),
    ]
}

/// An address at the domain of the fixture's organization.
fn office() -> String {
    let payload = payload();
    let email = payload.pointer("/body/organization/email").unwrap();
    let (_, domain) = email.as_str().unwrap().rsplit_once('@').unwrap();
    format!("desk@{domain}")
}

#[test]
fn what_would_be_sent_is_shown_and_reaches_nobody() {
    let town = Town::start();
    let desk = town.desk(all(&office()), &payload());
    let said = town.run(&desk, &[]);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    let shown = said.json()["channels"].as_array().unwrap().clone();
    assert_eq!(shown.len(), 7);
    let expected = json!({
        "step": "slack", "piece": "@activepieces/piece-slack", "action": "send_channel_message",
        "input": {"channel": "C1", "text": format!("New: {NAME}")},
    });
    assert_eq!(shown[0], expected);
    assert!(!said.out.contains(SLACK_TOKEN) && !said.out.contains(HUBSPOT_TOKEN));
    assert_eq!(town.slack.posted().len(), 0);
    assert_eq!(town.teams.taken().len(), 0);
    assert_eq!(town.sheet.rows().len(), 1, "the headers alone");
    assert_eq!(town.hubspot.contacts().len(), 0);
    assert!(town.pipedrive.receiver().requests().is_empty());
    assert_eq!(town.whatsapp.taken().len(), 0);
}

#[test]
fn every_channel_gets_what_is_sent() {
    let mut town = Town::start();
    let desk = town.desk(all(&office()), &payload());
    let said = town.run(&desk, &["--send"]);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    let steps = &said.json()["steps"];
    assert_eq!(town.slack.posted()[0].body["text"], format!("New: {NAME}"));
    assert_eq!(steps["slack"]["output"]["ok"], true);
    assert!(town.teams.taken()[0].1.to_string().contains(NAME));
    assert_eq!(
        town.mail.next_mail().header("subject"),
        [format!("New: {NAME}")]
    );
    assert_eq!(town.sheet.rows()[1], [json!(NAME)]);
    assert_eq!(town.hubspot.contacts()[0].1["firstname"], NAME);
    assert_eq!(town.pipedrive.deals()[0]["title"], NAME);
    assert_eq!(town.whatsapp.taken()[0]["to"], "+31612345678");
    assert!(!said.out.contains(SLACK_TOKEN) && !said.out.contains(HUBSPOT_TOKEN));
}

#[test]
fn what_is_sent_again_makes_no_second_deal() {
    let town = Town::start();
    let desk = town.desk(vec![deal()], &payload());
    for _ in 0..2 {
        let said = town.run(&desk, &["--send"]);
        assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    }
    assert_eq!(town.pipedrive.deals().len(), 1);
}

#[test]
fn a_receiver_that_asks_to_wait_gets_it_afterwards() {
    let town = Town::start();
    let busy = Answer::status(429).header("retry-after", "0");
    town.slack.answer_next([busy]);
    let desk = town.desk(vec![slack()], &payload());
    let said = town.run(&desk, &["--send"]);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    assert_eq!(town.slack.posted().len(), 1);
}

#[test]
fn a_receiver_that_asks_to_wait_for_long_is_told() {
    let town = Town::start();
    let busy = Answer::status(429).header("retry-after", "600");
    town.slack.answer_next([busy]);
    let desk = town.desk(vec![slack()], &payload());
    let said = town.run(&desk, &["--send"]);
    assert_eq!(said.status, 1);
    let message = said.json()["failedStep"]["message"].to_string();
    assert!(message.contains("asks to wait"), "{message}");
    assert_eq!(town.slack.posted().len(), 0);
}

#[test]
fn mail_is_sent_from_the_organizations_own_domain_only() {
    let town = Town::start();
    let desk = town.desk(vec![mail("john.smith@example.com")], &payload());
    let said = town.run(&desk, &["--send"]);
    assert_eq!(said.status, 1);
    let message = said.json()["failedStep"]["message"].to_string();
    assert!(
        message.contains("the sender must be an address at"),
        "{message}"
    );
}

#[test]
fn a_lead_gets_the_names_of_the_payloads_customer() {
    let salesforce = SalesforceStandIn::start("00D-office");
    let town = Town::start();
    let lead = json!({"object": "Lead", "data": {"Email": "{{trigger.body.data.customer.email}}"}});
    let desk = town.desk(
        vec![channel("salesforce", "create_record", lead)],
        &payload(),
    );
    let connection = json!({"type": "OAUTH2", "access_token": "00D-office"});
    desk.write("keys.json", json!({"salesforce": connection}));
    let address = salesforce.address();
    let said = town.run(&desk, &["--send", "--base-url-salesforce", &address]);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    let leads = salesforce.records("Lead");
    assert_eq!(leads[0].1["LastName"], "Smith");
    assert!(!said.out.contains("00D-office"));
}

#[test]
fn a_test_event_writes_nothing_to_the_crm() {
    let town = Town::start();
    let mut payload = payload();
    payload["body"]["test"] = json!(true);
    let desk = town.desk(vec![contact(), slack()], &payload);
    let said = town.run(&desk, &["--send"]);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    assert_eq!(said.json()["steps"]["hubspot"]["output"]["test"], true);
    assert_eq!(town.hubspot.contacts().len(), 0);
    assert_eq!(town.slack.posted().len(), 1);
}

#[test]
fn a_test_and_quote_created_reach_no_customer_even_by_a_command() {
    let to_customer = || {
        let to = "{{trigger.body.data.customer.phone}}";
        let input = json!({"phone_number_id": whatsapp::NUMBER, "to": to, "text": "Hello"});
        vec![channel("whatsapp", "sendMessage", input), slack()]
    };
    let town = Town::start();
    let mut test = payload();
    test["body"]["test"] = json!(true);
    let said = town.run(&town.desk(to_customer(), &test), &["--send"]);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    let output = &said.json()["steps"]["whatsapp"]["output"];
    assert_eq!(
        (&output["test"], &output["sent"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(town.slack.posted().len(), 1, "the team hears of it");

    let desk = town.desk(to_customer(), &payload_of("quote.created"));
    let said = town.run(&desk, &["--send"]);
    assert_eq!(said.status, 1);
    let message = said.json()["failedStep"]["message"].to_string();
    assert!(message.contains("quote.created is internal"), "{message}");
    assert_eq!(town.whatsapp.taken().len(), 0);
    let said = town.run(
        &town.desk(to_customer(), &payload_of("quote.sent")),
        &["--send"],
    );
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    assert_eq!(town.whatsapp.taken().len(), 1);
}

#[test]
fn a_mail_server_with_a_certificate_of_its_own_needs_the_operators_word() {
    let identity = Identity::of("127.0.0.1");
    let mut town = Town::start();
    town.mail = MailServer::start(&MailServerOptions {
        encryption: Encryption::StartTls(identity.certificate(), identity.key()),
        ..MailServerOptions::default()
    });
    let desk = town.desk(vec![mail(&office())], &payload());
    let said = town.run(&desk, &["--send"]);
    assert_eq!(said.status, 1);
    let message = said.json()["failedStep"]["message"].to_string();
    assert!(message.contains("certificate"), "{message}");

    let file = identity.certificate();
    let said = town.run(&desk, &["--send", "--ca-file", file.to_str().unwrap()]);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    assert!(town.mail.next_mail().encrypted);

    let key = identity.key();
    let said = town.run(&desk, &["--send", "--ca-file", key.to_str().unwrap()]);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("--ca-file"), "{}", said.err);
    assert!(said.err.contains("no certificate in it"), "{}", said.err);
}
