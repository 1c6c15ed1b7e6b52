use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The nine core event types. Their names are written here and nowhere else.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub enum EventType {
    #[serde(rename = "submission.created")]
    SubmissionCreated,
    #[serde(rename = "quote.created")]
    QuoteCreated,
    #[serde(rename = "quote.sent")]
    QuoteSent,
    #[serde(rename = "quote.viewed")]
    QuoteViewed,
    #[serde(rename = "quote.accepted")]
    QuoteAccepted,
    #[serde(rename = "quote.rejected")]
    QuoteRejected,
    #[serde(rename = "quote.expiring_soon")]
    QuoteExpiringSoon,
    #[serde(rename = "quote.expired")]
    QuoteExpired,
    #[serde(rename = "lead.created")]
    LeadCreated,
}

impl EventType {
    pub const ALL: [EventType; 9] = [
        EventType::SubmissionCreated,
        EventType::QuoteCreated,
        EventType::QuoteSent,
        EventType::QuoteViewed,
        EventType::QuoteAccepted,
        EventType::QuoteRejected,
        EventType::QuoteExpiringSoon,
        EventType::QuoteExpired,
        EventType::LeadCreated,
    ];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            EventType::SubmissionCreated => "submission.created",
            EventType::QuoteCreated => "quote.created",
            EventType::QuoteSent => "quote.sent",
            EventType::QuoteViewed => "quote.viewed",
            EventType::QuoteAccepted => "quote.accepted",
            EventType::QuoteRejected => "quote.rejected",
            EventType::QuoteExpiringSoon => "quote.expiring_soon",
            EventType::QuoteExpired => "quote.expired",
            EventType::LeadCreated => "lead.created",
        }
    }

    /// When it fires, in one plain sentence.
    pub fn description(self) -> &'static str {
        match self {
            EventType::SubmissionCreated => {
                "A customer submits a configuration, on the public page or through the API."
            }
            EventType::QuoteCreated => {
                "Somebody in the organization creates a quote. Internal: the customer has not seen it."
            }
            EventType::QuoteSent => "A version of a quote is sent to the customer.",
            EventType::QuoteViewed => {
                "A person opens the sent quote: the first view of that version. Robots never count."
            }
            EventType::QuoteAccepted => "The customer accepts the quote.",
            EventType::QuoteRejected => "The customer rejects the quote, with or without a reason.",
            EventType::QuoteExpiringSoon => {
                "The quote ends in a few days and is still unanswered; once per version."
            }
            EventType::QuoteExpired => "The quote's last day of validity passed without an answer.",
            EventType::LeadCreated => {
                "A visitor leaves a message in the organization's public contact form."
            }
        }
    }
}

impl fmt::Display for EventType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for EventType {
    type Err = UnknownEventType;

    fn from_str(text: &str) -> Result<Self, UnknownEventType> {
        EventType::ALL
            .into_iter()
            .find(|event_type| event_type.name() == text)
            .ok_or_else(|| UnknownEventType(text.chars().take(64).collect()))
    }
}

/// Names an event type that does not exist.
#[derive(Debug, thiserror::Error)]
#[error("unknown event type \"{0}\": use one of {names}", names = EventType::ALL.map(EventType::name).join(", "))]
pub struct UnknownEventType(String);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_name_is_the_same_wherever_it_is_written() {
        for event_type in EventType::ALL {
            let json = serde_json::to_string(&event_type).unwrap();
            assert_eq!(json, format!("\"{event_type}\""));
            assert_eq!(event_type.name().parse::<EventType>().unwrap(), event_type);
        }
    }
}
