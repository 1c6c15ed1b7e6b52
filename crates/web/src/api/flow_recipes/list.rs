use serde::Serialize;
use utoipa::ToSchema;
use winfactor_service::flows;

use super::{
    TAG,
    resource::{FlowRecipe, RecipeQuery},
};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    query::Query,
    reply::Reply,
};

/// The ready-made automations.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FlowRecipes {
    data: Vec<FlowRecipe>,
}

/// List recipes
///
/// Ready-made automations by event and channel, the recommended one first; `POST /flows` makes a
/// flow of one.
#[utoipa::path(
    get, path = "/flow-recipes", operation_id = "listFlowRecipes", tag = TAG, params(RecipeQuery),
    responses((status = 200, description = "All of them.", body = FlowRecipes), Reading),
)]
pub(super) async fn list(
    caller: Caller,
    Query(query): Query<RecipeQuery>,
) -> Result<Reply<FlowRecipes>, ApiError> {
    let recipes = flows::recipes(query.locale(&caller).await?).into_iter();
    Ok(Reply(FlowRecipes {
        data: recipes.map(FlowRecipe::from).collect(),
    }))
}
