use crate::{EmailAddress, Timestamp};

/// How and until when a version was offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    /// The unguessable part of the quote page's address.
    pub token: String,
    pub recipients: Vec<EmailAddress>,
    pub sent_at: Timestamp,
    /// The last moment of the last day of validity, in the organization's time zone.
    pub valid_until: Timestamp,
    /// When `quote.expiring_soon` is due.
    pub expiring_soon_at: Timestamp,
}

/// A first human view of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    pub at: Timestamp,
    pub ip_address: String,
    pub user_agent: String,
}

/// A customer's yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    pub at: Timestamp,
    pub by_name: String,
    pub ip_address: String,
    pub user_agent: String,
}

/// A customer's no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    pub at: Timestamp,
    pub by_name: Option<String>,
    pub reason: Option<String>,
    pub ip_address: String,
    pub user_agent: String,
}
