//! `Intl.DateTimeFormat`: days and times of day, in a time zone.
//!
//! What is asked for becomes one pattern in CLDR's letters ([`day`], [`clock`]), which is then
//! filled in ([`mod@pattern`]).

mod clock;
mod day;
mod names;
mod pattern;
mod zone_name;

use jiff::{Timestamp, tz::TimeZone};
use serde::Deserialize;
use winfactor_domain::Locale;

use crate::time_zones;

use super::Region;

/// What the script beside this module found in locale and options; here everything is settled.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Settings {
    locale: Region,
    time_zone: String,
    /// For the hour, where there is one.
    hour_cycle: Option<HourCycle>,
    date_style: Option<Style>,
    time_style: Option<Style>,
    weekday: Option<Name>,
    year: Option<Width>,
    month: Option<Month>,
    day: Option<Width>,
    hour: Option<Width>,
    minute: Option<Width>,
    second: Option<Width>,
    time_zone_name: Option<Name>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Style {
    Full,
    Long,
    Medium,
    Short,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
enum Width {
    #[serde(rename = "numeric")]
    Numeric,
    #[serde(rename = "2-digit")]
    TwoDigit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Name {
    Short,
    Long,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
enum Month {
    Number(Width),
    Named(Name),
}

/// How hours are counted: 0 … 11, 12 1 … 11, 0 … 23, or 1 … 24.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
enum HourCycle {
    H11,
    H12,
    H23,
    H24,
}

/// The name of a time zone in its own spelling, if there is such a zone.
pub(super) fn time_zone(name: String) -> Option<String> {
    const UTC: [&str; 10] = [
        "UTC",
        "Etc/UTC",
        "GMT",
        "Etc/GMT",
        "Etc/UCT",
        "Etc/Zulu",
        "Etc/Universal",
        "UCT",
        "Zulu",
        "Universal",
    ];
    if UTC.iter().any(|it| it.eq_ignore_ascii_case(&name)) {
        return Some("UTC".to_owned());
    }
    let zone = time_zones::zone(&name)?;
    zone.iana_name().map(str::to_owned)
}

/// The pattern of day and time that these settings come to, or what there is no table for.
pub(super) fn pattern(settings: &str) -> Result<String, String> {
    let settings = Settings::read(settings)?;
    let day = settings.day_pattern()?;
    let clock = settings.clock_pattern(day.is_some())?;
    Ok([day, clock].map(Option::unwrap_or_default).join(" "))
}

/// The text, or what there is no table for.
pub(super) fn write(settings: &str, time_ms: f64) -> Result<String, String> {
    let settings = Settings::read(settings)?;
    let zone = match settings.time_zone.as_str() {
        "UTC" => TimeZone::UTC,
        name => time_zones::zone(name).ok_or_else(|| format!("the time zone {name}"))?,
    };
    let at = Timestamp::from_millisecond(time_ms as i64)
        .map(|at| at.to_zoned_datetime(zone))
        .ok()
        .filter(|at| (1..9999).contains(&at.year()))
        .ok_or("a date before the year 1 or after 9998")?;
    let day = settings.day_pattern()?;
    let clock = settings.clock_pattern(day.is_some())?;
    let written = |pattern: &str| pattern::fill(pattern, &at, settings.locale);
    match (day, clock) {
        (Some(day), Some(clock)) => {
            let between = settings.between();
            Ok(format!("{}{between}{}", written(&day)?, written(&clock)?))
        }
        (Some(only), None) | (None, Some(only)) => written(&only),
        (None, None) => Ok(String::new()),
    }
}

impl Settings {
    fn read(settings: &str) -> Result<Self, String> {
        serde_json::from_str(settings).map_err(|error| format!("this format ({error})"))
    }

    /// What stands between a day and a time.
    fn between(&self) -> &'static str {
        let is_in_words = match self.date_style {
            Some(style) => matches!(style, Style::Full | Style::Long),
            None => self.month == Some(Month::Named(Name::Long)),
        };
        match self.locale.language() {
            Locale::En if is_in_words => " at ",
            Locale::De if is_in_words => " um ",
            Locale::Nl if is_in_words => " om ",
            Locale::De if self.is_weekday_alone() && self.hour_cycle == Some(HourCycle::H23) => {
                ", "
            }
            _ if self.is_weekday_alone() && self.time_zone_name.is_none() => " ",
            _ => ", ",
        }
    }

    /// Whether the day is counted in halves, by default or on demand.
    fn has_half_days(&self) -> bool {
        matches!(self.hour_cycle, Some(HourCycle::H11 | HourCycle::H12))
    }

    /// Whether of the day only the weekday is asked for.
    fn is_weekday_alone(&self) -> bool {
        let has_date = self.year.is_some() || self.month.is_some() || self.day.is_some();
        self.weekday.is_some() && !has_date
    }
}
