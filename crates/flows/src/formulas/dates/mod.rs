//! Dates as formulas see them: moments in time, read from many notations, shown in UTC unless a
//! time zone is given.

mod notations;
mod pattern;
mod read;
mod relative;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

pub(super) use crate::time_zones::zone;
pub(super) use pattern::format;
pub(super) use read::read;
pub(super) use relative::distance;

pub(super) fn in_utc(moment: Timestamp) -> ZonedDateTime {
    moment.to_zoned_datetime(TimeZone::UTC)
}

/// `2025-01-15T14:30:00.000Z`, as JavaScript's `toISOString` writes it.
pub(super) fn iso(moment: Timestamp) -> String {
    let date = in_utc(moment);
    let year = match date.year() {
        plain @ 0..=9999 => format!("{plain:04}"),
        before_zero => format!("-{:06}", before_zero.unsigned_abs()),
    };
    year + &format(&date, "-MM-DDTHH:mm:ss.SSS[Z]")
}
