//! What the pieces that send mail have in common: addresses, attachments, and texts that are one line,
//! since a line break in a header begins another one.

mod error;
mod fields;

use super::property::{PropDefinition, PropertyType};

pub use error::MailInputError;
pub use fields::Attachment;
pub(super) use fields::{address, addresses, attachments, one_line};

/// The inputs of one attachment.
pub(super) fn attachment_props() -> Vec<PropDefinition> {
    vec![
        PropDefinition::required("file", "File", PropertyType::File),
        PropDefinition::optional("name", "Attachment Name", PropertyType::ShortText),
    ]
}
