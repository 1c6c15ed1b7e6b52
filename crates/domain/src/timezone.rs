use std::fmt;

use jiff::{ToSpan, civil::Date, tz};

use crate::{FieldError, Timestamp};

/// A time zone of the IANA database, in which an organization's days begin and end.
#[derive(Clone, PartialEq, Eq)]
pub struct TimeZone(tz::TimeZone);

impl TimeZone {
    pub fn parse(pointer: &str, name: &str) -> Result<Self, FieldError> {
        TimeZone::named(name).ok_or_else(|| {
            let message = "must be a time zone of the IANA database, such as Europe/Amsterdam";
            FieldError::new(pointer, "time_zone", message)
        })
    }

    /// The zone of that name, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        tz::TimeZone::get(name).ok().map(TimeZone)
    }

    pub fn utc() -> Self {
        TimeZone(tz::TimeZone::UTC)
    }

    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The calendar day of a moment, in this zone.
    pub fn day_of(&self, moment: Timestamp) -> Date {
        self.zoned(moment).date()
    }

    /// The calendar year of a moment, in this zone.
    pub fn year_of(&self, moment: Timestamp) -> i16 {
        self.day_of(moment).year()
    }

    /// The date and time on the wall at a moment.
    pub fn wall_clock(&self, moment: Timestamp) -> jiff::civil::DateTime {
        self.zoned(moment).datetime()
    }

    /// The moment at which the clock on the wall shows a time such as `2026-03-02T09:30`; the first
    /// one in an hour that comes twice. Nothing for any other text.
    pub fn moment_of(&self, wall_clock: &str) -> Option<Timestamp> {
        let time: jiff::civil::DateTime = wall_clock.parse().ok()?;
        let zoned = time.to_zoned_datetime(self.0.clone()).ok()?;
        Some(Timestamp(zoned.timestamp().as_millisecond()))
    }

    /// The last millisecond of the day that lies `days` after the day of `moment`.
    pub fn end_of_day_after(&self, moment: Timestamp, days: u32) -> Timestamp {
        let day = self.day_of(moment).saturating_add(i64::from(days).days());
        self.end_of(day)
    }

    /// The same wall-clock time `days` days earlier: what "three days before" means to people, also
    /// when the clocks change in between.
    pub fn days_before(&self, moment: Timestamp, days: u32) -> Timestamp {
        let zoned = self.zoned(moment);
        let earlier = zoned.saturating_sub(i64::from(days).days());
        Timestamp(earlier.timestamp().as_millisecond())
    }

    /// Whole calendar days from the day of `from` to the day of `to`; 0 when it is not later.
    pub fn days_between(&self, from: Timestamp, to: Timestamp) -> u32 {
        let days = (self.day_of(to) - self.day_of(from)).get_days();
        u32::try_from(days).unwrap_or(0)
    }

    /// The days left from `from` until `to`, as people count them: a day that has begun is whole.
    /// 0 when `to` has passed.
    pub fn days_left(&self, from: Timestamp, to: Timestamp) -> u32 {
        let (from, to) = (self.wall_clock(from), self.wall_clock(to));
        let days = (to.date() - from.date()).get_days();
        let begun = i32::from(to.time() > from.time());
        u32::try_from(days + begun).unwrap_or(0)
    }

    fn end_of(&self, day: Date) -> Timestamp {
        let next = day.saturating_add(1.days());
        let start_of_next = next
            .to_zoned_datetime(self.0.clone())
            .map_or(i64::MAX, |zoned| zoned.timestamp().as_millisecond());
        Timestamp(start_of_next - 1)
    }

    fn zoned(&self, moment: Timestamp) -> jiff::ZonedDateTime {
        jiff::Timestamp::from_millisecond(moment.0)
            .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
            .to_zoned_datetime(self.0.clone())
    }
}

impl fmt::Debug for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn at(zone: &TimeZone, text: &str) -> Timestamp {
        let zoned = text
            .parse::<jiff::civil::DateTime>()
            .unwrap()
            .to_zoned_datetime(zone.0.clone())
            .unwrap();
        Timestamp(zoned.timestamp().as_millisecond())
    }

    #[test]
    fn a_day_ends_at_local_midnight_also_when_the_clocks_change() {
        let zone = TimeZone::named("Europe/Amsterdam").unwrap();
        // 2026-03-29: the night in which 02:00 becomes 03:00.
        let end = zone.end_of_day_after(at(&zone, "2026-03-28T23:30:00"), 1);
        assert_eq!(end.0 + 1, at(&zone, "2026-03-30T00:00:00").0);
        // 22:30 UTC is already the next day there.
        let late = Timestamp(at(&TimeZone::utc(), "2026-06-30T22:30:00").0);
        assert_eq!(zone.day_of(late).to_string(), "2026-07-01");
    }

    #[test]
    fn a_time_on_the_wall_is_a_moment() {
        let zone = TimeZone::named("Europe/Amsterdam").unwrap();
        let moment = zone.moment_of("2026-03-02T09:30").unwrap();
        assert_eq!(moment, at(&zone, "2026-03-02T09:30:00"));
        // 02:30 comes twice in the night in which the clocks go back.
        let twice = zone.moment_of("2026-10-25T02:30").unwrap();
        assert_eq!(
            zone.moment_of("2026-10-25T03:00").unwrap().0 - twice.0,
            90 * 60_000
        );
        for other in ["", "yesterday", "2026-02-30T09:30"] {
            assert_eq!(zone.moment_of(other), None, "{other}");
        }
    }

    #[test]
    fn days_count_calendar_days() {
        let zone = TimeZone::named("Europe/Berlin").unwrap();
        let from = at(&zone, "2026-10-24T23:59:00");
        let to = at(&zone, "2026-10-27T00:01:00");
        assert_eq!(zone.days_between(from, to), 3);
        assert_eq!(zone.days_between(to, from), 0);
        let earlier = zone.days_before(at(&zone, "2026-10-26T23:59:00"), 3);
        assert_eq!(earlier, at(&zone, "2026-10-23T23:59:00"));
    }

    #[test]
    fn days_left_count_a_day_that_has_begun() {
        let zone = TimeZone::named("Europe/Berlin").unwrap();
        // The clocks go back in the night to the 25th.
        let end = at(&zone, "2026-10-27T23:59:59.999");
        let left = |from| zone.days_left(at(&zone, from), end);
        assert_eq!(left("2026-10-24T23:59:59.999"), 3);
        assert_eq!(left("2026-10-25T00:00:00"), 3);
        assert_eq!(left("2026-10-26T00:00:00"), 2);
        assert_eq!(left("2026-10-27T12:00:00"), 1);
        assert_eq!(left("2026-10-27T23:59:59.999"), 0);
        assert_eq!(left("2026-10-28T00:00:00"), 0);
        assert_eq!(left("2026-10-29T12:00:00"), 0);
    }

    #[test]
    fn a_day_ends_once_where_the_clocks_change_at_midnight() {
        // In Cairo midnight itself is skipped in April and comes an hour late in October.
        let zone = TimeZone::named("Africa/Cairo").unwrap();
        let spring = zone.end_of_day_after(at(&zone, "2026-04-23T12:00:00"), 0);
        assert_eq!(
            zone.wall_clock(spring).to_string(),
            "2026-04-23T23:59:59.999"
        );
        let next = Timestamp(spring.0 + 1);
        assert_eq!(zone.wall_clock(next).to_string(), "2026-04-24T01:00:00");
        let autumn = zone.end_of_day_after(at(&zone, "2026-10-29T12:00:00"), 0);
        let next = Timestamp(autumn.0 + 1);
        assert_eq!(zone.wall_clock(next).to_string(), "2026-10-30T00:00:00");
    }
}
