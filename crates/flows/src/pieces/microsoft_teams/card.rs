use serde_json::{Value, json};

/// The newest version that Teams shows.
const VERSION: &str = "1.4";

/// A webhook's message with a card of these lines, the first as the headline. Runs of text are shown
/// as they are: unlike a text block's, their characters are no markup.
pub(super) fn message(lines: &[&str], is_cut: bool) -> Value {
    let mut body = Vec::new();
    let shown = lines.iter().filter(|line| !line.trim().is_empty());
    for line in shown.copied().chain(is_cut.then_some("…")) {
        let run = match body.is_empty() && lines.len() > 1 {
            true => json!({"type": "TextRun", "text": line, "weight": "Bolder"}),
            false => json!({"type": "TextRun", "text": line}),
        };
        body.push(json!({"type": "RichTextBlock", "inlines": [run]}));
    }
    json!({
        "type": "message",
        "attachments": [{
            "contentType": "application/vnd.microsoft.card.adaptive",
            "contentUrl": null,
            "content": {
                "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                "type": "AdaptiveCard",
                "version": VERSION,
                "body": body,
            },
        }],
    })
}
