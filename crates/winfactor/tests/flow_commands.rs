//! `winfactor flow …` as integrators use it: what it prints, what it refuses and with which exit
//! status. What flows come to stands in `flow_runs.rs`.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod support;

use std::{fs, path::PathBuf, process::Command};

use serde_json::{Value, json};
use support::{Installation, Server, text};
use tempfile::TempDir;
use winfactor_testkit::{Answer, TestReceiver};

/// Files, and the command that is to read them.
struct Desk(TempDir);

struct Said {
    status: i32,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Desk {
        Desk(TempDir::new().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, content: impl ToString) {
        fs::write(self.path(name), content.to_string()).unwrap();
    }

    /// Runs `winfactor flow …` in the folder of the files.
    fn flow(&self, arguments: &[&str]) -> Said {
        let output = Command::new(env!("CARGO_BIN_EXE_winfactor"))
            .arg("flow")
            .args(arguments)
            .current_dir(self.0.path())
            .env_remove("WINFACTOR_ALLOW_HOST")
            .output()
            .unwrap();
        Said {
            status: output.status.code().unwrap(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }

    /// The same, against a server.
    fn flow_at(&self, server: &Server, api_key: &str, arguments: &[&str]) -> Said {
        let at = ["--url", server.url.as_str(), "--api-key", api_key];
        self.flow(&[arguments, &at].concat())
    }
}

impl Said {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("{}{}", self.out, self.err))
    }
}

fn step(name: &str, piece: &str, action: &str, input: Value) -> Value {
    json!({
        "name": name, "type": "PIECE", "displayName": name.to_uppercase(), "valid": true,
        "settings": {"pieceName": format!("@activepieces/piece-{piece}"), "pieceVersion": "1.0.0",
            "actionName": action, "input": input, "propertySettings": {}},
    })
}

fn flow(name: &str, action: Value) -> Value {
    json!({
        "displayName": name, "valid": true, "schemaVersion": "20",
        "trigger": {"name": "trigger", "type": "PIECE_TRIGGER", "displayName": "Catch Webhook",
            "valid": true, "nextAction": action,
            "settings": {"pieceName": "@activepieces/piece-webhook", "pieceVersion": "0.1.33",
                "triggerName": "catch_webhook", "input": {}, "propertySettings": {}}},
    })
}

fn mapper(mapping: Value) -> Value {
    let input = json!({"mapping": mapping});
    step("map", "data-mapper", "advanced_mapping", input)
}

fn post(url: &str) -> Value {
    let input = json!({
        "method": "POST", "url": url, "headers": {"X-Key": "{{connections.key.secret_text}}"},
        "queryParams": {}, "authType": "NONE", "body_type": "json",
        "body": {"data": {"who": "{{trigger.body.who}}"}},
    });
    step("post", "http", "send_request", input)
}

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

#[test]
fn a_text_is_evaluated() {
    let desk = Desk::new();
    let context = json!({
        "trigger": {"body": {"name": "Ann", "n": 5, "items": [{"v": 1}, {"v": 2}]}},
        "step_1": [1, null],
    });
    desk.write("context.json", context);
    desk.write(
        "keys.json",
        json!({"key": {"type": "SECRET_TEXT", "secret_text": "s3cret"}}),
    );
    let formula = "ap-formula-v1::{add({{trigger.body.n}};2)}::ap-formula-v1";
    let table = [
        ("{{trigger.body.n}}", json!(5)),
        ("Dear {{trigger.body.name}}", json!("Dear Ann")),
        ("{{trigger.body.items.map(it => it.v)}}", json!([1, 2])),
        ("{{step_1}} ", json!("[1,null] ")),
        ("{{nobody.x}}", json!("")),
        ("- {{trigger.body.n}}", json!("- 5")),
        ("{{connections.key.secret_text}}", json!("s3cret")),
        (formula, json!(7)),
    ];
    let eval = |template: &str, more: &[&str]| {
        let arguments = ["eval", "--template", template, "--context", "context.json"];
        desk.flow(&[&arguments[..], &["--connections", "keys.json"], more].concat())
    };
    for (template, expected) in table {
        let said = eval(template, &["--json"]);
        assert_eq!(
            (said.status, said.json()),
            (0, json!({"value": expected})),
            "{template}"
        );
    }
    assert_eq!(eval("Dear {{trigger.body.name}}", &[]).out, "Dear Ann\n");
    assert_eq!(eval("{{trigger.body.n}}", &[]).out, "5\n");
}

#[test]
fn a_text_without_a_value_is_told_apart_from_one_that_cannot_be_used() {
    let desk = Desk::new();
    desk.write("context.json", json!({}));
    let table = [
        (
            "{{connections.gone}}",
            1,
            "the connection `gone` does not exist",
        ),
        ("{{(() => { for (;;); })()}}", 1, "takes longer than"),
        (
            "ap-formula-v1::{divide(1;0)}::ap-formula-v1",
            1,
            "cannot divide by zero",
        ),
        (
            "ap-formula-v1::{shout(1)}::ap-formula-v1",
            2,
            "`shout` is no known function",
        ),
    ];
    for (template, status, expected) in table {
        let arguments = [
            "eval",
            "--template",
            template,
            "--context",
            "context.json",
            "--json",
        ];
        let said = desk.flow(&arguments);
        assert_eq!((said.status, said.out.as_str()), (status, ""), "{template}");
        assert!(said.err.contains(expected), "{template}: {}", said.err);
    }
}

#[test]
fn validation_tells_every_problem_and_where_each_step_runs() {
    let desk = Desk::new();
    let mut first = mapper(json!({"x": "{{nobody.name}}"}));
    let mut notion = step("page", "notion", "create_page", json!({}));
    let mut code = json!({"name": "code", "type": "CODE", "displayName": "Code", "valid": true,
        "settings": {"sourceCode": {"code": "export const code = (", "packageJson": "{}"},
            "input": {}}});
    let mut skipped = step("skipped", "notion", "create_page", json!({}));
    skipped["skip"] = json!(true);
    code["nextAction"] = skipped;
    notion["nextAction"] = code;
    first["nextAction"] = notion;
    desk.write("flow.json", flow("Broken", first));
    let said = desk.flow(&["validate", "flow.json", "--json"]);
    assert_eq!(said.status, 1, "{}", said.err);
    let checked = said.json();
    let flow_checked = &checked["flows"][0];
    assert_eq!(flow_checked["runsHere"], false);
    let runs: Vec<_> = flow_checked["steps"].as_array().unwrap().iter().collect();
    let runs: Vec<_> = runs
        .iter()
        .map(|it| (it["name"].as_str(), it["runs"].as_str()))
        .collect();
    let expected = [
        ("trigger", "here"),
        ("map", "here"),
        ("page", "activePiecesOnly"),
        ("code", "notYet"),
        ("skipped", "skipped"),
    ];
    assert_eq!(runs, expected.map(|(name, runs)| (Some(name), Some(runs))));
    let problems = flow_checked["problems"].as_array().unwrap();
    let codes: Vec<_> = problems
        .iter()
        .map(|it| it["code"].as_str().unwrap())
        .collect();
    assert_eq!(
        codes,
        ["unknown_step", "piece_not_built_in", "code_not_run"]
    );

    let said = desk.flow(&["validate", "flow.json"]);
    assert_eq!(said.status, 1);
    for line in [
        "Broken: 3 problems, it cannot run here",
        "  2. MAP (map): runs here\n     `{{nobody.name}}` refers to nobody, but the flow has no step of that name",
        "  3. PAGE (page): runs in ActivePieces only\n     runs in ActivePieces only: @activepieces/piece-notion is not built in",
        "  5. SKIPPED (skipped): is skipped",
    ] {
        assert!(said.out.contains(line), "{line}\n{}", said.out);
    }

    desk.write(
        "flow.json",
        flow("Good", mapper(json!({"x": "{{trigger.body.x}}"}))),
    );
    let said = desk.flow(&["validate", "flow.json"]);
    assert_eq!(said.status, 0, "{}", said.out);
    assert!(said.out.starts_with("Good: no problems\n"), "{}", said.out);
}

#[tokio::test]
async fn a_flow_goes_into_a_server_and_comes_out_again() {
    let installation = Installation::sqlite();
    let server = installation.serve().await;
    let key = installation.api_key.as_str();
    let desk = Desk::new();
    // Longer than what is read of an answer of somebody else's server.
    let long = "long ".repeat(20_000);
    let document = json!({
        "name": "Two", "type": "SHARED", "unknown": {"kept": [1, null]},
        "flows": [flow("A", mapper(json!({"x": long}))), flow("B", post("{{nobody.url}}"))],
    });
    desk.write("two.json", &document);

    let said = desk.flow_at(
        &server,
        key,
        &["import", "two.json", "--owner", "Anna & Co", "--json"],
    );
    assert_eq!(said.status, 0, "{}", said.err);
    let imported = said.json();
    assert_eq!(
        (
            &imported["name"],
            &imported["ownerName"],
            &imported["enabled"]
        ),
        (&json!("A"), &json!("Anna & Co"), &json!(false))
    );
    assert_eq!(imported["others"][0]["name"], "B");

    let id = imported["id"].as_str().unwrap();
    let exported = desk.flow_at(&server, key, &["export", id]).json();
    let trigger = |flow: &Value| flow["trigger"]["nextAction"]["settings"]["input"].clone();
    assert_eq!(
        trigger(&exported["flows"][0]),
        trigger(&document["flows"][0])
    );
    assert_eq!(exported["unknown"], document["unknown"]);
    let said = desk.flow_at(&server, key, &["export", id, "--output", "out.json"]);
    assert_eq!((said.status, said.out.as_str()), (0, ""), "{}", said.err);
    let written: Value =
        serde_json::from_str(&fs::read_to_string(desk.path("out.json")).unwrap()).unwrap();
    assert_eq!(written, exported);

    // What came out goes in again, and people are told what is missing.
    let said = desk.flow_at(&server, key, &["import", "out.json", "--name", "Again"]);
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(
        said.out.contains("Again: taken in, switched off"),
        "{}",
        said.out
    );
    let said = desk.flow_at(&server, key, &["import", "two.json"]);
    assert!(
        said.out
            .contains("  step 2, POST: `{{nobody.url}}` refers to nobody"),
        "{}",
        said.out
    );

    // A file that is no flow is told here, a refusal is the server's.
    desk.write("no.json", json!({"a": 1}));
    assert_eq!(desk.flow_at(&server, key, &["import", "no.json"]).status, 2);
    let said = desk.flow_at(&server, "wf_live_wrong", &["import", "two.json"]);
    assert_eq!(said.status, 1);
    assert!(said.err.contains("the server refused (401"), "{}", said.err);
}
