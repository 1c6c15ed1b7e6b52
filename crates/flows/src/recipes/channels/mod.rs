//! The steps of a recipe behind its trigger, by channel.

mod email;
mod hubspot;
mod inbox;
mod sheets;
mod slack;
mod teams;

use serde_json::{Value, json};
use winfactor_domain::Locale;

use super::channel::Channel;
use super::message::Message;
use super::recipe::Recipe;
use super::setting::Filled;
use super::step::{MESSAGE, code};
use super::words::{STEPS, channel_words};

pub(super) use sheets::headers as sheet_headers;

/// Puts a message together and escapes what stands in the data.
const MESSAGE_SOURCE: &str = include_str!("../../../recipes/message.ts");

/// The name of the step that reaches the channel.
const TELL: &str = "tell";

/// What the steps are built of.
pub(super) struct Scene<'a> {
    pub(super) recipe: Recipe,
    pub(super) locale: Locale,
    pub(super) filled: &'a Filled,
}

impl Scene<'_> {
    fn message(&self) -> Message {
        Message {
            occasion: self.recipe.occasion(),
            locale: self.locale,
        }
    }

    /// What the step that reaches the channel is called.
    fn step_name(&self) -> &'static str {
        channel_words(self.recipe.channel()).step.of(self.locale)
    }
}

pub(super) fn steps(scene: &Scene<'_>) -> Vec<Value> {
    match scene.recipe.channel() {
        Channel::Inbox => inbox::steps(scene),
        Channel::Slack => slack::steps(scene),
        Channel::Teams => teams::steps(scene),
        Channel::Email => email::steps(scene),
        Channel::Sheets => sheets::steps(scene),
        Channel::HubSpot => hubspot::steps(scene),
    }
}

/// Whether these steps refer to the step "Texts".
pub(super) fn need_texts(scene: &Scene<'_>) -> bool {
    match scene.recipe.channel() {
        Channel::Inbox => inbox::needs_texts(scene),
        Channel::Slack | Channel::Teams | Channel::Email => scene.message().needs_texts(),
        Channel::Sheets => true,
        Channel::HubSpot => false,
    }
}

/// The step that puts the message together in a format that `message.ts` knows.
fn message_step(scene: &Scene<'_>, format: &str, is_short: bool) -> Value {
    let message = scene.message();
    let quoted = message.quoted(is_short);
    let input = json!({
        "format": format,
        "title": message.title(),
        "details": message.details(),
        "quoted": quoted.map_or_else(String::new, |field| field.token(message.event())),
        "link": message.link(),
        "linkText": message.link_text(),
    });
    code(
        MESSAGE,
        STEPS.message.of(scene.locale),
        MESSAGE_SOURCE,
        &input,
    )
}

/// The message as the channel's step takes it. It is escaped already.
fn ready_message() -> String {
    format!("{{{{/*raw*/ {MESSAGE}['text']}}}}")
}
