//! ActivePieces' webhook piece: the trigger that catches a call, and the actions that answer it.

mod response;
mod wait;

use std::sync::Arc;

use serde_json::json;

use super::definition::{ActionDefinition, OutputShape, PieceDefinition, TriggerDefinition};
use super::event::{EventFilter, TriggerOutput};
use super::property::{PropDefinition, PropertyType};

pub use response::{Respond, Response, ResponseError};
pub use wait::{RESUME_URL_HEADER, WaitForNextWebhook, output_after};

pub const WEBHOOK_PIECE: &str = "@activepieces/piece-webhook";
pub const RETURN_RESPONSE: &str = "return_response";
pub const RETURN_RESPONSE_AND_WAIT: &str = "return_response_and_wait_for_next_webhook";

/// Inside WinFactor the events come from WinFactor itself, so the trigger's authentication settings
/// have nothing to check and are not among its inputs here.
pub(super) fn definition() -> PieceDefinition {
    let mut props = response_props();
    let after = [("stop", "Stop"), ("respond", "Respond and Continue")];
    props.push(
        PropDefinition::optional(
            response::RESPOND,
            "Flow Execution",
            PropertyType::one_of(&after),
        )
        .or("stop"),
    );
    let return_response = ActionDefinition::new(
        RETURN_RESPONSE,
        "Return Response",
        props,
        json!({"status": 200, "headers": {}, "body": {"received": true}}),
    )
    .with_shape(OutputShape::OpenMembers(&["headers", "body"]));
    let wait = ActionDefinition::new(
        RETURN_RESPONSE_AND_WAIT,
        "Respond and Wait for Next Webhook",
        response_props(),
        json!({
            "body": {"confirmed": true},
            "headers": {"content-type": "application/json"},
            "queryParams": {},
        }),
    )
    .with_shape(OutputShape::OpenMembers(&[
        "body",
        "headers",
        "queryParams",
    ]));
    PieceDefinition {
        name: WEBHOOK_PIECE.to_owned(),
        display_name: "Webhook".to_owned(),
        triggers: vec![TriggerDefinition {
            name: "catch_webhook".to_owned(),
            display_name: "Catch Webhook".to_owned(),
            events: EventFilter::Any,
            output: TriggerOutput::WebhookRequest,
        }],
        actions: vec![Arc::new(return_response), Arc::new(wait)],
    }
}

fn response_props() -> Vec<PropDefinition> {
    let types = [("json", "JSON"), ("raw", "Raw"), ("redirect", "Redirect")];
    vec![
        PropDefinition::required(
            response::RESPONSE_TYPE,
            "Response Type",
            PropertyType::one_of(&types),
        )
        .or("json"),
        PropDefinition::required(response::FIELDS, "Response", PropertyType::Dynamic),
    ]
}
