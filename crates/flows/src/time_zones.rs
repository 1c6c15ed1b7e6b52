use jiff::tz::{TimeZone, TimeZoneDatabase};

/// A time zone by its IANA name. They are compiled in: no file is read.
pub(crate) fn zone(name: &str) -> Option<TimeZone> {
    TimeZoneDatabase::bundled().get(name).ok()
}
