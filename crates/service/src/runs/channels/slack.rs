use winfactor_connectors::channels::slack::{self as connector, GAP_MS, Place, Post, SlackAccess};
use winfactor_flows::{
    pieces::slack::{SlackMessage, metadata},
    run::StepRequest,
};

use super::{Attempt, ChannelFailure, Queue, Sent, connection, fingerprint};

/// Messages that one takes along, at most.
const MOST_TAKEN_ALONG: usize = 40;

/// The channel's queue: Slack takes a message a second for each.
pub(super) fn queue(request: &StepRequest) -> Option<Queue> {
    let message = SlackMessage::from_input(&request.action_name, &request.input).ok()?;
    let access = SlackAccess::of_connection(connection(request), message.as_bot).ok()?;
    Some(Queue {
        destination: destination(&access, &message),
        gap_ms: GAP_MS,
        text: message.is_text_only().then(|| message.text.clone()),
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
    let (client, vendors) = (attempt.outside.http(), attempt.outside.vendors());
    if attempt.may_be_a_repeat()
        && let SlackAccess::Token(token) = &access
    {
        let place = Place {
            channel: &message.channel,
            thread_ts: message.thread_ts.as_deref(),
        };
        let found = connector::find(client, vendors, token, place, &attempt.key, attempt.now());
        if let Some(answer) = found.await? {
            return Ok(answer);
        }
    }
    let along = TakenAlong::of(attempt, &access, &message);
    let message = along.message.as_ref().unwrap_or(&message);
    let mut post = Post {
        body: message.body(),
        plain: message.plain_body(),
    };
    for body in [&mut post.body, &mut post.plain] {
        body.insert("metadata".to_owned(), metadata(&attempt.key));
    }
    let sent = connector::post(client, vendors, &access, &post, attempt.now()).await;
    along.settle(attempt, &sent);
    sent
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
