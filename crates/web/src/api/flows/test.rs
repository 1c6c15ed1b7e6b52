use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use winfactor_domain::{EventId, EventType, FlowId};
use winfactor_service::{
    flows::{self, DryRun, Occasion, Trial},
    inbox,
    runs::RunStatus,
};

use super::TAG;
use crate::api::{
    body::JsonBody,
    caller::Caller,
    error::{ApiError, Changing},
    flow_runs::{FlowFailedStep, FlowRunStatus, FlowRunStep},
    id_path::PathId,
    reply::Reply,
    word::{EventTypeWord, Word},
};

/// On what a flow shall be tried out.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct DryRunInput {
    /// A sample of this type; when left out, of the first type that starts the flow.
    event_type: Option<EventTypeWord>,
    /// Whether every optional part of the sample is null.
    #[serde(default)]
    sparse: bool,
    /// Instead of a sample, an event that was recorded.
    #[schema(value_type = Option<String>, example = "evt_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    event_id: Option<EventId>,
}

/// What a run would do.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct FlowDryRun {
    event_type: EventTypeWord,
    #[schema(value_type = FlowRunStatus)]
    status: RunStatus,
    failed_step: Option<FlowFailedStep>,
    /// The trigger first.
    steps: Vec<FlowRunStep>,
    /// What would be posted to the inbox.
    messages: Vec<WouldPost>,
}

/// A message that a run would post.
#[derive(Debug, Serialize, ToSchema)]
struct WouldPost {
    title: String,
    text: String,
    link: Option<String>,
}

impl From<DryRun> for FlowDryRun {
    fn from(dry_run: DryRun) -> Self {
        FlowDryRun {
            event_type: Word(dry_run.event_type),
            status: dry_run.status,
            failed_step: dry_run.failed_step.map(Into::into),
            steps: dry_run.steps.into_iter().map(Into::into).collect(),
            messages: dry_run.messages.into_iter().map(WouldPost::from).collect(),
        }
    }
}

impl From<inbox::Message> for WouldPost {
    fn from(message: inbox::Message) -> Self {
        WouldPost {
            title: message.title,
            text: message.text,
            link: message.link,
        }
    }
}

/// Try a flow out
///
/// Goes through a flow as it is now, on or off, on a sample or a past event, without any effect.
#[utoipa::path(
    post, path = "/flows/{id}/test", operation_id = "testFlow", tag = TAG,
    params(("id" = String, Path, description = "The flow's id.")),
    request_body = DryRunInput,
    responses((status = 200, description = "What it would do.", body = FlowDryRun), Changing),
)]
pub(super) async fn test(
    caller: Caller,
    PathId(id): PathId<FlowId>,
    JsonBody(input): JsonBody<DryRunInput>,
) -> Result<Reply<FlowDryRun>, ApiError> {
    let (service, organization) = (caller.service(), caller.organization);
    let occasion = match (input.event_id, input.event_type) {
        (Some(event), _) => Occasion::Event(event),
        (None, wanted) => {
            let event_type = match wanted {
                Some(word) => word.0,
                None => first_type(&flows::get(service, organization, id).await?),
            };
            Occasion::Sample(Trial {
                event_type,
                sparse: input.sparse,
            })
        }
    };
    let dry_run = flows::dry_run(service, organization, id, occasion).await?;
    Ok(Reply(dry_run.into()))
}

fn first_type(flow: &flows::Flow) -> EventType {
    let first = flow.event_types.first();
    first.copied().unwrap_or(EventType::SubmissionCreated)
}
