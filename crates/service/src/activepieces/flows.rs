use winfactor_domain::{EndpointId, OrganizationId};
use winfactor_store::activepieces::{self as tables};

use super::{endpoint, projects::chosen, session::Session};
use crate::{Result, Service};

/// A flow at the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowThere {
    pub id: String,
    pub project_id: String,
    pub display_name: String,
    pub enabled: bool,
    pub published: bool,
    /// The address that starts it.
    pub webhook_url: String,
    /// What it was made of, if it was brought from here: `recipe:<id>` or `flow:<id>`.
    pub source: Option<String>,
    /// The endpoint here that starts it.
    pub endpoint: Option<EndpointId>,
}

/// The flows of a project; of the account's first one when none is named.
pub async fn flows(
    service: &Service,
    organization: OrganizationId,
    project: Option<&str>,
) -> Result<Vec<FlowThere>> {
    let session = Session::open(service, organization).await?;
    let project = chosen(service, &session, project).await?;
    let found = session
        .heard(service, session.server.flows(&project.id).await)
        .await?;
    let base = session.server.base().to_owned();
    let brought = service
        .read(move |tx| Ok(tables::flows(tx, organization, &base)?))
        .await?;
    let endpoints = endpoint::by_url(service, organization).await?;
    let flows = found.into_iter().map(|flow| {
        let webhook_url = session.server.webhook_address(&flow.id);
        let ours = brought.iter().find(|row| row.remote_id == flow.id);
        FlowThere {
            source: ours.map(|row| row.source.clone()).or(flow.mark),
            endpoint: endpoints.get(&webhook_url).copied(),
            webhook_url,
            id: flow.id,
            project_id: flow.project_id,
            display_name: flow.display_name,
            enabled: flow.enabled,
            published: flow.published,
        }
    });
    Ok(flows.collect())
}
