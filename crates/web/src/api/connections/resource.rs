use serde::Serialize;
use utoipa::ToSchema;
use winfactor_domain::{ConnectionId, Timestamp};
use winfactor_service::connections;

use crate::api::word::{ConnectionStatusWord, ConnectionTestWord, ConnectionTypeWord, Word};

/// An account at another service, for the steps of flows. Its value is never shown.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Connection {
    #[schema(value_type = String, example = "conn_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    id: ConnectionId,
    /// As flows name it: `{{connections['slack-office']}}`.
    #[schema(example = "slack-office")]
    external_id: String,
    #[schema(example = "Slack of the office")]
    display_name: String,
    /// The package name of the piece that it is for.
    #[schema(example = "@activepieces/piece-slack")]
    piece_name: String,
    /// What its value holds.
    #[serde(rename = "type")]
    kind: ConnectionTypeWord,
    /// `works` until its service says otherwise: `expired` when it was good once, `broken` when it
    /// never was. Flow steps that use it wait meanwhile.
    status: ConnectionStatusWord,
    /// Why it does not work, for people.
    #[schema(example = "invalid_auth")]
    status_reason: Option<String>,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    status_changed_at: Timestamp,
    /// Runs of flows that wait until it works again; they go on by themselves.
    #[schema(example = 0)]
    waiting_runs: i64,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    created_at: Timestamp,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    updated_at: Timestamp,
}

/// A connection that was saved.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ConnectionSaved {
    #[serde(flatten)]
    connection: Connection,
    /// What its service said of the value; null when the value stayed as it was.
    test: Option<ConnectionTest>,
}

/// What the service behind a connection said, without anything being sent to anybody.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ConnectionTest {
    /// `unknown` when the service could not be asked, or can be asked by sending something only.
    result: ConnectionTestWord,
    /// In plain words.
    #[schema(example = "Connected to Windows as winbot.")]
    message: String,
}

impl From<connections::Tested> for ConnectionTest {
    fn from(tested: connections::Tested) -> Self {
        ConnectionTest {
            result: Word(tested.result),
            message: tested.message,
        }
    }
}

impl From<connections::Saved> for ConnectionSaved {
    fn from(saved: connections::Saved) -> Self {
        ConnectionSaved {
            connection: saved.connection.into(),
            test: saved.tested.map(ConnectionTest::from),
        }
    }
}

impl From<connections::Connection> for Connection {
    fn from(connection: connections::Connection) -> Self {
        let state = connection.state;
        Connection {
            id: connection.id,
            external_id: connection.external_id,
            display_name: connection.display_name,
            piece_name: connection.piece_name,
            kind: Word(connection.kind),
            status: Word(state.status),
            status_reason: state.reason,
            status_changed_at: state.changed_at,
            waiting_runs: connection.waiting_runs,
            created_at: connection.created_at,
            updated_at: connection.updated_at,
        }
    }
}
