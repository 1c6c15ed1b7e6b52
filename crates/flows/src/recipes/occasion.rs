use winfactor_domain::{EventType, Locale, QuoteStatus};

use super::words::occasion_words;

/// When a recipe does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// As soon as the event happens.
    Event(EventType),
    /// The customer opened a quote, and some days later it is still not answered.
    Unanswered,
    /// A quote was sent, and some days later it is still not opened.
    Unopened,
}

impl Occasion {
    /// All of them: each event, and behind it that nothing came after it.
    pub fn all() -> impl Iterator<Item = Self> {
        EventType::ALL.into_iter().flat_map(|event| {
            let nothing_after = match event {
                EventType::QuoteSent => Some(Self::Unopened),
                EventType::QuoteViewed => Some(Self::Unanswered),
                _ => None,
            };
            [Some(Self::Event(event)), nothing_after]
                .into_iter()
                .flatten()
        })
    }

    /// The event that starts the flow.
    pub fn event_type(self) -> EventType {
        match self {
            Self::Event(event) => event,
            Self::Unanswered => EventType::QuoteViewed,
            Self::Unopened => EventType::QuoteSent,
        }
    }

    /// What people call it.
    pub fn name(self, locale: Locale) -> &'static str {
        occasion_words(self).name.of(locale)
    }

    /// Whether it is that nothing came after the event.
    pub fn is_absence(self) -> bool {
        self.awaited_status().is_some()
    }

    /// The status that the quote still has when there is something to tell after the wait.
    pub(super) fn awaited_status(self) -> Option<QuoteStatus> {
        match self {
            Self::Event(_) => None,
            Self::Unanswered => Some(QuoteStatus::Viewed),
            Self::Unopened => Some(QuoteStatus::Sent),
        }
    }

    /// The first part of a recipe's id.
    pub(super) fn slug(self) -> &'static str {
        match self {
            Self::Event(EventType::SubmissionCreated) => "submission",
            Self::Event(EventType::QuoteCreated) => "quote-created",
            Self::Event(EventType::QuoteSent) => "quote-sent",
            Self::Event(EventType::QuoteViewed) => "quote-viewed",
            Self::Event(EventType::QuoteAccepted) => "quote-accepted",
            Self::Event(EventType::QuoteRejected) => "quote-rejected",
            Self::Event(EventType::QuoteExpiringSoon) => "quote-expiring-soon",
            Self::Event(EventType::QuoteExpired) => "quote-expired",
            Self::Event(EventType::LeadCreated) => "lead",
            Self::Unanswered => "quote-unanswered",
            Self::Unopened => "quote-unopened",
        }
    }
}
