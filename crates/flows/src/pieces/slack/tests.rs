#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};

use super::*;

fn message(input: Value) -> Result<SlackMessage, SlackInputError> {
    SlackMessage::from_input(SEND_CHANNEL_MESSAGE, input.as_object().unwrap())
}

#[test]
fn the_request_is_that_of_activepieces() {
    let full = message(json!({
        "channel": "C1", "text": "Hello *you*", "sendAsBot": true,
        "threadTs": "https://x.slack.com/archives/C1/p1772438400000100?thread_ts=1",
        "username": "Desk", "profilePicture": "https://x.example/a.png", "iconEmoji": ":wave:",
        "replyBroadcast": true, "unfurlLinks": false,
        "blocks": [{"type": "divider"}],
    }));
    assert_eq!(
        Value::Object(full.unwrap().body()),
        json!({
            "channel": "C1", "text": "Hello *you*", "thread_ts": "1772438400.000100",
            "username": "Desk", "icon_url": "https://x.example/a.png", "icon_emoji": ":wave:",
            "unfurl_links": false, "reply_broadcast": true,
            "blocks": [
                {"type": "section", "text": {"type": "mrkdwn", "text": "Hello *you*"}},
                {"type": "divider"},
            ],
        })
    );
    let direct = json!({"userId": "U1", "text": "Hi"});
    let direct = SlackMessage::from_input(SEND_DIRECT_MESSAGE, direct.as_object().unwrap());
    assert_eq!(direct.unwrap().body()["channel"], "U1");
}

#[test]
fn what_makes_no_message_is_told() {
    let thread = "yesterday".to_owned();
    let table = [
        (json!({"text": "a"}), SlackInputError::NoChannel),
        (
            json!({"channel": "C1", "text": " "}),
            SlackInputError::Empty,
        ),
        (
            json!({"channel": "C1", "blocks": []}),
            SlackInputError::Empty,
        ),
        (
            json!({"channel": "C1", "blocks": {"type": "divider"}}),
            SlackInputError::Blocks,
        ),
        (
            json!({"channel": "C1", "text": "a", "threadTs": thread}),
            SlackInputError::Thread { thread },
        ),
        (
            json!({"channel": "C1", "text": "a", "file": {"name": "a"}}),
            SlackInputError::File,
        ),
    ];
    for (input, expected) in table {
        assert_eq!(message(input.clone()), Err(expected), "{input}");
    }
}

#[test]
fn slack_always_gets_a_text_for_the_blocks() {
    let blocks = json!({"blocks": [
        {"type": "header", "text": {"type": "plain_text", "text": "Quote accepted"}},
        {"type": "section", "fields": [{"type": "mrkdwn", "text": "*Total* 5"}]},
        {"type": "actions", "elements":
            [{"type": "button", "text": {"type": "plain_text", "text": "Open"}}]},
    ]});
    let said = message(json!({"channel": "C1", "blocks": blocks})).unwrap();
    assert_eq!(said.text, "Quote accepted\n*Total* 5\nOpen");
    assert_eq!(said.blocks.len(), 3);
    let silent = message(json!({"channel": "C1", "blocks": [{"type": "divider"}]})).unwrap();
    assert_eq!(silent.text, "…");
    assert!(!silent.plain_body().contains_key("blocks"));
}

#[test]
fn what_is_too_long_for_slack_is_cut_and_the_rest_stays() {
    let long = "word ".repeat(2000);
    let sections = message(json!({"channel": "C1", "text": long}))
        .unwrap()
        .blocks;
    assert_eq!(sections.len(), 4);
    let mut blocks = vec![
        json!({"type": "header", "text": {"type": "plain_text", "text": "h".repeat(200)}}),
        json!({"type": "section", "text": {"type": "mrkdwn", "text": "s".repeat(4000)}}),
        json!({"type": "section", "fields": vec![json!({"type": "mrkdwn", "text": "f".repeat(3000)}); 12]}),
    ];
    blocks.extend(vec![json!({"type": "divider"}); 60]);
    let cut = message(json!({"channel": "C1", "blocks": blocks}))
        .unwrap()
        .blocks;
    assert_eq!(cut.len(), 50);
    let length = |text: &Value| text["text"].as_str().unwrap().chars().count();
    assert_eq!(length(&cut[0]["text"]), 150);
    assert_eq!(length(&cut[1]["text"]), 3000);
    assert!(cut[1]["text"]["text"].as_str().unwrap().ends_with("s…"));
    assert_eq!(cut[2]["fields"].as_array().unwrap().len(), 10);
    assert_eq!(length(&cut[2]["fields"][0]), 2000);
    assert_eq!(cut[49]["elements"][0]["text"], "…");
    let endless = message(json!({"channel": "C1", "text": "x".repeat(50_000)})).unwrap();
    assert_eq!(endless.text.chars().count(), 40_000);
    assert!(endless.text.ends_with("x…"));
}

#[test]
fn texts_go_out_as_one_as_far_as_they_fit() {
    let first = message(json!({"channel": "C1", "text": "one"})).unwrap();
    assert!(first.is_text_only());
    let (all, count) = first.combined_with(["two", "three"]);
    assert_eq!((all.text.as_str(), count), ("one\n\ntwo\n\nthree", 2));
    let long = "x".repeat(39_000);
    let (some, count) = first.combined_with(["two", &long, &long]);
    assert_eq!(count, 2);
    assert!(some.text.ends_with('x'), "nothing is cut");
    for other in [
        json!({"channel": "C1", "text": "a", "blocks": [{"type": "divider"}]}),
        json!({"channel": "C1", "text": "a", "threadTs": "1.000001"}),
        json!({"channel": "C1", "text": "a", "username": "Desk"}),
        json!({"channel": "C1", "text": "a", "sendAsBot": false}),
        json!({"channel": "C1", "text": "a", "mentionOriginFlow": true}),
        json!({"channel": "C1", "text": "a", "file": {"url": "https://x.example/a"}}),
    ] {
        assert!(!message(other.clone()).unwrap().is_text_only(), "{other}");
    }
}

#[test]
fn beside_a_file_stand_the_blocks_with_the_key_of_the_step() {
    let file = json!({"url": "https://x.example/a.pdf"});
    let own = json!([{"type": "divider", "block_id": "mine"}]);
    let with_text = message(json!({
        "channel": "C1", "text": "Offer", "blocks": own, "file": file, "threadTs": "1.000002",
        "username": "Desk", "unfurlLinks": false,
    }))
    .unwrap();
    assert_eq!(
        Value::Object(with_text.body_beside_file("run/step_1")),
        json!({
            "channel_id": "C1", "thread_ts": "1.000002",
            "blocks": [
                {"type": "section", "block_id": "run/step_1",
                    "text": {"type": "mrkdwn", "text": "Offer"}},
                {"type": "divider", "block_id": "mine"},
            ],
        })
    );
    assert_eq!(
        Value::Object(with_text.plain_body_beside_file()),
        json!({"channel_id": "C1", "thread_ts": "1.000002", "initial_comment": "Offer"})
    );
    let without_text = message(json!({"channel": "C1", "blocks": own, "file": file})).unwrap();
    let blocks = &without_text.body_beside_file("run/step_1")["blocks"];
    assert_eq!(*blocks, own, "the author's own ids stay");
    let direct = json!({"userId": "U1", "text": "Hi", "file": file});
    let direct = SlackMessage::from_input(SEND_DIRECT_MESSAGE, direct.as_object().unwrap());
    assert_eq!(direct.unwrap().file, None);
}

#[test]
fn a_message_names_its_flow_where_it_should() {
    let input = json!({"channel": "C1", "text": "Hello", "mentionOriginFlow": true});
    let named = message(input).unwrap();
    assert!(named.mentions_flow);
    let named = named.naming_flow("https://app.example/flows/flw_1");
    let text = "Message sent by <https://app.example/flows/flw_1|this flow>.";
    let line = json!({"type": "context", "elements": [{"type": "mrkdwn", "text": text}]});
    assert_eq!(named.blocks.len(), 2);
    assert_eq!(named.blocks[1], line);
    let full = json!({"channel": "C1", "blocks": vec![json!({"type": "divider"}); 50]});
    let full = message(full)
        .unwrap()
        .naming_flow("https://app.example/flows/flw_1");
    assert_eq!(full.blocks.len(), 50);
    assert_eq!(full.blocks[48]["elements"][0]["text"], "…");
    assert_eq!(full.blocks[49], line);
}
