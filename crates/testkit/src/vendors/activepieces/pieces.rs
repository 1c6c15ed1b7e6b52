use serde_json::{Map, Value, json};

use super::state::{State, refusal};
use crate::Answer;
use crate::receiver::Received;
use crate::vendors::query::Query;

/// A piece in one version.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) name: String,
    version: String,
    has_auth: bool,
    actions: Vec<String>,
    triggers: Vec<String>,
}

pub(super) fn usual_pieces() -> Vec<Piece> {
    [
        ("webhook", "0.1.33", false, &["return_response"][..]),
        ("http", "0.11.9", false, &["send_request"]),
        ("data-mapper", "0.3.15", false, &["advanced_mapping"]),
        (
            "slack",
            "0.17.0",
            true,
            &["send_channel_message", "send_direct_message"],
        ),
        (
            "microsoft-teams",
            "0.5.0",
            true,
            &["microsoft_teams_send_channel_message"],
        ),
        ("smtp", "0.4.1", true, &["send-email"]),
    ]
    .into_iter()
    .map(|(name, version, has_auth, actions)| {
        let name = format!("@activepieces/piece-{name}");
        Piece::new(&name, version, has_auth, actions, &["catch_webhook"])
    })
    .collect()
}

impl Piece {
    fn new(
        name: &str,
        version: &str,
        has_auth: bool,
        actions: &[&str],
        triggers: &[&str],
    ) -> Piece {
        let owned = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect();
        Piece {
            name: name.to_owned(),
            version: version.to_owned(),
            has_auth,
            actions: owned(actions),
            triggers: owned(triggers),
        }
    }

    fn record(&self) -> Value {
        let operations = |names: &[String], requires: bool| -> Map<String, Value> {
            let operation = |name: &String| json!({"name": name, "displayName": name, "props": {}, "requireAuth": requires});
            names
                .iter()
                .map(|name| (name.clone(), operation(name)))
                .collect()
        };
        let auth = match self.has_auth {
            true => json!([{"type": "CUSTOM_AUTH", "displayName": "Connection", "required": true}]),
            false => Value::Null,
        };
        json!({
            "name": self.name, "version": self.version, "displayName": self.name, "auth": auth,
            "actions": operations(&self.actions, true),
            // The triggers of these pieces need none.
            "triggers": operations(&self.triggers, false),
        })
    }
}

impl State {
    pub(super) fn add_piece(
        &mut self,
        name: &str,
        version: &str,
        has_auth: bool,
        actions: &[&str],
        triggers: &[&str],
    ) {
        let piece = Piece::new(name, version, has_auth, actions, triggers);
        // The newest one first.
        self.pieces.insert(0, piece);
    }

    pub(super) fn piece(&self, request: &Received, name: &str) -> Answer {
        let query = Query::of(request);
        let wanted = query.get("version");
        let mut named = self.pieces.iter().filter(|piece| piece.name == name);
        match named.find(|piece| wanted.is_none_or(|version| piece.version == version)) {
            Some(piece) => Answer::json(200, &piece.record()),
            None => refusal(404, "ENTITY_NOT_FOUND"),
        }
    }

    pub(super) fn has_piece(&self, name: &str, version: &str) -> bool {
        let is_it = |piece: &Piece| piece.name == name && piece.version == version;
        self.pieces.iter().any(is_it)
    }
}
