#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};

use super::*;

fn text(to: &str) -> Result<WhatsAppMessage, WhatsAppInputError> {
    let input = json!({"phone_number_id": "106", "to": to, "text": "Hello"});
    WhatsAppMessage::from_input(SEND_MESSAGE, input.as_object().unwrap())
}

fn template(fields: Value) -> Result<WhatsAppMessage, WhatsAppInputError> {
    let input = json!({
        "phone_number_id": "106", "to": "+31612345678", "message_template_id": "77",
        "message_template_fields": fields,
    });
    WhatsAppMessage::from_input(SEND_TEMPLATE, input.as_object().unwrap())
}

#[test]
fn the_request_is_that_of_activepieces_for_whatsapp() {
    assert_eq!(
        text("+31612345678").unwrap().body(None),
        json!({
            "messaging_product": "whatsapp", "recipient_type": "individual",
            "to": "+31612345678", "type": "text", "text": {"body": "Hello"},
        })
    );
    let filled = template(json!({
        "body_{{2}}": "2,400 mm", "body_{{1}}": "John", "header_{{1}}": "New",
        "button_{{1}}": "q/1", "BODY_markdown": "ignored",
    }));
    let known = Template {
        name: "new_lead".to_owned(),
        language: "nl".to_owned(),
    };
    let body = filled.unwrap().body(Some(&known));
    assert_eq!(
        body["template"],
        json!({
            "name": "new_lead", "language": {"code": "nl"},
            "components": [
                {"type": "header", "parameters": [{"type": "text", "text": "New"}]},
                {"type": "body", "parameters": [
                    {"type": "text", "text": "John"}, {"type": "text", "text": "2,400 mm"},
                ]},
                {"type": "button", "sub_type": "url", "index": "0",
                    "parameters": [{"type": "text", "text": "q/1"}]},
            ],
        })
    );
}

#[test]
fn parameters_have_no_line_breaks_or_tabs() {
    let hostile = "a\r\nb\tc      d\u{2028}e";
    let body = template(json!({"body_{{1}}": hostile})).unwrap().body(None);
    assert_eq!(
        body["template"]["components"][0]["parameters"][0]["text"],
        "a b c d e"
    );
    assert_eq!(
        template(json!({"body_{{1}}": " \n"})),
        Err(WhatsAppInputError::EmptyField {
            field: "body_{{1}}".to_owned()
        })
    );
}

#[test]
fn numbers_are_international() {
    for (written, number) in [
        ("+31612345678", "+31612345678"),
        ("+31 6 1234-5678", "+31612345678"),
        ("0031 (6) 12345678", "+31612345678"),
        ("+1 (202) 555.0100", "+12025550100"),
    ] {
        assert_eq!(text(written).unwrap().to, number, "{written}");
    }
    for wrong in [
        "",
        "0612345678",
        "31612345678",
        "+0612345678",
        "+12",
        "+3161234567890123",
        "+31x",
    ] {
        let refused = text(wrong).unwrap_err();
        assert!(
            matches!(refused, WhatsAppInputError::Number { .. }),
            "{wrong}"
        );
    }
}

fn media(more: Value) -> Result<WhatsAppMessage, WhatsAppInputError> {
    let mut input = json!({
        "phone_number_id": "106", "to": "+31612345678", "type": "document",
        "media": "https://files.example/offer 7.pdf?sig=a%2Fb",
    });
    for (key, value) in more.as_object().unwrap() {
        input[key] = value.clone();
    }
    WhatsAppMessage::from_input(SEND_MEDIA, input.as_object().unwrap())
}

#[test]
fn media_are_sent_by_their_address_as_activepieces_sends_them() {
    let link = "https://files.example/offer 7.pdf?sig=a%2Fb";
    let named = json!({"caption": "Your offer", "filename": "offer.pdf"});
    let sent = media(named.clone()).unwrap().body(None);
    assert_eq!(
        sent,
        json!({
            "messaging_product": "whatsapp", "recipient_type": "individual",
            "to": "+31612345678", "type": "document",
            "document": {"link": link, "caption": "Your offer", "filename": "offer.pdf"},
        })
    );
    for (kind, expected) in [
        ("image", json!({"link": link, "caption": "Your offer"})),
        ("video", json!({"link": link, "caption": "Your offer"})),
        ("audio", json!({"link": link})),
        ("sticker", json!({"link": link})),
    ] {
        let mut more = named.clone();
        more["type"] = kind.into();
        let body = media(more).unwrap().body(None);
        assert_eq!((&body["type"], &body[kind]), (&json!(kind), &expected));
    }
}

#[test]
fn what_is_no_media_is_told() {
    let address = |text: &str| WhatsAppInputError::MediaAddress {
        address: text.to_owned(),
    };
    let file = "file:///etc/passwd";
    let long = "x".repeat(1025);
    let table = [
        (json!({"media": " "}), WhatsAppInputError::NoMedia),
        (json!({"media": "offer.pdf"}), address("offer.pdf")),
        (json!({"media": file}), address(file)),
        (
            json!({"type": "contact"}),
            WhatsAppInputError::MediaType {
                kind: "contact".to_owned(),
            },
        ),
        (
            json!({"caption": long}),
            WhatsAppInputError::CaptionTooLong { most: 1024 },
        ),
    ];
    for (more, expected) in table {
        assert_eq!(media(more.clone()), Err(expected), "{more}");
    }
    assert!(media(json!({"type": "audio", "caption": long})).is_ok());
}
