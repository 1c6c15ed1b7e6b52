//! What recipes say, in every language of the product: one table for each kind of words.

mod channels;
mod descriptions;
mod fields;
mod occasions;
mod settings;
mod sheet;
mod steps;

use winfactor_domain::Locale;

pub(super) use channels::channel_words;
pub(super) use descriptions::{describe, notes};
pub(super) use fields::label;
pub(super) use occasions::occasion_words;
pub(super) use settings::{help, label as setting_label};
pub(super) use sheet::SHEET;
pub(super) use steps::STEPS;

/// What the recommended first automation is called.
pub(super) const FIRST: Words = Words(
    "Tell the team about a new submission",
    "Das Team über eine neue Anfrage informieren",
    "Het team informeren over een nieuwe aanvraag",
);

/// A text in English, German and Dutch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Words(&'static str, &'static str, &'static str);

impl Words {
    pub(super) fn of(self, locale: Locale) -> &'static str {
        match locale {
            Locale::En => self.0,
            Locale::De => self.1,
            Locale::Nl => self.2,
        }
    }
}
