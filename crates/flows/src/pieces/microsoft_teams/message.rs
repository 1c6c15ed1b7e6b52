use serde_json::{Map, Value, json};

use super::error::TeamsInputError;
use super::mentions::{self, Member, NotMentioned};
use super::{CHANNEL, CONTENT, CONTENT_TYPE, HTML, MOST_BYTES, TEAM, card};
use crate::expressions::fence::{Passage, passages};
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
    /// The same, by who wrote it.
    passages: Vec<Passage>,
}

/// What is posted.
pub struct Posting {
    pub body: Value,
    pub not_mentioned: Vec<NotMentioned>,
}

impl TeamsMessage {
    /// Reads the resolved and converted input of the step.
    pub fn from_input(input: &Map<String, Value>) -> Result<Self, TeamsInputError> {
        let text_of = |key: &str| {
            let text = input.get(key).and_then(Value::as_str).map(str::trim);
            text.filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let content = input.get(CONTENT).and_then(Value::as_str);
        let passages = passages(content.unwrap_or_default().trim());
        let content: String = passages.iter().map(|part| part.text.as_str()).collect();
        if content.trim().is_empty() {
            return Err(TeamsInputError::Empty);
        }
        Ok(Self {
            team: text_of(TEAM),
            channel: text_of(CHANNEL),
            is_html: text_of(CONTENT_TYPE).as_deref() == Some(HTML),
            content,
            passages,
        })
    }

    /// Team and channel, which Graph wants to know.
    pub fn place(&self) -> Result<(&str, &str), TeamsInputError> {
        let team = self.team.as_deref().ok_or(TeamsInputError::NoTeam)?;
        let channel = self.channel.as_deref().ok_or(TeamsInputError::NoChannel)?;
        Ok((team, channel))
    }

    /// Whether the author typed something that looks like a mention, so that the team's members are
    /// to be looked up.
    pub fn may_mention(&self) -> bool {
        !self.left_alone(mentions::UNKNOWN).is_empty()
    }

    /// Graph's `chatMessage`, which mentions those of the members whom the author typed with `@`;
    /// without members, where they may not be seen, nobody. HTML that is too long goes out as its
    /// text: half an element would be none.
    pub fn graph_posting(&self, members: Option<&[Member]>) -> Posting {
        let own_type = match self.is_html {
            true => HTML,
            false => "text",
        };
        let mut body = chat_message(own_type, &self.content);
        let not_mentioned = match members {
            None => self.left_alone(mentions::NOT_SHOWN),
            Some(members) => {
                let found = mentions::mention(&self.passages, self.is_html, members);
                if !found.mentions.is_empty() {
                    body = chat_message(HTML, &found.content);
                    body["mentions"] = found.mentions.into();
                }
                found.not_mentioned
            }
        };
        if size(&body) <= MOST_BYTES {
            return Posting {
                body,
                not_mentioned,
            };
        }
        let text = self.text();
        let lines: Vec<&str> = text.lines().collect();
        let cut = longest(lines.len(), |kept| {
            chat_message("text", &format!("{}\n{ELLIPSIS}", lines[..kept].join("\n")))
        });
        Posting {
            body: cut.unwrap_or_else(|| chat_message("text", &beginning(&text))),
            not_mentioned: self.left_alone(mentions::TOO_LONG),
        }
    }

    /// The message of a webhook: an Adaptive Card.
    pub fn webhook_posting(&self) -> Posting {
        Posting {
            body: self.card(),
            not_mentioned: self.left_alone(mentions::WEBHOOK),
        }
    }

    fn left_alone(&self, reason: &'static str) -> Vec<NotMentioned> {
        mentions::names(&self.passages, self.is_html, reason)
    }

    fn card(&self) -> Value {
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

fn chat_message(content_type: &str, content: &str) -> Value {
    json!({"body": {"contentType": content_type, "content": content}})
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

impl std::fmt::Debug for Posting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Posting").finish_non_exhaustive()
    }
}
