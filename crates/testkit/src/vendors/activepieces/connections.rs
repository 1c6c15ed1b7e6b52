use serde_json::{Value, json};

use super::account::is_project;
use super::state::{State, body, invalid, is_text, page};
use crate::Answer;
use crate::receiver::Received;
use crate::vendors::query::Query;

/// An account at another service, without its secrets.
#[derive(Debug)]
pub(super) struct Connection {
    pub(super) external_id: String,
    project_id: String,
    display_name: String,
    piece_name: String,
    pub(super) works: bool,
}

impl State {
    pub(super) fn add_connection(&mut self, project: &str, external_id: &str, piece: &str) {
        self.connections.push(Connection {
            external_id: external_id.to_owned(),
            project_id: project.to_owned(),
            display_name: format!("Our {external_id}"),
            piece_name: piece.to_owned(),
            works: true,
        });
    }

    pub(super) fn break_connection(&mut self, external_id: &str) {
        let mut named = self.connections.iter_mut();
        let found = named.find(|it| it.external_id == external_id);
        found.expect("the connection is there").works = false;
    }

    pub(super) fn list_connections(&self, request: &Received) -> Answer {
        let query = Query::of(request);
        let Some(project) = query.get("projectId") else {
            return invalid("projectId");
        };
        let of_project = self
            .connections
            .iter()
            .filter(|it| it.project_id == project);
        let records: Vec<Value> = of_project.map(Connection::record).collect();
        page(request, &records)
    }

    /// Its piece would be asked whether the values are good; here they are.
    pub(super) fn create_connection(&mut self, request: &Received) -> Result<Answer, Answer> {
        let new = body(
            request,
            &[
                ("externalId", is_text),
                ("displayName", is_text),
                ("pieceName", is_text),
                ("projectId", is_project),
                ("type", |it| it == "CUSTOM_AUTH"),
                ("value", |it| {
                    it["type"] == "CUSTOM_AUTH" && it["props"].is_object()
                }),
            ],
        )?;
        let text = |key: &str| new[key].as_str().unwrap_or_default().to_owned();
        let connection = Connection {
            external_id: text("externalId"),
            project_id: text("projectId"),
            display_name: text("displayName"),
            piece_name: text("pieceName"),
            works: true,
        };
        let answer = Answer::json(201, &connection.record());
        self.connections.push(connection);
        Ok(answer)
    }
}

impl Connection {
    fn record(&self) -> Value {
        json!({
            "id": "cOnnection00000000001", "externalId": self.external_id,
            "displayName": self.display_name, "pieceName": self.piece_name, "type": "CUSTOM_AUTH",
            "scope": "PROJECT", "projectIds": [self.project_id],
            "status": if self.works { "ACTIVE" } else { "ERROR" },
        })
    }
}
