//! Slack: `chat.postMessage` with a token, or an incoming webhook with an address.
//!
//! Slack's answer to a call that failed is a 200 with `"ok": false` and a word; a webhook's is a
//! status with the word as text. What each word means for people stands in `errors`.
//!
//! Source: <https://docs.slack.dev/reference/methods/chat.postMessage>,
//! <https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks> and
//! <https://docs.slack.dev/apis/web-api/rate-limits>.

mod access;
mod errors;
mod find;
mod post;

pub use access::SlackAccess;
pub use find::{Place, find};
pub use post::{Post, post, test};

/// Messages to one channel: one a second.
pub const GAP_MS: i64 = 1000;
