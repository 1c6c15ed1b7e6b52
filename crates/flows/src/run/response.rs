use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// An answer to whoever called the flow's webhook.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    pub headers: Map<String, Value>,
    pub body: Value,
}

/// An answer holds personal data, so only its status is shown.
impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
