//! What names things at Salesforce. All of it ends up in addresses and queries, so whatever does not
//! look like such a name is refused.

use super::SalesforceInputError;

/// The API name of an object or a field, such as `Lead` or `WinFactor_Id__c`.
pub(super) fn api_name(name: &str, what: &'static str) -> Result<String, SalesforceInputError> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    match !name.is_empty() && name.bytes().all(fits) {
        true => Ok(name.to_owned()),
        false => Err(SalesforceInputError::Name {
            what,
            name: name.to_owned(),
        }),
    }
}

/// The ID of a record, in its form of 18 characters.
///
/// Salesforce shows IDs of 15 characters, in which small and capital letters differ, and takes both
/// forms. Its answers have the longer one, whose last three characters tell which of the others are
/// capitals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordId(String);

const CASE_MARKS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

impl RecordId {
    /// # Errors
    /// When the text is no ID of a record.
    pub fn parse(text: &str) -> Result<Self, SalesforceInputError> {
        let is_id = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        match text.len() {
            18 if is_id => Ok(Self(text.to_owned())),
            15 if is_id => Ok(Self(format!("{text}{}", case_marks(text.as_bytes())))),
            _ => Err(SalesforceInputError::RecordId {
                id: text.to_owned(),
            }),
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One character for each five of the ID: a bit for each of them that is a capital.
fn case_marks(id: &[u8]) -> String {
    let mark = |five: &[u8]| {
        let bits = five
            .iter()
            .enumerate()
            .map(|(position, byte)| usize::from(byte.is_ascii_uppercase()) << position);
        char::from(CASE_MARKS[bits.sum::<usize>() % CASE_MARKS.len()])
    };
    id.chunks(5).map(mark).collect()
}
