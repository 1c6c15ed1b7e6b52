//! Reading and writing template documents.

#![allow(clippy::unwrap_used)]

mod support;

use serde_json::{Value, json};
use support::{flow, inbox};
use winfactor_flows::format::{ActionKind, BranchKind, FormatError, MigrationError};
use winfactor_flows::{FlowVersion, TemplateDocument};

fn bare() -> Value {
    flow(&[inbox(1, json!({"title": "A"}))]).to_value()
}

#[test]
fn a_file_export_has_the_form_of_a_template() {
    let document = TemplateDocument::of_flow(FlowVersion::from_value(bare()).unwrap());
    assert_eq!(
        document.to_value(),
        json!({
            "name": "Test flow", "type": "SHARED", "summary": "", "description": "", "tags": [],
            "blogUrl": "", "metadata": null, "author": "", "categories": [],
            "pieces": ["@activepieces/piece-webhook", "@winfactor/piece-winfactor"],
            "status": "PUBLISHED",
            "flows": [bare()],
        })
    );
    assert_eq!(
        TemplateDocument::parse(&document.to_json()).unwrap(),
        document
    );
}

#[test]
fn the_legacy_form_and_a_bare_flow_become_todays_form() {
    let legacy = json!({
        "name": "Old one", "description": "words", "template": bare(), "extra": [1],
    });
    let document = TemplateDocument::from_value(legacy).unwrap();
    assert_eq!(document.name, "Old one");
    assert_eq!(document.flows, [FlowVersion::from_value(bare()).unwrap()]);
    let written = document.to_value();
    assert_eq!(written["description"], "words");
    assert_eq!(written["extra"], json!([1]));
    assert_eq!(written["status"], "PUBLISHED");
    assert!(written.get("template").is_none());

    let document = TemplateDocument::parse(&bare().to_string()).unwrap();
    assert_eq!(document.name, "Test flow");
    assert_eq!(document.flows.len(), 1);
}

#[test]
fn all_flows_of_a_template_are_read_and_unknown_fields_are_kept() {
    let mut second = bare();
    second["displayName"] = json!("Second");
    second["backupFiles"] = json!({"18": "file"});
    second["trigger"]["lastUpdatedDate"] = json!("2025-01-01");
    second["trigger"]["nextAction"]["settings"]["sampleData"] = json!({"x": null});
    let original = json!({
        "name": "Two", "type": "OFFICIAL", "platformId": null, "tables": [{"name": "t"}],
        "flows": [bare(), second],
    });
    let document = TemplateDocument::from_value(original.clone()).unwrap();
    assert_eq!(document.flows[1].display_name, "Second");
    assert_eq!(document.to_value(), original);

    let split = document.split();
    let names: Vec<_> = split.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Test flow", "Second"]);
    assert_eq!(split[1].to_value()["flows"], json!([original["flows"][1]]));
    assert_eq!(split[1].to_value()["tables"], json!([{"name": "t"}]));
}

#[test]
fn an_older_flow_is_migrated_when_it_is_read() {
    let old = json!({
        "name": "Old", "template": {
            "trigger": {
                "name": "trigger", "type": "EMPTY", "settings": {},
                "nextAction": {
                    "name": "step_1", "type": "BRANCH", "displayName": "Big?",
                    "settings": {"conditions": [[{"operator": "EXISTS", "firstValue": "{{trigger}}"}]]},
                    "onSuccessAction": {
                        "name": "step_2", "type": "CODE", "displayName": "Code",
                        "settings": {"sourceCode": {"code": "x", "packageJson": "{}"}, "input": {}},
                    },
                    "onFailureAction": null,
                },
            },
        },
    });
    let flow = TemplateDocument::from_value(old).unwrap().flows.remove(0);
    assert_eq!(flow.display_name, "Old");
    assert_eq!(flow.to_value()["schemaVersion"], "20");
    let ActionKind::Router(router) = &flow.trigger.actions[0].kind else {
        panic!("a branch becomes a router");
    };
    assert!(matches!(&router.branches[0].kind, BranchKind::Condition(groups) if groups.len() == 1));
    assert_eq!(router.branches[1].kind, BranchKind::Fallback);
    assert_eq!(router.children[0][0].name, "step_2");
    assert!(router.children[1].is_empty());
    let numbers: Vec<_> = flow
        .steps()
        .iter()
        .map(|it| (it.number, it.step.name()))
        .collect();
    assert_eq!(numbers, [(1, "trigger"), (2, "step_1"), (3, "step_2")]);
}

#[test]
fn the_external_id_of_the_exported_flow_is_replaced() {
    let mut flow = bare();
    flow["trigger"]["nextAction"]["settings"]["input"]["link"] =
        json!("https://x.example/old-id/1");
    let mut document = TemplateDocument::from_value(json!({
        "name": "T", "metadata": {"externalId": "old-id"}, "flows": [flow],
    }))
    .unwrap();
    assert_eq!(document.external_id(), Some("old-id"));
    document.replace_external_id("new-id").unwrap();
    assert_eq!(document.external_id(), Some("new-id"));
    let ActionKind::Piece(settings) = &document.flows[0].trigger.actions[0].kind else {
        panic!("the step is a piece");
    };
    assert_eq!(settings.input["link"], "https://x.example/new-id/1");
}

#[test]
fn long_flows_are_read_and_endless_ones_refused() {
    let steps = |count: u32| {
        let actions: Vec<_> = (0..count).map(|n| inbox(n, json!({}))).collect();
        flow(&actions).to_json()
    };
    let long = FlowVersion::parse(&steps(240)).unwrap();
    assert_eq!(long.steps().len(), 241);
    assert!(matches!(
        FlowVersion::parse(&steps(300)),
        Err(FormatError::TooDeep)
    ));
}

#[test]
fn what_is_not_a_flow_is_refused_with_the_reason() {
    let refusal = |text: &str| TemplateDocument::parse(text).unwrap_err().to_string();
    let not_a_flow = "the document is not an ActivePieces flow: it has neither `flows`, nor `template`, nor `trigger`";
    assert_eq!(refusal("[]"), not_a_flow);
    assert_eq!(refusal(r#"{"name":"x"}"#), not_a_flow);
    assert_eq!(refusal(r#"{"name":"x","flows":[]}"#), not_a_flow);
    assert_eq!(refusal(r#"{"name":"x","flows":[{}]}"#), not_a_flow);
    assert!(matches!(
        TemplateDocument::parse("{"),
        Err(FormatError::NotJson(_))
    ));
    assert_eq!(
        refusal(r#"{"flows":[{"trigger":{}}]}"#),
        "the template: `name` must be text"
    );

    let mut flow = bare();
    flow["trigger"]["nextAction"]["settings"]["pieceName"] = json!(5);
    assert_eq!(
        refusal(&flow.to_string()),
        "step step_1: `pieceName` must be text"
    );
    let mut flow = bare();
    flow["trigger"]["nextAction"]["nextAction"] = json!("step_2");
    assert_eq!(
        refusal(&flow.to_string()),
        "step step_1: `nextAction` must be a step"
    );
    let mut flow = bare();
    flow["schemaVersion"] = json!("23");
    assert!(matches!(
        TemplateDocument::parse(&flow.to_string()),
        Err(FormatError::Migration(MigrationError::Newer { found: 23 }))
    ));
}
