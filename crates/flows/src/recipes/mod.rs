//! Ready-made automations: for every event a message in Slack, in Teams, by mail and in the inbox,
//! a row in a sheet and a record in a CRM, in every language of the product.
//!
//! A recipe is an [`Occasion`] (an event, or that nothing came after it for some days) and a
//! [`Channel`]. Its template document is built when it is asked for, of one table of words for each
//! purpose (`words`), one list of fields for each occasion (`message`), and one module for each
//! channel (`channels`). It is what ActivePieces imports, and what runs here: the same pieces, the
//! same expressions.
//!
//! Three things hold for each of them:
//!
//! - It reaches the team and its tools, never the customer.
//! - It begins with ActivePieces' own Catch Webhook, so that it runs there without WinFactor's
//!   piece (but for those that wait, which ask WinFactor how the quote stands).
//! - What the person must fill in (a channel, an address) is left out of the flow while it is not
//!   filled in, so that it is named as missing, and the flow is not switched on without it.
//!
//! Money, sizes and dates are written by a code step ("Texts"), and the message is put together by
//! another one ("Message"), which leaves out lines without a value and escapes what stands in the
//! data by the rules of the channel. Here the channel's step would do so, too; ActivePieces' does
//! not.

mod channel;
mod channels;
mod field;
mod message;
mod occasion;
mod recipe;
mod setting;
mod setting_error;
mod step;
mod template;
mod waiting;
mod words;

use field::Field;

pub use channel::Channel;
pub use occasion::Occasion;
pub use recipe::Recipe;
pub use setting::{LONGEST_SETTING, Setting, SettingKey, SettingValues};
pub use setting_error::{SettingError, SettingRefusal};
pub use template::RecipeWishes;
