use axum::extract::Path;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use winfactor_domain::{EventId, FlowId};
use winfactor_service::flows::{self, SentTest};

use super::{TAG, resource::StepTest};
use crate::api::{
    body::JsonBody,
    caller::Caller,
    error::{ApiError, Changing},
    reply::Reply,
    word::{EventTypeWord, Word},
};

/// To whom a test goes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct StepTestInput {
    /// Your own number or address: nobody else gets the message.
    #[schema(example = "+31612345678")]
    to: String,
}

/// A message that was sent to try a step out.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct SentStepTest {
    #[serde(flatten)]
    test: StepTest,
    event_type: EventTypeWord,
    /// The event that it was put together from; null for a sample.
    #[schema(value_type = Option<String>, example = "evt_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    event_id: Option<EventId>,
    /// What the service answered. That it took the message does not say that it arrives.
    output: Value,
}

impl From<SentTest> for SentStepTest {
    fn from(sent: SentTest) -> Self {
        SentStepTest {
            test: sent.test.into(),
            event_type: Word(sent.event_type),
            event_id: sent.event,
            output: sent.output,
        }
    }
}

/// Send a test of a step
///
/// Really sends the step's message, to `to` alone, put together from the last event that starts the
/// flow or from a sample. `422` when `to` is a customer's; `409 test_not_sent` with the service's
/// reason.
#[utoipa::path(
    post, path = "/flows/{id}/steps/{step}/test", operation_id = "testFlowStep", tag = TAG,
    params(
        ("id" = String, Path, description = "The flow's id."),
        ("step" = String, Path, description = "The step's name, such as `step_1`."),
    ),
    request_body = StepTestInput,
    responses((status = 200, description = "What was sent.", body = SentStepTest), Changing),
)]
pub(super) async fn send(
    caller: Caller,
    Path((id, step)): Path<(String, String)>,
    JsonBody(input): JsonBody<StepTestInput>,
) -> Result<Reply<SentStepTest>, ApiError> {
    let (service, organization) = (caller.service(), caller.organization);
    let (id, by) = (flow_id(&id)?, caller.name().await?);
    let sent = flows::test_step(service, organization, id, &step, &input.to, &by).await?;
    Ok(Reply(sent.into()))
}

/// Confirm a test of a step
///
/// Says that the last test arrived. It counts for as long as the step's settings stay as they are.
#[utoipa::path(
    post, path = "/flows/{id}/steps/{step}/test/confirm", operation_id = "confirmFlowStepTest",
    tag = TAG,
    params(
        ("id" = String, Path, description = "The flow's id."),
        ("step" = String, Path, description = "The step's name, such as `step_1`."),
    ),
    responses((status = 200, description = "The test, confirmed.", body = StepTest), Changing),
)]
pub(super) async fn confirm(
    caller: Caller,
    Path((id, step)): Path<(String, String)>,
) -> Result<Reply<StepTest>, ApiError> {
    let (service, organization) = (caller.service(), caller.organization);
    let (id, by) = (flow_id(&id)?, caller.name().await?);
    let test = flows::confirm_step_test(service, organization, id, &step, &by).await?;
    Ok(Reply(test.into()))
}

/// What is no id of a flow names none.
fn flow_id(text: &str) -> Result<FlowId, ApiError> {
    let missing = || ApiError::not_found("an id here begins with \"flow_\"");
    text.parse().map_err(|_| missing())
}
