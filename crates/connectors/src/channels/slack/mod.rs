//! Slack: `chat.postMessage` with a token, or an incoming webhook with an address; with a token also
//! files.
//!
//! Slack's answer to a call that failed is a 200 with `"ok": false` and a word; a webhook's is a
//! status with the word as text. What each word means for people stands in `errors`.
//!
//! Source: <https://docs.slack.dev/reference/methods/chat.postMessage>,
//! <https://docs.slack.dev/reference/methods/files.getUploadURLExternal>,
//! <https://docs.slack.dev/reference/methods/files.completeUploadExternal>,
//! <https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks> and
//! <https://docs.slack.dev/apis/web-api/rate-limits>.

mod access;
mod errors;
mod find;
mod post;
mod share_file;
mod upload_address;

pub use access::SlackAccess;
pub use find::{Place, find};
pub use post::{Post, post, test};
pub use share_file::{SlackFile, share_file};

/// Messages to one channel: one a second.
pub const GAP_MS: i64 = 1000;
