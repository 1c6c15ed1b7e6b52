use serde_json::Value;

use super::pages::{records, text};
use super::{ActivePieces, ActivePiecesError};

/// A run of a flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteRun {
    pub id: String,
    /// In ActivePieces' words: `SUCCEEDED`, `FAILED`, `RUNNING`, …
    pub status: String,
    pub failed_step: Option<RemoteFailedStep>,
}

/// Where a run failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteFailedStep {
    pub name: String,
    pub display_name: String,
    /// Why, if the server says so.
    pub message: Option<String>,
}

/// The newest runs that are looked through for one.
const NEWEST: &str = "10";
/// What is kept of a step's message, in characters: as much as ActivePieces itself keeps.
const MESSAGE_SHOWN: usize = 700;

impl RemoteRun {
    /// Whether nothing more happens by itself. A run that is paused waits for somebody.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        !matches!(self.status.as_str(), "QUEUED" | "RUNNING")
    }
}

impl ActivePieces {
    /// The run of a flow whose trigger got `word` (such as the id of a delivery, which a header
    /// holds), among the newest ones.
    ///
    /// # Errors
    /// See [`ActivePiecesError`].
    pub async fn run_that_got(
        &self,
        project: &str,
        flow: &str,
        word: &str,
    ) -> Result<Option<RemoteRun>, ActivePiecesError> {
        let query = [("projectId", project), ("flowId", flow), ("limit", NEWEST)];
        let page = self.get(&["flow-runs"], &query).await?;
        for listed in records(&page)? {
            let Some(id) = text(listed, "/id") else {
                continue;
            };
            // Only a single run tells what its steps got.
            let whole = self.get(&["flow-runs", &id], &[]).await?;
            let steps = whole["steps"].as_object().into_iter().flatten();
            if steps
                .into_iter()
                .any(|(_, step)| holds(&step["output"], word))
            {
                return Ok(run(&whole));
            }
        }
        Ok(None)
    }
}

fn run(record: &Value) -> Option<RemoteRun> {
    let failed = &record["failedStep"];
    Some(RemoteRun {
        id: text(record, "/id")?,
        status: text(record, "/status")?,
        failed_step: text(failed, "/name").map(|name| RemoteFailedStep {
            display_name: text(failed, "/displayName").unwrap_or_else(|| name.clone()),
            message: text(failed, "/message")
                .or_else(|| step_error(record, &name))
                .map(|message| message.chars().take(MESSAGE_SHOWN).collect()),
            name,
        }),
    })
}

/// A failed step's own message.
fn step_error(run: &Value, step: &str) -> Option<String> {
    match &run["steps"][step]["errorMessage"] {
        Value::Null => None,
        Value::String(message) => Some(message.clone()),
        other => Some(other.to_string()),
    }
}

/// Goes through the tree with a stack of its own: what others send may be nested deep.
fn holds(value: &Value, word: &str) -> bool {
    let mut values = vec![value];
    while let Some(value) = values.pop() {
        match value {
            Value::String(text) if text == word => return true,
            Value::Array(items) => values.extend(items),
            Value::Object(members) => values.extend(members.values()),
            _ => {}
        }
    }
    false
}
