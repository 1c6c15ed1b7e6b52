use serde_json::{Value, json};
use winfactor_connectors::{
    channels::slack::{self as connector, GAP_MS, Place, Post, SlackAccess, SlackFile},
    secret::SecretText,
};
use winfactor_flows::{
    pieces::{
        FileValue,
        slack::{SlackMessage, metadata},
    },
    run::StepRequest,
};

use super::{Attempt, ChannelFailure, Queue, Sent, connection, files, fingerprint};

/// Messages that one takes along, at most.
const MOST_TAKEN_ALONG: usize = 40;

/// The channel's queue: Slack takes a message a second for each.
pub(super) fn queue(request: &StepRequest) -> Option<Queue> {
    let message = SlackMessage::from_input(&request.action_name, &request.input).ok()?;
    let access = SlackAccess::of_connection(connection(request), message.as_bot).ok()?;
    Some(Queue {
        destination: destination(&access, &message),
        gap_ms: GAP_MS,
        // Whether a person is written to is decided for each message, right before it is sent.
        text: (message.is_text_only() && !message.is_direct).then(|| message.text.clone()),
    })
}

fn destination(access: &SlackAccess, message: &SlackMessage) -> String {
    let sender = fingerprint(access.secret());
    match access {
        SlackAccess::Token(_) => format!("slack:{sender}:{}", message.channel),
        SlackAccess::Webhook(_) => format!("slack:{sender}"),
    }
}

pub(super) async fn send(attempt: &Attempt<'_>) -> Sent {
    let request = attempt.request;
    let message = SlackMessage::from_input(&request.action_name, &request.input)
        .map_err(|error| ChannelFailure::author(format!("Slack: {error}")))?;
    let access = SlackAccess::of_connection(attempt.connection(), message.as_bot)?;
    if message.is_direct && matches!(access, SlackAccess::Webhook(_)) {
        let advice = "Slack: a webhook posts to its own channel only; use a bot's token for people";
        return Err(ChannelFailure::author(advice));
    }
    if attempt.may_be_a_repeat()
        && let SlackAccess::Token(token) = &access
        && let Some(answer) = find(attempt, token, &message).await?
    {
        return Ok(answer);
    }
    let message = match attempt.origin.flow_address() {
        Some(address) if message.mentions_flow => message.naming_flow(&address),
        _ => message,
    };
    match (&message.file, &access) {
        (None, _) => post(attempt, &access, &message).await,
        (Some(file), SlackAccess::Token(token)) => share_file(attempt, token, &message, file).await,
        (Some(_), SlackAccess::Webhook(_)) => Err(ChannelFailure::author(
            "Slack: a webhook takes no files; use a bot's token for them",
        )),
    }
}

/// What an earlier attempt left, as the answer to it.
async fn find(
    attempt: &Attempt<'_>,
    token: &SecretText,
    message: &SlackMessage,
) -> Result<Option<Value>, ChannelFailure> {
    let (client, vendors) = (attempt.outside.http(), attempt.outside.vendors());
    let place = Place {
        channel: &message.channel,
        thread_ts: message.thread_ts.as_deref(),
    };
    let found = connector::find(client, vendors, token, place, &attempt.key, attempt.now()).await?;
    Ok(found.map(|answer| match message.file {
        None => answer,
        Some(_) => {
            let files = answer["message"]["files"].as_array().into_iter().flatten();
            let files = files.map(|file| json!({"id": file["id"], "title": file["title"]}));
            let files: Vec<Value> = files.collect();
            json!({"ok": true, "files": [{"ok": true, "files": files}]})
        }
    }))
}

async fn post(attempt: &Attempt<'_>, access: &SlackAccess, message: &SlackMessage) -> Sent {
    let (client, vendors) = (attempt.outside.http(), attempt.outside.vendors());
    let along = TakenAlong::of(attempt, access, message);
    let message = along.message.as_ref().unwrap_or(message);
    let mut post = Post {
        body: message.body(),
        plain: message.plain_body(),
    };
    for body in [&mut post.body, &mut post.plain] {
        body.insert("metadata".to_owned(), metadata(&attempt.key));
    }
    let sent = connector::post(client, vendors, access, &post, attempt.now()).await;
    along.settle(attempt, &sent);
    sent
}

async fn share_file(
    attempt: &Attempt<'_>,
    token: &SecretText,
    message: &SlackMessage,
    file: &FileValue,
) -> Sent {
    let opened = files::open(attempt, file).await;
    let opened =
        opened.map_err(|why| ChannelFailure::author(format!("Slack: the attachment {why}")))?;
    if opened.content.len() > files::MOST_FILES {
        let most = files::MOST_FILES >> 20;
        let why = format!("Slack: the attachment is larger than {most} MB");
        return Err(ChannelFailure::author(why));
    }
    let file = SlackFile {
        name: opened.name,
        content: opened.content,
    };
    let post = Post {
        body: message.body_beside_file(&attempt.key),
        plain: message.plain_body_beside_file(),
    };
    let (client, vendors) = (attempt.outside.http(), attempt.outside.vendors());
    connector::share_file(client, vendors, token, &file, &post, attempt.now()).await
}

/// The messages that wait for the same channel and go out with this one.
struct TakenAlong {
    destination: String,
    tickets: Vec<String>,
    /// All of them in one.
    message: Option<SlackMessage>,
}

impl TakenAlong {
    fn of(attempt: &Attempt<'_>, access: &SlackAccess, message: &SlackMessage) -> Self {
        let destination = destination(access, message);
        let pacing = attempt.outside.pacing();
        let mut taken = match message.is_text_only() {
            true => pacing.take_along(&destination, MOST_TAKEN_ALONG),
            false => Vec::new(),
        };
        let texts = taken.iter().map(|(_, text)| text.as_str());
        let (combined, count) = message.combined_with(texts);
        let rest = taken.split_off(count);
        pacing.not_said(&destination, rest.iter().map(|(ticket, _)| ticket.as_str()));
        Self {
            destination,
            message: (count > 0).then_some(combined),
            tickets: taken.into_iter().map(|(ticket, _)| ticket).collect(),
        }
    }

    fn settle(&self, attempt: &Attempt<'_>, sent: &Sent) {
        let tickets = self.tickets.iter().map(String::as_str);
        let pacing = attempt.outside.pacing();
        match sent {
            Ok(answer) => pacing.said(&self.destination, tickets, answer),
            Err(_) => pacing.not_said(&self.destination, tickets),
        }
    }
}
