use serde_json::{Value, json};
use winfactor_domain::EventType;

use super::{Scene, TELL, message_step};
use crate::pieces::smtp::{SEND_EMAIL, SMTP_PIECE};
use crate::recipes::field::Field;
use crate::recipes::setting::SettingKey;
use crate::recipes::step::{MESSAGE, OnFailure, PieceStep};

pub(super) fn steps(scene: &Scene<'_>) -> Vec<Value> {
    let message = scene.message();
    let (from, to) = (
        scene.filled.get(SettingKey::From),
        scene.filled.recipients(),
    );
    let is_complete = from.is_some() && to.is_some();
    let mail = PieceStep {
        name: TELL,
        display_name: scene.step_name(),
        piece: SMTP_PIECE,
        version: "0.4.1",
        action: SEND_EMAIL,
        on_failure: OnFailure::TryAgain,
        input: json!({
            "auth": scene.filled.connection(SettingKey::Connection),
            "from": from,
            "senderName": "{{ trigger['body']['organization']['name'] }}",
            "to": to,
            "replyTo": reply_to(message.event()),
            "subject": message.title(),
            "body_type": "plain_text",
            "body": format!("{{{{ {MESSAGE}['text'] }}}}"),
            // ActivePieces' action fails without a list.
            "attachments": [],
        }),
        is_complete,
    };
    vec![message_step(scene, "text", false), mail.value()]
}

/// An answer to the mail goes to the customer, who knows what it is about; not where the customer
/// has not seen the quote yet.
fn reply_to(event: EventType) -> Option<String> {
    (event != EventType::QuoteCreated).then(|| Field::Email.token(event))
}
