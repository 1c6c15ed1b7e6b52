#![allow(clippy::unwrap_used)]

use serde_json::{Map, Value, json};

use super::*;

fn flow(schema_version: Value, trigger: Value) -> Map<String, Value> {
    let flow = json!({"displayName": "F", "schemaVersion": schema_version, "trigger": trigger});
    flow.as_object().unwrap().clone()
}

fn trigger_then(action: Value) -> Value {
    json!({"name": "trigger", "type": "EMPTY", "settings": {}, "nextAction": action})
}

fn migrated(schema_version: Value, action: Value) -> Map<String, Value> {
    let mut flow = flow(schema_version, trigger_then(action));
    migrate(&mut flow).unwrap();
    flow
}

#[test]
fn the_version_may_be_text_a_number_null_or_absent() {
    for version in [json!("20"), json!(20), json!(null), json!("7"), json!(13)] {
        let flow = migrated(version.clone(), Value::Null);
        assert_eq!(flow["schemaVersion"], json!("20"), "{version}");
    }
    let mut absent = flow(Value::Null, trigger_then(Value::Null));
    absent.shift_remove("schemaVersion");
    migrate(&mut absent).unwrap();
    assert_eq!(absent["schemaVersion"], json!("20"));
}

#[test]
fn newer_and_unreadable_versions_are_refused() {
    let error = migrate(&mut flow(json!("23"), json!({}))).unwrap_err();
    assert_eq!(error, MigrationError::Newer { found: 23 });
    assert!(error.to_string().contains("schema version 23"));
    let error = migrate(&mut flow(json!("new"), json!({}))).unwrap_err();
    assert!(matches!(error, MigrationError::NotANumber { .. }));
    let error = migrate(&mut flow(json!(-1), json!({}))).unwrap_err();
    assert!(matches!(error, MigrationError::NotANumber { .. }));
}

#[test]
fn a_branch_becomes_a_router() {
    let inner = json!({"name": "step_2", "type": "CODE", "settings": {}});
    let flow = migrated(
        Value::Null,
        json!({
            "name": "step_1", "type": "BRANCH", "displayName": "Big?", "valid": true, "skip": true,
            "settings": {"conditions": [[{"operator": "EXISTS", "firstValue": "x"}]], "inputUiInfo": {}},
            "onSuccessAction": inner,
            "nextAction": {"name": "step_3", "type": "CODE", "settings": {}},
        }),
    );
    let router = &flow["trigger"]["nextAction"];
    assert_eq!(
        *router,
        json!({
            "name": "step_1", "type": "ROUTER", "displayName": "Big?", "valid": true,
            "settings": {
                "branches": [
                    {
                        "branchName": "Branch 1", "branchType": "CONDITION",
                        "conditions": [[{"operator": "EXISTS", "firstValue": "x"}]],
                    },
                    {"branchName": "Otherwise", "branchType": "FALLBACK"},
                ],
                "executionType": "EXECUTE_FIRST_MATCH",
            },
            "children": [inner, null],
            "nextAction": {"name": "step_3", "type": "CODE", "settings": {}},
        })
    );
}

#[test]
fn connection_ids_are_collected_once_each() {
    let action = |name: &str, auth: &str, next: Value| {
        let input = json!({"auth": auth});
        json!({"name": name, "type": "PIECE", "settings": {"input": input}, "nextAction": next})
    };
    let last = action("step_3", "{{connections['slack-bot']}}", Value::Null);
    let middle = action("step_2", "{{connections.crm}}", last);
    let flow = migrated(
        json!("1"),
        action("step_1", "{{connections['slack-bot']}}", middle),
    );
    assert_eq!(flow["connectionIds"], json!(["slack-bot", "crm"]));
}

#[test]
fn an_http_response_becomes_a_webhook_response() {
    let respond = |version: &str, body: Value| {
        let flow = migrated(
            json!("5"),
            json!({
                "name": "step_1", "type": "PIECE",
                "settings": {
                    "pieceName": "@activepieces/piece-http", "actionName": "return_response",
                    "pieceVersion": version,
                    "input": {"status": 201, "headers": {"a": "b"}, "body": body},
                    "inputUiInfo": {"customizedInputs": {"fields": true}},
                },
            }),
        );
        flow["trigger"]["nextAction"]["settings"].clone()
    };
    let new = respond("~0.5.2", json!({"data": {"ok": true}}));
    assert_eq!(new["pieceName"], "@activepieces/piece-webhook");
    assert_eq!(new["pieceVersion"], "0.1.20");
    assert_eq!(
        new["input"],
        json!({
            "respond": "stop", "responseType": "json",
            "fields": {"status": 201, "headers": {"a": "b"}, "body": {"ok": true}},
        })
    );
    assert_eq!(
        new["propertySettings"]["fields"],
        json!({"type": "DYNAMIC"})
    );
    let old = respond("0.4.9", json!({"data": 1}));
    assert_eq!(old["input"]["fields"]["body"], json!({"data": 1}));
}

#[test]
fn input_ui_info_is_dissolved() {
    let flow = migrated(
        json!(6),
        json!({
            "name": "step_1", "type": "PIECE",
            "settings": {
                "pieceName": "p", "pieceVersion": "~1.2.3", "input": {"a": 1, "b": 2},
                "schema": {"b": {"c": {}}},
                "inputUiInfo": {
                    "customizedInputs": {"a": true, "logoUrl": "https://x.example/l.png"},
                    "sampleDataFileId": "file", "lastTestDate": "2024-01-01",
                },
            },
        }),
    );
    let step = &flow["trigger"]["nextAction"];
    assert_eq!(
        step["settings"],
        json!({
            "pieceName": "p", "pieceVersion": "1.2.3", "input": {"a": 1, "b": 2},
            "schema": {"b": {"c": {}}},
            "customLogoUrl": "https://x.example/l.png",
            "sampleData": {"sampleDataFileId": "file", "lastTestDate": "2024-01-01"},
            "propertySettings": {
                "a": {"type": "DYNAMIC"},
                "b": {"type": "MANUAL", "schema": {"c": {}}},
            },
        })
    );
    assert_eq!(step["lastUpdatedDate"], "2024-01-01");
    assert_eq!(flow["notes"], json!([]));
}

#[test]
fn a_step_was_last_updated_when_the_flow_was() {
    let mut dated = flow(
        json!("17"),
        trigger_then(json!({"name": "step_1", "type": "CODE"})),
    );
    dated.insert("updated".to_owned(), json!("2025-05-05"));
    migrate(&mut dated).unwrap();
    assert_eq!(dated["trigger"]["lastUpdatedDate"], "2025-05-05");
    assert_eq!(
        dated["trigger"]["nextAction"]["lastUpdatedDate"],
        "2025-05-05"
    );
}

#[test]
fn pieces_that_only_their_server_can_migrate_are_refused_with_advice() {
    let tables = json!({
        "name": "step_1", "type": "LOOP_ON_ITEMS", "settings": {"items": ""},
        "firstLoopAction": {
            "name": "step_2", "type": "PIECE",
            "settings": {"pieceName": "@activepieces/piece-tables", "pieceVersion": "0.1.0"},
        },
    });
    let error = migrate(&mut flow(json!("18"), trigger_then(tables.clone()))).unwrap_err();
    assert_eq!(
        error.to_string(),
        "step step_2 uses @activepieces/piece-tables as it was in schema version 18; import the \
         flow into ActivePieces and export it again from there"
    );
    assert!(migrate(&mut flow(json!("19"), trigger_then(tables))).is_ok());
}

#[test]
fn newer_flows_are_brought_back() {
    let code = json!({"code": "// {{step_1['output']}}", "packageJson": "{}"});
    let settings = |a: &str| json!({"sourceCode": code, "input": {"a": [{"b": a}]}});
    let step = |name: &str, a: &str| json!({"name": name, "type": "CODE", "settings": settings(a)});
    let nested = "Dear {{trigger['output'].name}}: {{ step_2.output }}, {{step_1}}";
    let plain = "Dear {{trigger.name}}: {{ step_2 }}, {{step_1}}";
    let flow_with = |a: &str| {
        let mut first = step("step_1", a);
        first["continueOnFailureBranches"] = json!({"onFailure": step("step_2", a)});
        first
    };
    let mut expected = flow_with(plain);
    assert_eq!(
        migrated(json!("22"), flow_with(nested))["trigger"]["nextAction"],
        expected
    );
    // Before, a step's name stood for its output.
    expected = flow_with(nested);
    for version in ["20", "21"] {
        let flow = migrated(json!(version), flow_with(nested));
        assert_eq!(flow["trigger"]["nextAction"], expected, "{version}");
        assert_eq!(flow["schemaVersion"], "20");
    }
}

#[test]
fn a_flow_that_reads_why_a_step_failed_is_refused_with_the_place() {
    let settings = json!({"input": {"text": "{{ step_1['error'].message }}"}});
    let mut first = json!({"name": "step_1", "type": "CODE", "settings": {"input": {}}});
    first["nextAction"] = json!({"name": "step_2", "type": "PIECE", "settings": settings});
    let error = migrate(&mut flow(json!("22"), trigger_then(first))).unwrap_err();
    assert_eq!(
        error.to_string(),
        "step step_2 reads why another step failed (`{{step_1['error'].message}}`), which is not \
         possible here; take that out of the step, or let the flow run in ActivePieces"
    );
}
