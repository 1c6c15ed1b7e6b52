//! Every page in every state, in every language, with people and things of that language; and all
//! of it again with names that try to break out of the markup.

#![allow(clippy::unwrap_used)]

mod app;
pub(crate) mod cast;
mod endpoints;
mod events;
mod flow_problems;
mod flows;
mod messages;
mod public;
mod words;

use winfactor_domain::{FieldError, Locale};

/// A rendered page.
#[derive(Debug)]
pub(crate) struct Sample {
    /// `offer-open`, without the language.
    pub(crate) name: &'static str,
    pub(crate) locale: Locale,
    pub(crate) hostile: bool,
    pub(crate) html: String,
}

/// All pages in all languages, as ordinary people fill them.
pub(crate) fn ordinary() -> Vec<Sample> {
    Locale::ALL
        .into_iter()
        .flat_map(|locale| rendered(locale, false))
        .collect()
}

/// All pages, with hostile texts wherever somebody outside can put one.
pub(crate) fn hostile() -> Vec<Sample> {
    rendered(Locale::En, true)
}

fn rendered(locale: Locale, hostile: bool) -> Vec<Sample> {
    let cast = cast::Cast::new(locale, hostile);
    let pages = [
        public::pages(&cast),
        app::pages(&cast),
        events::pages(&cast),
        endpoints::pages(&cast),
        flows::pages(&cast),
    ];
    pages
        .into_iter()
        .flatten()
        .map(|(name, markup)| Sample {
            name,
            locale,
            hostile,
            html: markup.into_string(),
        })
        .collect()
}

fn wrong(pointer: &str, code: &'static str) -> FieldError {
    FieldError::new(pointer, code, "is not what it should be")
}
