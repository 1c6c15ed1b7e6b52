use serde::Deserialize;
use utoipa::ToSchema;
use winfactor_domain::FlowId;
use winfactor_service::flows::{self, CustomerStepDecision};

use super::{Flow, TAG};
use crate::api::{
    body::JsonBody,
    caller::Caller,
    error::{ApiError, Changing},
    id_path::PathId,
    reply::Reply,
};

/// Whether a step may write to customers.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct CustomerStepInput {
    /// Its name.
    #[schema(example = "step_2")]
    step: String,
    /// True: it writes to them. False: it is left out.
    switched_on: bool,
    /// Of the settings that were seen, as the flow's `customerFacingSteps` tell it.
    #[schema(example = "5d41402abc4b2a76b9719d911017c592")]
    fingerprint: String,
}

/// Switch a step on that writes to customers
///
/// Or leave it out: runs pass it over and say so. Either holds for the settings that were seen; when
/// they change, the step is undecided again. `409 step_changed` when they have changed already.
#[utoipa::path(
    post, path = "/flows/{id}/customer-steps", operation_id = "decideCustomerStep", tag = TAG,
    params(("id" = String, Path, description = "The flow's id.")),
    request_body = CustomerStepInput,
    responses((status = 200, description = "The flow as it now is.", body = Flow), Changing),
)]
pub(super) async fn decide(
    caller: Caller,
    PathId(id): PathId<FlowId>,
    JsonBody(input): JsonBody<CustomerStepInput>,
) -> Result<Reply<Flow>, ApiError> {
    let (service, organization) = (caller.service(), caller.organization);
    let decision = CustomerStepDecision {
        step: input.step,
        fingerprint: input.fingerprint,
        switched_on: input.switched_on,
    };
    let by = caller.name().await?;
    let flow = flows::decide_customer_step(service, organization, id, decision, &by).await?;
    Ok(Reply(flow.into()))
}
