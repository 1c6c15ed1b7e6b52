use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use winfactor_service::{
    flows::{self, RecipeSummary},
    organizations,
};

use super::TAG;
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    query::Query,
    reply::Reply,
    word::{EventTypeWord, LocaleWord, Word},
};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct RecipeQuery {
    /// The language of the names; the organization's when left out.
    locale: Option<LocaleWord>,
}

/// The ready-made automations.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FlowRecipes {
    data: Vec<FlowRecipe>,
}

/// A ready-made automation.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct FlowRecipe {
    #[schema(value_type = String, example = "submission-to-inbox")]
    id: &'static str,
    #[schema(value_type = String, example = "New submission to the inbox")]
    name: &'static str,
    /// What it does, in a sentence.
    summary: String,
    event_types: Vec<EventTypeWord>,
    /// The one to begin with.
    recommended: bool,
}

impl From<RecipeSummary> for FlowRecipe {
    fn from(recipe: RecipeSummary) -> Self {
        FlowRecipe {
            id: recipe.id,
            name: recipe.name,
            summary: recipe.summary,
            event_types: recipe.event_types.into_iter().map(Word).collect(),
            recommended: recipe.recommended,
        }
    }
}

/// List recipes
///
/// Ready-made automations, the recommended one first; `POST /flows` makes a flow of one.
#[utoipa::path(
    get, path = "/flow-recipes", operation_id = "listFlowRecipes", tag = TAG, params(RecipeQuery),
    responses((status = 200, description = "All of them.", body = FlowRecipes), Reading),
)]
pub(super) async fn list(
    caller: Caller,
    Query(query): Query<RecipeQuery>,
) -> Result<Reply<FlowRecipes>, ApiError> {
    let locale = match query.locale {
        Some(word) => word.0,
        None => {
            organizations::get(caller.service(), caller.organization)
                .await?
                .locale
        }
    };
    let recipes = flows::recipes(locale).into_iter();
    Ok(Reply(FlowRecipes {
        data: recipes.map(FlowRecipe::from).collect(),
    }))
}
