//! A flow in which everything that the format knows occurs.

use serde_json::{Value, json};

/// Every operator that a condition may have, with the count of its operands.
pub(crate) const OPERATORS: [(&str, u8); 22] = [
    ("TEXT_CONTAINS", 2),
    ("TEXT_DOES_NOT_CONTAIN", 2),
    ("TEXT_EXACTLY_MATCHES", 2),
    ("TEXT_DOES_NOT_EXACTLY_MATCH", 2),
    ("TEXT_START_WITH", 2),
    ("TEXT_DOES_NOT_START_WITH", 2),
    ("TEXT_ENDS_WITH", 2),
    ("TEXT_DOES_NOT_END_WITH", 2),
    ("NUMBER_IS_GREATER_THAN", 2),
    ("NUMBER_IS_LESS_THAN", 2),
    ("NUMBER_IS_EQUAL_TO", 2),
    ("BOOLEAN_IS_TRUE", 1),
    ("BOOLEAN_IS_FALSE", 1),
    ("DATE_IS_BEFORE", 2),
    ("DATE_IS_EQUAL", 2),
    ("DATE_IS_AFTER", 2),
    ("LIST_CONTAINS", 2),
    ("LIST_DOES_NOT_CONTAIN", 2),
    ("LIST_IS_EMPTY", 1),
    ("LIST_IS_NOT_EMPTY", 1),
    ("EXISTS", 1),
    ("DOES_NOT_EXIST", 1),
];

/// The flow, without what a builder adds by itself (dates, validity, property settings).
pub(crate) fn flow() -> Value {
    let first_match = router(
        "step_6",
        "EXECUTE_FIRST_MATCH",
        &[(condition_branch("Every operator"), Some(inbox("step_7")))],
    );
    let all_match = router(
        "step_8",
        "EXECUTE_ALL_MATCH",
        &[
            (condition_branch("Nothing to do"), None),
            (
                condition_branch("Deeper"),
                Some(looping("step_9", inbox("step_10"))),
            ),
        ],
    );
    let mut skipped = inbox("step_11");
    skipped["skip"] = json!(true);
    json!({
        "displayName": "The whole format",
        "schemaVersion": "20",
        "notes": notes(),
        "trigger": {
            "name": "trigger", "type": "PIECE_TRIGGER", "displayName": "Catch Webhook",
            "settings": {
                "pieceName": "@activepieces/piece-webhook", "pieceVersion": "0.1.33",
                "triggerName": "catch_webhook", "input": {"authType": "none", "authFields": {}},
            },
            "nextAction": chain(vec![
                with_branches(with_failure_options(code("step_1")), inbox("step_2"), code("step_3")),
                looping("step_4", looping("step_5", first_match)),
                all_match,
                skipped,
                with_branches(with_failure_options(inbox("step_12")), code("step_13"), inbox("step_14")),
            ]),
        },
    })
}

fn chain(steps: Vec<Value>) -> Value {
    steps.into_iter().rev().fold(Value::Null, |next, mut step| {
        step["nextAction"] = next;
        step
    })
}

fn inbox(name: &str) -> Value {
    json!({
        "name": name, "type": "PIECE", "displayName": "Post to the inbox",
        "settings": {
            "pieceName": "@winfactor/piece-winfactor", "pieceVersion": "0.1.0", "actionName": "inbox",
            "input": {
                "title": "ap-formula-v1::{titlecase({{trigger.body.data.name}})}::ap-formula-v1",
                "text": "{{ trigger['body']['data']['customer']['name'] }}",
                "dropEmptyLines": true,
            },
        },
    })
}

fn code(name: &str) -> Value {
    let code = "export const code = async (inputs) => inputs.total * 2;";
    json!({
        "name": name, "type": "CODE", "displayName": "Compute",
        "settings": {
            "sourceCode": {"code": code, "packageJson": "{}"},
            "input": {"total": "{{trigger.body.total}}", "list": [1, {"a": null}]},
        },
    })
}

fn with_failure_options(mut step: Value) -> Value {
    step["settings"]["errorHandlingOptions"] = json!({
        "continueOnFailure": {"value": true}, "retryOnFailure": {"value": true},
    });
    step
}

fn with_branches(mut step: Value, on_success: Value, on_failure: Value) -> Value {
    step["continueOnFailureBranches"] = json!({"onSuccess": on_success, "onFailure": on_failure});
    step
}

fn looping(name: &str, body: Value) -> Value {
    json!({
        "name": name, "type": "LOOP_ON_ITEMS", "displayName": "For each line",
        "settings": {"items": "{{trigger.body.lines}}"}, "firstLoopAction": body,
    })
}

/// A router with these branches and a fallback without steps.
fn router(name: &str, execution_type: &str, branches: &[(Value, Option<Value>)]) -> Value {
    let (mut settings, mut children): (Vec<_>, Vec<_>) = branches.iter().cloned().unzip();
    settings.push(json!({"branchName": "Otherwise", "branchType": "FALLBACK"}));
    children.push(None);
    json!({
        "name": name, "type": "ROUTER", "displayName": "Which way?",
        "settings": {"executionType": execution_type, "branches": settings}, "children": children,
    })
}

/// A branch with all operators, each in a group of its own and then all in one group.
fn condition_branch(name: &str) -> Value {
    let conditions: Vec<Value> = OPERATORS.iter().map(condition).collect();
    let mut groups: Vec<Value> = conditions.iter().map(|it| json!([it])).collect();
    groups.push(json!(conditions));
    json!({"branchName": name, "branchType": "CONDITION", "conditions": groups})
}

fn condition((operator, operands): &(&str, u8)) -> Value {
    let mut condition = json!({"operator": operator, "firstValue": "{{trigger.body.total}}"});
    if *operands == 2 {
        condition["secondValue"] = json!("5");
    }
    if operator.starts_with("TEXT_") || *operator == "LIST_CONTAINS" {
        condition["caseSensitive"] = json!(true);
    }
    condition
}

fn notes() -> Value {
    let colors = ["orange", "red", "green", "blue", "purple", "yellow"];
    let note = |(index, color): (usize, &&str)| {
        json!({
            "id": format!("note-{index}"), "content": "Ask **Ann** first", "ownerId": null,
            "color": color, "position": {"x": -40.5, "y": index}, "size": {"width": 160, "height": 90},
            "createdAt": "2025-01-01T00:00:00.000Z", "updatedAt": "2025-01-02T00:00:00.000Z",
        })
    };
    colors.iter().enumerate().map(note).collect()
}
