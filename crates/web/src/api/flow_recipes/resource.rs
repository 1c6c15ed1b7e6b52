use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use winfactor_domain::Locale;
use winfactor_service::{
    flows::{RecipeSetting, RecipeSummary},
    organizations,
};

use crate::api::{
    caller::Caller,
    error::ApiError,
    word::{EventTypeWord, LocaleWord, Word},
};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct RecipeQuery {
    /// The language of the names and messages; the organization's when left out.
    locale: Option<LocaleWord>,
}

impl RecipeQuery {
    pub(super) fn asked(&self) -> Option<Locale> {
        self.locale.as_ref().map(|word| word.0)
    }

    pub(super) async fn locale(&self, caller: &Caller) -> Result<Locale, ApiError> {
        match self.asked() {
            Some(locale) => Ok(locale),
            None => {
                let organization = organizations::get(caller.service(), caller.organization);
                Ok(organization.await?.locale)
            }
        }
    }
}

/// A ready-made automation.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct FlowRecipe {
    #[schema(example = "quote-accepted-to-slack")]
    id: String,
    #[schema(example = "Quote accepted: message in Slack")]
    name: String,
    /// What it does, in a sentence.
    summary: String,
    /// The same with what must be filled in, and what is to be known of it.
    description: String,
    event_types: Vec<EventTypeWord>,
    /// It waits for some days, and tells that nothing came after the event.
    waits: bool,
    /// Where it tells something: `inbox`, `slack`, `teams`, `email`, `sheets` or `hubspot`.
    #[schema(value_type = String, example = "slack")]
    channel: &'static str,
    /// What a person fills in, what must be first. `POST /flows` takes it under `settings`.
    settings: Vec<FlowRecipeSetting>,
    /// The one to begin with.
    recommended: bool,
}

/// Something that a person fills in.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct FlowRecipeSetting {
    #[schema(value_type = String, example = "channel")]
    key: &'static str,
    #[schema(value_type = String, example = "Slack channel ID")]
    label: &'static str,
    /// Where the person finds it.
    #[schema(value_type = String)]
    help: &'static str,
    /// What is taken when nothing is filled in.
    #[schema(value_type = Option<String>)]
    default: Option<&'static str>,
    /// Without it the flow cannot be switched on.
    required: bool,
    /// Only ActivePieces has a use for it.
    for_activepieces: bool,
}

impl From<RecipeSummary> for FlowRecipe {
    fn from(recipe: RecipeSummary) -> Self {
        let settings = recipe.settings.into_iter();
        FlowRecipe {
            id: recipe.id,
            name: recipe.name,
            summary: recipe.summary,
            description: recipe.description,
            event_types: vec![Word(recipe.event_type)],
            waits: recipe.waits,
            channel: recipe.channel,
            settings: settings.map(FlowRecipeSetting::from).collect(),
            recommended: recipe.recommended,
        }
    }
}

impl From<RecipeSetting> for FlowRecipeSetting {
    fn from(setting: RecipeSetting) -> Self {
        FlowRecipeSetting {
            key: setting.key,
            label: setting.label,
            help: setting.help,
            default: setting.default,
            required: setting.default.is_none(),
            for_activepieces: setting.for_activepieces,
        }
    }
}
