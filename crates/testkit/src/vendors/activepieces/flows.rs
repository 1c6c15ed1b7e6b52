use serde_json::{Value, json};

use super::account::is_project;
use super::state::{State, body, invalid, is_text, page, refusal, shape};
use crate::Answer;
use crate::receiver::Received;
use crate::vendors::query::Query;

/// A flow with its draft and what is published of it.
#[derive(Debug)]
pub(super) struct Flow {
    pub(super) id: String,
    project_id: String,
    metadata: Value,
    pub(super) enabled: bool,
    draft: Value,
    pub(super) published: Option<Value>,
}

impl Flow {
    /// The new draft: what it does.
    pub(super) fn import(&mut self, version: Value) {
        self.draft = version;
    }

    pub(super) fn publish(&mut self) {
        self.published = Some(self.draft.clone());
        self.enabled = true;
    }

    fn record(&self) -> Value {
        json!({
            "id": self.id, "projectId": self.project_id, "externalId": self.id,
            "metadata": self.metadata, "operationStatus": "NONE",
            "status": if self.enabled { "ENABLED" } else { "DISABLED" },
            "publishedVersionId": self.published.as_ref().map(|_| "vErsion00000000000001"),
            "version": self.draft,
        })
    }
}

impl State {
    pub(super) fn flow_mut(&mut self, id: &str) -> Option<&mut Flow> {
        self.flows.iter_mut().find(|flow| flow.id == id)
    }

    pub(super) fn create_flow(&mut self, project: &str, name: &str, metadata: Value) -> String {
        let id = self.new_id("fLow");
        let trigger = json!({"name": "trigger", "type": "EMPTY", "valid": false, "settings": {},
            "displayName": "Select Trigger"});
        self.flows.push(Flow {
            id: id.clone(),
            project_id: project.to_owned(),
            metadata,
            enabled: false,
            draft: json!({"displayName": name, "trigger": trigger, "schemaVersion": "20", "notes": []}),
            published: None,
        });
        id
    }

    pub(super) fn list_flows(&self, request: &Received) -> Answer {
        let query = Query::of(request);
        let Some(project) = query.get("projectId") else {
            return invalid("projectId");
        };
        let of_project = self.flows.iter().filter(|flow| flow.project_id == project);
        let records: Vec<Value> = of_project.map(Flow::record).collect();
        page(request, &records)
    }

    pub(super) fn post_flow(&mut self, request: &Received) -> Result<Answer, Answer> {
        let new = body(
            request,
            &[
                ("displayName", is_text),
                ("projectId", is_project),
                ("metadata?", Value::is_object),
            ],
        )?;
        let text = |key: &str| new[key].as_str().unwrap_or_default();
        let metadata = new.get("metadata").cloned().unwrap_or_default();
        let id = self.create_flow(text("projectId"), text("displayName"), metadata);
        self.answer_flow(&id, 201)
    }

    pub(super) fn get_flow(&mut self, id: &str) -> Result<Answer, Answer> {
        self.answer_flow(id, 200)
    }

    pub(super) fn template(&mut self, id: &str) -> Result<Answer, Answer> {
        let flow = self.flow_mut(id).ok_or_else(not_found)?;
        let name = &flow.draft["displayName"];
        let template = json!({
            "name": name, "type": "SHARED", "summary": "", "description": "", "tags": [],
            "blogUrl": "", "metadata": null, "author": "", "categories": [], "pieces": [],
            "status": "PUBLISHED", "flows": [flow.draft],
        });
        Ok(Answer::json(200, &template))
    }

    pub(super) fn delete(&mut self, id: &str) -> Result<Answer, Answer> {
        self.flow_mut(id).ok_or_else(not_found)?;
        self.flows.retain(|flow| flow.id != id);
        Ok(Answer::status(204))
    }

    /// Neither pieces nor connections are looked at: only the shape.
    pub(super) fn operate(&mut self, request: &Received, id: &str) -> Result<Answer, Answer> {
        let operation = body(request, &[("type", is_text), ("request", Value::is_object)])?;
        let is_publish = operation["type"] == "LOCK_AND_PUBLISH";
        let trigger_fails = is_publish && std::mem::take(&mut self.next_trigger_fails);
        let flow = self.flow_mut(id).ok_or_else(not_found)?;
        let wanted = &operation["request"];
        match operation["type"].as_str().unwrap_or_default() {
            "IMPORT_FLOW" => {
                check_import(wanted)?;
                flow.import(wanted.clone());
            }
            "LOCK_AND_PUBLISH" => {
                shape(wanted, &[])?;
                if flow.draft["trigger"]["type"] == "EMPTY" {
                    return Ok(refusal(400, "FLOW_OPERATION_INVALID"));
                }
                if trigger_fails {
                    return Ok(refusal(400, "TRIGGER_UPDATE_STATUS"));
                }
                flow.publish();
            }
            "CHANGE_STATUS" => {
                let is_status = |it: &Value| it == "ENABLED" || it == "DISABLED";
                shape(wanted, &[("status", is_status)])?;
                if flow.published.is_none() {
                    return Ok(refusal(400, "FLOW_OPERATION_INVALID"));
                }
                flow.enabled = wanted["status"] == "ENABLED";
            }
            other => return Ok(invalid(&format!("type {other}"))),
        }
        self.answer_flow(id, 200)
    }

    fn answer_flow(&mut self, id: &str, status: u16) -> Result<Answer, Answer> {
        let flow = self.flow_mut(id).ok_or_else(not_found)?;
        Ok(Answer::json(status, &flow.record()))
    }
}

fn check_import(wanted: &Value) -> Result<(), Answer> {
    shape(
        wanted,
        &[
            ("displayName", is_text),
            ("trigger", Value::is_object),
            ("schemaVersion", |it| it.is_null() || is_text(it)),
            ("notes", |it| it.is_null() || it.is_array()),
        ],
    )?;
    let mut step = &wanted["trigger"];
    while step.is_object() {
        let texts = ["name", "type", "displayName", "lastUpdatedDate"];
        let is_complete = texts.into_iter().all(|key| is_text(&step[key]))
            && step["valid"].is_boolean()
            && step["settings"].is_object();
        if !is_complete {
            return Err(invalid("a step is not complete"));
        }
        step = &step["nextAction"];
    }
    Ok(())
}

pub(super) fn not_found() -> Answer {
    refusal(404, "ENTITY_NOT_FOUND")
}
