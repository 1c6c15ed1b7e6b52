//! ActivePieces' Slack piece: messages to channels and to people.
//!
//! Nothing is sent here. [`SlackMessage::from_input`] makes of a step's input what Slack's
//! `chat.postMessage` takes, within the limits that Slack sets, and always with a text that stands in
//! for the blocks in notifications.
//!
//! With a bot's token the message goes to any channel that the bot is in. With the address of an
//! incoming webhook (a connection of the type SECRET_TEXT) it goes to the webhook's own channel:
//! `channel`, the sender's name and picture are the webhook's own then.
//!
//! A message with a file is another call: first the file is uploaded, then it is shared with the
//! message beside it.

mod blocks;
mod cut;
mod error;
mod message;
#[cfg(test)]
mod tests;

use serde_json::{Value, json};

use crate::expressions::Escaping;

use super::definition::{ActionDefinition, Audience, OutputShape, PieceDefinition};
use super::property::{Insertion, PropDefinition, PropertyType};

pub use error::SlackInputError;
pub use message::{SlackMessage, metadata};

pub const SLACK_PIECE: &str = "@activepieces/piece-slack";
pub const SEND_CHANNEL_MESSAGE: &str = "send_channel_message";
pub const SEND_DIRECT_MESSAGE: &str = "send_direct_message";

const CHANNEL: &str = "channel";
const USER_ID: &str = "userId";
const TEXT: &str = "text";
const BLOCKS: &str = "blocks";
const AS_BOT: &str = "sendAsBot";
const THREAD: &str = "threadTs";
const USERNAME: &str = "username";
const PICTURE: &str = "profilePicture";
const EMOJI: &str = "iconEmoji";
const FILE: &str = "file";
const BROADCAST: &str = "replyBroadcast";
const MENTION_FLOW: &str = "mentionOriginFlow";
const UNFURL: &str = "unfurlLinks";

pub(super) fn definition() -> PieceDefinition {
    let channel_message = ActionDefinition::new(
        SEND_CHANNEL_MESSAGE,
        "Send Message To A Channel",
        channel_props(),
        sample("C0123456789"),
    );
    let direct_message = ActionDefinition::new(
        SEND_DIRECT_MESSAGE,
        "Send Message To A User",
        direct_props(),
        sample("D0123456789"),
    )
    .writing_to(Audience::Named(&[USER_ID]));
    // Slack adds to its answers what the message is made of; with a file it answers otherwise.
    let shape = OutputShape::OpenMembers(&["message", "files"]);
    PieceDefinition::of_actions(
        SLACK_PIECE,
        "Slack",
        [channel_message, direct_message].map(|action| action.with_shape(shape)),
    )
}

fn sample(channel: &str) -> Value {
    json!({
        "ok": true,
        "channel": channel,
        "ts": "1772438400.000100",
        "message": {
            "type": "message", "user": "U0123456789", "ts": "1772438400.000100",
            "text": "New submission received",
        },
    })
}

fn channel_props() -> Vec<PropDefinition> {
    vec![
        PropDefinition::required(CHANNEL, "Channel", PropertyType::Dropdown),
        text(false),
        PropDefinition::required(AS_BOT, "Send as a bot?", PropertyType::Checkbox).or(true),
        PropDefinition::optional(THREAD, "Thread ts", PropertyType::ShortText),
        PropDefinition::optional(USERNAME, "Username", PropertyType::ShortText),
        PropDefinition::optional(PICTURE, "Profile Picture", PropertyType::ShortText),
        PropDefinition::optional(EMOJI, "Emoji icon", PropertyType::ShortText),
        PropDefinition::optional(FILE, "Attachment", PropertyType::File),
        PropDefinition::optional(
            BROADCAST,
            "Broadcast reply to channel",
            PropertyType::Checkbox,
        )
        .or(false),
        mention_flow(),
        unfurl(),
        blocks_prop(),
    ]
}

fn direct_props() -> Vec<PropDefinition> {
    vec![
        PropDefinition::required(USER_ID, "User", PropertyType::Dropdown),
        text(true),
        PropDefinition::optional(USERNAME, "Username", PropertyType::ShortText),
        PropDefinition::optional(PICTURE, "Profile Picture", PropertyType::ShortText),
        PropDefinition::optional(EMOJI, "Emoji icon", PropertyType::ShortText),
        mention_flow(),
        blocks_prop(),
        unfurl(),
    ]
}

fn text(is_required: bool) -> PropDefinition {
    PropDefinition::new(TEXT, "Message", PropertyType::LongText, is_required)
        .inserting(Insertion::Escaped(Escaping::SlackText))
}

fn blocks_prop() -> PropDefinition {
    PropDefinition::optional(BLOCKS, "Block Kit blocks", PropertyType::Json)
        .inserting(Insertion::Escaped(Escaping::SlackBlocks))
}

fn mention_flow() -> PropDefinition {
    PropDefinition::optional(
        MENTION_FLOW,
        "Mention flow of origin?",
        PropertyType::Checkbox,
    )
    .or(false)
}

fn unfurl() -> PropDefinition {
    PropDefinition::optional(UNFURL, "Unfurl links", PropertyType::Checkbox).or(true)
}
