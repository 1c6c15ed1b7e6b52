use serde_json::json;
use winfactor_connectors::channels::whatsapp::{self as connector, GAP_MS, WhatsAppAccess};
use winfactor_flows::{
    pieces::whatsapp::{Template, WhatsAppMessage},
    run::StepRequest,
};

use super::{Attempt, ChannelFailure, Queue, Sent, connection, fingerprint};

/// WhatsApp bounds how often one person is written to.
pub(super) fn queue(request: &StepRequest) -> Option<Queue> {
    let message = WhatsAppMessage::from_input(&request.action_name, &request.input).ok()?;
    let access = WhatsAppAccess::of_connection(connection(request)).ok()?;
    let sender = fingerprint(&access.token);
    Some(Queue {
        destination: format!("whatsapp:{sender}:{}:{}", message.from, message.to),
        gap_ms: GAP_MS,
        text: None,
    })
}

pub(super) async fn send(attempt: &Attempt<'_>) -> Sent {
    let request = attempt.request;
    let message = WhatsAppMessage::from_input(&request.action_name, &request.input)
        .map_err(|error| ChannelFailure::author(format!("WhatsApp: {error}")))?;
    let access = WhatsAppAccess::of_connection(attempt.connection())?;
    let (client, vendors, now) = (
        attempt.outside.http(),
        attempt.outside.vendors(),
        attempt.now(),
    );
    let template = match message.template_id() {
        None => None,
        Some(id) => {
            let found = connector::template(client, vendors, &access, id, now).await?;
            Some(Template {
                name: found.name,
                language: found.language,
            })
        }
    };
    let body = message.body(template.as_ref());
    let accepted = connector::send(client, vendors, &access, &message.from, &body, now).await?;
    Ok(json!({
        "status": accepted.status,
        "headers": {"content-type": accepted.content_type},
        "body": accepted.body,
    }))
}
