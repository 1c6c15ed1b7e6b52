//! Steps that send to other services: Slack and the like.
//!
//! The pieces read the inputs (`winfactor_flows::pieces`), the connectors make the attempt
//! (`winfactor_connectors::channels`); here the two meet, with the queues of the destinations:
//!
//! - A step whose destination is busy is not begun. Its run rests until its turn comes ([`waits`]).
//! - A step that a receiver refused for now, without an effect, is put off and tried again, a few
//!   times. Whether any other failure is tried again is for the flow to say.
//! - A step that may have happened before looks for what it left, where the service allows that.
//! - A failure that lies in the connection is told to the organization's people, once.

mod failed;
mod slack;
mod smtp;
mod teams;
mod whatsapp;

use serde_json::Value;
use sha2::{Digest, Sha256};
use winfactor_connectors::{
    channels::{ChannelFailure, Turn, VendorAddresses, Wish},
    secret::SecretText,
};
use winfactor_domain::{EventId, FlowRunId};
use winfactor_flows::{
    pieces::{
        microsoft_teams::{self, TEAMS_PIECE},
        slack::{SEND_CHANNEL_MESSAGE, SEND_DIRECT_MESSAGE, SLACK_PIECE},
        smtp::{SEND_EMAIL, SMTP_PIECE},
        whatsapp::{SEND_MESSAGE, SEND_TEMPLATE, WHATSAPP_PIECE},
    },
    run::{StepOutcome, StepRequest},
};

use super::{Actor, write::RunRef};
use crate::{Result, Service};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Channel {
    Slack,
    Mail,
    Teams,
    WhatsApp,
}

impl Channel {
    fn of(request: &StepRequest) -> Option<Self> {
        Some(match (&*request.piece_name, &*request.action_name) {
            (SLACK_PIECE, SEND_CHANNEL_MESSAGE | SEND_DIRECT_MESSAGE) => Channel::Slack,
            (SMTP_PIECE, SEND_EMAIL) => Channel::Mail,
            (TEAMS_PIECE, microsoft_teams::SEND_CHANNEL_MESSAGE) => Channel::Teams,
            (WHATSAPP_PIECE, SEND_MESSAGE | SEND_TEMPLATE) => Channel::WhatsApp,
            _ => return None,
        })
    }

    /// Where the step goes, for the limit of that place. Nothing when that cannot be said, because
    /// the input is wrong.
    fn queue(self, request: &StepRequest, vendors: &VendorAddresses) -> Option<Queue> {
        match self {
            Channel::Slack => slack::queue(request),
            // Mail servers say themselves when it is too much.
            Channel::Mail => None,
            Channel::Teams => teams::queue(request, vendors),
            Channel::WhatsApp => whatsapp::queue(request),
        }
    }
}

/// A destination with a limit.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Queue {
    destination: String,
    /// Between two messages, in milliseconds.
    gap_ms: i64,
    /// What another message may take along.
    text: Option<String>,
}

impl Queue {
    fn wish<'a>(&'a self, ticket: &'a str) -> Wish<'a> {
        Wish {
            destination: &self.destination,
            ticket,
            gap_ms: self.gap_ms,
            text: self.text.as_deref(),
        }
    }
}

/// Whether the step is one that [`send`] performs.
pub(super) fn performs(request: &StepRequest) -> bool {
    Channel::of(request).is_some()
}

/// What becomes of a step that is not to be sent now: it waits for its turn, or another message has
/// said what it says.
pub(super) fn waits(request: &StepRequest, actor: &Actor<'_>) -> Option<StepOutcome> {
    let (channel, service) = (Channel::of(request)?, actor.service?);
    let queue = channel.queue(request, service.vendors())?;
    let ticket = ticket(actor.run, request);
    match service.pacing().turn(queue.wish(&ticket), actor.now.0) {
        Turn::Now => None,
        Turn::At(at_ms) => Some(StepOutcome::Later {
            at_ms,
            was_refused: false,
        }),
        Turn::Said(mut answer) => {
            if let Value::Object(members) = &mut answer {
                members.insert("combined".to_owned(), true.into());
            }
            Some(StepOutcome::Succeeded(answer))
        }
    }
}

/// The same for all attempts of a step in its run.
fn ticket(run: FlowRunId, request: &StepRequest) -> String {
    format!("{run}/{}", request.path)
}

/// Sends, once. Recorded as begun before, outside of any transaction.
pub(super) async fn send(
    service: &Service,
    run: &RunRef,
    event: EventId,
    request: &StepRequest,
) -> Result<StepOutcome> {
    let Some(channel) = Channel::of(request) else {
        let message = format!(
            "`{}` of {} is not built in",
            request.action_name, request.piece_name
        );
        return Ok(StepOutcome::Failed(message));
    };
    let attempt = Attempt {
        service,
        run,
        event,
        request,
        key: ticket(run.id, request),
    };
    let sent = match channel {
        Channel::Slack => slack::send(&attempt).await,
        Channel::Mail => smtp::send(&attempt).await?,
        Channel::Teams => teams::send(&attempt).await,
        Channel::WhatsApp => whatsapp::send(&attempt).await,
    };
    match sent {
        Ok(output) => Ok(StepOutcome::Succeeded(output)),
        Err(failure) => failed::outcome(service, run, request, channel, failure).await,
    }
}

/// One attempt of a step.
struct Attempt<'a> {
    service: &'a Service,
    run: &'a RunRef,
    /// What started the run.
    event: EventId,
    request: &'a StepRequest,
    /// The same for all attempts of the step in its run: finds what an earlier one left.
    key: String,
}

impl Attempt<'_> {
    /// The value of the step's connection; null when it has none.
    fn connection(&self) -> &Value {
        connection(self.request)
    }

    /// Whether an earlier attempt may have had its effect.
    fn may_be_a_repeat(&self) -> bool {
        self.request.may_have_happened || self.request.attempt > 1
    }

    /// In Unix seconds.
    fn now(&self) -> i64 {
        self.service.now().0.div_euclid(1000)
    }
}

fn connection(request: &StepRequest) -> &Value {
    request.input.get("auth").unwrap_or(&Value::Null)
}

/// Tells secrets apart without showing them.
fn fingerprint(secret: &SecretText) -> String {
    hex(&Sha256::digest(secret.expose().as_bytes())[..8])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What sent, or why not.
type Sent = std::result::Result<Value, ChannelFailure>;
