//! ActivePieces' Microsoft Teams piece: messages to channels.
//!
//! With an account (OAUTH2) the message goes through Microsoft Graph to any channel. With the address
//! of a Workflows webhook (a connection of the type SECRET_TEXT) it goes, as an Adaptive Card, to the
//! channel of the workflow; `teamId` and `channelId` are the workflow's own then.
//!
//! Teams takes 28 KB. What is longer loses its later parts first, so that the beginning is read.

mod card;
mod error;
#[cfg(test)]
mod mention_tests;
mod mentions;
mod message;
#[cfg(test)]
mod tests;

use serde_json::json;

use crate::expressions::Escaping;

use super::definition::{ActionDefinition, OutputShape, PieceDefinition};
use super::property::{Insertion, PropDefinition, PropertyType};

pub use error::TeamsInputError;
pub use mentions::{Member, NotMentioned};
pub use message::{Posting, TeamsMessage};

pub const TEAMS_PIECE: &str = "@activepieces/piece-microsoft-teams";
pub const SEND_CHANNEL_MESSAGE: &str = "microsoft_teams_send_channel_message";

const TEAM: &str = "teamId";
const CHANNEL: &str = "channelId";
const CONTENT_TYPE: &str = "contentType";
const CONTENT: &str = "content";
const HTML: &str = "html";

/// What a message may have in all, in bytes.
const MOST_BYTES: usize = 28 * 1024;

pub(super) fn definition() -> PieceDefinition {
    // Only what the author typed mentions anybody.
    let content = Insertion::EscapedIf {
        input: CONTENT_TYPE,
        is: HTML,
        then: Escaping::Fenced { is_html: true },
        otherwise: Escaping::Fenced { is_html: false },
    };
    let content_types = [("text", "Text"), (HTML, "HTML")];
    let props = vec![
        PropDefinition::required(TEAM, "Team ID", PropertyType::Dropdown),
        PropDefinition::required(CHANNEL, "Channel ID", PropertyType::Dropdown),
        PropDefinition::required(
            CONTENT_TYPE,
            "Content Type",
            PropertyType::one_of(&content_types),
        )
        .or("text"),
        PropDefinition::required(CONTENT, "Message", PropertyType::LongText).inserting(content),
    ];
    let sample = json!({
        "id": "1772438400000",
        "createdDateTime": "2026-03-02T08:00:00Z",
        "webUrl": "https://teams.microsoft.com/l/message/1772438400000",
        "body": {"contentType": "html", "content": "New submission received"},
    });
    let send = ActionDefinition::new(SEND_CHANNEL_MESSAGE, "Send Channel Message", props, sample);
    // A webhook answers with less.
    PieceDefinition::of_actions(
        TEAMS_PIECE,
        "Microsoft Teams",
        [send.with_shape(OutputShape::Open)],
    )
}
