//! The file with connections for `flow run` and `flow eval`: an object from external id to value, as
//! ActivePieces hands it to a step.
//!
//! ```json
//! {
//!   "billing": {"type": "SECRET_TEXT", "secret_text": "…"},
//!   "old-slack": {"status": "ERROR"}
//! }
//! ```
//!
//! The second one stands for a connection whose access has expired.

use std::path::Path;

use anyhow::{Result, bail};
use serde_json::Value;
use winfactor_flows::expressions::{Connection, Connections};

use super::{json_file, secrets::Secrets};

/// The connections, and what of them must not be shown. Without a file there are none.
pub(super) fn read(path: Option<&Path>) -> Result<(Connections, Secrets)> {
    let mut connections = Connections::default();
    let mut secrets = Secrets::default();
    let Some(path) = path else {
        return Ok((connections, secrets));
    };
    for (external_id, value) in json_file::object(path, "connections by their external id")? {
        secrets.add(&value);
        let connection = match value.get("status").and_then(Value::as_str) {
            Some("ERROR") => Connection::Broken {
                reason: "its access has expired".to_owned(),
            },
            _ if value.get("type").is_some_and(Value::is_string) => Connection::works(value),
            _ => bail!(
                "{}: \"{external_id}\" must be a connection's value with its type, such as \
                 {{\"type\": \"SECRET_TEXT\", \"secret_text\": \"…\"}}, or {{\"status\": \"ERROR\"}}",
                path.display()
            ),
        };
        connections.insert(external_id, connection);
    }
    Ok((connections, secrets))
}
