use winfactor_connectors::channels::{
    VendorAddresses,
    teams::{self as connector, GAP_MS, Place, TeamsAccess},
};
use winfactor_flows::{
    pieces::microsoft_teams::{TeamsInputError, TeamsMessage},
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
    match &access {
        TeamsAccess::Graph { token, base } => {
            let (team, channel) = message.place().map_err(author)?;
            let place = Place { team, channel };
            let body = message.graph_body();
            connector::post(client, base, token, place, &body, now).await
        }
        TeamsAccess::Webhook(address) => {
            connector::post_card(client, address, &message.webhook_body(), now).await
        }
    }
}
