use axum::extract::Path;
use serde_json::Value;
use winfactor_service::flows::{self, WantedRecipe};

use super::{TAG, resource::RecipeQuery};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    query::Query,
    reply::Reply,
};

/// Get a recipe's template
///
/// The template document alone, as ActivePieces imports it; its sizes and dates are the
/// organization's. What a person fills in is missing in it.
#[utoipa::path(
    get, path = "/flow-recipes/{id}", operation_id = "getFlowRecipe", tag = TAG,
    params(
        ("id" = String, Path, description = "The recipe's id.", example = "quote-accepted-to-slack"),
        RecipeQuery,
    ),
    responses((status = 200, description = "The template document.", body = Object), Reading),
)]
pub(super) async fn get(
    caller: Caller,
    Path(id): Path<String>,
    Query(query): Query<RecipeQuery>,
) -> Result<Reply<Value>, ApiError> {
    let wanted = WantedRecipe {
        id,
        locale: query.asked(),
        ..WantedRecipe::default()
    };
    let template = flows::recipe_template(caller.service(), caller.organization, &wanted).await?;
    Ok(Reply(template.to_value()))
}
