use jiff::civil::{Date, DateTime};

use crate::Locale;

const MONTHS: [[&str; 12]; 3] = [
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
];

/// From Sunday on.
const WEEKDAYS: [[&str; 7]; 3] = [
    [
        "Sunday",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
    ],
    [
        "Sonntag",
        "Montag",
        "Dienstag",
        "Mittwoch",
        "Donnerstag",
        "Freitag",
        "Samstag",
    ],
    [
        "zondag",
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
    ],
];

/// The names of the months in a language, from January on.
pub const fn month_names(locale: Locale) -> &'static [&'static str; 12] {
    match locale {
        Locale::En => &MONTHS[0],
        Locale::De => &MONTHS[1],
        Locale::Nl => &MONTHS[2],
    }
}

/// The names of the days of the week in a language, from Sunday on.
pub const fn weekday_names(locale: Locale) -> &'static [&'static str; 7] {
    match locale {
        Locale::En => &WEEKDAYS[0],
        Locale::De => &WEEKDAYS[1],
        Locale::Nl => &WEEKDAYS[2],
    }
}

/// A calendar day in words: `9 April 2026`, `9. April 2026`, `9 april 2026`.
pub fn date(day: Date, locale: Locale) -> String {
    let dot = match locale {
        Locale::De => ".",
        Locale::En | Locale::Nl => "",
    };
    let month = month_names(locale)[usize::from(day.month().unsigned_abs()) - 1];
    format!("{}{dot} {month} {}", day.day(), day.year())
}

/// Hours and minutes on the 24-hour clock: `14:05`.
pub fn time_of_day(at: DateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// A day in words and the time: `9 April 2026, 14:05`.
pub fn date_time(at: DateTime, locale: Locale) -> String {
    format!("{}, {}", date(at.date(), locale), time_of_day(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_the_language_writes_them() {
        let at = jiff::civil::date(2026, 3, 9).at(7, 5, 0, 0);
        assert_eq!(date_time(at, Locale::En), "9 March 2026, 07:05");
        assert_eq!(date(at.date(), Locale::De), "9. März 2026");
        assert_eq!(date(at.date(), Locale::Nl), "9 maart 2026");
    }
}
