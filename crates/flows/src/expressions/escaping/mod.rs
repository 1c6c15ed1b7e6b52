//! What `{{ … }}` inserts is data, and a channel that knows markup must not take it for some.
//!
//! A lead named `<!channel>` would ping a whole Slack channel, one named `<script>` would be run by a
//! mail reader. So an input that ends up as markup says by which rules what is inserted into it is
//! escaped. What the author of the flow typed around it is the author's own markup and stays.
//!
//! Where an expression gives markup on purpose, the author marks it: `{{/*raw*/ step_1.html}}`. The
//! mark is a comment of JavaScript, so that ActivePieces evaluates the same expression to the same
//! value.

pub(crate) mod fence;
mod json_position;
mod raw;

use std::borrow::Cow;

use serde_json::Value;

pub(super) use json_position::JsonPosition;
pub(crate) use raw::split_off_mark;

/// The rules by which inserted data is escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Escaping {
    /// It goes in as it is.
    #[default]
    None,
    /// Slack's mrkdwn: exactly `&`, `<` and `>`.
    SlackText,
    /// Slack's blocks, as JSON or as its text: like [`Self::SlackText`] in what is shown, nothing in
    /// addresses and ids; in JSON's text also what JSON needs.
    SlackBlocks,
    /// JSON's text without any markup: what is inserted inside of quotes stays there.
    Json,
    /// Elements and quoted attributes of HTML.
    Html,
    /// A header of a mail: one line without control characters.
    HeaderValue,
    /// As it is, or as HTML, and between [fences](fence): for a piece that makes markup of what the
    /// author typed.
    Fenced { is_html: bool },
}

/// Members of blocks that are not shown: Slack takes them literally.
const LITERAL_MEMBERS: [&str; 8] = [
    "action_id",
    "block_id",
    "image_url",
    "style",
    "thumbnail_url",
    "title_url",
    "type",
    "url",
];

impl Escaping {
    /// The rules for a member of an object, or with an empty key for an item of a list.
    pub(super) fn within(self, key: &str) -> Self {
        match self {
            Self::SlackText | Self::SlackBlocks if LITERAL_MEMBERS.contains(&key) => Self::None,
            Self::SlackBlocks => Self::SlackText,
            Self::Json => Self::None,
            other => other,
        }
    }

    /// Whether a text of it is JSON, in which it depends on the place what is escaped.
    pub(super) fn is_of_json(self) -> bool {
        matches!(self, Self::SlackBlocks | Self::Json)
    }

    /// A text that is inserted into another one.
    pub(crate) fn text(self, inserted: &str) -> Cow<'_, str> {
        match self {
            Self::None | Self::Json => Cow::Borrowed(inserted),
            Self::SlackText | Self::SlackBlocks => replaced(inserted, slack),
            Self::Html => replaced(inserted, html),
            Self::HeaderValue => header_value(inserted),
            Self::Fenced { is_html: false } => Cow::Owned(fence::fenced(inserted)),
            Self::Fenced { is_html: true } => Cow::Owned(fence::fenced(&replaced(inserted, html))),
        }
    }

    /// A value that was resolved by these rules, as it may be kept and shown.
    pub(crate) fn shown(self, resolved: Value) -> Value {
        match self {
            Self::Fenced { .. } => fence::without_fences(resolved),
            _ => resolved,
        }
    }

    /// A value that is the whole of an input.
    pub(crate) fn value(self, inserted: Value) -> Value {
        match inserted {
            Value::String(text) if self == Self::SlackBlocks => blocks(text),
            Value::String(text) => Value::String(self.text(&text).into_owned()),
            Value::Array(items) => items
                .into_iter()
                .map(|item| self.within("").value(item))
                .collect(),
            Value::Object(members) => members
                .into_iter()
                .map(|(key, member)| {
                    let member = self.within(&key).value(member);
                    (self.text(&key).into_owned(), member)
                })
                .collect(),
            other => other,
        }
    }
}

/// Blocks that came as JSON's text. What is no JSON is refused by the conversion.
fn blocks(text: String) -> Value {
    match serde_json::from_str::<Value>(&text) {
        Ok(json @ (Value::Array(_) | Value::Object(_))) => Escaping::SlackBlocks.value(json),
        _ => Value::String(text),
    }
}

fn slack(character: char) -> Option<&'static str> {
    Some(match character {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        _ => return None,
    })
}

fn html(character: char) -> Option<&'static str> {
    Some(match character {
        '"' => "&quot;",
        '\'' => "&#39;",
        other => return slack(other),
    })
}

fn replaced(text: &str, entity: fn(char) -> Option<&'static str>) -> Cow<'_, str> {
    if !text.chars().any(|character| entity(character).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match entity(character) {
            Some(entity) => out.push_str(entity),
            None => out.push(character),
        }
    }
    Cow::Owned(out)
}

/// Line breaks would begin another header; here they become a blank, as other control characters.
fn header_value(text: &str) -> Cow<'_, str> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if !text.contains(breaks) {
        return Cow::Borrowed(text);
    }
    let pieces = text.split(breaks).filter(|piece| !piece.is_empty());
    Cow::Owned(pieces.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_rule_escapes_what_its_channel_takes_for_markup() {
        let hostile = "<!channel> & \"O'Neil\"\r\nBcc: x@y.example";
        let table = [
            (Escaping::None, hostile),
            (
                Escaping::SlackText,
                "&lt;!channel&gt; &amp; \"O'Neil\"\r\nBcc: x@y.example",
            ),
            (
                Escaping::Html,
                "&lt;!channel&gt; &amp; &quot;O&#39;Neil&quot;\r\nBcc: x@y.example",
            ),
            (
                Escaping::HeaderValue,
                "<!channel> & \"O'Neil\" Bcc: x@y.example",
            ),
        ];
        for (escaping, expected) in table {
            assert_eq!(escaping.text(hostile), expected, "{escaping:?}");
            assert_eq!(escaping.value(json!(hostile)), json!(expected));
        }
    }

    #[test]
    fn in_blocks_what_is_shown_is_escaped_and_addresses_are_not() {
        let blocks = json!([{
            "type": "section", "text": {"type": "mrkdwn", "text": "<!here> & co"},
            "accessory": {"type": "button", "url": "https://x.example/?a=1&b=2", "value": "<a>"},
            "fields": ["<b>", 5, null],
        }]);
        let escaped = json!([{
            "type": "section", "text": {"type": "mrkdwn", "text": "&lt;!here&gt; &amp; co"},
            "accessory":
                {"type": "button", "url": "https://x.example/?a=1&b=2", "value": "&lt;a&gt;"},
            "fields": ["&lt;b&gt;", 5, null],
        }]);
        assert_eq!(Escaping::SlackBlocks.value(blocks.clone()), escaped);
        let text = json!(blocks.to_string());
        assert_eq!(Escaping::SlackBlocks.value(text), escaped);
        assert_eq!(Escaping::SlackBlocks.value(json!("[<")), json!("[<"));
    }
}
