//! `winfactor flow recipes` and `recipe`: ready-made flows without a server.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod support;

use std::{
    fs,
    process::{Command, Stdio},
};

use serde_json::{Value, json};
use support::flow_desk::Desk;

#[test]
fn ready_made_flows_are_listed_with_what_is_filled_in() {
    let desk = Desk::new();
    let said = desk.flow(&["recipes", "--event", "lead.created", "--json"]);
    assert_eq!(said.status, 0);
    let listed = said.json();
    let recipes = listed["recipes"].as_array().unwrap();
    let ids: Vec<&str> = recipes
        .iter()
        .map(|it| it["id"].as_str().unwrap())
        .collect();
    let expected = [
        "lead-to-inbox",
        "lead-to-slack",
        "lead-to-teams",
        "lead-to-email",
        "lead-to-sheets",
        "lead-to-hubspot",
    ];
    assert_eq!(ids, expected);
    let channel = json!({
        "key": "channel", "label": "Slack channel ID", "default": null, "required": true,
    });
    assert_eq!(recipes[1]["settings"][0], channel);
    let said = desk.flow(&["recipes", "--locale", "nl"]);
    assert_eq!(said.out.lines().next(), Some("submission-to-inbox"));
    assert!(
        said.out
            .contains("wanneer een klant een offerte accepteert"),
        "{}",
        said.out
    );
}

#[test]
fn a_ready_made_flow_is_written_filled_in_and_has_no_problems() {
    let desk = Desk::new();
    let arguments = [
        "recipe",
        "quote-unanswered-to-slack",
        "--locale",
        "de",
        "--set",
        "channel=C123",
        "--set",
        "days=7",
        "--output",
        "flow.json",
    ];
    let said = desk.flow(&arguments);
    assert_eq!((said.status, said.out.as_str()), (0, ""));
    let template: Value =
        serde_json::from_str(&fs::read_to_string(desk.path("flow.json")).unwrap()).unwrap();
    assert_eq!(
        template["name"],
        "Angebot angesehen, keine Antwort: Nachricht in Slack"
    );
    let wait = &template["flows"][0]["trigger"]["nextAction"];
    assert_eq!(
        wait["settings"]["input"],
        json!({"unit": "days", "delayFor": 7})
    );
    let checked = desk.flow(&["validate", "flow.json"]);
    assert_eq!(checked.status, 0, "{}", checked.out);
    let bare = desk.flow(&["recipe", "lead-to-slack"]);
    assert_eq!(
        (bare.status, bare.json()["type"].clone()),
        (0, json!("SHARED"))
    );
}

#[test]
fn what_cannot_be_used_is_told() {
    let desk = Desk::new();
    let table: [(&[&str], &str); 4] = [
        (
            &["make-coffee"],
            "there is no recipe make-coffee; `winfactor flow recipes` lists them",
        ),
        (
            &["lead-to-slack", "--set", "chanel=C1"],
            "the setting chanel is none of this recipe, which has: channel, connection",
        ),
        (
            &["lead-to-slack", "--set", "channel"],
            "--set wants KEY=VALUE, not channel",
        ),
        (
            &["lead-to-slack", "--time-zone", "Mars/Base"],
            "Mars/Base is no time zone of the IANA database",
        ),
    ];
    for (arguments, expected) in table {
        let said = desk.flow(&[&["recipe"], arguments].concat());
        assert_eq!(said.status, 2, "{arguments:?}");
        assert!(said.err.contains(expected), "{}", said.err);
    }
}

#[test]
fn whoever_reads_only_the_beginning_breaks_nothing() {
    let (reader, answer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = Command::new(env!("CARGO_BIN_EXE_winfactor"));
    let said = command
        .args(["flow", "recipes"])
        .stdout(answer)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
        .wait_with_output()
        .unwrap();
    let err = String::from_utf8_lossy(&said.stderr);
    assert!(said.status.success() && err.is_empty(), "{err}");
}
