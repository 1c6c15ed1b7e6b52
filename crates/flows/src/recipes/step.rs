//! Steps as the format writes them.

use serde_json::{Map, Value, json};

/// The name of the step that writes money, sizes and dates; the first one, where there is one.
pub(super) const TEXTS: &str = "texts";
/// The name of the step that puts the message together.
pub(super) const MESSAGE: &str = "message";

/// When the recipes were last changed. ActivePieces wants a date of every step.
const LAST_CHANGED: &str = "2026-11-25T00:00:00.000Z";

/// What happens when the step fails. None of them lets the run go on without it: a run that looks
/// as if all went well would hide that nobody was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OnFailure {
    /// It is tried again, four times in all.
    TryAgain,
    /// It would fail again, or doing it twice would be worse.
    GiveUp,
}

/// A step of a piece.
pub(super) struct PieceStep<'a> {
    /// The name by which expressions refer to it.
    pub(super) name: &'a str,
    pub(super) display_name: &'a str,
    pub(super) piece: &'a str,
    pub(super) version: &'a str,
    pub(super) action: &'a str,
    pub(super) on_failure: OnFailure,
    /// What is null is not filled in, and left out.
    pub(super) input: Value,
    /// Every input that must be there is.
    pub(super) is_complete: bool,
}

impl PieceStep<'_> {
    pub(super) fn value(self) -> Value {
        let mut input = match self.input {
            Value::Object(input) => input,
            _ => Map::new(),
        };
        input.retain(|_, value| !value.is_null());
        let chosen = |key: &String| (key.clone(), json!({"type": "MANUAL"}));
        let property_settings: Map<String, Value> = input.keys().map(chosen).collect();
        json!({
            "name": self.name,
            "type": "PIECE",
            "valid": self.is_complete,
            "skip": false,
            "displayName": self.display_name,
            "lastUpdatedDate": LAST_CHANGED,
            "settings": {
                "pieceName": self.piece,
                "pieceVersion": self.version,
                "actionName": self.action,
                "input": input,
                "propertySettings": property_settings,
                "errorHandlingOptions": options(self.on_failure),
            },
        })
    }
}

/// A code step without packages. What it does is the same each time, so it is not tried again.
pub(super) fn code(name: &str, display_name: &str, source: &str, input: &Value) -> Value {
    json!({
        "name": name,
        "type": "CODE",
        "valid": true,
        "skip": false,
        "displayName": display_name,
        "lastUpdatedDate": LAST_CHANGED,
        "settings": {
            "sourceCode": {"code": source, "packageJson": "{}"},
            "input": input,
            "errorHandlingOptions": options(OnFailure::GiveUp),
        },
    })
}

/// A router that runs the steps when all conditions hold, and nothing otherwise.
pub(super) fn only_if(
    name: &str,
    [if_name, otherwise]: [&str; 2],
    conditions: &Value,
    steps: Vec<Value>,
) -> Value {
    json!({
        "name": name,
        "type": "ROUTER",
        "valid": true,
        "skip": false,
        "displayName": if_name,
        "lastUpdatedDate": LAST_CHANGED,
        "settings": {
            "branches": [
                {"branchName": if_name, "branchType": "CONDITION", "conditions": [conditions]},
                {"branchName": otherwise, "branchType": "FALLBACK"},
            ],
            "executionType": "EXECUTE_FIRST_MATCH",
        },
        "children": [chain(steps), null],
    })
}

/// ActivePieces' Catch Webhook, followed by the steps.
pub(super) fn catch_webhook(display_name: &str, steps: Vec<Value>) -> Value {
    json!({
        "name": "trigger",
        "type": "PIECE_TRIGGER",
        "valid": true,
        "displayName": display_name,
        "lastUpdatedDate": LAST_CHANGED,
        "settings": {
            "pieceName": crate::pieces::WEBHOOK_PIECE,
            "pieceVersion": "0.1.33",
            "triggerName": "catch_webhook",
            "input": {"authType": "none", "authFields": {}},
            "propertySettings": {"authType": {"type": "MANUAL"}, "authFields": {"type": "MANUAL"}},
        },
        "nextAction": chain(steps),
    })
}

/// The steps one behind the other: each holds the next one.
fn chain(steps: Vec<Value>) -> Value {
    steps.into_iter().rev().fold(Value::Null, |next, mut step| {
        if !next.is_null() {
            step["nextAction"] = next;
        }
        step
    })
}

fn options(on_failure: OnFailure) -> Value {
    let again = on_failure == OnFailure::TryAgain;
    json!({"continueOnFailure": {"value": false}, "retryOnFailure": {"value": again}})
}
