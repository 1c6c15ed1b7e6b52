//! ActivePieces imports every recipe, with nothing filled in and with everything.

use serde_json::Value;
use winfactor_domain::Locale;
use winfactor_flows::recipes::{Recipe, RecipeWishes, SettingValues};
use winfactor_testkit::activepieces::check_templates;

use crate::exports::exported;

/// A value that every setting takes.
fn value(key: &str) -> String {
    let value = match key {
        "from" | "to" => "desk@example.com",
        _ => "7",
    };
    value.to_owned()
}

#[test]
fn every_recipe_is_imported_as_it_is_and_as_it_is_exported() {
    let mut names = Vec::new();
    let mut documents: Vec<Value> = Vec::new();
    for recipe in Recipe::all() {
        for locale in Locale::ALL {
            let settings = recipe.settings().into_iter();
            let all: SettingValues = settings
                .map(|it| (it.key.name().to_owned(), value(it.key.name())))
                .collect();
            for settings in [SettingValues::new(), all] {
                let wishes = RecipeWishes {
                    settings,
                    ..RecipeWishes::in_language(locale)
                };
                let document = recipe.template(&wishes).unwrap().to_value();
                assert_eq!(exported(document.clone()), document);
                names.push(format!("{} {locale:?}", recipe.id()));
                documents.push(document);
            }
        }
    }
    for (name, verdict) in names.iter().zip(check_templates(&documents)) {
        assert_eq!(verdict, Ok(()), "{name}");
    }
}
