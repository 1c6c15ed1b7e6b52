//! Microsoft Teams: a channel's messages through Graph, or the address of a Workflows webhook.
//!
//! A webhook's 202 says that the workflow took the card; whether it posts it is not told. The
//! connectors before Workflows answered 200 also when they failed, with the error as text.
//!
//! Source: <https://learn.microsoft.com/graph/api/chatmessage-post>,
//! <https://learn.microsoft.com/graph/api/team-list-members>,
//! <https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using>.

mod access;
mod graph;
mod members;
mod test;
mod webhook;

pub use access::TeamsAccess;
pub use graph::{Place, post};
pub use members::{TeamMember, members};
pub use test::test;
pub use webhook::post_card;

/// Four messages a second.
pub const GAP_MS: i64 = 250;
