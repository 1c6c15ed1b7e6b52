use winfactor_domain::{EventType, Locale};

use super::field::{Field, data};
use super::occasion::Occasion;
use super::words::{label, occasion_words};

/// What a message tells of an occasion.
#[derive(Debug, Clone, Copy)]
pub(super) struct Message {
    pub(super) occasion: Occasion,
    pub(super) locale: Locale,
}

impl Message {
    /// One line, with the quote's number where there is one.
    pub(super) fn title(self) -> String {
        let title = occasion_words(self.occasion).title.of(self.locale);
        let number = Field::Number.token(self.event());
        title.replace("{number}", &number)
    }

    /// A line for each field: "Customer: {{ … }}".
    pub(super) fn details(self) -> String {
        let lines = self.fields().iter().map(|field| self.line(*field));
        let note = occasion_words(self.occasion).note;
        let note = note.map(|note| note.of(self.locale).to_owned());
        lines.chain(note).collect::<Vec<_>>().join("\n")
    }

    /// One of these lines.
    pub(super) fn line(self, field: Field) -> String {
        let label = label(field).of(self.locale);
        format!("{label}: {}", field.token(self.event()))
    }

    /// The customer's own words; in a chat their beginning is enough.
    pub(super) fn quoted(self, is_short: bool) -> Option<Field> {
        match self.occasion {
            Occasion::Event(EventType::QuoteRejected) => Some(Field::Reason),
            Occasion::Event(EventType::LeadCreated) if is_short => Some(Field::MessagePreview),
            Occasion::Event(EventType::LeadCreated) => Some(Field::Message),
            _ => None,
        }
    }

    /// The page in WinFactor, for the organization's people.
    pub(super) fn link(self) -> String {
        let page = match self.event() {
            EventType::SubmissionCreated => "submissionDetail",
            EventType::LeadCreated => "leadsPage",
            _ => "quoteDetail",
        };
        format!("{{{{ {} }}}}", data(&["urls", page]))
    }

    /// What the link is called.
    pub(super) fn link_text(self) -> &'static str {
        occasion_words(self.occasion).link.of(self.locale)
    }

    pub(super) fn needs_texts(self) -> bool {
        self.fields().iter().any(|field| field.needs_texts())
    }

    pub(super) fn event(self) -> EventType {
        self.occasion.event_type()
    }

    fn fields(self) -> &'static [Field] {
        match self.occasion {
            Occasion::Event(EventType::SubmissionCreated) => &[
                Field::CustomerName,
                Field::Template,
                Field::Size,
                Field::Company,
                Field::Email,
                Field::Phone,
            ],
            Occasion::Event(EventType::QuoteCreated) => &[
                Field::CustomerName,
                Field::Company,
                Field::Total,
                Field::CreatedBy,
            ],
            Occasion::Event(EventType::QuoteSent) => &[
                Field::CustomerName,
                Field::Company,
                Field::Total,
                Field::Recipients,
                Field::ValidUntil,
            ],
            Occasion::Event(EventType::QuoteViewed) => &[
                Field::CustomerName,
                Field::Company,
                Field::Total,
                Field::Email,
                Field::Phone,
            ],
            Occasion::Event(EventType::QuoteAccepted) => &[
                Field::CustomerName,
                Field::Company,
                Field::Total,
                Field::AcceptedBy,
                Field::Email,
                Field::Phone,
            ],
            Occasion::Event(EventType::QuoteRejected) => &[
                Field::CustomerName,
                Field::Company,
                Field::Total,
                Field::RejectedBy,
                Field::Email,
                Field::Phone,
            ],
            Occasion::Event(EventType::QuoteExpiringSoon) => &[
                Field::CustomerName,
                Field::Company,
                Field::Total,
                Field::ValidUntil,
                Field::DaysRemaining,
                Field::Email,
                Field::Phone,
            ],
            Occasion::Event(EventType::QuoteExpired) => &[
                Field::CustomerName,
                Field::Company,
                Field::Total,
                Field::ValidUntil,
                Field::Email,
                Field::Phone,
            ],
            Occasion::Event(EventType::LeadCreated) => {
                &[Field::VisitorName, Field::Email, Field::Phone]
            }
            Occasion::Unanswered => &[
                Field::CustomerName,
                Field::Company,
                Field::Total,
                Field::ViewedAt,
                Field::Email,
                Field::Phone,
            ],
            Occasion::Unopened => &[
                Field::CustomerName,
                Field::Company,
                Field::Total,
                Field::SentAt,
                Field::Recipients,
                Field::Phone,
            ],
        }
    }
}
