#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};

use super::*;
use crate::pieces::FileValue;
use crate::pieces::text_of_html::text_of_html;

fn mail(more: Value) -> Result<OutgoingMail, MailInputError> {
    let mut input = json!({
        "from": "desk@windows.example", "to": ["eva@windows.example"], "subject": "New",
        "body_type": "plain_text", "body": "Hello",
    });
    for (key, value) in more.as_object().unwrap() {
        input[key] = value.clone();
    }
    OutgoingMail::from_input(input.as_object().unwrap())
}

#[test]
fn a_mail_has_what_the_step_says() {
    let file = json!({"filename": "a.txt", "extension": "txt", "base64": "SGk="});
    let full = mail(json!({
        "senderName": "The desk", "to": ["a@x.example, b@x.example", "a@x.example"],
        "cc": ["c@x.example"], "bcc": "d@x.example", "replyTo": "john@y.example",
        "customHeaders": {"X-Priority": 1}, "attachments": [{"file": file, "name": "offer.txt"}],
    }))
    .unwrap();
    let recipients: Vec<&str> = full.recipients().collect();
    assert_eq!(
        recipients,
        ["a@x.example", "b@x.example", "c@x.example", "d@x.example"]
    );
    assert_eq!(full.sender_name.as_deref(), Some("The desk"));
    assert_eq!(full.reply_to.as_deref(), Some("john@y.example"));
    assert_eq!(full.headers, [("X-Priority".to_owned(), "1".to_owned())]);
    assert_eq!(full.attachments[0].name.as_deref(), Some("offer.txt"));
    assert!(matches!(
        full.attachments[0].file,
        FileValue::Embedded { .. }
    ));
    assert_eq!((full.text.as_str(), full.html), ("Hello", None));
}

#[test]
fn line_breaks_are_rejected_in_every_header_value() {
    let hostile = "New\r\nBcc: thief@z.example";
    for (field, value) in [
        ("subject", json!(hostile)),
        ("senderName", json!(hostile)),
        ("from", json!("desk@windows.example\nBcc: thief@z.example")),
        ("to", json!(["eva@windows.example\r\nBcc: thief@z.example"])),
        ("cc", json!(["eva@windows.example\rX: y"])),
        ("replyTo", json!("a@b.example\r\nX: y")),
        ("customHeaders", json!({"X-A": hostile})),
        ("subject", json!("a\u{2028}b")),
        ("subject", json!("a\0b")),
    ] {
        let refused = mail(json!({field: value})).unwrap_err();
        assert!(
            matches!(refused, MailInputError::LineBreak { .. }),
            "{field}: {refused}"
        );
    }
}

#[test]
fn what_makes_no_mail_is_told() {
    let address = |field, address: &str| MailInputError::Address {
        field,
        address: address.to_owned(),
    };
    let header = |name: &str| MailInputError::Header {
        name: name.to_owned(),
    };
    let table = [
        (json!({"from": ""}), MailInputError::NoSender),
        (json!({"to": []}), MailInputError::NoRecipient),
        (json!({"subject": " "}), MailInputError::NoSubject),
        (json!({"to": ["Eva"]}), address("the recipients", "Eva")),
        (
            json!({"from": "Eva <eva@x.example>"}),
            address("the sender", "Eva <eva@x.example>"),
        ),
        (json!({"customHeaders": {"BCC": "x"}}), header("BCC")),
        (
            json!({"customHeaders": {"Content-Type": "x"}}),
            header("Content-Type"),
        ),
        (
            json!({"customHeaders": {"X: y\r\nBcc": "x"}}),
            header("X: y\r\nBcc"),
        ),
        (
            json!({"attachments": [{}]}),
            MailInputError::Attachment { number: 1 },
        ),
    ];
    for (more, expected) in table {
        assert_eq!(mail(more.clone()), Err(expected), "{more}");
    }
}

#[test]
fn a_mail_in_html_has_a_text_too() {
    let table = [
        ("<p>Hello <b>John</b>,</p><p>bye</p>", "Hello John,\n\nbye"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        (
            "See <a href=\"https://x.example/?a=1&amp;b=2\">the offer</a>.",
            "See the offer (https://x.example/?a=1&b=2).",
        ),
        (
            "<a href='https://x.example'>https://x.example</a>",
            "https://x.example",
        ),
        (
            "<style>p{}</style><script>x<y</script>&lt;&#8364;&#x41;&bogus;",
            "<€A&bogus;",
        ),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n\n- b"),
        ("a <!-- <p>no</p> --> b", "a b"),
        ("1 < 2", "1 < 2"),
    ];
    for (html, text) in table {
        assert_eq!(text_of_html(html), text, "{html}");
    }
    let html = mail(json!({"body_type": "html", "body": "<p>Hi</p>"})).unwrap();
    assert_eq!(
        (html.text.as_str(), html.html.as_deref()),
        ("Hi", Some("<p>Hi</p>"))
    );
}
