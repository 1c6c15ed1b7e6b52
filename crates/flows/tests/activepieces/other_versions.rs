//! A flow of any other schema version becomes, read and exported again, one that they import.

use serde_json::{Value, json};
use winfactor_flows::format::NEWEST_SCHEMA_VERSION;
use winfactor_testkit::activepieces::check_templates;

use crate::exports::exported;

/// How an expression of this version says what a step gave.
fn output_of(version: u32, step: &str) -> String {
    if version >= 22 {
        format!("{step}['output']")
    } else {
        step.to_owned()
    }
}

/// A flow as it was written in this schema version: a trigger, a fork with a step on each side, a
/// loop and the answer to the caller. 0 stands for flows from before schema versions.
fn flow(version: u32) -> Value {
    let answer =
        json!({"respond": "stop", "responseType": "json", "fields": {"status": 201, "body": {}}});
    let respond = if version <= 5 {
        let input = json!({"status": 201, "body": {"data": {"ok": true}}});
        piece(
            version,
            "step_4",
            "@activepieces/piece-http",
            "return_response",
            input,
        )
    } else {
        piece(
            version,
            "step_4",
            "@activepieces/piece-webhook",
            "return_response",
            answer,
        )
    };
    let input = json!({"to": format!("{{{{{}.item}}}}", output_of(version, "step_2")), "auth": "{{connections['smtp']}}"});
    let send = piece(
        version,
        "step_3",
        "@activepieces/piece-smtp",
        "send-email",
        input,
    );
    let mut looping = step(
        version,
        "step_2",
        "LOOP_ON_ITEMS",
        json!({"items": format!("{{{{{}.body.lines}}}}", output_of(version, "trigger"))}),
    );
    looping["firstLoopAction"] = send;
    looping["nextAction"] = respond;
    let mut fork = fork(version, code(version, "step_5"));
    fork["nextAction"] = looping;

    let settings =
        json!({"pieceName": "@activepieces/piece-webhook", "triggerName": "catch_webhook"});
    let mut trigger = step(version, "trigger", "PIECE_TRIGGER", settings);
    piece_settings(version, &mut trigger, json!({"authType": "none"}));
    trigger["nextAction"] = fork;
    let mut flow = json!({"displayName": "Old", "valid": true, "trigger": trigger});
    if version > 0 {
        flow["schemaVersion"] = json!(version.to_string());
    }
    if version >= 2 {
        flow["connectionIds"] = json!(["smtp"]);
    }
    if version >= 14 {
        flow["notes"] = json!([]);
    }
    flow
}

fn step(version: u32, name: &str, type_name: &str, mut settings: Value) -> Value {
    if version <= 6 {
        settings["inputUiInfo"] = json!({
            "customizedInputs": {"to": true, "logoUrl": "https://x.example/logo.png"},
            "currentSelectedData": "", "sampleDataFileId": "file", "lastTestDate": "2024-01-01",
        });
    }
    let mut step = json!({
        "name": name, "type": type_name, "displayName": name, "valid": true, "settings": settings,
    });
    if version >= 18 {
        step["lastUpdatedDate"] = json!("2025-01-01T00:00:00.000Z");
    }
    step
}

fn piece_settings(version: u32, step: &mut Value, input: Value) {
    let prefix = if version <= 19 { "~" } else { "" };
    let settings = &mut step["settings"];
    settings["pieceVersion"] = json!(format!("{prefix}0.5.2"));
    settings["input"] = input;
    if version >= 7 {
        settings["propertySettings"] = json!({"to": {"type": "DYNAMIC", "schema": {}}});
        settings["sampleData"] = json!({"sampleDataFileId": "file"});
    }
}

fn piece(version: u32, name: &str, piece: &str, action: &str, input: Value) -> Value {
    let settings = json!({"pieceName": piece, "actionName": action});
    let mut step = step(version, name, "PIECE", settings);
    piece_settings(version, &mut step, input);
    step
}

fn code(version: u32, name: &str) -> Value {
    let source = json!({"code": "export const code = async () => 1;", "packageJson": "{}"});
    step(
        version,
        name,
        "CODE",
        json!({"sourceCode": source, "input": {"to": 1}}),
    )
}

fn fork(version: u32, inner: Value) -> Value {
    let conditions = json!([[{"operator": "EXISTS", "firstValue": "{{trigger.body.total}}"}]]);
    if version == 0 {
        let mut branch = step(
            version,
            "step_1",
            "BRANCH",
            json!({"conditions": conditions}),
        );
        branch["onSuccessAction"] = inner;
        branch["onFailureAction"] = Value::Null;
        return branch;
    }
    let branches = json!([
        {"branchName": "Branch 1", "branchType": "CONDITION", "conditions": conditions},
        {"branchName": "Otherwise", "branchType": "FALLBACK"},
    ]);
    let settings = json!({"executionType": "EXECUTE_FIRST_MATCH", "branches": branches});
    let mut router = step(version, "step_1", "ROUTER", settings);
    router["children"] = json!([inner, null]);
    router
}

#[test]
fn flows_of_every_schema_version_in_every_form_are_imported() {
    let versions = 0..=NEWEST_SCHEMA_VERSION;
    let forms = versions.flat_map(|version| {
        let flow = flow(version);
        [
            (version, "a bare flow", flow.clone()),
            (
                version,
                "a legacy template",
                json!({"name": "Old", "description": null, "template": flow}),
            ),
            (
                version,
                "today's template",
                json!({"name": "Old", "flows": [flow.clone(), flow]}),
            ),
        ]
    });
    let (forms, documents): (Vec<_>, Vec<_>) = forms
        .map(|(version, form, document)| ((version, form), exported(document)))
        .unzip();
    for ((version, form), verdict) in forms.iter().zip(check_templates(&documents)) {
        assert_eq!(verdict, Ok(()), "schema version {version}, {form}");
    }
    // The flows of all versions tell the same, so their steps are the same at the end.
    for ((version, form), document) in forms.iter().zip(&documents) {
        let fork = &document["flows"][0]["trigger"]["nextAction"];
        assert_eq!(fork["type"], "ROUTER", "schema version {version}, {form}");
        let looping = &fork["nextAction"];
        assert_eq!(
            looping["settings"]["items"], "{{trigger.body.lines}}",
            "{version}"
        );
        let input = &looping["firstLoopAction"]["settings"]["input"];
        assert_eq!(input["to"], "{{step_2.item}}", "{version}");
        let answer = &looping["nextAction"]["settings"];
        assert_eq!(
            answer["pieceName"], "@activepieces/piece-webhook",
            "{version}"
        );
        assert_eq!(answer["input"]["fields"]["status"], 201, "{version}");
    }
}
