//! What a run comes to: no run at all when a piece of the flow is missing, a failure at the first step
//! whose connection is missing or does not work.

use serde_json::{Map, Value, json};

use super::runs::Run;
use super::state::State;

impl State {
    /// Runs what is published of a flow on what its trigger gives.
    pub(super) fn run(&mut self, flow: &str, published: &Value, payload: Value) {
        let steps = chain(published);
        let mut pieces = steps
            .iter()
            .filter(|step| step["settings"]["pieceName"].is_string());
        let is_missing = |step: &Value| {
            let text = |key: &str| step["settings"][key].as_str().unwrap_or_default();
            !self.has_piece(text("pieceName"), text("pieceVersion"))
        };
        if pieces.any(|step| is_missing(step)) {
            return;
        }
        let (records, failed) = self.go_through(&steps, payload);
        let id = self.new_id("rUn");
        self.runs.push(Run {
            id,
            flow: flow.to_owned(),
            status: if failed.is_some() {
                "FAILED"
            } else {
                "SUCCEEDED"
            },
            failed,
            steps: Value::Object(records),
        });
    }

    fn go_through(
        &self,
        steps: &[&Value],
        payload: Value,
    ) -> (Map<String, Value>, Option<(String, String)>) {
        let mut records = Map::new();
        let mut payload = Some(payload);
        for step in steps.iter().filter(|step| step["skip"] != true) {
            let name = step["name"].as_str().unwrap_or_default().to_owned();
            let error = self.error_of(&name, step);
            let output = payload.take().unwrap_or_else(|| json!({"done": true}));
            let mut record = json!({"type": step["type"], "displayName": step["displayName"]});
            match &error {
                None => {
                    record["status"] = "SUCCEEDED".into();
                    record["output"] = output;
                }
                Some(error) => {
                    record["status"] = "FAILED".into();
                    record["errorMessage"] = error.as_str().into();
                }
            }
            records.insert(name.clone(), record);
            if let Some(error) = error {
                return (records, Some((name, error)));
            }
        }
        (records, None)
    }

    fn error_of(&self, name: &str, step: &Value) -> Option<String> {
        if let Some(message) = self.failing_steps.get(name) {
            return Some(message.clone());
        }
        let auth = step["settings"]["input"]["auth"].as_str()?;
        let external_id = auth.strip_prefix("{{connections['")?.strip_suffix("']}}")?;
        let found = self
            .connections
            .iter()
            .find(|it| it.external_id == external_id);
        match found {
            None => Some(format!("connection not found: {external_id}")),
            Some(connection) if !connection.works => Some("the connection has expired".to_owned()),
            Some(_) => None,
        }
    }
}

/// The trigger and the actions that follow each other.
fn chain(version: &Value) -> Vec<&Value> {
    let mut steps = Vec::new();
    let mut step = &version["trigger"];
    while step.is_object() {
        steps.push(step);
        step = &step["nextAction"];
    }
    steps
}
