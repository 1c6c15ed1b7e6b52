use serde_json::{Value, json};
use winfactor_connectors::channels::{
    VendorAddresses,
    teams::{self as connector, GAP_MS, Place, TeamMember, TeamsAccess},
};
use winfactor_flows::{
    pieces::microsoft_teams::{Member, NotMentioned, TeamsInputError, TeamsMessage},
    run::StepRequest,
};

use super::{Attempt, ChannelFailure, Queue, Sent, connection, fingerprint};

/// Teams takes four messages a second.
pub(super) fn queue(request: &StepRequest, vendors: &VendorAddresses) -> Option<Queue> {
    let message = TeamsMessage::from_input(&request.input).ok()?;
    let access = TeamsAccess::of_connection(connection(request), vendors).ok()?;
    let sender = fingerprint(access.secret());
    let destination = match access {
        TeamsAccess::Graph { .. } => {
            let (team, channel) = message.place().ok()?;
            format!("teams:{sender}:{team}:{channel}")
        }
        TeamsAccess::Webhook(_) => format!("teams:{sender}"),
    };
    Some(Queue {
        destination,
        gap_ms: GAP_MS,
        text: None,
    })
}

pub(super) async fn send(attempt: &Attempt<'_>) -> Sent {
    let author =
        |error: TeamsInputError| ChannelFailure::author(format!("Microsoft Teams: {error}"));
    let message = TeamsMessage::from_input(&attempt.request.input).map_err(author)?;
    let access = TeamsAccess::of_connection(attempt.connection(), attempt.outside.vendors())?;
    let (client, now) = (attempt.outside.http(), attempt.now());
    let (sent, not_mentioned) = match &access {
        TeamsAccess::Graph { token, base } => {
            let (team, channel) = message.place().map_err(author)?;
            let members = match message.may_mention() {
                true => connector::members(client, base, token, team, now).await?,
                false => Some(Vec::new()),
            };
            let members: Option<Vec<Member>> =
                members.map(|members| members.into_iter().map(known).collect());
            let posting = message.graph_posting(members.as_deref());
            let place = Place { team, channel };
            let sent = connector::post(client, base, token, place, &posting.body, now).await?;
            (sent, posting.not_mentioned)
        }
        TeamsAccess::Webhook(address) => {
            let posting = message.webhook_posting();
            let sent = connector::post_card(client, address, &posting.body, now).await?;
            (sent, posting.not_mentioned)
        }
    };
    Ok(output(sent, &not_mentioned))
}

fn known(member: TeamMember) -> Member {
    Member {
        name: member.display_name,
        user_id: member.user_id,
        email: member.email,
    }
}

/// Teams' answer, and who was not mentioned although the author wrote so.
fn output(mut answer: Value, not_mentioned: &[NotMentioned]) -> Value {
    if !not_mentioned.is_empty()
        && let Value::Object(members) = &mut answer
    {
        members.insert("notMentioned".to_owned(), json!(not_mentioned));
    }
    answer
}
