use winfactor_connectors::activepieces::{ActivePiecesError, RemoteFlow};
use winfactor_domain::{EndpointId, Locale, OrganizationId};
use winfactor_flows::{
    exchange::{Needs, needs},
    recipes::SettingValues,
};
use winfactor_store::activepieces::{self as tables, BroughtFlowRow};

use super::{
    Brought, Progress, Source, StepState, Task,
    document::{auth_of_trigger, with_versions},
    endpoint,
    error::words,
    missing::{Found, compare, setting},
    projects::chosen,
    session::Session,
    source::{Original, original},
};
use crate::{Result, Service, ServiceError};

/// A flow that shall be brought to the server.
#[derive(Clone, Debug)]
pub struct Bring {
    pub source: Source,
    /// The account's first project when none is named.
    pub project_id: Option<String>,
    /// The language of a recipe's messages.
    pub locale: Locale,
    /// The settings of a recipe.
    pub settings: SettingValues,
}

/// Brings a recipe or a flow of ours to the server: checks that it can run there, imports it,
/// publishes it, and sends it our events. One that was brought before is replaced.
pub async fn bring(
    service: &Service,
    organization: OrganizationId,
    wanted: Bring,
) -> Result<Brought> {
    let session = Session::open(service, organization).await?;
    let original = original(
        service,
        organization,
        &wanted.source,
        wanted.locale,
        &wanted.settings,
    )
    .await?;
    let project = chosen(service, &session, wanted.project_id.as_deref()).await?;
    let mut bringing = Bringing {
        service,
        organization,
        session,
        brought: Brought {
            source: wanted.source.to_string(),
            name: original.name.clone(),
            project_id: project.id,
            steps: Vec::new(),
            missing: Vec::new(),
            flow_id: None,
            webhook_url: None,
            endpoint: None,
            complete: false,
        },
    };
    let is_complete = bringing.all(&original).await?;
    let mut brought = bringing.brought;
    brought.complete = is_complete;
    for task in Task::ALL.into_iter().skip(brought.steps.len()) {
        brought.steps.push(Progress {
            task,
            state: StepState::NotDone,
            message: task.not_done().to_owned(),
        });
    }
    Ok(brought)
}

/// A flow on its way.
struct Bringing<'a> {
    service: &'a Service,
    organization: OrganizationId,
    session: Session,
    brought: Brought,
}

impl Bringing<'_> {
    /// Whether all went well.
    async fn all(&mut self, original: &Original) -> Result<bool> {
        let flow = &original.document.flows[0];
        let needs = needs(flow);
        let Some(found) = self.check(&needs, original).await? else {
            return Ok(false);
        };
        let document = with_versions(flow, &found.other_versions);
        let Some(remote) = self.import(&document).await? else {
            return Ok(false);
        };
        if !self.publish(&remote.id).await? {
            return Ok(false);
        }
        self.endpoint(&remote.id, original, needs.registers_itself)
            .await
    }

    async fn check(&mut self, needs: &Needs, original: &Original) -> Result<Option<Found>> {
        let server = &self.session.server;
        let compared = compare(server, &self.brought.project_id, needs).await;
        let Some(mut found) = self.heard(Task::Check, compared).await? else {
            return Ok(None);
        };
        found.missing.extend(original.unset.iter().map(setting));
        found.missing.extend(original.held_back.iter().cloned());
        self.brought.missing.clone_from(&found.missing);
        if !found.missing.is_empty() {
            let message = match found.missing.len() {
                1 => "one thing is missing".to_owned(),
                several => format!("{several} things are missing"),
            };
            self.step(Task::Check, StepState::Failed, message);
            return Ok(None);
        }
        let mut message =
            "the server has every piece and connection that the flow needs".to_owned();
        for other in &found.other_versions {
            let (piece, wanted, there) = (&other.piece, &other.wanted, &other.there);
            message.push_str(&format!(
                "; {piece} {wanted} is not there, {there} takes its place"
            ));
        }
        if original.runs_here {
            message.push_str(
                "; it is switched on in WinFactor, too: switch it off there, or everything happens \
                 twice",
            );
        }
        self.step(Task::Check, StepState::Done, message);
        Ok(Some(found))
    }

    async fn import(&mut self, document: &serde_json::Value) -> Result<Option<RemoteFlow>> {
        let stored = self.stored().await?;
        let there = self.brought_before(stored.as_ref()).await;
        let Some(there) = self.heard(Task::Import, there).await? else {
            return Ok(None);
        };
        let (server, brought) = (&self.session.server, &self.brought);
        let is_new = there.is_none();
        let flow = match there {
            Some(flow) => Ok(flow),
            None => {
                let (project, name) = (&brought.project_id, &brought.name);
                server.create_flow(project, name, &brought.source).await
            }
        };
        let Some(flow) = self.heard(Task::Import, flow).await? else {
            return Ok(None);
        };
        self.brought.flow_id = Some(flow.id.clone());
        self.brought.webhook_url = Some(self.session.server.webhook_address(&flow.id));
        // Before anything else: whatever happens next, it is found again.
        self.keep(stored.and_then(|row| row.endpoint)).await?;
        let imported = self.session.server.import_flow(&flow.id, document).await;
        let Some(flow) = self.heard(Task::Import, imported).await? else {
            return Ok(None);
        };
        let how = match is_new {
            true => "imported as a new flow",
            false => "imported into the flow that was brought before",
        };
        self.step(Task::Import, StepState::Done, format!("{how}: {}", flow.id));
        Ok(Some(flow))
    }

    /// The flow that was made of the same source, if it is still there.
    async fn brought_before(
        &self,
        stored: Option<&BroughtFlowRow>,
    ) -> Result<Option<RemoteFlow>, ActivePiecesError> {
        let (server, brought) = (&self.session.server, &self.brought);
        if let Some(row) = stored
            && let Some(flow) = server.flow(&row.remote_id).await?
        {
            return Ok(Some(flow));
        }
        let flows = server.flows(&brought.project_id).await?;
        let is_ours = |flow: &RemoteFlow| flow.mark.as_deref() == Some(&brought.source);
        Ok(flows.into_iter().find(is_ours))
    }

    /// What is known of bringing this source before.
    async fn stored(&self) -> Result<Option<BroughtFlowRow>> {
        let (organization, base) = (self.organization, self.session.server.base().to_owned());
        let rows = self
            .service
            .read(move |tx| Ok(tables::flows(tx, organization, &base)?))
            .await?;
        let (source, project) = (&self.brought.source, &self.brought.project_id);
        let is_same = |row: &BroughtFlowRow| row.source == *source && row.project_id == *project;
        Ok(rows.into_iter().find(is_same))
    }

    async fn keep(&self, endpoint: Option<EndpointId>) -> Result<()> {
        let row = BroughtFlowRow {
            organization: self.organization,
            url: self.session.server.base().to_owned(),
            project_id: self.brought.project_id.clone(),
            source: self.brought.source.clone(),
            remote_id: self.brought.flow_id.clone().unwrap_or_default(),
            endpoint,
            updated_at: self.service.now(),
        };
        self.service
            .write(move |work| Ok(tables::put_flow(work.tx, &row)?))
            .await
    }

    async fn publish(&mut self, flow: &str) -> Result<bool> {
        let published = self.session.server.publish_flow(flow).await;
        let Some(flow) = self.heard(Task::Publish, published).await? else {
            return Ok(false);
        };
        let (state, message) = match flow.enabled {
            true => (StepState::Done, "published and switched on"),
            false => (
                StepState::Failed,
                "published, but ActivePieces did not switch it on: open the flow there, it says why",
            ),
        };
        self.step(Task::Publish, state, message.to_owned());
        Ok(flow.enabled)
    }

    async fn endpoint(
        &mut self,
        flow: &str,
        original: &Original,
        registers_itself: bool,
    ) -> Result<bool> {
        let url = self.session.server.webhook_address(flow);
        if registers_itself {
            let endpoints = endpoint::by_url(self.service, self.organization).await?;
            self.brought.endpoint = endpoints.get(&url).copied();
            let message = "its WinFactor trigger registers itself; no endpoint is needed";
            self.step(Task::Endpoint, StepState::Done, message.to_owned());
            return Ok(true);
        }
        let auth = auth_of_trigger(&original.document.flows[0]);
        let (name, types) = (&original.name, &original.event_types);
        let made = endpoint::ensure(self.service, self.organization, &url, name, types, auth);
        let (id, is_new) = match made.await {
            Ok(made) => made,
            Err(error @ (ServiceError::Invalid(_) | ServiceError::Conflict { .. })) => {
                self.step(Task::Endpoint, StepState::Failed, error.to_string());
                return Ok(false);
            }
            Err(error) => return Err(error),
        };
        self.brought.endpoint = Some(id);
        self.keep(Some(id)).await?;
        let how = match is_new {
            true => "a new endpoint sends it",
            false => "the endpoint that is there sends it",
        };
        let types: Vec<&str> = types.iter().map(|it| it.name()).collect();
        let what = match types.is_empty() {
            true => "every event".to_owned(),
            false => types.join(", "),
        };
        self.step(
            Task::Endpoint,
            StepState::Done,
            format!("{how} {what}: {id}"),
        );
        Ok(true)
    }

    /// The answer; or, when there is none, a step that failed.
    async fn heard<T>(
        &mut self,
        task: Task,
        answer: Result<T, ActivePiecesError>,
    ) -> Result<Option<T>> {
        match answer {
            Ok(answer) => Ok(Some(answer)),
            Err(error) => {
                self.session.note(self.service, &error).await?;
                let message = words(&error, self.session.server.base());
                self.step(task, StepState::Failed, message);
                Ok(None)
            }
        }
    }

    fn step(&mut self, task: Task, state: StepState, message: String) {
        self.brought.steps.push(Progress {
            task,
            state,
            message,
        });
    }
}
