use serde_json::{Value, json};

use super::state::{State, invalid, page, refusal};
use crate::Answer;
use crate::receiver::Received;
use crate::vendors::query::Query;

/// A run of a flow, which ended as soon as it began.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub id: String,
    pub flow: String,
    /// `SUCCEEDED` or `FAILED`.
    pub status: &'static str,
    /// The name of the step that failed, and why.
    pub failed: Option<(String, String)>,
    /// The steps' records by their names, the trigger's first.
    pub steps: Value,
}

impl Run {
    /// The event that started it.
    pub fn event(&self) -> &str {
        let headers = &self.steps["trigger"]["output"]["headers"];
        headers["x-winfactor-delivery"].as_str().unwrap_or_default()
    }

    /// The body that the event came with.
    pub fn body(&self) -> &Value {
        &self.steps["trigger"]["output"]["body"]
    }

    fn record(&self, project: &str, whole: bool) -> Value {
        let failed = self
            .failed
            .as_ref()
            .map(|(name, _)| json!({"name": name, "displayName": self.steps[name]["displayName"]}));
        let mut record = json!({
            "id": self.id, "flowId": self.flow, "projectId": project, "status": self.status,
            "environment": "PRODUCTION", "failParentOnFailure": false,
            "flowVersionId": "vErsion00000000000001", "steps": null,
        });
        if let Some(failed) = failed {
            record["failedStep"] = failed;
        }
        if whole {
            record["steps"] = self.steps.clone();
        }
        record
    }
}

impl State {
    pub(super) fn list_runs(&self, request: &Received) -> Answer {
        let query = Query::of(request);
        let Some(project) = query.get("projectId") else {
            return invalid("projectId");
        };
        let flow = query.get("flowId");
        let wanted = self.runs.iter().rev();
        let wanted = wanted.filter(|run| flow.is_none_or(|flow| run.flow == flow));
        let records: Vec<Value> = wanted.map(|run| run.record(project, false)).collect();
        page(request, &records)
    }

    pub(super) fn get_run(&self, id: &str) -> Answer {
        match self.runs.iter().find(|run| run.id == id) {
            Some(run) => Answer::json(200, &run.record("", true)),
            None => refusal(404, "FLOW_RUN_NOT_FOUND"),
        }
    }
}
