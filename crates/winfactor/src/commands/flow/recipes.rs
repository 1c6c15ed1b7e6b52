use std::{fmt::Write as _, process::ExitCode};

use anyhow::Result;
use serde::Serialize;
use winfactor_domain::{EventType, Locale};
use winfactor_flows::recipes::Recipe;

use super::print;

/// Options of `winfactor flow recipes`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The language of the names: en, de or nl
    #[arg(long, value_name = "LANGUAGE", default_value_t)]
    locale: Locale,
    /// Only those for an event, such as quote.accepted
    #[arg(long, value_name = "EVENT_TYPE")]
    event: Option<EventType>,
    /// Print {"recipes": [{"id", "name", "summary", "eventType", "channel", "settings"}]}
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Listed {
    recipes: Vec<ListedRecipe>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ListedRecipe {
    id: String,
    name: String,
    summary: String,
    event_type: EventType,
    channel: &'static str,
    settings: Vec<ListedSetting>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ListedSetting {
    key: &'static str,
    label: &'static str,
    default: Option<&'static str>,
    required: bool,
}

pub(super) fn run(options: Options) -> Result<ExitCode> {
    let wanted = Recipe::all().filter(|recipe| {
        let event = options.event;
        event.is_none_or(|event| recipe.event_type() == event)
    });
    let recipes: Vec<_> = wanted
        .map(|recipe| listed(recipe, options.locale))
        .collect();
    if options.json {
        print::json(&Listed { recipes })?;
    } else {
        print::text(&for_people(&recipes))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn listed(recipe: Recipe, locale: Locale) -> ListedRecipe {
    let settings = recipe.settings().into_iter();
    ListedRecipe {
        id: recipe.id(),
        name: recipe.name(locale),
        summary: recipe.summary(locale),
        event_type: recipe.event_type(),
        channel: recipe.channel().slug(),
        settings: settings
            .map(|setting| ListedSetting {
                key: setting.key.name(),
                label: setting.label(locale),
                default: setting.default,
                required: setting.is_required(),
            })
            .collect(),
    }
}

fn for_people(recipes: &[ListedRecipe]) -> String {
    let mut out = String::new();
    for recipe in recipes {
        // Writing to a text cannot fail.
        let _ = writeln!(out, "{}\n  {}", recipe.id, recipe.summary);
        for setting in &recipe.settings {
            let ListedSetting { key, label, .. } = setting;
            let _ = match setting.default {
                None => writeln!(out, "  --set {key}=…  {label}"),
                Some(default) => writeln!(out, "  --set {key}={default}  {label}"),
            };
        }
    }
    out
}
