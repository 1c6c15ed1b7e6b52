#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};

use super::*;

fn message(content_type: &str, content: &str) -> TeamsMessage {
    let input = json!({
        "teamId": "t1", "channelId": "19:c@thread.tacv2", "contentType": content_type,
        "content": content,
    });
    TeamsMessage::from_input(input.as_object().unwrap()).unwrap()
}

fn card_lines(body: &Value) -> Vec<&str> {
    let blocks = body["attachments"][0]["content"]["body"]
        .as_array()
        .unwrap();
    let text = |block: &'_ Value| block["inlines"][0]["text"].as_str().map(str::len);
    assert!(blocks.iter().all(|block| text(block).is_some()));
    blocks
        .iter()
        .filter_map(|block| block["inlines"][0]["text"].as_str())
        .collect()
}

#[test]
fn a_message_is_html_or_text_as_it_says() {
    let html = message("html", "<b>New</b>").graph_posting(Some(&[])).body;
    assert_eq!(
        html,
        json!({"body": {"contentType": "html", "content": "<b>New</b>"}})
    );
    let text = message("text", "a < b").graph_posting(Some(&[])).body;
    assert_eq!(
        text,
        json!({"body": {"contentType": "text", "content": "a < b"}})
    );
    assert_eq!(
        message("text", "x").place(),
        Ok(("t1", "19:c@thread.tacv2"))
    );
    let nowhere = json!({"content": "x", "contentType": "text"});
    let nowhere = TeamsMessage::from_input(nowhere.as_object().unwrap()).unwrap();
    assert_eq!(nowhere.place(), Err(TeamsInputError::NoTeam));
    let empty = json!({"content": " "});
    assert_eq!(
        TeamsMessage::from_input(empty.as_object().unwrap()),
        Err(TeamsInputError::Empty)
    );
}

#[test]
fn a_card_shows_text_as_it_is() {
    let body = message(
        "html",
        "<h1>New &amp; good</h1><p>[click](https://evil.example)</p>",
    );
    let body = body.webhook_posting().body;
    assert_eq!(
        card_lines(&body),
        ["New & good", "[click](https://evil.example)"]
    );
    let card = &body["attachments"][0]["content"];
    assert_eq!(card["version"], "1.4");
    assert_eq!(card["body"][0]["inlines"][0]["weight"], "Bolder");
    assert_eq!(card["body"][0]["type"], "RichTextBlock");
}

#[test]
fn what_is_too_long_loses_its_last_parts_measured_in_bytes() {
    let lines: Vec<String> = (0..2000).map(|n| format!("line {n} 窓窓窓窓窓")).collect();
    let long = message("text", &lines.join("\n"));
    for body in [long.webhook_posting().body, long.graph_posting(None).body] {
        let bytes = body.to_string().len();
        assert!((20_000..=28 * 1024).contains(&bytes), "{bytes}");
    }
    let body = long.webhook_posting().body;
    let shown = card_lines(&body);
    assert_eq!(shown[0], "line 0 窓窓窓窓窓");
    assert_eq!(shown.last(), Some(&"…"));
    let endless = message("html", &"\u{1}窓".repeat(20_000));
    for body in [
        endless.webhook_posting().body,
        endless.graph_posting(None).body,
    ] {
        assert!(body.to_string().len() <= 28 * 1024);
        assert!(body.to_string().contains('…'));
    }
    let short = message("text", "one\n\ntwo");
    assert_eq!(card_lines(&short.webhook_posting().body), ["one", "two"]);
}
