use serde_json::json;

use super::Inside;
use crate::{Answer, receiver::Received};

const SCOPE: &str = "https://www.googleapis.com/auth/spreadsheets";

/// `POST /token`.
pub(super) fn token(inside: &Inside, request: &Received) -> Answer {
    if let Err(description) = inside.account.claims(request, &[SCOPE]) {
        let body = json!({"error": "invalid_grant", "error_description": description});
        return Answer::json(400, &body);
    }
    let mut state = inside.state();
    state.tokens += 1;
    let token = format!("ya29.{}", state.tokens);
    state.token = Some(token.clone());
    let body = json!({"access_token": token, "expires_in": 3599, "token_type": "Bearer"});
    Answer::json(200, &body)
}
