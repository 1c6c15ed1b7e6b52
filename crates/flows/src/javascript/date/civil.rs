/// JavaScript's dates reach 100 million days to either side of 1970.
const FARTHEST_MS: i64 = 8_640_000_000_000_000;
const MS_PER_DAY: i64 = 86_400_000;

pub(super) fn is_in_range(ms: &i64) -> bool {
    (-FARTHEST_MS..=FARTHEST_MS).contains(ms)
}

/// A date and time of day in UTC. Every field may be too large or too small: it rolls over.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Fields {
    pub(super) year: i64,
    /// 0 is January.
    pub(super) month: i64,
    /// 1 is the first.
    pub(super) day: i64,
    pub(super) hour: i64,
    pub(super) minute: i64,
    pub(super) second: i64,
    pub(super) millisecond: i64,
}

impl Fields {
    /// Milliseconds since 1970, unless JavaScript's dates do not reach so far.
    pub(super) fn epoch_ms(self) -> Option<i64> {
        let year = self.year + self.month.div_euclid(12);
        let month = self.month.rem_euclid(12);
        let days = days_before(year, month) + self.day - 1;
        // A year can have nine digits, which would not fit as milliseconds.
        let ms = days.checked_mul(MS_PER_DAY)?
            + self.hour * 3_600_000
            + self.minute * 60_000
            + self.second * 1000
            + self.millisecond;
        Some(ms).filter(is_in_range)
    }
}

/// Days from 1970-01-01 to the first of a month. Years are counted from March, so that the leap day
/// is the last one.
fn days_before(year: i64, month: i64) -> i64 {
    let year = if month < 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let months_since_march = (month + 10) % 12;
    let day_of_year = (153 * months_since_march + 2) / 5;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// `date.toISOString()`: in UTC, with milliseconds.
pub(crate) fn iso_text(epoch_ms: i64) -> String {
    let days = epoch_ms.div_euclid(MS_PER_DAY);
    let ms = epoch_ms.rem_euclid(MS_PER_DAY);
    let (year, month, day) = date_of(days);
    let year = match year {
        0..=9999 => format!("{year:04}"),
        _ => format!("{year:+07}"),
    };
    format!(
        "{year}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{:03}Z",
        ms / 3_600_000,
        ms / 60_000 % 60,
        ms / 1000 % 60,
        ms % 1000
    )
}

/// Year, month from 1 and day from 1; the inverse of [`days_before`].
fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let months_since_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * months_since_march + 2) / 5 + 1;
    let month = (months_since_march + 2) % 12 + 1;
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_what_it_computes() {
        let table = [
            ((1970, 0, 1), "1970-01-01T00:00:00.000Z"),
            ((2000, 1, 29), "2000-02-29T00:00:00.000Z"),
            ((2021, 1, 30), "2021-03-02T00:00:00.000Z"),
            ((2021, -1, 1), "2020-12-01T00:00:00.000Z"),
            ((2021, 0, 0), "2020-12-31T00:00:00.000Z"),
            ((1900, 1, 29), "1900-03-01T00:00:00.000Z"),
            ((1, 0, 1), "0001-01-01T00:00:00.000Z"),
            ((-1, 11, 31), "-000001-12-31T00:00:00.000Z"),
            ((12_345, 5, 6), "+012345-06-06T00:00:00.000Z"),
        ];
        for ((year, month, day), expected) in table {
            let fields = Fields {
                year,
                month,
                day,
                ..Fields::default()
            };
            assert_eq!(
                fields.epoch_ms().map(iso_text).as_deref(),
                Some(expected),
                "{fields:?}"
            );
        }
        assert_eq!(iso_text(-1), "1969-12-31T23:59:59.999Z");
        assert_eq!(iso_text(1_790_000_000_123), "2026-09-21T14:13:20.123Z");
        let too_far = Fields {
            year: 275_761,
            day: 1,
            ..Fields::default()
        };
        assert_eq!(too_far.epoch_ms(), None);
    }
}
