use winfactor_domain::EventType;

use super::step::TEXTS;

/// A value of an event that a recipe shows or keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    CustomerName,
    /// The name in a lead.
    VisitorName,
    Company,
    Email,
    Phone,
    Template,
    /// Width and height in the organization's units, written for people.
    Size,
    /// The same in millimetres as they stand in the event.
    SizeInMillimetres,
    /// The quote's number.
    Number,
    /// Money, written for people.
    Total,
    /// The same as a number, beside its currency.
    Amount,
    Currency,
    CreatedBy,
    Recipients,
    ValidUntil,
    DaysRemaining,
    AcceptedBy,
    RejectedBy,
    Reason,
    Message,
    MessagePreview,
    /// When the event happened, under three names.
    HappenedAt,
    SentAt,
    ViewedAt,
    /// The same on every delivery of the event, so that a repeat can be told.
    EventId,
}

impl Field {
    /// What stands between the braces where the value goes, for an event of this type.
    pub(super) fn expression(self, event: EventType) -> String {
        let person = match event {
            EventType::LeadCreated => "contact",
            _ => "customer",
        };
        match self {
            Self::CustomerName | Self::VisitorName => data(&[person, "name"]),
            Self::Company => data(&[person, "companyName"]),
            Self::Email => data(&[person, "email"]),
            Self::Phone => data(&[person, "phone"]),
            Self::Template => data(&["template", "name"]),
            Self::Size => text("size"),
            Self::SizeInMillimetres => data(&["configuration", "width"]),
            Self::Number => data(&["quote", "number"]),
            Self::Total => text("total"),
            Self::Amount => data(&["quote", "total"]),
            Self::Currency => data(&["quote", "currency"]),
            Self::CreatedBy => data(&["creation", "createdByName"]),
            Self::Recipients => format!("{}.join(', ')", data(&["sending", "recipients"])),
            Self::ValidUntil => text("validUntil"),
            Self::DaysRemaining => text("daysRemaining"),
            Self::AcceptedBy => data(&["acceptance", "acceptedByName"]),
            Self::RejectedBy => data(&["rejection", "rejectedByName"]),
            Self::Reason => data(&["rejection", "reason"]),
            Self::Message => data(&["contact", "message"]),
            Self::MessagePreview => data(&["contact", "messagePreview"]),
            Self::HappenedAt | Self::SentAt | Self::ViewedAt => text("happenedAt"),
            Self::EventId => "trigger['headers']['x-winfactor-delivery']".to_owned(),
        }
    }

    /// The value as a text holds it.
    pub(super) fn token(self, event: EventType) -> String {
        match self {
            Self::SizeInMillimetres => {
                let [width, height] =
                    ["width", "height"].map(|side| data(&["configuration", side]));
                format!("{{{{ {width} }}}} x {{{{ {height} }}}} mm")
            }
            _ => format!("{{{{ {} }}}}", self.expression(event)),
        }
    }

    /// Whether the step "Texts" writes it.
    pub(super) fn needs_texts(self) -> bool {
        match self {
            Self::Size
            | Self::Total
            | Self::ValidUntil
            | Self::DaysRemaining
            | Self::HappenedAt
            | Self::SentAt
            | Self::ViewedAt => true,
            Self::CustomerName
            | Self::VisitorName
            | Self::Company
            | Self::Email
            | Self::Phone
            | Self::Template
            | Self::SizeInMillimetres
            | Self::Number
            | Self::Amount
            | Self::Currency
            | Self::CreatedBy
            | Self::Recipients
            | Self::AcceptedBy
            | Self::RejectedBy
            | Self::Reason
            | Self::Message
            | Self::MessagePreview
            | Self::EventId => false,
        }
    }
}

/// A path into the `data` of the event, as the documentation of the events writes it.
pub(super) fn data(keys: &[&str]) -> String {
    let keys: String = keys.iter().map(|key| format!("['{key}']")).collect();
    format!("trigger['body']['data']{keys}")
}

fn text(name: &str) -> String {
    format!("{TEXTS}['{name}']")
}
