use winfactor_domain::{EventType, Locale, OrganizationId, Text};
use winfactor_flows::{
    TemplateDocument,
    recipes::{RECIPES, Recipe},
};

use super::{Flow, create, definition::Definition, name};
use crate::{
    Result, Service, ServiceError,
    idempotency::{Created, Idempotency},
};

/// A ready-made automation in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipeSummary {
    /// A stable name for programs.
    pub id: &'static str,
    pub name: &'static str,
    /// What it does, in a sentence.
    pub summary: String,
    pub event_types: Vec<EventType>,
    /// The one to begin with.
    pub recommended: bool,
}

/// The ready-made automations, the recommended one first.
pub fn recipes(locale: Locale) -> Vec<RecipeSummary> {
    let summary = |(number, recipe): (usize, &Recipe)| {
        let text = recipe.text(locale.code());
        let document = TemplateDocument::parse(text.template).ok();
        let summary = document.and_then(|document| {
            let summary = document.fields.get("summary")?.as_str()?;
            Some(summary.to_owned())
        });
        RecipeSummary {
            id: recipe.id,
            name: text.name,
            summary: summary.unwrap_or_default(),
            event_types: event_types(recipe),
            recommended: number == 0,
        }
    };
    RECIPES.iter().enumerate().map(summary).collect()
}

/// Makes a flow of a recipe, switched off, in the language of those who read its messages.
pub async fn create_from_recipe(
    service: &Service,
    organization: OrganizationId,
    recipe: &str,
    locale: Locale,
    owner_name: Option<&str>,
) -> Result<Flow> {
    let created =
        create_from_recipe_once(service, organization, recipe, locale, owner_name, None).await?;
    let made = created.created().and_then(|mut flows| flows.pop());
    // Without a key nothing is replayed, and a recipe is never without a flow.
    made.ok_or_else(|| ServiceError::not_found("recipe", recipe))
}

/// The same, for a request that may come again: the one flow that was made.
pub async fn create_from_recipe_once(
    service: &Service,
    organization: OrganizationId,
    recipe: &str,
    locale: Locale,
    owner_name: Option<&str>,
    idempotency: Option<Idempotency<Vec<Flow>>>,
) -> Result<Created<Vec<Flow>>> {
    let Some(found) = Recipe::find(recipe) else {
        return Err(ServiceError::not_found("recipe", recipe));
    };
    let mut text = Text::new();
    let owner_name = name::owner_name(&mut text, owner_name);
    text.finish()?;
    let words = found.text(locale.code());
    let definitions = Definition::receive(words.template)?;
    let new = definitions.into_iter().map(|definition| create::Checked {
        name: words.name.to_owned(),
        owner_name: owner_name.clone(),
        event_types: event_types(found),
        definition,
    });
    create::create(service, organization, new.collect(), idempotency).await
}

fn event_types(recipe: &Recipe) -> Vec<EventType> {
    let names = recipe.event_types.iter();
    names.filter_map(|name| name.parse().ok()).collect()
}
