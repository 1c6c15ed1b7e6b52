//! Steps that send to other services: Slack and the like.
//!
//! The pieces read the inputs (`winfactor_flows::pieces`), the connectors make the attempt
//! (`winfactor_connectors::channels`); here the two meet, with the queues of the destinations:
//!
//! - A step whose destination is busy is not begun. Its run rests until its turn comes ([`waits`]).
//! - A step that a receiver refused for now, without an effect, is put off and tried again, a few
//!   times. Whether any other failure is tried again is for the flow to say.
//! - A step that may have happened before looks for what it left, where the service allows that.
//! - A failure that lies in the connection is told to the organization's people, once; the step waits
//!   until somebody has looked after it.
//! - Steps that first look for what they would write go one after the other, where the service cannot
//!   tell a repeat itself.
//! - What a step wrote to a CRM is noted at our record, in the transaction that records the step; a
//!   test event writes to none.

mod alone;
mod conflict;
mod failed;
mod files;
mod gmail;
mod google_sheets;
mod hubspot;
mod mail;
mod noted;
mod one_at_a_time;
mod origin;
mod pipedrive;
mod refused;
mod salesforce;
mod slack;
mod smtp;
mod teams;
mod try_out;
mod whatsapp;
mod write_back;

use serde_json::Value;
use sha2::{Digest, Sha256};
use winfactor_connectors::{
    channels::{ChannelFailure, Turn, VendorAddresses, WhoActs, Wish},
    secret::SecretText,
};
use winfactor_domain::{EventId, FlowRunId};
use winfactor_flows::{
    pieces::{
        gmail::{self as gmail_piece, GMAIL_PIECE},
        google_sheets::{FIND_ROWS, INSERT_ROW, SHEETS_PIECE, UPDATE_ROW},
        hubspot::HUBSPOT_PIECE,
        microsoft_teams::{self, TEAMS_PIECE},
        pipedrive::PIPEDRIVE_PIECE,
        salesforce::SALESFORCE_PIECE,
        slack::{SEND_CHANNEL_MESSAGE, SEND_DIRECT_MESSAGE, SLACK_PIECE},
        smtp::{SEND_EMAIL, SMTP_PIECE},
        whatsapp::{SEND_MEDIA, SEND_MESSAGE, SEND_TEMPLATE, WHATSAPP_PIECE},
    },
    run::{StepOutcome, StepRequest},
};

use super::{Actor, winfactor_actions, write::RunRef};
pub use alone::Alone;
use alone::Payload;
pub(crate) use one_at_a_time::OneAtATime;
use origin::Origin;
pub(crate) use try_out::send_to_try_out;
use write_back::Reference;

use crate::{Outside, Result, Service};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Channel {
    Gmail,
    GoogleSheets,
    HubSpot,
    Pipedrive,
    Salesforce,
    Slack,
    Mail,
    Teams,
    WhatsApp,
}

impl Channel {
    fn of(request: &StepRequest) -> Option<Self> {
        Some(match (&*request.piece_name, &*request.action_name) {
            (GMAIL_PIECE, gmail_piece::SEND_EMAIL) => Channel::Gmail,
            (SHEETS_PIECE, INSERT_ROW | UPDATE_ROW | FIND_ROWS) => Channel::GoogleSheets,
            (HUBSPOT_PIECE, _) => Channel::HubSpot,
            (PIPEDRIVE_PIECE, _) => Channel::Pipedrive,
            (SALESFORCE_PIECE, _) => Channel::Salesforce,
            (SLACK_PIECE, SEND_CHANNEL_MESSAGE | SEND_DIRECT_MESSAGE) => Channel::Slack,
            (SMTP_PIECE, SEND_EMAIL) => Channel::Mail,
            (TEAMS_PIECE, microsoft_teams::SEND_CHANNEL_MESSAGE) => Channel::Teams,
            (WHATSAPP_PIECE, SEND_MESSAGE | SEND_MEDIA | SEND_TEMPLATE) => Channel::WhatsApp,
            _ => return None,
        })
    }

    /// Whether it keeps customers' records, which no test may change.
    fn is_crm(self) -> bool {
        match self {
            Channel::HubSpot | Channel::Pipedrive | Channel::Salesforce => true,
            Channel::Gmail
            | Channel::GoogleSheets
            | Channel::Slack
            | Channel::Mail
            | Channel::Teams
            | Channel::WhatsApp => false,
        }
    }

    /// The record that the step wrote, where it is one of a customer.
    fn reference(self, request: &StepRequest, output: &Value) -> Option<Reference> {
        match self {
            Channel::HubSpot => hubspot::reference(&request.action_name, output),
            Channel::Pipedrive => pipedrive::reference(&request.action_name, output),
            Channel::Salesforce => salesforce::reference(request, output),
            Channel::Gmail
            | Channel::GoogleSheets
            | Channel::Slack
            | Channel::Mail
            | Channel::Teams
            | Channel::WhatsApp => None,
        }
    }

    /// Where the step goes, for the limit of that place. Nothing when that cannot be said, because
    /// the input is wrong.
    fn queue(self, request: &StepRequest, vendors: &VendorAddresses) -> Option<Queue> {
        match self {
            Channel::Slack => slack::queue(request),
            // They say themselves when it is too much.
            Channel::Gmail
            | Channel::GoogleSheets
            | Channel::HubSpot
            | Channel::Mail
            | Channel::Salesforce => None,
            Channel::Pipedrive => pipedrive::queue(request, vendors),
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
    let outside = actor.service?.outside();
    turn(outside, request, &ticket(actor.run, request))
}

/// The same for each attempt of a step in its run.
fn ticket(run: FlowRunId, request: &StepRequest) -> String {
    format!("{run}/{}", request.path)
}

fn turn(outside: &Outside, request: &StepRequest, ticket: &str) -> Option<StepOutcome> {
    let queue = Channel::of(request)?.queue(request, outside.vendors())?;
    match outside.pacing().turn(queue.wish(ticket), outside.now().0) {
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

/// Sends, once. Recorded as begun before, outside of any transaction. Nothing, when the run is not
/// this server's any more.
pub(super) async fn send(
    service: &Service,
    run: &RunRef,
    event: EventId,
    request: &StepRequest,
) -> Result<Option<StepOutcome>> {
    let Some(channel) = Channel::of(request) else {
        let message = format!(
            "`{}` of {} is not built in",
            request.action_name, request.piece_name
        );
        return Ok(Some(StepOutcome::Failed(message)));
    };
    let attempt = Attempt {
        outside: service.outside(),
        origin: Origin::Run {
            service,
            run,
            event,
        },
        request,
        key: ticket(run.id, request),
    };
    if channel.is_crm() && attempt.origin.is_test().await? {
        let catalog = service.flow_versions().catalog();
        return Ok(Some(winfactor_actions::rehearse(catalog, request)));
    }
    // Until what was written is noted.
    let _reserved = match channel == Channel::Pipedrive {
        true => Some(pipedrive::reserve(&attempt, run.organization).await?),
        false => None,
    };
    // Runs that send nothing do not carry the room for it.
    match Box::pin(attempt.send(channel)).await? {
        Ok(output) => match channel.reference(request, &output) {
            Some(reference) => {
                write_back::record(service, *run, event, request, output, reference).await
            }
            None => Ok(Some(StepOutcome::Succeeded(output))),
        },
        Err(failure) => {
            if let Some(later) = failed::put_off(&attempt, channel, &failure) {
                return Ok(Some(later));
            }
            Ok(Some(match failure.who {
                WhoActs::Connection(fault) => {
                    let refused =
                        refused::outcome(service, run, &attempt, fault.into(), failure.message);
                    Box::pin(refused).await?
                }
                WhoActs::Author
                | WhoActs::Operator
                | WhoActs::ReceiverForNow { .. }
                | WhoActs::ReceiverForGood => StepOutcome::Failed(failure.message),
            }))
        }
    }
}

/// One attempt of a step.
struct Attempt<'a> {
    outside: &'a Outside,
    origin: Origin<'a>,
    request: &'a StepRequest,
    /// The same for all attempts of the step in its run: finds what an earlier one left.
    key: String,
}

impl Attempt<'_> {
    async fn send(&self, channel: Channel) -> Result<Sent> {
        Ok(match channel {
            Channel::Gmail => gmail::send(self).await?,
            Channel::GoogleSheets => google_sheets::send(self).await,
            Channel::HubSpot => hubspot::send(self).await?,
            Channel::Pipedrive => pipedrive::send(self).await?,
            Channel::Salesforce => salesforce::send(self).await?,
            Channel::Slack => slack::send(self).await,
            Channel::Mail => smtp::send(self).await?,
            Channel::Teams => teams::send(self).await,
            Channel::WhatsApp => whatsapp::send(self).await,
        })
    }

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
        self.outside.now().0.div_euclid(1000)
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
