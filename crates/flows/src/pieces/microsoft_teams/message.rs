use serde_json::{Map, Value, json};

use super::error::TeamsInputError;
use super::{CHANNEL, CONTENT, CONTENT_TYPE, HTML, MOST_BYTES, TEAM, card};
use crate::pieces::text_of_html::text_of_html;

/// What stands where something was left out.
const ELLIPSIS: &str = "…";

/// A message for a channel.
#[derive(Clone, PartialEq, Eq)]
pub struct TeamsMessage {
    team: Option<String>,
    channel: Option<String>,
    is_html: bool,
    content: String,
}

impl TeamsMessage {
    /// Reads the resolved and converted input of the step.
    pub fn from_input(input: &Map<String, Value>) -> Result<Self, TeamsInputError> {
        let text_of = |key: &str| {
            let text = input.get(key).and_then(Value::as_str).map(str::trim);
            text.filter(|text| !text.is_empty()).map(str::to_owned)
        };
        Ok(Self {
            team: text_of(TEAM),
            channel: text_of(CHANNEL),
            is_html: text_of(CONTENT_TYPE).as_deref() == Some(HTML),
            content: text_of(CONTENT).ok_or(TeamsInputError::Empty)?,
        })
    }

    /// Team and channel, which Graph wants to know.
    pub fn place(&self) -> Result<(&str, &str), TeamsInputError> {
        let team = self.team.as_deref().ok_or(TeamsInputError::NoTeam)?;
        let channel = self.channel.as_deref().ok_or(TeamsInputError::NoChannel)?;
        Ok((team, channel))
    }

    /// The body of Graph's `chatMessage`. HTML that is too long goes out as its text: half an
    /// element would be none.
    pub fn graph_body(&self) -> Value {
        let body = |content_type: &str, content: &str| json!({"body": {"contentType": content_type, "content": content}});
        let whole = match self.is_html {
            true => body(HTML, &self.content),
            false => body("text", &self.content),
        };
        if size(&whole) <= MOST_BYTES {
            return whole;
        }
        let text = self.text();
        let lines: Vec<&str> = text.lines().collect();
        longest(lines.len(), |kept| {
            body("text", &format!("{}\n{ELLIPSIS}", lines[..kept].join("\n")))
        })
        .unwrap_or_else(|| body("text", &beginning(&text)))
    }

    /// The message of a webhook: an Adaptive Card.
    pub fn webhook_body(&self) -> Value {
        let text = self.text();
        let lines: Vec<&str> = text.lines().collect();
        let whole = card::message(&lines, false);
        if size(&whole) <= MOST_BYTES {
            return whole;
        }
        longest(lines.len(), |kept| card::message(&lines[..kept], true))
            .unwrap_or_else(|| card::message(&[&beginning(&text)], false))
    }

    /// The content as text without markup.
    fn text(&self) -> String {
        match self.is_html {
            true => text_of_html(&self.content),
            false => self.content.clone(),
        }
    }
}

/// The size of a message as it travels, in bytes.
fn size(message: &Value) -> usize {
    message.to_string().len()
}

/// The message with the most lines that fits; None when not even the first line does.
fn longest(lines: usize, message: impl Fn(usize) -> Value) -> Option<Value> {
    let (mut fits, mut too_many) = (0, lines + 1);
    while too_many - fits > 1 {
        let kept = usize::midpoint(fits, too_many);
        match size(&message(kept)) <= MOST_BYTES {
            true => fits = kept,
            false => too_many = kept,
        }
    }
    (fits > 0).then(|| message(fits))
}

/// What fits of a single endless line, whatever JSON makes of its characters (six bytes at most).
fn beginning(text: &str) -> String {
    let kept: String = text.chars().take(MOST_BYTES / 8).collect();
    format!("{kept}{ELLIPSIS}")
}

/// Messages hold personal data.
impl std::fmt::Debug for TeamsMessage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TeamsMessage").finish_non_exhaustive()
    }
}
