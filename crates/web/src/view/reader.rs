use std::time::Duration;

use maud::{Markup, html};
use rust_decimal::Decimal;
use winfactor_domain::{Locale, Millimetres, Money, TimeZone, Timestamp, UnitSystem, format};

use super::texts::moments::MomentTexts;

const NO_BREAK_SPACE: &str = "\u{a0}";

/// Who reads a page: how moments, amounts and sizes are written for them.
#[derive(Clone, Debug)]
pub struct Reader {
    pub locale: Locale,
    /// The organization's time zone.
    pub zone: TimeZone,
    pub units: UnitSystem,
    /// The present moment: "today" and "yesterday" are seen from it.
    pub now: Timestamp,
}

impl Reader {
    /// A moment beside a record: `today, 14:05`, `9 April 2026, 14:05`. The element carries the
    /// exact moment, and the full date as its title.
    pub(crate) fn time(&self, at: Timestamp) -> Markup {
        let full = format::date_time(self.zone.wall_clock(at), self.locale);
        html! { time datetime=(machine_readable(at)) title=(full) { (self.moment(at)) } }
    }

    /// The same as text.
    pub(crate) fn moment(&self, at: Timestamp) -> String {
        let wall = self.zone.wall_clock(at);
        let clock = format::time_of_day(wall);
        let texts = MomentTexts::of(self.locale);
        match self.days_ahead(at) {
            0 => texts.today(&clock),
            -1 => texts.yesterday(&clock),
            _ => format::date_time(wall, self.locale),
        }
    }

    /// A moment within a sentence: `at 14:05`, `tomorrow at 09:30`, `on 9 April 2026 at 14:05`.
    pub(crate) fn when(&self, at: Timestamp) -> String {
        let wall = self.zone.wall_clock(at);
        let clock = format::time_of_day(wall);
        let texts = MomentTexts::of(self.locale);
        match self.days_ahead(at) {
            0 => texts.at(&clock),
            1 => texts.tomorrow_at(&clock),
            -1 => texts.yesterday_at(&clock),
            _ => texts.on_at(&format::date(wall.date(), self.locale), &clock),
        }
    }

    /// A calendar day in words.
    pub(crate) fn day(&self, at: Timestamp) -> Markup {
        let day = self.zone.day_of(at);
        html! { time datetime=(day) { (format::date(day, self.locale)) } }
    }

    pub(crate) fn money(&self, amount: Money) -> String {
        format::money(amount, self.locale)
    }

    /// A length with its unit, in one piece wherever a line ends.
    pub(crate) fn size(&self, size: Millimetres) -> String {
        format::size(size, self.units, self.locale).replace(' ', NO_BREAK_SPACE)
    }

    /// From one length to another; metric ones name their unit once: `600 – 2.400 mm`.
    pub(crate) fn size_range(&self, min: Millimetres, max: Millimetres) -> String {
        let from = match self.units {
            UnitSystem::Metric => format::integer(i64::from(min.0), self.locale),
            UnitSystem::Imperial => self.size(min),
        };
        format!("{from} – {}", self.size(max))
    }

    /// Width by height: `2.400 mm × 1.350 mm`.
    pub(crate) fn size_pair(&self, width: Millimetres, height: Millimetres) -> String {
        format!("{} × {}", self.size(width), self.size(height))
    }

    pub(crate) fn number(&self, value: Decimal) -> String {
        format::decimal(value, self.locale)
    }

    pub(crate) fn count(&self, value: u64) -> String {
        format::integer(i64::try_from(value).unwrap_or(i64::MAX), self.locale)
    }

    /// How long something took: `85 ms`, `1.2 s`, `4 min`, `3 h`.
    pub(crate) fn duration(&self, duration: Duration) -> String {
        let millis = duration.as_millis();
        match millis {
            0..1_000 => format!("{millis} ms"),
            1_000..60_000 => {
                let tenths = i64::try_from(millis / 100).unwrap_or(i64::MAX);
                format!("{} s", self.number(Decimal::new(tenths, 1)))
            }
            60_000..3_600_000 => format!("{} min", millis / 60_000),
            _ => {
                let unit = MomentTexts::of(self.locale).hours_unit;
                format!("{} {unit}", millis / 3_600_000)
            }
        }
    }

    /// Calendar days from today to the day of `at`; negative when that day is past.
    fn days_ahead(&self, at: Timestamp) -> i64 {
        let ahead = i64::from(self.zone.days_between(self.now, at));
        ahead - i64::from(self.zone.days_between(at, self.now))
    }
}

/// RFC 3339 in UTC, to the second.
fn machine_readable(at: Timestamp) -> String {
    let whole_seconds = Timestamp(at.unix_seconds() * 1000);
    format!("{}Z", TimeZone::utc().wall_clock(whole_seconds))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const NOON: Timestamp = Timestamp(1_775_728_800_000);
    const HOUR: Duration = Duration::from_secs(3600);

    fn reader(locale: Locale) -> Reader {
        Reader {
            locale,
            zone: TimeZone::named("Europe/Amsterdam").unwrap(),
            units: UnitSystem::Metric,
            now: NOON,
        }
    }

    #[test]
    fn moments_near_today_are_named_as_people_name_them() {
        let dutch = reader(Locale::Nl);
        assert_eq!(dutch.when(NOON + HOUR), "om 13:00");
        assert_eq!(dutch.when(NOON + 24 * HOUR), "morgen om 12:00");
        assert_eq!(dutch.when(NOON.before(13 * HOUR)), "gisteren om 23:00");
        assert_eq!(
            reader(Locale::De).when(NOON + 72 * HOUR),
            "am 12. April 2026 um 12:00"
        );
    }

    #[test]
    fn the_time_element_carries_the_exact_moment() {
        assert_eq!(
            reader(Locale::En)
                .time(NOON.before(24 * HOUR))
                .into_string(),
            "<time datetime=\"2026-04-08T10:00:00Z\" title=\"8 April 2026, 12:00\">\
             yesterday, 12:00</time>"
        );
    }

    #[test]
    fn durations_follow_the_language() {
        let german = reader(Locale::De);
        assert_eq!(german.duration(Duration::from_millis(85)), "85 ms");
        assert_eq!(german.duration(Duration::from_millis(1_234)), "1,2 s");
        assert_eq!(german.duration(Duration::from_secs(7_300)), "2 Std.");
    }
}
