use winfactor_domain::OrganizationId;

use super::{error::words, session::Session};
use crate::{Result, Service};

/// How a flow looks to the account that is signed in to its server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FlowSeen {
    On,
    Off,
    /// Nothing of it can be started.
    Unpublished,
    /// Deleted, or in a project that the account does not see.
    Nowhere,
    /// The organization is not signed in to this server.
    NotSignedIn,
    /// The server did not say; why not, for people.
    NotAsked(String),
}

/// Asks the server about a flow, without starting it.
pub(crate) async fn see_flow(
    service: &Service,
    organization: OrganizationId,
    base: &str,
    flow: &str,
) -> Result<FlowSeen> {
    let Some(session) = Session::at(service, organization, base).await? else {
        return Ok(FlowSeen::NotSignedIn);
    };
    Ok(match session.server.flow(flow).await {
        Ok(None) => FlowSeen::Nowhere,
        Ok(Some(flow)) if !flow.published => FlowSeen::Unpublished,
        Ok(Some(flow)) if flow.enabled => FlowSeen::On,
        Ok(Some(_)) => FlowSeen::Off,
        Err(error) => {
            session.note(service, &error).await?;
            FlowSeen::NotAsked(words(&error, base))
        }
    })
}
