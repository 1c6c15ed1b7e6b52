use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context, Result, anyhow, bail};
use winfactor_domain::{Locale, TimeZone, UnitSystem};
use winfactor_flows::recipes::{Recipe, RecipeWishes, SettingValues};

use super::print;

/// Options of `winfactor flow recipe`. The exit status is 2 when there is no such recipe or a
/// setting cannot be taken.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The recipe's id, as `winfactor flow recipes` lists it
    #[arg(value_name = "RECIPE_ID")]
    recipe: String,
    /// The language of those who read its messages: en, de or nl
    #[arg(long, value_name = "LANGUAGE", default_value_t)]
    locale: Locale,
    /// Fill in a setting; what is left out can be filled in in ActivePieces
    #[arg(long = "set", value_name = "KEY=VALUE")]
    settings: Vec<String>,
    /// How sizes are written: metric or imperial
    #[arg(long, value_name = "UNITS", default_value = "metric")]
    unit_system: UnitSystem,
    /// The time zone of the dates
    #[arg(long, value_name = "ZONE", default_value = "Europe/Amsterdam")]
    time_zone: String,
    /// Where to write the template; on standard output when it is left out
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(options: Options) -> Result<ExitCode> {
    let recipe = Recipe::find(&options.recipe).with_context(|| {
        let id = &options.recipe;
        format!("there is no recipe {id}; `winfactor flow recipes` lists them")
    })?;
    if TimeZone::named(&options.time_zone).is_none() {
        let zone = &options.time_zone;
        bail!("{zone} is no time zone of the IANA database, such as Europe/Amsterdam");
    }
    let wishes = RecipeWishes {
        locale: options.locale,
        unit_system: options.unit_system,
        time_zone: options.time_zone,
        settings: settings(&options.settings)?,
    };
    let template = recipe.template(&wishes).map_err(|errors| {
        let errors = errors.iter().map(ToString::to_string);
        anyhow!(errors.collect::<Vec<_>>().join("\n           "))
    })?;
    print::document(&template.to_value(), options.output.as_deref())?;
    Ok(ExitCode::SUCCESS)
}

fn settings(given: &[String]) -> Result<SettingValues> {
    let pair = |text: &String| match text.split_once('=') {
        Some((key, value)) => Ok((key.trim().to_owned(), value.to_owned())),
        None => bail!("--set wants KEY=VALUE, not {text}"),
    };
    given.iter().map(pair).collect()
}
