use crate::{
    Acceptance, LineItem, OrganizationId, QuoteId, QuoteTerms, Rejection, Sending, Timestamp,
    Totals,
};

/// A version that was sent, kept as it was offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteVersion {
    pub quote: QuoteId,
    pub organization: OrganizationId,
    pub version: u32,
    pub terms: QuoteTerms,
    pub line_items: Vec<LineItem>,
    pub totals: Totals,
    pub sending: Sending,
    /// The first human view.
    pub viewed_at: Option<Timestamp>,
    pub view_count: u32,
    pub last_viewed_at: Option<Timestamp>,
    /// Visits that looked like a mail scanner's: counted, never a view.
    pub suspected_robot_count: u32,
    /// The latest of them.
    pub last_suspected_robot: Option<SuspectedRobot>,
    pub answer: Option<Answer>,
}

/// How a customer answered a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Accepted(Acceptance),
    Rejected(Rejection),
}

/// A visit that was taken for a robot's, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuspectedRobot {
    pub at: Timestamp,
    /// A stable word that a page can translate, such as `link_scanner`.
    pub reason: String,
    pub user_agent: String,
}
