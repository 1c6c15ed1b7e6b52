//! The "Post to the inbox" action: a message with a title, a text and a link, for the office.

use serde_json::{Map, Value, json};

use super::definition::ActionDefinition;
use super::property::{EmptyLines, PropDefinition, PropertyType};
use super::winfactor::INBOX_ACTION;

/// The checkbox that keeps lines whose placeholders are all empty when it is off.
const DROP_EMPTY_LINES: &str = "dropEmptyLines";

pub(super) fn definition() -> ActionDefinition {
    let text = PropDefinition {
        empty_lines: EmptyLines::DropUnlessOff {
            checkbox: DROP_EMPTY_LINES.to_owned(),
        },
        ..PropDefinition::new("text", "Text", PropertyType::LongText, true)
    };
    ActionDefinition::new(
        INBOX_ACTION,
        "Post to the inbox",
        vec![
            PropDefinition::new("title", "Title", PropertyType::ShortText, true),
            text,
            PropDefinition::new("link", "Link", PropertyType::ShortText, false),
            PropDefinition::new(
                DROP_EMPTY_LINES,
                "Leave out lines whose fields are all empty",
                PropertyType::Checkbox,
                false,
            ),
        ],
        InboxMessage {
            title: "New submission received".to_owned(),
            text: "Customer: John Smith".to_owned(),
            link: None,
        }
        .output("msg_01hkg8c2bxe4ev0rqz7k5w9d3m"),
    )
}

/// A message for the inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxMessage {
    pub title: String,
    pub text: String,
    /// An http or https address.
    pub link: Option<String>,
}

/// Why an input makes no message. The text is for the person who built the flow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InboxInputError {
    #[error("the title came out empty")]
    EmptyTitle,
    #[error("the link is not a web address that begins with http:// or https://: {link}")]
    NotAWebAddress { link: String },
}

impl InboxMessage {
    /// Reads the resolved and converted input of the step.
    pub fn from_input(input: &Map<String, Value>) -> Result<Self, InboxInputError> {
        let text_of = |key: &str| input.get(key).and_then(Value::as_str).unwrap_or_default();
        let title = text_of("title").trim();
        if title.is_empty() {
            return Err(InboxInputError::EmptyTitle);
        }
        let link = text_of("link").trim();
        if !link.is_empty() && !is_web_address(link) {
            return Err(InboxInputError::NotAWebAddress {
                link: link.to_owned(),
            });
        }
        Ok(Self {
            title: title.to_owned(),
            text: text_of("text").to_owned(),
            link: (!link.is_empty()).then(|| link.to_owned()),
        })
    }

    /// The output of the step once the message is stored under this id.
    pub fn output(&self, message_id: &str) -> Value {
        json!({"id": message_id, "title": self.title, "text": self.text, "link": self.link})
    }
}

/// The link is shown as one, so nothing but a web address may come through (`javascript:` and the
/// like would run in the reader's page).
fn is_web_address(link: &str) -> bool {
    let has_scheme = |scheme: &str| {
        link.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            && link.len() > scheme.len()
    };
    (has_scheme("https://") || has_scheme("http://"))
        && !link.contains(|c: char| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(input: Value) -> Result<InboxMessage, InboxInputError> {
        InboxMessage::from_input(input.as_object().unwrap())
    }

    #[test]
    fn a_message_needs_a_title_and_may_have_a_link() {
        let message = read(json!({"title": " New ", "text": "a\nb", "link": ""})).unwrap();
        assert_eq!(message.title, "New");
        assert_eq!(message.text, "a\nb");
        assert_eq!(message.link, None);
        let message = read(json!({"title": "New", "link": "HTTPS://app.example/s/1"})).unwrap();
        assert_eq!(message.link.as_deref(), Some("HTTPS://app.example/s/1"));
        assert_eq!(message.text, "");
        assert_eq!(
            read(json!({"title": " \n"})),
            Err(InboxInputError::EmptyTitle)
        );
    }

    #[test]
    fn only_web_addresses_are_links() {
        let refused = [
            "javascript:alert(1)",
            "//x.example",
            "/s/1",
            "https://",
            "http://a b",
            "data:,x",
        ];
        for link in refused {
            let result = read(json!({"title": "New", "link": link}));
            assert!(
                matches!(result, Err(InboxInputError::NotAWebAddress { .. })),
                "{link}"
            );
        }
    }
}
