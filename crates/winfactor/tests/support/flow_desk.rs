//! A folder with flows and payloads, and `winfactor flow …` run in it.

use std::{fs, path::PathBuf, process::Command};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{Server, text};

/// Files, and the command that is to read them.
pub(crate) struct Desk(TempDir);

pub(crate) struct Said {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    pub(crate) fn new() -> Desk {
        Desk(TempDir::new().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl ToString) {
        fs::write(self.path(name), content.to_string()).unwrap();
    }

    /// Runs `winfactor flow …` in the folder of the files.
    pub(crate) fn flow(&self, arguments: &[&str]) -> Said {
        let output = Command::new(env!("CARGO_BIN_EXE_winfactor"))
            .arg("flow")
            .args(arguments)
            .current_dir(self.0.path())
            .env_remove("WINFACTOR_ALLOW_HOST")
            .output()
            .unwrap();
        Said {
            status: output.status.code().unwrap(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }

    /// The same, against a server.
    pub(crate) fn flow_at(&self, server: &Server, api_key: &str, arguments: &[&str]) -> Said {
        let at = ["--url", server.url.as_str(), "--api-key", api_key];
        self.flow(&[arguments, &at].concat())
    }
}

impl Said {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("{}{}", self.out, self.err))
    }
}

pub(crate) fn step(name: &str, piece: &str, action: &str, input: Value) -> Value {
    json!({
        "name": name, "type": "PIECE", "displayName": name.to_uppercase(), "valid": true,
        "settings": {"pieceName": format!("@activepieces/piece-{piece}"), "pieceVersion": "1.0.0",
            "actionName": action, "input": input, "propertySettings": {}},
    })
}

pub(crate) fn flow(name: &str, action: Value) -> Value {
    json!({
        "displayName": name, "valid": true, "schemaVersion": "20",
        "trigger": {"name": "trigger", "type": "PIECE_TRIGGER", "displayName": "Catch Webhook",
            "valid": true, "nextAction": action,
            "settings": {"pieceName": "@activepieces/piece-webhook", "pieceVersion": "0.1.33",
                "triggerName": "catch_webhook", "input": {}, "propertySettings": {}}},
    })
}

pub(crate) fn mapper(mapping: Value) -> Value {
    let input = json!({"mapping": mapping});
    step("map", "data-mapper", "advanced_mapping", input)
}

pub(crate) fn post(url: &str) -> Value {
    let input = json!({
        "method": "POST", "url": url, "headers": {"X-Key": "{{connections.key.secret_text}}"},
        "queryParams": {}, "authType": "NONE", "body_type": "json",
        "body": {"data": {"who": "{{trigger.body.who}}"}},
    });
    step("post", "http", "send_request", input)
}
