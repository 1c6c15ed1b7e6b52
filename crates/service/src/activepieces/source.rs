use std::fmt;

use winfactor_domain::{EventType, FieldError, FlowId, Locale, OrganizationId};
use winfactor_flows::{TemplateDocument, recipes::SettingValues};

use super::{Missing, customer_steps::held_back};
use crate::{
    Result, Service,
    flows::{self, RecipeSetting, WantedRecipe},
};

/// What a flow at the server is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A recipe, by its id.
    Recipe(String),
    /// A flow of this organization.
    Flow(FlowId),
}

/// As it is noted, here and at the server.
impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Recipe(id) => write!(f, "recipe:{id}"),
            Source::Flow(id) => write!(f, "flow:{id}"),
        }
    }
}

/// A flow that can be brought to the server.
#[derive(Debug)]
pub(super) struct Original {
    pub name: String,
    /// Complete: what the server requires is there.
    pub document: TemplateDocument,
    /// What starts it. Empty means all.
    pub event_types: Vec<EventType>,
    /// Settings of the recipe that somebody has to fill in first.
    pub unset: Vec<RecipeSetting>,
    /// Steps of a flow that somebody has to decide about first.
    pub held_back: Vec<Missing>,
    /// It is switched on here.
    pub runs_here: bool,
}

pub(super) async fn original(
    service: &Service,
    organization: OrganizationId,
    source: &Source,
    locale: Locale,
    settings: &SettingValues,
) -> Result<Original> {
    let mut runs_here = false;
    let (name, mut document, event_types, unset, held_back) = match source {
        Source::Flow(id) => {
            refuse_settings(settings)?;
            let flow = flows::get(service, organization, *id).await?;
            let document = flows::export(service, organization, *id).await?;
            let held_back = held_back(&flow);
            runs_here = flow.enabled;
            (flow.name, document, flow.event_types, Vec::new(), held_back)
        }
        Source::Recipe(id) => {
            let recipe = flows::recipe(id, locale)?;
            let wanted = WantedRecipe {
                id: id.clone(),
                locale: Some(locale),
                settings: settings.clone(),
            };
            let document = flows::recipe_template(service, organization, &wanted).await?;
            let types = vec![recipe.event_type];
            let mut unset = recipe.settings;
            let is_set = |key: &str| settings.get(key).is_some_and(|it| !it.trim().is_empty());
            unset.retain(|setting| setting.default.is_none() && !is_set(setting.key));
            (recipe.name, document, types, unset, Vec::new())
        }
    };
    document.complete(service.now().0);
    Ok(Original {
        name,
        document,
        event_types,
        unset,
        held_back,
        runs_here,
    })
}

/// A flow was set up here already.
fn refuse_settings(settings: &SettingValues) -> Result<()> {
    let Some(name) = settings.keys().next() else {
        return Ok(());
    };
    let message = "only a recipe has settings; change the flow itself";
    Err(FieldError::new(&format!("/settings/{name}"), "unknown_value", message).into())
}
