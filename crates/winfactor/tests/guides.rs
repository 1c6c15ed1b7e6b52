//! The guides, followed to the letter: their commands run in bash, against a server of one's own and
//! stand-ins of Slack and ActivePieces. Only what a reader fills in is filled in.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod support;

use std::{env, fs, path::Path, process::Command};

use serde_json::{Value, json};
use support::{
    Installation, Server,
    flow_desk::{flow, step},
    run, submission, text,
};
use winfactor_testkit::vendors::{ActivePiecesStandIn, SlackStandIn};

/// The commands of a guide that speak to something, each block by itself.
fn commands(guide: &str, that_have: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs/guides")
        .join(guide);
    let guide = fs::read_to_string(path).unwrap();
    let blocks = guide.split("```sh\n").skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap().to_owned())
        .filter(|block| block.contains(that_have))
        .collect()
}

/// Puts in what the reader has instead of the guide's examples, each of which has to be there.
fn filled_in(commands: &str, by_reader: &[(&str, &str)]) -> String {
    let mut commands = commands.to_owned();
    for (example, own) in by_reader {
        assert!(commands.contains(example), "{example} in: {commands}");
        commands = commands.replace(example, own);
    }
    assert!(!commands.contains('…'), "to be filled in: {commands}");
    commands
}

/// Runs commands as the guide's reader does, up to the first that fails; what they printed.
fn follow(server: &Server, commands: &str) -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_winfactor"));
    let mut path = binary.parent().unwrap().as_os_str().to_owned();
    path.push(":");
    path.push(env::var_os("PATH").unwrap());
    let mut bash = Command::new("bash");
    bash.args(["-c", &format!("set -euo pipefail\n{commands}")])
        .env("PATH", path)
        .env("WINFACTOR_URL", &server.url)
        .env("PASSWORD", ActivePiecesStandIn::PASSWORD);
    let said = run(bash, "");
    let out = text(&said.stdout);
    assert!(said.status.success(), "{out}{}", text(&said.stderr));
    out
}

#[tokio::test]
async fn the_first_message_arrives_in_slack() {
    let slack = SlackStandIn::start();
    let installation = Installation::sqlite();
    let server = installation
        .serve_with(&[("WINFACTOR_BASE_URL_SLACK", &slack.address())])
        .await;
    let blocks = commands("first-message.md", "/api/v1/");
    let [connect, make] = &blocks[..] else {
        panic!("one block keeps the token, one makes the flow: {blocks:?}");
    };
    let reader_has = [
        ("http://127.0.0.1:8080", server.url.as_str()),
        ("wf_live_…", &installation.api_key),
        ("xoxb-…", "xoxb-of-the-office"),
    ];
    let connect = filled_in(connect, &reader_has);

    let told: Value = serde_json::from_str(&follow(&server, &connect)).unwrap();
    assert_eq!(told["test"]["result"], "works", "{told}");
    let of_whom = told["test"]["message"].as_str().unwrap();
    assert!(of_whom.contains("Windows"), "{of_whom}");

    // The second block uses what the first one has set.
    let settings: Vec<&str> = connect.lines().take(2).collect();
    let made = follow(&server, &format!("{}\n{make}", settings.join("\n")));
    let made: Value = serde_json::from_str(&made).unwrap();
    assert_eq!(made["enabled"], true, "{made}");
    assert_eq!(made["ownerName"], "Anna de Vries");

    let template = server.add_template().await;
    let sent = submission(&template, "John Smith");
    server.post("/submissions", &sent).await;
    slack.wait_for_message().await;
    let posted = slack.posted();
    assert_eq!(posted[0].channel, "C0123456789");
    // Nothing breaks between a number and its unit.
    let message = slack.texts()[0].replace('\u{a0}', " ");
    for line in [
        "New submission received",
        "Customer: John Smith",
        "Template: Modern Glass Panel",
        "Size: 2,400 × 1,500 mm",
    ] {
        assert!(message.contains(line), "{line}: {message}");
    }
}

#[tokio::test]
async fn the_first_message_goes_through_activepieces() {
    let installation = Installation::sqlite();
    let server = installation.serve().await;
    let there = ActivePiecesStandIn::start();
    there.add_connection("slack", "@activepieces/piece-slack");
    let blocks = commands("first-message-activepieces.md", "activepieces connect");
    assert_eq!(blocks.len(), 1, "{blocks:?}");
    let reader_has = [
        ("https://activepieces.example.com", there.address()),
        ("anna@example.com", ActivePiecesStandIn::EMAIL.to_owned()),
        ("http://127.0.0.1:8080", server.url.clone()),
        ("wf_live_…", installation.api_key.clone()),
    ];
    let reader_has = reader_has
        .each_ref()
        .map(|(example, own)| (*example, own.as_str()));
    let connect = filled_in(&blocks[0], &reader_has);

    let said = follow(&server, &connect);
    assert!(said.contains("the run succeeded"), "{said}");
    assert_eq!(there.runs().len(), 1, "{said}");
    assert_eq!(there.runs()[0].body()["eventType"], "submission.created");

    // "The command can be repeated": no second flow, and another run to look at.
    follow(&server, &connect);
    assert_eq!((there.flows().len(), there.runs().len()), (1, 2));
}

#[tokio::test]
async fn a_flow_of_ones_own_moves_with_one_command() {
    let installation = Installation::sqlite();
    let server = installation.serve().await;
    let there = ActivePiecesStandIn::start();
    there.add_connection("slack", "@activepieces/piece-slack");
    let input = json!({"auth": "{{connections['slack']}}", "channel": "C1", "sendAsBot": true,
        "text": "Hello"});
    let mut message = step("message", "slack", "send_channel_message", input);
    message["settings"]["pieceVersion"] = "0.17.0".into();
    let kept = server.post("/flows", &flow("Tell sales", message)).await;
    let blocks = commands("move-a-flow.md", "activepieces connect");
    assert_eq!(blocks.len(), 1, "{blocks:?}");
    let reader_has = [
        ("https://activepieces.example.com", there.address()),
        ("anna@example.com", ActivePiecesStandIn::EMAIL.to_owned()),
        ("flow_…", kept["id"].as_str().unwrap().to_owned()),
        (" KEY", format!(" {}", installation.api_key)),
    ];
    let reader_has = reader_has
        .each_ref()
        .map(|(example, own)| (*example, own.as_str()));

    let said = follow(&server, &filled_in(&blocks[0], &reader_has));
    assert!(said.contains("the run succeeded"), "{said}");
    let moved = there.published(&there.flows()[0]).unwrap();
    assert_eq!(moved["displayName"], "Tell sales");
}
