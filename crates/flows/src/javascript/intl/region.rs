use serde::Deserialize;
use winfactor_domain::Locale;

/// A language as it is written somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(super) enum Region {
    #[serde(rename = "en-US", alias = "en")]
    UnitedStates,
    #[serde(rename = "en-GB")]
    UnitedKingdom,
    /// In Belgium and Luxembourg, German is written alike.
    #[serde(rename = "de-DE", alias = "de", alias = "de-BE", alias = "de-LU")]
    Germany,
    #[serde(rename = "de-AT")]
    Austria,
    #[serde(rename = "de-CH")]
    Switzerland,
    #[serde(rename = "nl-NL", alias = "nl")]
    Netherlands,
    #[serde(rename = "nl-BE")]
    Belgium,
}

/// The tags of all of them.
const TAGS: [&str; 12] = [
    "en", "en-US", "en-GB", "de", "de-DE", "de-AT", "de-CH", "de-BE", "de-LU", "nl", "nl-NL",
    "nl-BE",
];

pub(super) fn tags() -> String {
    TAGS.join(", ")
}

/// Whether a text has the form of a language tag: subtags of letters and digits, the first of
/// letters alone.
pub(super) fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    let is_language = matches!(language.len(), 2 | 3 | 5..=8)
        && language.bytes().all(|it| it.is_ascii_alphabetic());
    is_language
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_alphanumeric())
        })
}

impl Region {
    /// The tag of a known region in its canonical spelling.
    pub(super) fn canonical(tag: &str) -> Option<&'static str> {
        // Many write this; it is the tag of no language, so V8 takes its own.
        if tag.eq_ignore_ascii_case("default") {
            return Some("en-US");
        }
        TAGS.into_iter().find(|it| it.eq_ignore_ascii_case(tag))
    }

    pub(super) fn language(self) -> Locale {
        match self {
            Self::UnitedStates | Self::UnitedKingdom => Locale::En,
            Self::Germany | Self::Austria | Self::Switzerland => Locale::De,
            Self::Netherlands | Self::Belgium => Locale::Nl,
        }
    }
}
