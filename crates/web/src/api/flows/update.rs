use serde::Deserialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;
use winfactor_domain::{FlowId, Invalid};
use winfactor_service::{
    ServiceError,
    flows::{self, FlowPatch},
};

use super::{Flow, TAG};
use crate::api::{
    body::{JsonBody, MAX_FLOW},
    caller::Caller,
    error::{ApiError, Changing},
    id_path::PathId,
    nullable::nullable,
    reply::Reply,
};

/// What shall change about a flow; what is absent stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct FlowChanges {
    #[schema(max_length = 200)]
    name: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 200)]
    owner_name: Option<Option<String>>,
    /// What starts it. Empty means all that its trigger takes.
    #[schema(example = json!(["submission.created"]))]
    event_types: Option<Vec<String>>,
    /// A template document with exactly one flow: what the flow does from now on.
    #[schema(value_type = Option<Object>)]
    template: Option<Box<RawValue>>,
}

impl From<FlowChanges> for FlowPatch {
    fn from(changes: FlowChanges) -> Self {
        FlowPatch {
            name: changes.name,
            owner_name: changes.owner_name,
            event_types: changes.event_types,
            template: changes.template.map(|template| template.get().to_owned()),
        }
    }
}

/// Change a flow
///
/// One that is switched on must be able to run afterwards too. Runs that have begun end as they
/// began.
#[utoipa::path(
    patch, path = "/flows/{id}", operation_id = "updateFlow", tag = TAG,
    params(("id" = String, Path, description = "The flow's id.")),
    request_body = FlowChanges,
    responses((status = 200, description = "The flow as it now is.", body = Flow), Changing),
)]
pub(super) async fn update(
    caller: Caller,
    PathId(id): PathId<FlowId>,
    JsonBody(changes): JsonBody<FlowChanges, MAX_FLOW>,
) -> Result<Reply<Flow>, ApiError> {
    let changed = flows::update(caller.service(), caller.organization, id, changes.into()).await;
    Ok(Reply(changed.map_err(within_template)?.into()))
}

/// What is wrong in the document stands below the field that holds it.
fn within_template(error: ServiceError) -> ServiceError {
    let ServiceError::Invalid(Invalid(mut errors)) = error else {
        return error;
    };
    for error in &mut errors {
        if error.pointer.is_empty() || error.pointer.starts_with("/flows/") {
            error.pointer.insert_str(0, "/template");
        }
    }
    ServiceError::Invalid(Invalid(errors))
}
