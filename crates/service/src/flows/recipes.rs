use winfactor_domain::{
    EventType, FieldError, Invalid, Locale, OrganizationId, Text, TimeZone, UnitSystem,
};
use winfactor_flows::{
    TemplateDocument,
    recipes::{Recipe, RecipeWishes, SettingError, SettingValues},
};

use super::{Flow, create, definition::Definition, name};
use crate::{
    Result, Service, ServiceError,
    idempotency::{Created, Idempotency},
    organizations,
};

/// A ready-made automation in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipeSummary {
    /// A stable name for programs.
    pub id: String,
    pub name: String,
    /// What it does, in a sentence.
    pub summary: String,
    /// The same with what must be filled in, what is to be known of it, and what is to be done for
    /// it in ActivePieces.
    pub description: String,
    /// What is to be known of it before it is set up, a sentence or two each.
    pub notes: Vec<String>,
    /// The event that starts it.
    pub event_type: EventType,
    /// What people call the occasion: the event, or that nothing came after it.
    pub occasion_name: &'static str,
    /// It waits for some days, and tells that nothing came after the event.
    pub waits: bool,
    /// Where it tells something: `inbox`, `slack`, `teams`, `email`, `sheets` or `hubspot`.
    pub channel: &'static str,
    pub channel_name: &'static str,
    /// What a person fills in, what must be first.
    pub settings: Vec<RecipeSetting>,
    /// The one to begin with.
    pub recommended: bool,
}

/// Something that a person fills in, in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecipeSetting {
    pub key: &'static str,
    pub label: &'static str,
    /// Where the person finds it.
    pub help: &'static str,
    /// What is taken when nothing is filled in. Without one, the flow cannot be switched on before
    /// it is filled in.
    pub default: Option<&'static str>,
    /// The smallest and the largest number that it takes, where it is one.
    pub range: Option<(u32, u32)>,
    /// Only ActivePieces has a use for it.
    pub for_activepieces: bool,
}

/// A recipe that is asked for.
#[derive(Clone, Debug, Default)]
pub struct WantedRecipe {
    pub id: String,
    /// The language of those who read its messages; the organization's when left out.
    pub locale: Option<Locale>,
    /// What is filled in, by the settings' keys.
    pub settings: SettingValues,
}

/// The ready-made automations by occasion and channel, the recommended one first.
pub fn recipes(locale: Locale) -> Vec<RecipeSummary> {
    Recipe::all()
        .map(|recipe| summary(recipe, locale))
        .collect()
}

/// One of them.
pub fn recipe(id: &str, locale: Locale) -> Result<RecipeSummary> {
    Ok(summary(find(id)?, locale))
}

/// The template document of a recipe: what ActivePieces imports, and what a flow is made of here.
/// Its sizes and dates are the organization's. What is not filled in is missing in it, which is no
/// error before somebody switches the flow on.
///
/// # Errors
/// When there is no such recipe, and for each setting that cannot be taken (at `/settings/…`).
pub async fn recipe_template(
    service: &Service,
    organization: OrganizationId,
    wanted: &WantedRecipe,
) -> Result<TemplateDocument> {
    let organization = organizations::get(service, organization).await?;
    let locale = wanted.locale.unwrap_or(organization.locale);
    template(
        wanted,
        locale,
        organization.unit_system,
        &organization.time_zone,
    )
}

/// Makes a flow of a recipe with nothing filled in, switched off.
pub async fn create_from_recipe(
    service: &Service,
    organization: OrganizationId,
    recipe: &str,
    locale: Locale,
    owner_name: Option<&str>,
) -> Result<Flow> {
    let wanted = WantedRecipe {
        id: recipe.to_owned(),
        locale: Some(locale),
        ..WantedRecipe::default()
    };
    let created = create_from_recipe_once(service, organization, &wanted, owner_name, None).await?;
    let made = created.created().and_then(|mut flows| flows.pop());
    // Without a key nothing is replayed, and a recipe is never without a flow.
    made.ok_or_else(|| ServiceError::not_found("recipe", recipe))
}

/// Makes a flow of a recipe, switched off: the one flow, also for a request that comes again.
pub async fn create_from_recipe_once(
    service: &Service,
    organization: OrganizationId,
    wanted: &WantedRecipe,
    owner_name: Option<&str>,
    idempotency: Option<Idempotency<Vec<Flow>>>,
) -> Result<Created<Vec<Flow>>> {
    let event_type = find(&wanted.id)?.event_type();
    let mut text = Text::new();
    let owner_name = name::owner_name(&mut text, owner_name);
    text.finish()?;
    let document = recipe_template(service, organization, wanted).await?;
    let new = create::Checked {
        name: document.name.clone(),
        owner_name,
        event_types: vec![event_type],
        definition: Definition::of_recipe(document),
    };
    create::create(service, organization, vec![new], idempotency).await
}

fn find(id: &str) -> Result<Recipe> {
    Recipe::find(id).ok_or_else(|| ServiceError::not_found("recipe", id))
}

fn template(
    wanted: &WantedRecipe,
    locale: Locale,
    unit_system: UnitSystem,
    time_zone: &TimeZone,
) -> Result<TemplateDocument> {
    let wishes = RecipeWishes {
        locale,
        unit_system,
        time_zone: time_zone.name().to_owned(),
        settings: wanted.settings.clone(),
    };
    let template = find(&wanted.id)?.template(&wishes);
    Ok(template.map_err(|errors| Invalid(errors.iter().map(field_error).collect()))?)
}

fn field_error(error: &SettingError) -> FieldError {
    let pointer = format!("/settings/{}", error.key);
    FieldError::new(&pointer, error.refusal.code(), error.refusal.to_string())
}

fn summary(recipe: Recipe, locale: Locale) -> RecipeSummary {
    let settings = recipe.settings().into_iter();
    RecipeSummary {
        id: recipe.id(),
        name: recipe.name(locale),
        summary: recipe.summary(locale),
        description: recipe.description(locale),
        notes: recipe.notes(locale),
        event_type: recipe.event_type(),
        occasion_name: recipe.occasion().name(locale),
        waits: recipe.occasion().is_absence(),
        channel: recipe.channel().slug(),
        channel_name: recipe.channel().name(locale),
        settings: settings
            .map(|setting| RecipeSetting {
                key: setting.key.name(),
                label: setting.label(locale),
                help: setting.help(locale),
                default: setting.default,
                range: setting.range(),
                for_activepieces: setting.is_for_activepieces(),
            })
            .collect(),
        recommended: recipe == Recipe::RECOMMENDED,
    }
}
