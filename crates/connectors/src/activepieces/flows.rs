use serde_json::{Value, json};

use super::pages::text;
use super::{ActivePieces, ActivePiecesError};

/// A flow of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteFlow {
    pub id: String,
    pub project_id: String,
    pub display_name: String,
    pub enabled: bool,
    /// One that never was has nothing that events could start.
    pub published: bool,
    /// The mark that [`ActivePieces::create_flow`] gave it.
    pub mark: Option<String>,
}

/// Under this key of a flow's metadata we note what we made it of.
const MARK: &str = "winfactor";

impl ActivePieces {
    /// The flows of a project.
    ///
    /// # Errors
    /// See [`ActivePiecesError`]; the same for all requests.
    pub async fn flows(&self, project: &str) -> Result<Vec<RemoteFlow>, ActivePiecesError> {
        self.all(&["flows"], &[("projectId", project)], flow).await
    }

    /// A flow; nothing when there is none that the account can see.
    ///
    /// # Errors
    /// See [`ActivePiecesError`].
    pub async fn flow(&self, id: &str) -> Result<Option<RemoteFlow>, ActivePiecesError> {
        match self.get(&["flows", id], &[]).await {
            Ok(found) => understood(&found).map(Some),
            Err(ActivePiecesError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Makes an empty flow that is switched off. By its mark it is found again.
    ///
    /// # Errors
    /// See [`ActivePiecesError`].
    pub async fn create_flow(
        &self,
        project: &str,
        name: &str,
        mark: &str,
    ) -> Result<RemoteFlow, ActivePiecesError> {
        let body = json!({"displayName": name, "projectId": project, "metadata": {MARK: mark}});
        understood(&self.post(&["flows"], &body).await?)
    }

    /// Replaces what a flow's draft does. `flow` is a flow version; the server checks its shape alone.
    ///
    /// # Errors
    /// See [`ActivePiecesError`].
    pub async fn import_flow(
        &self,
        id: &str,
        flow: &Value,
    ) -> Result<RemoteFlow, ActivePiecesError> {
        let request = json!({
            "displayName": flow["displayName"], "trigger": flow["trigger"],
            "schemaVersion": flow["schemaVersion"], "notes": flow["notes"],
        });
        self.operate(id, "IMPORT_FLOW", request).await
    }

    /// Publishes the draft and switches the flow on: its trigger registers itself first.
    ///
    /// # Errors
    /// See [`ActivePiecesError`]; a trigger that fails is [`ActivePiecesError::Refused`].
    pub async fn publish_flow(&self, id: &str) -> Result<RemoteFlow, ActivePiecesError> {
        self.operate(id, "LOCK_AND_PUBLISH", json!({})).await
    }

    async fn operate(
        &self,
        id: &str,
        kind: &str,
        request: Value,
    ) -> Result<RemoteFlow, ActivePiecesError> {
        let body = json!({"type": kind, "request": request});
        understood(&self.post(&["flows", id], &body).await?)
    }
}

fn understood(record: &Value) -> Result<RemoteFlow, ActivePiecesError> {
    flow(record).ok_or_else(|| ActivePiecesError::unexpected("a flow without an id and a project"))
}

fn flow(record: &Value) -> Option<RemoteFlow> {
    Some(RemoteFlow {
        id: text(record, "/id")?,
        project_id: text(record, "/projectId")?,
        display_name: text(record, "/version/displayName").unwrap_or_default(),
        enabled: text(record, "/status").as_deref() == Some("ENABLED"),
        published: text(record, "/publishedVersionId").is_some(),
        mark: text(record, &format!("/metadata/{MARK}")),
    })
}
