//! ActivePieces' WhatsApp piece: messages through WhatsApp's Cloud API.
//!
//! A free text or a file reaches only somebody who wrote within the last 24 hours. Everybody else, a colleague
//! too, gets a template that WhatsApp has approved, in a language of its own, whose gaps are filled.
//! That WhatsApp accepts a message does not say that it arrives.

mod error;
mod media;
mod message;
#[cfg(test)]
mod tests;

use serde_json::json;

use super::definition::{ActionDefinition, Audience, PieceDefinition};
use super::property::{PropDefinition, PropertyType};

pub use error::WhatsAppInputError;
pub use message::{Template, WhatsAppMessage};

pub const WHATSAPP_PIECE: &str = "@activepieces/piece-whatsapp";
pub const SEND_MESSAGE: &str = "sendMessage";
pub const SEND_MEDIA: &str = "sendMedia";
pub const SEND_TEMPLATE: &str = "send-template-message";

const FROM: &str = "phone_number_id";
const TO: &str = "to";
const TEXT: &str = "text";
const MEDIA_TYPE: &str = "type";
const MEDIA: &str = "media";
const CAPTION: &str = "caption";
const FILE_NAME: &str = "filename";
const TEMPLATE: &str = "message_template_id";
const FIELDS: &str = "message_template_fields";

pub(super) fn definition() -> PieceDefinition {
    let answer = json!({
        "messaging_product": "whatsapp",
        "contacts": [{"input": "+31612345678", "wa_id": "31612345678"}],
        "messages": [{"id": "wamid.HBgLMzE2MTIzNDU2NzgVAgARGBI5", "message_status": "accepted"}],
    });
    let sample = json!({
        "status": 200, "headers": {"content-type": "application/json"}, "body": answer,
    });
    let from = || PropDefinition::required(FROM, "From Phone Number", PropertyType::Dropdown);
    let to = || PropDefinition::required(TO, "To", PropertyType::ShortText);
    let message = ActionDefinition::new(
        SEND_MESSAGE,
        "Send Message",
        vec![
            from(),
            to(),
            PropDefinition::required(TEXT, "Message", PropertyType::LongText),
        ],
        sample.clone(),
    );
    let media_types = [
        ("image", "Image"),
        ("audio", "Audio"),
        ("document", "Document"),
        ("sticker", "Sticker"),
        ("video", "Video"),
    ];
    let media = ActionDefinition::new(
        SEND_MEDIA,
        "Send Media",
        vec![
            from(),
            to(),
            PropDefinition::required(MEDIA_TYPE, "Type", PropertyType::one_of(&media_types)),
            PropDefinition::required(MEDIA, "Media URL", PropertyType::ShortText),
            PropDefinition::optional(CAPTION, "Caption", PropertyType::LongText),
            PropDefinition::optional(FILE_NAME, "Filename", PropertyType::LongText),
        ],
        sample.clone(),
    );
    let template = ActionDefinition::new(
        SEND_TEMPLATE,
        "Send Template Message",
        vec![
            from(),
            to(),
            PropDefinition::required(TEMPLATE, "Template", PropertyType::Dropdown),
            PropDefinition::optional(FIELDS, "Template Fields", PropertyType::Dynamic),
        ],
        sample,
    );
    let to_somebody = |action: ActionDefinition| {
        action
            .writing_to(Audience::Named(&[TO]))
            .with_confirmed_test()
    };
    PieceDefinition::of_actions(
        WHATSAPP_PIECE,
        "WhatsApp Business",
        [message, media, template].map(to_somebody),
    )
}
