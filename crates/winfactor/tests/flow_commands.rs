//! `winfactor flow eval`, `validate`, `import` and `export` as integrators use them.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;

use serde_json::{Value, json};
use support::{
    Installation,
    flow_desk::{Desk, flow, mapper, post, step},
};

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
