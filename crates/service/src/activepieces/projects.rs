use winfactor_connectors::activepieces::RemoteProject;
use winfactor_domain::{FieldError, OrganizationId};

use super::session::Session;
use crate::{Result, Service};

/// A project at the server; flows, connections and runs belong to one.
pub type Project = RemoteProject;

/// The projects that the account works in.
pub async fn projects(service: &Service, organization: OrganizationId) -> Result<Vec<Project>> {
    let session = Session::open(service, organization).await?;
    session
        .heard(service, session.server.projects().await)
        .await
}

/// The project that is wanted, or the account's first one.
pub(super) async fn chosen(
    service: &Service,
    session: &Session,
    wanted: Option<&str>,
) -> Result<Project> {
    let projects = session
        .heard(service, session.server.projects().await)
        .await?;
    let id = wanted.unwrap_or(&session.project_id);
    let names: Vec<String> = projects
        .iter()
        .map(|it| format!("{} ({})", it.id, it.display_name))
        .collect();
    let found = projects.into_iter().find(|project| project.id == id);
    found.ok_or_else(|| {
        let message = format!(
            "the account works in no project {id}; it works in {}",
            names.join(", ")
        );
        FieldError::new("/projectId", "unknown_value", message).into()
    })
}
