//! The first thing an organization's people see: what waits for somebody, and how far the first
//! steps have been taken.

use std::time::Duration;

use winfactor_domain::{EventType, OrganizationId};
use winfactor_store::{
    Tx,
    connections::{self, ConnectionStatus},
    overview, subscriptions,
};

use crate::{Result, Service, events::destination_name, outbox::Destination};

pub use winfactor_store::overview::Counts;

/// Failures older than this are no news.
const FAILED_WITHIN: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Connections that are named.
const MOST_CONNECTIONS: u32 = 10;

/// What waits for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// Failed deliveries are those of the last seven days.
    pub counts: Counts,
    /// What people call the connections that do not work, and whether they did once.
    pub connections: Vec<(String, ConnectionStatus)>,
    /// Where `submission.created` goes to, if it goes anywhere.
    pub receiver: Option<Receiver>,
}

/// A destination of events, and what people call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receiver {
    pub destination: Destination,
    pub name: String,
}

/// The overview as of now.
pub async fn get(service: &Service, organization: OrganizationId) -> Result<Overview> {
    let failed_since = service.now().before(FAILED_WITHIN);
    service
        .read(move |tx| {
            let connections = connections::not_working(tx, organization, MOST_CONNECTIONS)?;
            let connections = connections.into_iter();
            let connections = connections.map(|row| (row.display_name, row.state.status));
            Ok(Overview {
                counts: overview::counts(tx, organization, failed_since)?,
                connections: connections.collect(),
                receiver: receiver(tx, organization)?,
            })
        })
        .await
}

fn receiver(tx: &mut Tx<'_>, organization: OrganizationId) -> Result<Option<Receiver>> {
    for subscription in subscriptions::of_organization(tx, organization)? {
        let Ok(destination) = subscription.destination.parse() else {
            continue;
        };
        if !subscription.wants(EventType::SubmissionCreated) {
            continue;
        }
        if let Some(name) = destination_name(tx, organization, destination)? {
            return Ok(Some(Receiver { destination, name }));
        }
    }
    Ok(None)
}
