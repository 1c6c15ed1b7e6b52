//! Asks what vendors publish in code whether a request is what they describe.
//!
//! The stand-ins check requests by what was written down of the vendors' documentation. Here the
//! vendors' own packages are asked: the TypeScript types of their clients, which they generate from
//! their descriptions (OpenAPI, Google's discovery document), and Microsoft's reader of cards.

use serde::Serialize;
use serde_json::Value;

use crate::node;

/// What a request is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Published {
    /// The body of `chat.postMessage`.
    #[serde(rename = "slack message")]
    SlackMessage,
    /// The arguments of `files.getUploadURLExternal`.
    #[serde(rename = "slack upload")]
    SlackUpload,
    /// Those of `files.completeUploadExternal`, with its lists read from JSON.
    #[serde(rename = "slack file")]
    SlackFile,
    /// Graph's `chatMessage`.
    #[serde(rename = "teams message")]
    TeamsMessage,
    /// The card alone, without its envelope.
    #[serde(rename = "adaptive card")]
    AdaptiveCard,
    /// A `Message` of the Gmail API.
    #[serde(rename = "gmail message")]
    GmailMessage,
    #[serde(rename = "gmail draft")]
    GmailDraft,
    /// A `ValueRange` of the Sheets API.
    #[serde(rename = "sheets values")]
    SheetsValues,
    /// The body of `contacts/batch/upsert`.
    #[serde(rename = "hubspot contacts")]
    HubSpotContacts,
    #[serde(rename = "hubspot new contact")]
    HubSpotNewContact,
    #[serde(rename = "hubspot contact")]
    HubSpotContact,
    /// The body of `deals/batch/upsert`.
    #[serde(rename = "hubspot deals")]
    HubSpotDeals,
    #[serde(rename = "hubspot property")]
    HubSpotProperty,
    #[serde(rename = "pipedrive person")]
    PipedrivePerson,
    #[serde(rename = "pipedrive person's change")]
    PipedrivePersonChange,
    #[serde(rename = "pipedrive deal")]
    PipedriveDeal,
    #[serde(rename = "pipedrive deal's change")]
    PipedriveDealChange,
}

/// A request's body.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sent {
    pub is: Published,
    pub value: Value,
}

impl Sent {
    pub fn new(is: Published, value: Value) -> Sent {
        Sent { is, value }
    }
}

/// What is wrong with each, in the same order: nothing, or the words of the compiler or reader.
///
/// # Panics
/// When Node.js or a package is not installed, or the script fails.
pub fn complaints(sent: &[Sent]) -> Vec<Option<String>> {
    node::ask("vendors.mjs", Some("@slack/web-api"), sent)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_not_published_is_told_and_the_rest_passes() {
        let cases = [
            (
                Published::SlackMessage,
                json!({"channel": "C1", "text": "Hello"}),
                None,
            ),
            (
                Published::SlackMessage,
                json!({"channel": "C1", "text": "Hello", "unfurl": true}),
                Some("unfurl"),
            ),
            (
                Published::SlackUpload,
                json!({"filename": "offer.pdf", "length": "12"}),
                Some("string"),
            ),
            (
                Published::SlackFile,
                json!({"files": [{"id": "F1"}], "channel_id": "C1", "comment": "Hello"}),
                Some("comment"),
            ),
            (
                Published::TeamsMessage,
                json!({"body": {"contentType": "markdown", "content": "Hello"}}),
                Some("markdown"),
            ),
            (
                Published::AdaptiveCard,
                json!({"type": "AdaptiveCard", "version": "1.4", "body": [{"type": "Table"}]}),
                Some("Table"),
            ),
            (
                Published::GmailMessage,
                json!({"raw": "VG86", "thread": "18f0"}),
                Some("thread"),
            ),
            (
                Published::SheetsValues,
                json!({"rows": [["Hello"]]}),
                Some("rows"),
            ),
            (
                Published::HubSpotContact,
                json!({"properties": {"annualrevenue": 12}}),
                Some("number"),
            ),
        ];
        let sent = cases.clone().map(|(is, value, _)| Sent::new(is, value));
        for ((is, value, expected), said) in cases.into_iter().zip(complaints(&sent)) {
            match expected {
                None => assert_eq!(said, None, "{is:?} {value}"),
                Some(word) => {
                    let said = said.unwrap_or_default();
                    assert!(said.contains(word), "{is:?} {value}: {said}");
                }
            }
        }
    }
}
