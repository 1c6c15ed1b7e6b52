use serde_json::{Value, json};

use super::ActivePiecesStandIn;
use super::state::{State, body, is_text, page, refusal};
use crate::Answer;
use crate::receiver::Received;

/// Who can sign in, and with which tokens somebody has.
#[derive(Debug, Default)]
pub(super) struct Account {
    pub(super) tokens: Vec<String>,
}

impl State {
    pub(super) fn sign_in(&mut self, request: &Received) -> Result<Answer, Answer> {
        let body = body(request, &[("email", is_text), ("password", is_text)])?;
        if body["email"] != ActivePiecesStandIn::EMAIL
            || body["password"] != ActivePiecesStandIn::PASSWORD
        {
            return Ok(refusal(401, "INVALID_CREDENTIALS"));
        }
        let token = self.new_id("tOken");
        self.account.tokens.push(token.clone());
        let answer = json!({
            "id": "uSer00000000000000001", "email": ActivePiecesStandIn::EMAIL, "firstName": "Flo",
            "lastName": "Ws", "verified": true, "platformRole": "ADMIN", "status": "ACTIVE",
            "platformId": "pLatform0000000000001", "projectId": ActivePiecesStandIn::PROJECT,
            "token": token,
        });
        Ok(Answer::json(200, &answer))
    }

    /// Only whoever signed in gets further.
    pub(super) fn authenticate(&self, request: &Received) -> Result<(), Answer> {
        let header = request.header("authorization").unwrap_or_default();
        let token = header.strip_prefix("Bearer ").unwrap_or_default();
        match self.account.tokens.iter().any(|known| known == token) {
            true => Ok(()),
            false if token.is_empty() => Err(refusal(401, "AUTHENTICATION")),
            false => Err(refusal(401, "SESSION_EXPIRED")),
        }
    }
}

pub(super) fn projects(request: &Received) -> Answer {
    let project = |id: &str, name: &str| -> Value {
        json!({"id": id, "displayName": name, "ownerId": "uSer00000000000000001",
            "platformId": "pLatform0000000000001", "type": "PERSONAL", "releasesEnabled": false})
    };
    let projects = [
        project(ActivePiecesStandIn::PROJECT, "Flo's Project"),
        project(ActivePiecesStandIn::OTHER_PROJECT, "Windows"),
    ];
    page(request, &projects)
}

pub(super) fn is_project(value: &Value) -> bool {
    value == ActivePiecesStandIn::PROJECT || value == ActivePiecesStandIn::OTHER_PROJECT
}
