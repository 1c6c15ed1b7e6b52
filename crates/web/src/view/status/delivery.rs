use maud::Markup;
use winfactor_domain::{Locale, Timestamp};

use super::{Tone, badge};
use crate::view::{Reader, texts::deliveries::DeliveryTexts};

/// Where the delivery of an event to one destination stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeliveryState {
    /// For its first try, or for the next one at a known moment.
    Waiting {
        next_at: Option<Timestamp>,
    },
    Sending,
    /// The receiver answered that it took the event; what it does with it is not known.
    Accepted,
    Held(HeldBecause),
    Failed,
    /// Somebody resumed the destination without it.
    LeftOut,
}

/// Why a delivery is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldBecause {
    EndpointPaused,
    FlowOff,
    ReceiverGone,
    ConnectionExpired,
}

/// How many deliveries of one event stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeliveryCounts {
    pub waiting: u64,
    pub sending: u64,
    pub accepted: u64,
    pub held: u64,
    pub failed: u64,
    pub left_out: u64,
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttemptOutcome {
    Accepted,
    /// The stable word for what went wrong, and the same in an English sentence for the log.
    Failed {
        code: String,
        message: String,
    },
}

impl DeliveryState {
    /// In plain words: `accepted by ActivePieces`, `waiting, next try at 14:05`.
    pub(crate) fn badge(&self, destination: &str, reader: &Reader) -> Markup {
        let texts = DeliveryTexts::of(reader.locale);
        match self {
            DeliveryState::Waiting { next_at: None } => badge(Tone::Waiting, texts.waiting),
            DeliveryState::Waiting { next_at: Some(at) } => {
                badge(Tone::Waiting, &texts.next_try(&reader.when(*at)))
            }
            DeliveryState::Sending => badge(Tone::Calm, texts.sending),
            DeliveryState::Accepted => badge(Tone::Good, &texts.accepted_by(destination)),
            DeliveryState::Held(because) => badge(Tone::Waiting, because.words(texts)),
            DeliveryState::Failed => badge(Tone::Bad, texts.failed),
            DeliveryState::LeftOut => badge(Tone::Quiet, texts.left_out),
        }
    }
}

impl HeldBecause {
    fn words(self, texts: &DeliveryTexts) -> &'static str {
        match self {
            HeldBecause::EndpointPaused => texts.held_paused,
            HeldBecause::FlowOff => texts.held_flow_off,
            HeldBecause::ReceiverGone => texts.held_stopped,
            HeldBecause::ConnectionExpired => texts.held_connection,
        }
    }
}

impl DeliveryCounts {
    /// The state of the event as a whole: the one that most needs somebody comes first.
    pub(crate) fn badge(&self, locale: Locale) -> Markup {
        let texts = DeliveryTexts::of(locale);
        if self.failed > 0 {
            badge(Tone::Bad, &texts.failed_at(self.failed))
        } else if self.held > 0 {
            badge(Tone::Waiting, &texts.held_for(self.held))
        } else if self.sending > 0 {
            badge(Tone::Calm, texts.sending)
        } else if self.waiting > 0 {
            badge(Tone::Waiting, texts.waiting)
        } else if self.accepted > 0 {
            badge(Tone::Good, &texts.accepted(self.accepted))
        } else if self.left_out > 0 {
            badge(Tone::Quiet, texts.left_out)
        } else {
            badge(Tone::Quiet, texts.no_receiver)
        }
    }
}

/// What went wrong, in the reader's language. `code` is the stable word of the attempt, `status` what
/// the receiver answered; the log's own sentence stands in where the code is not known.
pub(crate) fn failure_reason<'a>(
    code: &str,
    status: Option<u16>,
    message: &'a str,
    locale: Locale,
) -> &'a str {
    let texts = DeliveryTexts::of(locale);
    match code {
        "refused" | "url_refused" => texts.refused,
        "dns" => texts.dns,
        "connect" => texts.connect,
        "closed" => texts.closed,
        "protocol" => texts.protocol,
        "redirect" => texts.redirect,
        "gone" => texts.gone,
        "flow_off" => texts.flow_off,
        "retry_later" => texts.retry_later,
        "interrupted" => texts.interrupted,
        "status" => answer(status, texts),
        code if code.starts_with("timeout") => texts.timeout,
        code if code.starts_with("tls") => texts.tls,
        code if code.starts_with("url") => texts.bad_address,
        _ => message,
    }
}

fn answer(status: Option<u16>, texts: &DeliveryTexts) -> &'static str {
    match status {
        Some(401 | 403) => texts.credentials,
        Some(404 | 405) => texts.wrong_address,
        Some(413) => texts.too_large,
        Some(500..) => texts.receiver_trouble,
        _ => texts.refused_request,
    }
}
