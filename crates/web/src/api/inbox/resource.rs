use serde::Serialize;
use utoipa::ToSchema;
use winfactor_domain::{FlowRunId, MessageId, Timestamp};
use winfactor_service::inbox;

/// What a flow, or WinFactor itself, tells the organization's people.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = InboxMessage)]
pub(super) struct Message {
    #[schema(value_type = String, example = "msg_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    id: MessageId,
    /// `message` from a flow, or `alert` from WinFactor itself.
    #[schema(value_type = String, example = "message")]
    kind: &'static str,
    #[schema(example = "New submission from John Smith")]
    title: String,
    text: String,
    /// Where to look.
    link: Option<String>,
    /// What it came from: a flow or an endpoint.
    source_id: Option<String>,
    #[schema(value_type = Option<String>)]
    flow_run_id: Option<FlowRunId>,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    created_at: Timestamp,
    /// When somebody first read it, in Unix milliseconds.
    #[schema(value_type = Option<i64>)]
    read_at: Option<Timestamp>,
}

impl From<inbox::Message> for Message {
    fn from(message: inbox::Message) -> Self {
        Message {
            id: message.id,
            kind: message.kind.code(),
            title: message.title,
            text: message.text,
            link: message.link,
            source_id: message.source,
            flow_run_id: message.run,
            created_at: message.created_at,
            read_at: message.read_at,
        }
    }
}
