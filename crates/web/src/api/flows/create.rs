use std::collections::BTreeMap;

use axum::{http::StatusCode, response::Response};
use serde::{Deserialize, Serialize, de::IgnoredAny};
use serde_json::value::RawValue;
use utoipa::{IntoParams, ToSchema};
use winfactor_service::flows::{self, NewFlow, WantedRecipe};

use super::{Flow, TAG};
use crate::api::{
    body::MAX_FLOW,
    caller::Caller,
    creation::{Creation, IdempotencyHeader, created},
    decode::from_json,
    error::{ApiError, Creating},
    query::Query,
    word::LocaleWord,
};

/// What is said about a template document beside it.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ImportQuery {
    /// Instead of the document's own name; only for a document of one flow.
    name: Option<String>,
    /// Who looks after it.
    owner_name: Option<String>,
    /// What starts it: names separated by commas, nothing for all. When left out, what the trigger
    /// takes.
    #[param(example = "quote.accepted,quote.rejected")]
    event_types: Option<String>,
}

/// A ready-made automation that is wanted as a flow.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct FlowFromRecipe {
    /// Its id, as `GET /flow-recipes` lists it.
    #[schema(example = "quote-accepted-to-slack")]
    recipe: String,
    /// The language of those who read its messages; the organization's when left out.
    locale: Option<LocaleWord>,
    /// Who looks after it.
    #[schema(example = "Anna de Vries")]
    owner_name: Option<String>,
    /// What is filled in, by the keys that `GET /flow-recipes` lists. What is left out is named in
    /// the flow's `problems`.
    #[serde(default)]
    #[schema(example = json!({"channel": "C0123456789"}))]
    settings: BTreeMap<String, String>,
}

/// The flow of a document; of a document with several, the first one.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FlowCreated {
    #[serde(flatten)]
    flow: Flow,
    /// The other flows of the same document.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    others: Vec<Flow>,
}

/// Only a body that asks for a recipe has this field.
#[derive(Deserialize)]
struct Peek {
    recipe: Option<IgnoredAny>,
}

/// Create a flow
///
/// Takes in what ActivePieces exports (a template document, or a bare flow version), as it is; or
/// makes a flow of a recipe: `{"recipe": "quote-accepted-to-slack"}`. The flow is switched off; its
/// `problems` name what is still missing.
#[utoipa::path(
    post, path = "/flows", operation_id = "createFlow", tag = TAG,
    params(ImportQuery, IdempotencyHeader),
    request_body(
        content = Object,
        description = "A template document of ActivePieces, or `{\"recipe\", \"settings\"?, \"locale\"?, \"ownerName\"?}`.",
        example = json!({
            "recipe": "quote-accepted-to-slack", "settings": {"channel": "C0123456789"},
            "ownerName": "Anna de Vries",
        }),
    ),
    responses((status = 201, description = "The flow, switched off.", body = FlowCreated), Creating),
)]
pub(super) async fn create(
    caller: Caller,
    Query(query): Query<ImportQuery>,
    Creation { body, once }: Creation<Box<RawValue>, MAX_FLOW>,
) -> Result<Response, ApiError> {
    let (service, organization) = (caller.service(), caller.organization);
    let once = once.idempotency(answer);
    let text = body.get();
    let asks_for_recipe = serde_json::from_str(text).is_ok_and(|peek: Peek| peek.recipe.is_some());
    let made = if asks_for_recipe {
        let wanted: FlowFromRecipe = from_json(text.as_bytes())?;
        let owner = wanted.owner_name.as_deref();
        let recipe = WantedRecipe {
            id: wanted.recipe,
            locale: wanted.locale.map(|word| word.0),
            settings: wanted.settings,
        };
        flows::create_from_recipe_once(service, organization, &recipe, owner, once).await?
    } else {
        let new = NewFlow {
            template: text.to_owned(),
            name: query.name,
            owner_name: query.owner_name,
            event_types: query.event_types.as_deref().map(names),
        };
        flows::import_once(service, organization, new, once).await?
    };
    Ok(created(made, answer))
}

#[allow(
    clippy::ptr_arg,
    reason = "the renderer of a creation takes what was created, here a Vec"
)]
fn answer(made: &Vec<flows::Flow>) -> (StatusCode, FlowCreated) {
    let mut made = made.iter().cloned().map(Flow::from);
    let first = made.next();
    let created = FlowCreated {
        flow: first.expect("a document is never without a flow"),
        others: made.collect(),
    };
    (StatusCode::CREATED, created)
}

fn names(list: &str) -> Vec<String> {
    let names = list
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}
