use serde_json::{Map, Value, json};

use super::cut::cut;
use super::error::SlackInputError;
use super::{
    AS_BOT, BLOCKS, BROADCAST, CHANNEL, EMOJI, FILE, MENTION_FLOW, PICTURE, SEND_DIRECT_MESSAGE,
    TEXT, THREAD, UNFURL, USER_ID, USERNAME, blocks,
};
use crate::pieces::FileValue;

/// The longest text of a message.
const MOST_TEXT: usize = 40_000;
/// What stands in for blocks that say nothing.
const NO_TEXT: &str = "…";
/// Between messages that are sent as one.
const SEPARATOR: &str = "\n\n";

/// A message as Slack takes it.
#[derive(Clone, PartialEq)]
pub struct SlackMessage {
    /// The id of a channel or of a person.
    pub channel: String,
    /// Whether it goes to a person.
    pub is_direct: bool,
    pub as_bot: bool,
    /// Never empty; in Slack's mrkdwn.
    pub text: String,
    /// The text as sections, then the author's own blocks.
    pub blocks: Vec<Value>,
    /// The message that it answers.
    pub thread_ts: Option<String>,
    /// What is sent along.
    pub file: Option<FileValue>,
    /// Whether it says which flow it comes from; see [`Self::naming_flow`].
    pub mentions_flow: bool,
    has_own_blocks: bool,
    /// The other members of the request, such as `username`.
    more: Map<String, Value>,
}

impl SlackMessage {
    /// Reads the resolved and converted input of either action.
    pub fn from_input(
        action_name: &str,
        input: &Map<String, Value>,
    ) -> Result<Self, SlackInputError> {
        let is_direct = action_name == SEND_DIRECT_MESSAGE;
        let text_of = |key: &str| {
            let text = input.get(key).and_then(Value::as_str).map(str::trim);
            text.filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let channel = match is_direct {
            true => text_of(USER_ID).ok_or(SlackInputError::NoUser)?,
            false => text_of(CHANNEL).ok_or(SlackInputError::NoChannel)?,
        };
        let text = text_of(TEXT).unwrap_or_default();
        let own_blocks = own_blocks(input.get(BLOCKS))?;
        if text.is_empty() && own_blocks.is_empty() {
            return Err(SlackInputError::Empty);
        }
        let text = cut(&text, MOST_TEXT);
        let has_own_blocks = !own_blocks.is_empty();
        let mut all = blocks::of_text(&text);
        all.extend(own_blocks);
        let blocks = blocks::limited(all);
        let text = match text.is_empty() {
            false => text,
            true => match cut(&blocks::as_text(&blocks), MOST_TEXT) {
                said if said.is_empty() => NO_TEXT.to_owned(),
                said => said,
            },
        };
        // People get messages without files in ActivePieces.
        let file = match input.get(FILE) {
            Some(file) if !is_direct && !file.is_null() => {
                Some(FileValue::from_value(file).ok_or(SlackInputError::File)?)
            }
            _ => None,
        };
        let thread_ts = text_of(THREAD).as_deref().map(thread).transpose()?;
        let mut more = Map::new();
        let names = [
            (USERNAME, "username"),
            (PICTURE, "icon_url"),
            (EMOJI, "icon_emoji"),
        ];
        for (key, name) in names {
            if let Some(value) = text_of(key) {
                more.insert(name.to_owned(), value.into());
            }
        }
        if input.get(UNFURL) == Some(&Value::Bool(false)) {
            more.insert("unfurl_links".to_owned(), false.into());
        }
        if thread_ts.is_some() && input.get(BROADCAST) == Some(&Value::Bool(true)) {
            more.insert("reply_broadcast".to_owned(), true.into());
        }
        Ok(Self {
            channel,
            is_direct,
            as_bot: input.get(AS_BOT) != Some(&Value::Bool(false)),
            text,
            blocks,
            thread_ts,
            file,
            mentions_flow: input.get(MENTION_FLOW) == Some(&Value::Bool(true)),
            has_own_blocks,
            more,
        })
    }

    /// The body of `chat.postMessage`.
    pub fn body(&self) -> Map<String, Value> {
        let mut body = self.plain_body();
        body.insert("blocks".to_owned(), self.blocks.clone().into());
        body
    }

    /// The same without blocks, should Slack not take them.
    pub fn plain_body(&self) -> Map<String, Value> {
        let mut body = Map::new();
        body.insert("channel".to_owned(), self.channel.as_str().into());
        body.insert("text".to_owned(), self.text.as_str().into());
        if let Some(thread_ts) = &self.thread_ts {
            body.insert("thread_ts".to_owned(), thread_ts.as_str().into());
        }
        body.extend(self.more.clone());
        body
    }

    /// The same, with the flow that it comes from shown below it. `address` shows the flow.
    #[must_use]
    pub fn naming_flow(self, address: &str) -> Self {
        Self {
            blocks: blocks::naming_flow(self.blocks, address),
            ..self
        }
    }

    /// What `files.completeUploadExternal` is to say beside the file. The key, as the id of a block,
    /// finds the message again: messages with files have no metadata.
    pub fn body_beside_file(&self, key: &str) -> Map<String, Value> {
        let mut body = self.place_of_file();
        let blocks = blocks::marked(self.blocks.clone(), key);
        body.insert("blocks".to_owned(), blocks.into());
        body
    }

    /// The same without blocks, should Slack not take them.
    pub fn plain_body_beside_file(&self) -> Map<String, Value> {
        let mut body = self.place_of_file();
        body.insert("initial_comment".to_owned(), self.text.as_str().into());
        body
    }

    /// A file goes to a place; sender, picture and the like are the app's own then.
    fn place_of_file(&self) -> Map<String, Value> {
        let mut body = Map::new();
        body.insert("channel_id".to_owned(), self.channel.as_str().into());
        if let Some(thread_ts) = &self.thread_ts {
            body.insert("thread_ts".to_owned(), thread_ts.as_str().into());
        }
        body
    }

    /// Whether other messages of this kind can go out with it as one: nothing but text.
    pub fn is_text_only(&self) -> bool {
        let has_more = self.has_own_blocks || self.file.is_some() || self.mentions_flow;
        !has_more && self.thread_ts.is_none() && self.more.is_empty() && self.as_bot
    }

    /// This message and the texts of others, as far as they fit; how many of them did.
    #[must_use]
    pub fn combined_with<'a>(
        &self,
        others: impl IntoIterator<Item = &'a str>,
    ) -> (SlackMessage, usize) {
        let (mut text, mut count) = (self.text.clone(), 0);
        for other in others {
            let longer = format!("{text}{SEPARATOR}{other}");
            if cut(&longer, MOST_TEXT) != longer {
                break;
            }
            (text, count) = (longer, count + 1);
        }
        let blocks = blocks::limited(blocks::of_text(&text));
        let combined = SlackMessage {
            text,
            blocks,
            ..self.clone()
        };
        (combined, count)
    }
}

/// A list, or Block Kit Builder's `{"blocks": […]}`.
fn own_blocks(value: Option<&Value>) -> Result<Vec<Value>, SlackInputError> {
    let list = match value {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Object(object)) => object.get("blocks").and_then(Value::as_array),
        Some(other) => other.as_array(),
    };
    let list = list.ok_or(SlackInputError::Blocks)?;
    match list.iter().all(Value::is_object) {
        true => Ok(list.clone()),
        false => Err(SlackInputError::Blocks),
    }
}

/// A time stamp, or the one in a link `…/p1772438400000100`.
fn thread(text: &str) -> Result<String, SlackInputError> {
    let refused = || SlackInputError::Thread {
        thread: text.to_owned(),
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    if let Some((seconds, micros)) = text.split_once('.')
        && is_number(seconds)
        && is_number(micros)
    {
        return Ok(text.to_owned());
    }
    let path = text.split(['?', '#']).next().unwrap_or_default();
    let last = path.trim_end_matches('/').rsplit('/').next();
    let digits = last.and_then(|last| last.strip_prefix('p'));
    let digits = digits.filter(|digits| is_number(digits) && digits.len() > 6);
    let digits = digits.ok_or_else(refused)?;
    let (seconds, micros) = digits.split_at(digits.len() - 6);
    Ok(format!("{seconds}.{micros}"))
}

/// Messages hold personal data, so they are not shown.
impl std::fmt::Debug for SlackMessage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SlackMessage")
            .field("channel", &self.channel)
            .field("blocks", &self.blocks.len())
            .finish_non_exhaustive()
    }
}

/// What `chat.postMessage` calls a mark that finds the message again.
pub fn metadata(key: &str) -> Value {
    json!({"event_type": "winfactor_step", "event_payload": {"key": key}})
}
