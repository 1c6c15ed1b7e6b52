use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use serde_json::Value;

/// The connections that a run may use, by their external id. One that does not exist is absent.
#[derive(Default, Clone)]
pub struct Connections(HashMap<Box<str>, Connection>);

#[derive(Clone, PartialEq)]
pub enum Connection {
    /// The value that a step gets, e.g. `{"type": "SECRET_TEXT", "secret_text": …}`.
    Works(Arc<Value>),
    /// It exists and cannot be used: its access has expired, or it cannot be read. A step that names
    /// it fails.
    Broken { reason: String },
    /// The same, but a step that names it waits until it can be used.
    Awaited {
        reason: String,
        /// When to look again, in milliseconds since 1970; nothing when somebody has to do
        /// something first.
        look_again_at_ms: Option<i64>,
    },
}

impl Connections {
    pub fn insert(&mut self, external_id: impl Into<Box<str>>, connection: Connection) {
        self.0.insert(external_id.into(), connection);
    }

    pub fn get(&self, external_id: &str) -> Option<&Connection> {
        self.0.get(external_id)
    }
}

impl Connection {
    pub fn works(value: Value) -> Self {
        Self::Works(Arc::new(value))
    }
}

impl FromIterator<(String, Connection)> for Connections {
    fn from_iter<I: IntoIterator<Item = (String, Connection)>>(connections: I) -> Self {
        let boxed = |(id, connection): (String, Connection)| (id.into(), connection);
        Self(connections.into_iter().map(boxed).collect())
    }
}

/// Values are secrets, so only the ids are shown.
impl fmt::Debug for Connections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// The value is a secret and is not shown.
impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Works(_) => f.write_str("Works"),
            Self::Broken { reason } => f.debug_struct("Broken").field("reason", reason).finish(),
            Self::Awaited { reason, .. } => f
                .debug_struct("Awaited")
                .field("reason", reason)
                .finish_non_exhaustive(),
        }
    }
}
