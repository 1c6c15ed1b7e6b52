//! Blocks within the limits that Slack's documentation of Block Kit sets.

use serde_json::{Value, json};

use super::cut::{cut, split};

/// Blocks of one message.
const MOST_BLOCKS: usize = 50;
const MOST_SECTION: usize = 3000;
const MOST_HEADER: usize = 150;
/// One field of a section.
const MOST_FIELD: usize = 2000;
const MOST_FIELDS: usize = 10;
const MOST_BLOCK_ID: usize = 255;

/// The text as sections.
pub(super) fn of_text(text: &str) -> Vec<Value> {
    let parts = split(text, MOST_SECTION);
    let section = |part| json!({"type": "section", "text": {"type": "mrkdwn", "text": part}});
    parts.into_iter().map(section).collect()
}

/// A small line.
fn context(text: &str) -> Value {
    json!({"type": "context", "elements": [{"type": "mrkdwn", "text": text}]})
}

/// Leaves out the last ones beyond this number, and says so.
fn at_most(blocks: &mut Vec<Value>, most: usize) {
    if blocks.len() > most {
        blocks.truncate(most - 1);
        blocks.push(context("…"));
    }
}

/// The blocks, and below them which flow they come from. `address` shows the flow.
pub(super) fn naming_flow(mut blocks: Vec<Value>, address: &str) -> Vec<Value> {
    at_most(&mut blocks, MOST_BLOCKS - 1);
    blocks.push(context(&format!("Message sent by <{address}|this flow>.")));
    blocks
}

/// The blocks with an id in the first one that has none, by which the message is found again.
pub(super) fn marked(mut blocks: Vec<Value>, key: &str) -> Vec<Value> {
    let unnamed = blocks
        .iter_mut()
        .find(|block| block.get("block_id").is_none());
    if let Some(Value::Object(block)) = unnamed
        && key.len() <= MOST_BLOCK_ID
    {
        block.insert("block_id".to_owned(), key.into());
    }
    blocks
}

/// Cuts what is too long, so that the rest is shown.
pub(super) fn limited(mut blocks: Vec<Value>) -> Vec<Value> {
    at_most(&mut blocks, MOST_BLOCKS);
    for block in &mut blocks {
        let most = match block.get("type").and_then(Value::as_str) {
            Some("header") => MOST_HEADER,
            Some("section") => MOST_SECTION,
            _ => continue,
        };
        if let Some(text) = block.get_mut("text") {
            shorten(text, most);
        }
        if let Some(Value::Array(fields)) = block.get_mut("fields") {
            fields.truncate(MOST_FIELDS);
            fields
                .iter_mut()
                .for_each(|field| shorten(field, MOST_FIELD));
        }
    }
    blocks
}

fn shorten(object: &mut Value, most: usize) {
    if let Some(Value::String(text)) = object.get_mut("text") {
        *text = cut(text, most);
    }
}

/// What the blocks say, for notifications and readers that show no blocks.
pub(super) fn as_text(blocks: &[Value]) -> String {
    let mut lines = Vec::new();
    for block in blocks {
        let shown = block.get("text").into_iter();
        let lists = ["fields", "elements"].map(|list| block.get(list).and_then(Value::as_array));
        let shown = shown.chain(lists.into_iter().flatten().flatten());
        for object in shown {
            // A text object holds it itself; a button holds a text object.
            let text = object.get("text");
            let inner = text.and_then(|text| text.get("text"));
            let text = [inner, text].into_iter().flatten().find_map(Value::as_str);
            lines.extend(text.map(str::trim).filter(|text| !text.is_empty()));
        }
    }
    lines.join("\n")
}
