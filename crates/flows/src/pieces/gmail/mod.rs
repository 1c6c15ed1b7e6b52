//! ActivePieces' Gmail piece: a mail from a mailbox at Gmail, or a draft in it.
//!
//! Nothing is sent here. [`GmailMessage::from_input`] makes of a step's input a mail whose every header
//! is one line; a mail in HTML gets a text that stands in for it.

mod message;
#[cfg(test)]
mod tests;

use serde_json::json;

use crate::expressions::Escaping;

use super::definition::{ActionDefinition, Audience, OutputShape, PieceDefinition};
use super::mail::attachment_props;
use super::property::{Insertion, PropDefinition, PropertyType};

pub use super::mail::{Attachment, MailInputError};
pub use message::GmailMessage;

pub const GMAIL_PIECE: &str = "@activepieces/piece-gmail";
pub const SEND_EMAIL: &str = "send_email";

const RECEIVER: &str = "receiver";
const CC: &str = "cc";
const BCC: &str = "bcc";
const SUBJECT: &str = "subject";
const BODY_TYPE: &str = "body_type";
const BODY: &str = "body";
const REPLY_TO: &str = "reply_to";
const SENDER_NAME: &str = "sender_name";
const FROM: &str = "from";
const ATTACHMENTS: &str = "attachments";
const IN_REPLY_TO: &str = "in_reply_to";
const DRAFT: &str = "draft";
const HTML: &str = "html";

pub(super) fn definition() -> PieceDefinition {
    let header = Insertion::Escaped(Escaping::HeaderValue);
    let body = Insertion::EscapedIf {
        input: BODY_TYPE,
        is: HTML,
        then: Escaping::Html,
        otherwise: Escaping::None,
    };
    let body_types = [("plain_text", "plain text"), (HTML, "html")];
    let list = || PropertyType::Array(Vec::new());
    let props = vec![
        PropDefinition::required(RECEIVER, "Receiver Email (To)", list()),
        PropDefinition::optional(CC, "CC Email", list()),
        PropDefinition::optional(BCC, "BCC Email", list()),
        PropDefinition::required(SUBJECT, "Subject", PropertyType::ShortText).inserting(header),
        PropDefinition::required(BODY_TYPE, "Body Type", PropertyType::one_of(&body_types))
            .or("plain_text"),
        PropDefinition::required(BODY, "Body", PropertyType::ShortText).inserting(body),
        PropDefinition::optional(REPLY_TO, "Reply-To Email", list()),
        PropDefinition::optional(SENDER_NAME, "Sender Name", PropertyType::ShortText)
            .inserting(header),
        PropDefinition::optional(FROM, "Sender Email", PropertyType::ShortText),
        PropDefinition::optional(
            ATTACHMENTS,
            "Attachments",
            PropertyType::Array(attachment_props()),
        ),
        PropDefinition::optional(IN_REPLY_TO, "In reply to", PropertyType::ShortText)
            .inserting(header),
        PropDefinition::required(DRAFT, "Create draft", PropertyType::Checkbox).or(false),
    ];
    let sample = json!({
        "status": 200,
        "statusText": "OK",
        "data": {
            "id": "18f0c1d2e3a4b5c6", "threadId": "18f0c1d2e3a4b5c6", "labelIds": ["SENT"],
        },
    });
    let send = ActionDefinition::new(SEND_EMAIL, "Send Email", props, sample)
        .writing_to(Audience::Named(&[RECEIVER, CC, BCC]));
    // A draft has other data.
    PieceDefinition::of_actions(
        GMAIL_PIECE,
        "Gmail",
        [send.with_shape(OutputShape::OpenMembers(&["data"]))],
    )
}
