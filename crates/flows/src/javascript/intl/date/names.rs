//! Names of months and days that the product's own texts do not need: the short ones, and Austria's.

use jiff::civil::Weekday;
use winfactor_domain::{Locale, format};

use super::super::Region;

const SHORT_MONTHS_EN: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const SHORT_MONTHS_DE: [&str; 12] = [
    "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.",
];
const SHORT_MONTHS_NL: [&str; 12] = [
    "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
];

/// The name of a month, from 0, as it stands in a date.
pub(super) fn month(index: usize, region: Region) -> &'static str {
    match (region, index) {
        (Region::Austria, 0) => "Jänner",
        _ => format::month_names(region.language())[index % 12],
    }
}

pub(super) fn short_month(index: usize, region: Region) -> &'static str {
    match (region, index) {
        (Region::UnitedKingdom, 8) => "Sept",
        (Region::Austria, 0) => "Jän.",
        (Region::Austria, 8) => "Sep.",
        _ => match region.language() {
            Locale::En => SHORT_MONTHS_EN[index % 12],
            Locale::De => SHORT_MONTHS_DE[index % 12],
            Locale::Nl => SHORT_MONTHS_NL[index % 12],
        },
    }
}

/// A short name that stands alone: German writes it without a full stop, in three letters.
pub(super) fn short_month_alone(index: usize, region: Region) -> String {
    let name = short_month(index, region);
    match region.language() {
        Locale::De => name.chars().take(3).collect(),
        Locale::En | Locale::Nl => name.to_owned(),
    }
}

pub(super) fn weekday(day: Weekday, region: Region) -> &'static str {
    let index = usize::from(day.to_sunday_zero_offset().unsigned_abs());
    format::weekday_names(region.language())[index % 7]
}

/// Three letters in English, two in German and Dutch.
pub(super) fn short_weekday_alone(day: Weekday, region: Region) -> String {
    let letters = match region.language() {
        Locale::En => 3,
        Locale::De | Locale::Nl => 2,
    };
    weekday(day, region).chars().take(letters).collect()
}

/// As it stands in a date: German writes it with a full stop.
pub(super) fn short_weekday(day: Weekday, region: Region) -> String {
    let name = short_weekday_alone(day, region);
    match region.language() {
        Locale::De => format!("{name}."),
        Locale::En | Locale::Nl => name,
    }
}

pub(super) fn half_day(is_afternoon: bool, region: Region) -> &'static str {
    match (region, is_afternoon) {
        (Region::UnitedKingdom, false) => "am",
        (Region::UnitedKingdom, true) => "pm",
        (Region::Netherlands | Region::Belgium, false) => "a.m.",
        (Region::Netherlands | Region::Belgium, true) => "p.m.",
        (_, false) => "AM",
        (_, true) => "PM",
    }
}
