use std::collections::BTreeMap;

use serde::Deserialize;
use utoipa::ToSchema;
use winfactor_domain::{FieldError, FlowId};
use winfactor_service::{
    activepieces::{self, Bring, Source},
    organizations,
};

use super::{TAG, brought::ActivePiecesReport};
use crate::api::{
    body::JsonBody,
    caller::Caller,
    error::{ApiError, Changing},
    reply::Reply,
    word::LocaleWord,
};

/// What shall be brought to ActivePieces: a recipe or a flow.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct BringInput {
    /// A recipe's id, as `GET /flow-recipes` lists it.
    #[schema(example = "submission-to-inbox")]
    recipe: Option<String>,
    /// The id of a flow here.
    #[schema(value_type = Option<String>, example = "flow_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    flow: Option<FlowId>,
    /// The account's first project when left out.
    project_id: Option<String>,
    /// The language of a recipe's messages; the organization's when left out.
    locale: Option<LocaleWord>,
    /// The settings of a recipe, by their names.
    #[serde(default)]
    settings: BTreeMap<String, String>,
}

/// Bring a flow to ActivePieces
///
/// Checks that the server has the pieces and connections that the flow needs, imports it, publishes
/// it, and makes an endpoint for its webhook address. It can be repeated: the flow that was brought
/// before is replaced. The report says what was done and what was not.
#[utoipa::path(
    post, path = "/activepieces/flows", operation_id = "bringFlowToActivePieces", tag = TAG,
    request_body = BringInput,
    responses((status = 200, description = "What came of it.", body = ActivePiecesReport), Changing),
)]
pub(super) async fn bring(
    caller: Caller,
    JsonBody(input): JsonBody<BringInput>,
) -> Result<Reply<ActivePiecesReport>, ApiError> {
    let (service, organization) = (caller.service(), caller.organization);
    let source = match (input.recipe, input.flow) {
        (Some(recipe), None) => Source::Recipe(recipe),
        (None, Some(flow)) => Source::Flow(flow),
        _ => {
            let message = "name either a recipe or a flow";
            return Err(FieldError::new("/recipe", "required", message).into());
        }
    };
    let locale = match input.locale {
        Some(word) => word.0,
        None => organizations::get(service, organization).await?.locale,
    };
    let wanted = Bring {
        source,
        project_id: input.project_id,
        locale,
        settings: input.settings,
    };
    let brought = activepieces::bring(service, organization, wanted).await?;
    Ok(Reply(brought.into()))
}
