use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// The call that lets a waiting run go on.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ResumePayload {
    pub body: Value,
    /// By name in small letters.
    pub headers: Map<String, Value>,
    pub query_params: Map<String, Value>,
}

impl ResumePayload {
    /// `{body, headers, queryParams}`.
    pub fn to_value(&self) -> Value {
        json!({"body": self.body, "headers": self.headers, "queryParams": self.query_params})
    }
}
