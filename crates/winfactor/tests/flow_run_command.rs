//! `winfactor flow run` as integrators use it: what it refuses and with which exit status, what it
//! prints for people, and what it sends. What flows come to stands in `flow_runs.rs`.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod support;

use serde_json::{Value, json};
use support::flow_desk::{Desk, flow, mapper, post, step};
use winfactor_testkit::{Answer, TestReceiver};

#[test]
fn what_cannot_be_used_is_told_with_its_file_and_place() {
    let desk = Desk::new();
    desk.write("flow.json", flow("A", mapper(json!({}))));
    let two = json!({"name": "Two", "flows": [flow("A", Value::Null), flow("B", Value::Null)]});
    desk.write("two.json", two);
    desk.write("payload.json", json!({}));
    desk.write("broken.json", "{\n  \"a\": 1,\n  oops\n}");
    desk.write("list.json", json!([]));
    desk.write("untyped.json", json!({"billing": {"secret_text": "x"}}));
    let run = |flow: &'static str, more: &[&'static str]| [&["run", flow], more].concat();
    let payload = ["--payload", "payload.json"];
    let table: [(Vec<&str>, &[&str]); 11] = [
        (run("gone.json", &payload), &["gone.json", "No such file"]),
        (
            run("broken.json", &payload),
            &["broken.json", "line 3 column 3"],
        ),
        (
            run("payload.json", &payload),
            &["payload.json", "not an ActivePieces flow"],
        ),
        (
            run("two.json", &payload),
            &["several flows", "--flow", "\"A\", \"B\""],
        ),
        (
            run("two.json", &["--flow", "C", "--payload", "payload.json"]),
            &["no flow \"C\"", "\"A\", \"B\""],
        ),
        (
            run("flow.json", &["--payload", "broken.json"]),
            &["broken.json is not valid JSON", "line 3 column 3"],
        ),
        (run("flow.json", &[]), &["--payload"]),
        (
            run(
                "flow.json",
                &["--payload", "payload.json", "--connections", "list.json"],
            ),
            &["list.json must be a JSON object: connections"],
        ),
        (
            run(
                "flow.json",
                &["--payload", "payload.json", "--connections", "untyped.json"],
            ),
            &["untyped.json: \"billing\" must be a connection's value"],
        ),
        (
            run(
                "flow.json",
                &["--payload", "payload.json", "--send", "--allow-host", "a b"],
            ),
            &["allowed hosts"],
        ),
        (
            vec!["validate", "list.json"],
            &["list.json", "not an ActivePieces flow"],
        ),
    ];
    for (arguments, expected) in table {
        let said = desk.flow(&arguments);
        assert_eq!(said.status, 2, "{arguments:?}: {}", said.err);
        assert_eq!(said.out, "", "{arguments:?}");
        for part in expected {
            assert!(said.err.contains(part), "{arguments:?}: {}", said.err);
        }
    }
}

#[test]
fn a_flow_of_a_template_is_chosen_by_its_name() {
    let desk = Desk::new();
    let flows = ["A", "B"].map(|name| flow(name, mapper(json!({"flow": name}))));
    desk.write("two.json", json!({"name": "Two", "flows": flows}));
    desk.write("payload.json", json!({}));
    let chosen = [
        "run",
        "two.json",
        "--flow",
        "B",
        "--payload",
        "payload.json",
        "--json",
    ];
    let said = desk.flow(&chosen);
    assert_eq!(said.json()["steps"]["map"]["output"], json!({"flow": "B"}));
}

#[test]
fn people_get_a_summary() {
    let desk = Desk::new();
    let mut each = json!({"name": "each", "type": "LOOP_ON_ITEMS", "displayName": "Each",
        "valid": true, "settings": {"items": "{{trigger.body.ids}}"}});
    each["firstLoopAction"] = post("https://api.example/{{each.item}}");
    let answer = json!({"responseType": "json", "respond": "stop", "fields": {"body": {"n": 2}}});
    each["nextAction"] = step("answer", "webhook", "return_response", answer);
    desk.write("flow.json", flow("A", each));
    desk.write("payload.json", json!({"body": {"ids": [7], "who": "Ann"}}));
    desk.write(
        "keys.json",
        json!({"key": {"type": "SECRET_TEXT", "secret_text": "s3cret"}}),
    );
    let arguments = [
        "run",
        "flow.json",
        "--payload",
        "payload.json",
        "--connections",
        "keys.json",
    ];
    let said = desk.flow(&arguments);
    assert_eq!(said.status, 0, "{}", said.err);
    let expected = "\
SUCCEEDED

trigger  SUCCEEDED  {\"body\":{\"ids\":[7],\"who\":\"Ann\"}}
each  SUCCEEDED
  iteration 1
    post  SUCCEEDED  {\"status\":200,\"headers\":{\"content-type\":\"application/json\"},\"body\":{\"id\":42,\"name\":\"John Smith\"}}
answer  SUCCEEDED  {\"status\":200,\"headers\":{},\"body\":{\"n\":2}}

Requests that would be made (make them with --send):
  each[0].post: POST https://api.example/7
    Accept: application/json
    Content-Type: application/json
    X-Key: **REDACTED**
    {\"who\":\"Ann\"}

The caller is answered:
  {\"status\":200,\"headers\":{},\"body\":{\"n\":2}}
";
    assert_eq!(said.out, expected);

    desk.write("payload.json", json!({"body": {"ids": "7"}}));
    let said = desk.flow(&arguments);
    assert_eq!(said.status, 1);
    let beginning = "FAILED\nEach (each) failed:\n  the items are not a list\n";
    assert!(said.out.starts_with(beginning), "{}", said.out);
}

#[test]
fn requests_are_made_when_asked_for_and_only_where_it_is_allowed() {
    let desk = Desk::new();
    let receiver = TestReceiver::start();
    receiver.answer("/hook", Answer::json(201, &json!({"id": 9})));
    desk.write("flow.json", flow("A", post(&receiver.url("/hook"))));
    desk.write("payload.json", json!({"body": {"who": "Ann"}}));
    desk.write(
        "keys.json",
        json!({"key": {"type": "SECRET_TEXT", "secret_text": "s3cret"}}),
    );
    let shown = [
        "run",
        "flow.json",
        "--payload",
        "payload.json",
        "--connections",
        "keys.json",
        "--json",
    ];

    let said = desk.flow(&shown);
    assert_eq!(said.json()["steps"]["post"]["output"]["status"], 200);
    assert_eq!(receiver.requests().len(), 0);

    let said = desk.flow(&[&shown[..], &["--send"]].concat());
    assert_eq!(said.status, 1, "{}", said.out);
    let message = said.json()["failedStep"]["message"].clone();
    assert!(message.as_str().unwrap().contains("127.0.0.1"), "{message}");
    assert_eq!(receiver.requests().len(), 0);

    let said = desk.flow(&[&shown[..], &["--send", "--allow-host", "127.0.0.1"]].concat());
    assert_eq!(said.status, 0, "{}", said.out);
    let printed = said.json();
    let output = &printed["steps"]["post"]["output"];
    assert_eq!(
        (&output["status"], &output["body"]),
        (&json!(201), &json!({"id": 9}))
    );
    assert_eq!(printed["requests"][0]["headers"]["X-Key"], "**REDACTED**");
    let requests = receiver.requests_to("/hook");
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].header("x-key"), Some("s3cret"));
    assert_eq!(requests[0].json::<Value>(), json!({"who": "Ann"}));
}
