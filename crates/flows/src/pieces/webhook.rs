use super::definition::{PieceDefinition, TriggerDefinition};
use super::event::{EventFilter, TriggerOutput};

/// ActivePieces' webhook piece. Of it, the Catch Webhook trigger is built in.
pub const WEBHOOK_PIECE: &str = "@activepieces/piece-webhook";

/// Inside WinFactor the events come from WinFactor itself, so the trigger's authentication settings
/// have nothing to check and are not among its inputs here.
pub(super) fn definition() -> PieceDefinition {
    PieceDefinition {
        name: WEBHOOK_PIECE.to_owned(),
        display_name: "Webhook".to_owned(),
        triggers: vec![TriggerDefinition {
            name: "catch_webhook".to_owned(),
            display_name: "Catch Webhook".to_owned(),
            events: EventFilter::Any,
            output: TriggerOutput::WebhookRequest,
        }],
        actions: Vec::new(),
    }
}
