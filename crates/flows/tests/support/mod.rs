//! Flows and payloads for the tests.

#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "each test crate uses a part of it"
)]

use std::sync::Arc;

use serde_json::{Value, json};
use winfactor_flows::pieces::{EventDelivery, TriggerOutput};
use winfactor_flows::{CompiledFlow, FlowVersion, PieceCatalog};

pub(crate) const SUBMISSION_CREATED: &str = include_str!("../fixtures/submission.created.json");

pub(crate) const EVENT_TYPES: [&str; 9] = [
    "submission.created",
    "quote.created",
    "quote.sent",
    "quote.viewed",
    "quote.accepted",
    "quote.rejected",
    "quote.expiring_soon",
    "quote.expired",
    "lead.created",
];

pub(crate) fn catalog() -> PieceCatalog {
    PieceCatalog::embedded(EVENT_TYPES)
}

/// The output of the Catch Webhook trigger for the sample submission.
pub(crate) fn webhook_sample() -> Value {
    let delivery = EventDelivery {
        headers: &[("X-WinFactor-Event", "submission.created")],
        raw_body: SUBMISSION_CREATED,
    };
    TriggerOutput::WebhookRequest.of(delivery).unwrap()
}

/// A flow that begins with Catch Webhook, followed by these steps.
pub(crate) fn flow(actions: &[Value]) -> FlowVersion {
    let chain = actions.iter().rev().fold(Value::Null, |next, action| {
        let mut action = action.clone();
        action["nextAction"] = next;
        action
    });
    FlowVersion::from_value(json!({
        "displayName": "Test flow",
        "schemaVersion": "20",
        "trigger": {
            "name": "trigger", "type": "PIECE_TRIGGER", "displayName": "Catch Webhook", "valid": true,
            "settings": {
                "pieceName": "@activepieces/piece-webhook", "pieceVersion": "0.1.33",
                "triggerName": "catch_webhook", "input": {"authType": "none"},
            },
            "nextAction": chain,
        },
        "valid": true,
    }))
    .unwrap()
}

/// An inbox step named `step_<n>`, displayed as `Inbox <n>`.
pub(crate) fn inbox(n: u32, input: Value) -> Value {
    json!({
        "name": format!("step_{n}"), "type": "PIECE", "displayName": format!("Inbox {n}"),
        "settings": {
            "pieceName": "@winfactor/piece-winfactor", "pieceVersion": "0.1.0",
            "actionName": "inbox", "input": input,
        },
    })
}

/// The step with `continueOnFailure` and `retryOnFailure` set.
pub(crate) fn on_failure(mut step: Value, go_on: bool, retry: bool) -> Value {
    step["settings"]["errorHandlingOptions"] = json!({
        "continueOnFailure": {"value": go_on}, "retryOnFailure": {"value": retry},
    });
    step
}

pub(crate) fn compiled(actions: &[Value]) -> Arc<CompiledFlow> {
    Arc::new(CompiledFlow::compile(&flow(actions), &catalog()).unwrap())
}
