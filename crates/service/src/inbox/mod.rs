//! The inbox: what flows post for an organization's people, and what WinFactor itself must tell
//! them. A live page shows [`list`], listens to [`Service::changes`](crate::Service::changes), and
//! asks [`since`] what it missed.

pub(crate) mod alert;
mod list;
mod mark_read;
mod text;

pub use list::{Standing, list, since, standing, unread};
pub use mark_read::{mark_all_read, mark_read};
pub(crate) use text::{MAX_TEXT, MAX_TITLE, line, lines};
pub use winfactor_store::inbox_messages::{MessageKind, MessageRow as Message};
