use serde_json::{Value, json};
use winfactor_domain::{Locale, UnitSystem};

use super::channels::{self, Scene};
use super::occasion::Occasion;
use super::recipe::Recipe;
use super::setting::{Filled, SettingValues};
use super::setting_error::SettingError;
use super::step::{TEXTS, catch_webhook, code};
use super::waiting;
use super::words::{STEPS, occasion_words};
use crate::format::{CURRENT_SCHEMA_VERSION, TemplateDocument};

/// Writes money, sizes and dates for people.
const TEXTS_SOURCE: &str = include_str!("../../recipes/texts.ts");

/// How a recipe is wanted.
#[derive(Debug, Clone)]
pub struct RecipeWishes {
    /// The language of those who read its messages.
    pub locale: Locale,
    /// How sizes are written.
    pub unit_system: UnitSystem,
    /// An IANA name: the zone of the dates.
    pub time_zone: String,
    pub settings: SettingValues,
}

impl RecipeWishes {
    /// For no organization in particular: metric, and Europe/Amsterdam, as an organization has it
    /// that chose nothing else. Nothing is filled in.
    pub fn in_language(locale: Locale) -> Self {
        Self {
            locale,
            unit_system: UnitSystem::Metric,
            time_zone: "Europe/Amsterdam".to_owned(),
            settings: SettingValues::new(),
        }
    }
}

impl Recipe {
    /// The template document, as ActivePieces imports it and as a flow is made of it here.
    ///
    /// # Errors
    /// Every setting that cannot be taken. One that is not filled in is no error: it is left out of
    /// its step, and [`crate::validate()`] names it.
    pub fn template(self, wishes: &RecipeWishes) -> Result<TemplateDocument, Vec<SettingError>> {
        let filled = Filled::read(&self.settings(), &wishes.settings)?;
        let locale = wishes.locale;
        let scene = Scene {
            recipe: self,
            locale,
            filled: &filled,
        };
        let mut steps = channels::steps(&scene);
        if channels::need_texts(&scene) {
            steps.insert(0, texts_step(wishes));
        }
        if let Some(status) = self.occasion().awaited_status() {
            steps = waiting::around(steps, status, &scene);
        }
        let is_complete = is_complete(self, &filled);
        let name = self.name(locale);
        let event = occasion_words(Occasion::Event(self.event_type())).name;
        let document = json!({
            "name": name,
            "type": "SHARED",
            "summary": self.summary(locale),
            "description": self.description(locale),
            "tags": [],
            "blogUrl": "",
            "metadata": null,
            "author": "WinFactor",
            "categories": [],
            "status": "PUBLISHED",
            "flows": [{
                "displayName": name,
                "trigger": catch_webhook(event.of(locale), steps),
                "valid": is_complete,
                "schemaVersion": CURRENT_SCHEMA_VERSION.to_string(),
                "notes": [],
            }],
        });
        Ok(read(document))
    }
}

/// A flow is complete when what must be filled in is.
fn is_complete(recipe: Recipe, filled: &Filled) -> bool {
    let settings = recipe.settings().into_iter();
    settings
        .filter(|setting| setting.is_required())
        .all(|setting| filled.get(setting.key).is_some())
}

fn texts_step(wishes: &RecipeWishes) -> Value {
    let input = json!({
        "event": "{{trigger['body']}}",
        "locale": wishes.locale.code(),
        "unitSystem": wishes.unit_system.code(),
        "timeZone": wishes.time_zone,
    });
    code(TEXTS, STEPS.texts.of(wishes.locale), TEXTS_SOURCE, &input)
}

/// Reads what was built here; `pieces` is counted from the steps.
fn read(document: Value) -> TemplateDocument {
    let mut document = TemplateDocument::from_value(document)
        .unwrap_or_else(|error| unreachable!("a recipe is a document: {error}"));
    document.add_missing_fields();
    document
}
