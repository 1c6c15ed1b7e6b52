use winfactor_domain::{FlowId, FlowRunId, MessageId, OrganizationId, Rng, Timestamp};
use winfactor_flows::{
    pieces::{
        INBOX_ACTION, WINFACTOR_PIECE,
        inbox::{InboxInputError, InboxMessage},
    },
    run::{StepOutcome, StepRequest},
};
use winfactor_store::inbox_messages::{MessageKind, MessageRow};

use super::{channels, http, winfactor_actions, write::RunRef};
use crate::{
    Service,
    inbox::{MAX_TEXT, MAX_TITLE, line, lines},
};

/// Whose run it is, and when and with which chance it acts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Actor<'a> {
    pub organization: OrganizationId,
    pub flow: FlowId,
    pub run: FlowRunId,
    pub now: Timestamp,
    pub rng: &'a dyn Rng,
    /// For what the run sends; nothing when nothing is to be sent.
    pub service: Option<&'a Service>,
}

impl<'a> Actor<'a> {
    pub(super) fn of(run: &RunRef, service: &'a Service) -> Self {
        Actor {
            organization: run.organization,
            flow: run.flow,
            run: run.id,
            now: service.now(),
            rng: service.rng(),
            service: Some(service),
        }
    }
}

/// What a step came to, and the message that its commit puts into the inbox.
#[derive(Debug)]
pub(crate) struct Performed {
    pub outcome: StepOutcome,
    pub message: Option<MessageRow>,
}

/// Performs a step whose effect is a row of the transaction that records it, or lets it wait for its
/// turn. Nothing, when the step needs more than that.
pub(crate) fn perform(request: &StepRequest, actor: &Actor<'_>) -> Option<Performed> {
    if channels::performs(request) {
        let outcome = channels::waits(request, actor)?;
        return Some(Performed {
            outcome,
            message: None,
        });
    }
    if winfactor_actions::performs(request) || http::performs(request) {
        return None;
    }
    Some(match (&*request.piece_name, &*request.action_name) {
        (WINFACTOR_PIECE, INBOX_ACTION) => match message(request, actor) {
            Ok((message, output)) => Performed {
                outcome: StepOutcome::Succeeded(output),
                message: Some(message),
            },
            Err(error) => failed(error.to_string()),
        },
        // Validation lets nothing through that is not built in; should it, nobody is left guessing.
        (piece, action) => failed(format!("`{action}` of {piece} is not built in")),
    })
}

fn message(
    request: &StepRequest,
    actor: &Actor<'_>,
) -> Result<(MessageRow, serde_json::Value), InboxInputError> {
    let message = InboxMessage::from_input(&request.input)?;
    let message = InboxMessage {
        title: line(&message.title, MAX_TITLE),
        text: lines(&message.text, MAX_TEXT),
        ..message
    };
    if message.title.is_empty() {
        return Err(InboxInputError::EmptyTitle);
    }
    let id = MessageId::new(actor.now, actor.rng);
    let output = message.output(&id.to_string());
    let row = MessageRow {
        id,
        organization: actor.organization,
        kind: MessageKind::Message,
        title: message.title,
        text: message.text,
        link: message.link,
        source: Some(actor.flow.to_string()),
        run: Some(actor.run),
        created_at: actor.now,
        read_at: None,
    };
    Ok((row, output))
}

fn failed(reason: String) -> Performed {
    Performed {
        outcome: StepOutcome::Failed(reason),
        message: None,
    }
}
