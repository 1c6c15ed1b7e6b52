#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};

use super::*;
use crate::pieces::FileValue;

fn message(more: Value) -> Result<GmailMessage, MailInputError> {
    let mut input = json!({
        "receiver": ["eva@windows.example"], "subject": "New", "body_type": "plain_text",
        "body": "Hello", "draft": false,
    });
    for (key, value) in more.as_object().unwrap() {
        input[key] = value.clone();
    }
    GmailMessage::from_input(input.as_object().unwrap())
}

#[test]
fn a_mail_for_gmail_has_what_the_step_says() {
    let file = json!({"filename": "a.txt", "extension": "txt", "base64": "SGk="});
    let full = message(json!({
        "sender_name": "The desk", "from": "desk@windows.example", "cc": ["c@x.example", ""],
        "bcc": ["d@x.example"], "reply_to": ["a@y.example", "b@y.example"],
        "in_reply_to": "5f1d@y.example", "body_type": "html", "body": "<p>Hi</p>",
        "attachments": [{"file": file, "name": "offer.txt"}], "draft": true,
    }))
    .unwrap();
    let recipients: Vec<&str> = full.recipients().collect();
    assert_eq!(
        recipients,
        ["eva@windows.example", "c@x.example", "d@x.example"]
    );
    assert_eq!(full.reply_to, ["a@y.example", "b@y.example"]);
    assert_eq!(full.in_reply_to.as_deref(), Some("<5f1d@y.example>"));
    assert_eq!(full.from.as_deref(), Some("desk@windows.example"));
    assert_eq!(
        (full.text.as_str(), full.html.as_deref()),
        ("Hi", Some("<p>Hi</p>"))
    );
    assert!(matches!(
        full.attachments[0].file,
        FileValue::Embedded { .. }
    ));
    assert!(full.is_draft);
    let plain = message(json!({})).unwrap();
    assert_eq!(
        (plain.from, plain.sender_name, plain.is_draft),
        (None, None, false)
    );
}

#[test]
fn what_makes_no_mail_for_gmail_is_told() {
    let hostile = "New\r\nBcc: thief@z.example";
    for field in ["subject", "sender_name", "from", "in_reply_to"] {
        let refused = message(json!({field: hostile})).unwrap_err();
        assert!(
            matches!(refused, MailInputError::LineBreak { .. }),
            "{field}: {refused}"
        );
    }
    for field in ["receiver", "cc", "bcc", "reply_to"] {
        let refused = message(json!({field: ["a@b.example\nBcc: thief@z.example"]})).unwrap_err();
        assert!(
            matches!(refused, MailInputError::LineBreak { .. }),
            "{field}: {refused}"
        );
    }
    let id = |id: &str| MailInputError::MessageId { id: id.to_owned() };
    for (more, expected) in [
        (json!({"receiver": []}), MailInputError::NoRecipient),
        (json!({"subject": " "}), MailInputError::NoSubject),
        (
            json!({"attachments": [{}]}),
            MailInputError::Attachment { number: 1 },
        ),
        (json!({"in_reply_to": "the last one"}), id("the last one")),
        (json!({"in_reply_to": "<a@b> <c@d>"}), id("<a@b> <c@d>")),
    ] {
        assert_eq!(message(more.clone()), Err(expected), "{more}");
    }
}
