use jiff::civil::{Date, DateTime, Time};

use super::pattern::MONTHS;
use crate::javascript::is_whitespace;

/// A date in English words, or month, day and year between slashes, with a time or without.
pub(super) fn written_out(text: &str) -> Option<DateTime> {
    let mut found = Found::default();
    for word in text
        .split(|c| is_whitespace(c) || c == ',')
        .filter(|word| !word.is_empty())
    {
        found.take(word)?;
    }
    found.date_time()
}

#[derive(Default)]
struct Found {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    time: Option<(i8, i8, i8)>,
    afternoon: Option<bool>,
}

impl Found {
    /// Takes in one word; nothing if it has no place in a date.
    fn take(&mut self, word: &str) -> Option<()> {
        let lower = word.to_ascii_lowercase();
        match lower.as_str() {
            "am" => return set(&mut self.afternoon, false),
            "pm" => return set(&mut self.afternoon, true),
            _ => {}
        }
        if word.contains(':') {
            return set(&mut self.time, time(word)?);
        }
        if word.contains('/') {
            let mut parts = word.split('/');
            set(&mut self.month, parts.next()?.parse().ok()?)?;
            set(&mut self.day, parts.next()?.parse().ok()?)?;
            set(&mut self.year, year(parts.next()?)?)?;
            return parts.next().is_none().then_some(());
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            if word.len() > 2 {
                return set(&mut self.year, year(word)?);
            }
            return set(&mut self.day, word.parse().ok()?);
        }
        let name = lower.trim_end_matches('.');
        if let Some(month) = MONTHS.iter().position(|month| abbreviates(name, month)) {
            return set(&mut self.month, month as i8 + 1);
        }
        let is_weekday = super::pattern::WEEKDAYS
            .iter()
            .any(|day| abbreviates(name, day));
        is_weekday.then_some(())
    }

    fn date_time(self) -> Option<DateTime> {
        let date = Date::new(self.year?, self.month?, self.day?).ok()?;
        let (hour, minute, second) = self.time.unwrap_or_default();
        let hour = match self.afternoon {
            Some(_) if !(1..=12).contains(&hour) => return None,
            Some(afternoon) => hour % 12 + if afternoon { 12 } else { 0 },
            None => hour,
        };
        Some(date.to_datetime(Time::new(hour, minute, second, 0).ok()?))
    }
}

/// A second value for the same thing makes no date.
fn set<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

fn abbreviates(name: &str, full: &str) -> bool {
    name.len() >= 3 && full.to_ascii_lowercase().starts_with(name)
}

fn year(digits: &str) -> Option<i16> {
    digits.parse().ok().filter(|_| digits.len() == 4)
}

fn time(word: &str) -> Option<(i8, i8, i8)> {
    let mut parts = word.split(':').map(|part| part.parse().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    parts.next().is_none().then_some((hour, minute, second))
}
