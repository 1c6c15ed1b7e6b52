use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A language that pages and messages are written in, with its conventions for numbers and dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    #[default]
    En,
    De,
    Nl,
}

impl Locale {
    pub const ALL: [Locale; 3] = [Locale::En, Locale::De, Locale::Nl];

    /// The two-letter code: `en`, `de`, `nl`.
    pub fn code(self) -> &'static str {
        match self {
            Locale::En => "en",
            Locale::De => "de",
            Locale::Nl => "nl",
        }
    }

    /// The language's name in that language, for a language switch.
    pub fn own_name(self) -> &'static str {
        match self {
            Locale::En => "English",
            Locale::De => "Deutsch",
            Locale::Nl => "Nederlands",
        }
    }

    /// The best locale for an `Accept-Language` header: the supported language of highest weight.
    pub fn negotiate(accept_language: &str) -> Option<Locale> {
        let mut best: Option<(f32, Locale)> = None;
        for part in accept_language.split(',') {
            let mut pieces = part.split(';');
            let tag = pieces.next().unwrap_or_default().trim();
            let primary = tag.split('-').next().unwrap_or_default();
            let Ok(locale) = primary.to_ascii_lowercase().parse::<Locale>() else {
                continue;
            };
            let weight = pieces
                .find_map(|piece| piece.trim().strip_prefix("q="))
                .map_or(1.0, |q| q.trim().parse().unwrap_or(0.0));
            if weight > 0.0 && best.is_none_or(|(highest, _)| weight > highest) {
                best = Some((weight, locale));
            }
        }
        best.map(|(_, locale)| locale)
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Locale {
    type Err = UnknownLocale;

    fn from_str(text: &str) -> Result<Self, UnknownLocale> {
        Locale::ALL
            .into_iter()
            .find(|locale| locale.code() == text)
            .ok_or_else(|| UnknownLocale(text.to_owned()))
    }
}

/// Names a locale that is not supported.
#[derive(Debug, thiserror::Error)]
#[error("unknown locale \"{0}\": use en, de or nl")]
pub struct UnknownLocale(String);

/// How sizes are shown and typed: millimetres, or feet and inches. Stored sizes are always millimetres.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum UnitSystem {
    #[default]
    Metric,
    Imperial,
}

impl UnitSystem {
    pub fn code(self) -> &'static str {
        match self {
            UnitSystem::Metric => "metric",
            UnitSystem::Imperial => "imperial",
        }
    }
}

impl FromStr for UnitSystem {
    type Err = UnknownUnitSystem;

    fn from_str(text: &str) -> Result<Self, UnknownUnitSystem> {
        match text {
            "metric" => Ok(UnitSystem::Metric),
            "imperial" => Ok(UnitSystem::Imperial),
            other => Err(UnknownUnitSystem(other.to_owned())),
        }
    }
}

/// Names a unit system that does not exist.
#[derive(Debug, thiserror::Error)]
#[error("unknown unit system \"{0}\": use metric or imperial")]
pub struct UnknownUnitSystem(String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negotiates_the_supported_language_of_highest_weight() {
        let cases = [
            ("nl", Some(Locale::Nl)),
            ("de-AT,de;q=0.9,en;q=0.8", Some(Locale::De)),
            ("fr-FR,fr;q=0.9,en;q=0.5,nl;q=0.7", Some(Locale::Nl)),
            ("fr", None),
            ("en;q=0, de;q=0.1", Some(Locale::De)),
            ("", None),
        ];
        for (header, expected) in cases {
            assert_eq!(Locale::negotiate(header), expected, "{header}");
        }
    }
}
