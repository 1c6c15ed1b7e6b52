//! ActivePieces' SMTP piece: a mail through a mail server of one's own.
//!
//! Nothing is sent here. [`OutgoingMail::from_input`] makes of a step's input a mail whose every
//! header is one line; a mail in HTML gets a text that stands in for it.

mod mail;
#[cfg(test)]
mod tests;

use serde_json::json;

use crate::expressions::Escaping;

use super::definition::{ActionDefinition, Audience, PieceDefinition};
use super::mail::attachment_props;
use super::property::{Insertion, PropDefinition, PropertyType};

pub use super::mail::{Attachment, MailInputError};
pub use mail::OutgoingMail;

pub const SMTP_PIECE: &str = "@activepieces/piece-smtp";
pub const SEND_EMAIL: &str = "send-email";

const FROM: &str = "from";
const SENDER_NAME: &str = "senderName";
const TO: &str = "to";
const CC: &str = "cc";
const BCC: &str = "bcc";
const REPLY_TO: &str = "replyTo";
const SUBJECT: &str = "subject";
const BODY_TYPE: &str = "body_type";
const BODY: &str = "body";
const HEADERS: &str = "customHeaders";
const ATTACHMENTS: &str = "attachments";
const HTML: &str = "html";

pub(super) fn definition() -> PieceDefinition {
    let header = Insertion::Escaped(Escaping::HeaderValue);
    let body = Insertion::EscapedIf {
        input: BODY_TYPE,
        is: HTML,
        then: Escaping::Html,
        otherwise: Escaping::None,
    };
    let body_types = [("plain_text", "Plain Text"), (HTML, "HTML")];
    let list = || PropertyType::Array(Vec::new());
    let props = vec![
        PropDefinition::required(FROM, "From Email", PropertyType::ShortText),
        PropDefinition::optional(SENDER_NAME, "Sender Name", PropertyType::ShortText)
            .inserting(header),
        PropDefinition::required(TO, "To", list()),
        PropDefinition::optional(CC, "CC", list()),
        PropDefinition::optional(REPLY_TO, "Reply To", PropertyType::ShortText),
        PropDefinition::optional(BCC, "BCC", list()),
        PropDefinition::required(SUBJECT, "Subject", PropertyType::ShortText).inserting(header),
        PropDefinition::required(BODY_TYPE, "Body Type", PropertyType::one_of(&body_types))
            .or("plain_text"),
        PropDefinition::required(BODY, "Body", PropertyType::LongText).inserting(body),
        PropDefinition::optional(HEADERS, "Custom Headers", PropertyType::Object).inserting(header),
        PropDefinition::optional(
            ATTACHMENTS,
            "Attachments",
            PropertyType::Array(attachment_props()),
        ),
    ];
    let sample = json!({
        "accepted": ["sales@example.com"],
        "rejected": [],
        "response": "250 OK",
        "envelope": {"from": "desk@example.com", "to": ["sales@example.com"]},
        "messageId": "<5f1d2c3b4a@example.com>",
    });
    let send = ActionDefinition::new(SEND_EMAIL, "Send Email", props, sample)
        .writing_to(Audience::Named(&[TO, CC, BCC]));
    PieceDefinition::of_actions(SMTP_PIECE, "SMTP", [send])
}
