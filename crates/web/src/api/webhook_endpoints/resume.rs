use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use winfactor_domain::{EndpointId, FieldError, Timestamp};
use winfactor_service::endpoints::{self, Resume};

use super::{TAG, resource::WebhookEndpoint};
use crate::api::{
    body::JsonBody,
    caller::Caller,
    error::{ApiError, Writing},
    id_path::PathId,
    reply::Reply,
};

/// What becomes of the events that were held; all are sent when nothing is said.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ResumeInput {
    held: Option<Held>,
    /// Instead of `held`: those recorded from this moment on are sent, in Unix milliseconds.
    #[schema(value_type = Option<i64>)]
    since: Option<Timestamp>,
}

/// Which of the held events are sent.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Held {
    All,
    None,
}

/// An endpoint that is sent to again.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ResumedEndpoint {
    #[serde(flatten)]
    endpoint: WebhookEndpoint,
    /// How many held events are sent now.
    released: u64,
    /// How many are not sent.
    skipped: u64,
}

impl ResumeInput {
    fn choice(&self) -> Result<Resume, FieldError> {
        match (self.held, self.since) {
            (None | Some(Held::All), None) => Ok(Resume::All),
            (Some(Held::None), None) => Ok(Resume::None),
            (None, Some(since)) => Ok(Resume::Since(since)),
            (Some(_), Some(_)) => {
                let message = "say held or since, not both";
                Err(FieldError::new("/since", "one_choice", message))
            }
        }
    }
}

/// Resume a webhook endpoint
///
/// Sends to an endpoint again that was paused, switched off or stopped: with all of the held events,
/// those since a moment, or none.
#[utoipa::path(
    post, path = "/webhook-endpoints/{id}/resume", operation_id = "resumeWebhookEndpoint", tag = TAG,
    params(("id" = String, Path, description = "The endpoint's id.")),
    request_body = ResumeInput,
    responses((status = 200, description = "The endpoint as it now is.", body = ResumedEndpoint), Writing),
)]
pub(super) async fn resume(
    caller: Caller,
    PathId(id): PathId<EndpointId>,
    JsonBody(input): JsonBody<ResumeInput>,
) -> Result<Reply<ResumedEndpoint>, ApiError> {
    let held = input.choice()?;
    let resumed = endpoints::resume(caller.service(), caller.organization, id, held).await?;
    Ok(Reply(ResumedEndpoint {
        endpoint: resumed.endpoint.into(),
        released: resumed.released,
        skipped: resumed.skipped,
    }))
}
