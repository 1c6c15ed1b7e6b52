//! A mail as it travels, whoever carries it: its headers are single lines, its texts are encoded, its
//! id is the same for each attempt.
//!
//! Source: RFC 5322 (format), RFC 2047 (encoded words), RFC 3834 (Auto-Submitted).

mod compose;
mod encoded_words;

pub(super) use compose::Written;
pub use compose::{Mail, MailFile};
