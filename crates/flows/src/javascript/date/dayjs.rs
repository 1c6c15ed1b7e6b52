use super::super::whitespace::is_whitespace;
use super::civil::Fields;
use super::date_of_text;

/// `dayjs(text)`: a text that ends in Z is for `Date`, one of the form `2021-01-02 10:20:30.400`,
/// where all but the year may be missing, is read field by field and rolls over, and the rest is for
/// `Date` again.
pub(crate) fn day_of_text(text: &str) -> Option<i64> {
    if text.ends_with(['Z', 'z']) {
        return date_of_text(text);
    }
    match fields(text) {
        Some(fields) => fields.epoch_ms(),
        None => date_of_text(text),
    }
}

fn fields(text: &str) -> Option<Fields> {
    let mut rest = text;
    let year = digits(&mut rest, 4).filter(|digits| digits.len() == 4)?;
    skip(&mut rest, &['-', '/']);
    let month = digits(&mut rest, 2);
    skip(&mut rest, &['-', '/']);
    let day = digits(&mut rest, 2);
    rest = rest.trim_start_matches(|it| matches!(it, 'T' | 't') || is_whitespace(it));
    let hour = digits(&mut rest, 2);
    skip(&mut rest, &[':']);
    let minute = digits(&mut rest, 2);
    skip(&mut rest, &[':']);
    let second = digits(&mut rest, 2);
    skip(&mut rest, &['.', ':']);
    let fraction = digits(&mut rest, usize::MAX);
    if !rest.is_empty() {
        return None;
    }
    let number = |digits: Option<&str>, otherwise| {
        digits
            .and_then(|digits| digits.parse().ok())
            .unwrap_or(otherwise)
    };
    let year = number(Some(year), 0);
    Some(Fields {
        // JavaScript takes the years 0 to 99 for those of the twentieth century.
        year: if year <= 99 { year + 1900 } else { year },
        month: number(month, 1) - 1,
        day: number(day, 1),
        hour: number(hour, 0),
        minute: number(minute, 0),
        second: number(second, 0),
        // The digits count as they stand: ".5" is five milliseconds.
        millisecond: number(fraction.map(|digits| &digits[..digits.len().min(3)]), 0),
    })
}

/// Takes up to so many digits; none at all is None.
fn digits<'a>(rest: &mut &'a str, most: usize) -> Option<&'a str> {
    let count = rest
        .bytes()
        .take(most)
        .take_while(u8::is_ascii_digit)
        .count();
    let (digits, tail) = rest.split_at(count);
    *rest = tail;
    (count > 0).then_some(digits)
}

fn skip(rest: &mut &str, symbols: &[char]) {
    *rest = rest.strip_prefix(symbols).unwrap_or(rest);
}

#[cfg(test)]
mod tests {
    use super::super::iso_text;
    use super::*;

    #[test]
    fn texts_are_dates_as_in_dayjs() {
        let table = [
            ("2021", "2021-01-01T00:00:00.000Z"),
            ("20210102", "2021-01-02T00:00:00.000Z"),
            ("2021-1-2", "2021-01-02T00:00:00.000Z"),
            ("2021/01/02", "2021-01-02T00:00:00.000Z"),
            ("2021-02-30", "2021-03-02T00:00:00.000Z"),
            ("2021-00-00", "2020-11-30T00:00:00.000Z"),
            ("2021-01-02T10:20:30", "2021-01-02T10:20:30.000Z"),
            ("2021-01-02 10:20:30.5", "2021-01-02T10:20:30.005Z"),
            ("2021-01-02 10:20:30.123456", "2021-01-02T10:20:30.123Z"),
            ("2021-01-02 25:61", "2021-01-03T02:01:00.000Z"),
            ("0050-01-01", "1950-01-01T00:00:00.000Z"),
            ("2021-01-02T10:20:30.5Z", "2021-01-02T10:20:30.500Z"),
            ("2021-01-02T10:20:30z", "2021-01-02T10:20:30.000Z"),
            ("2021-02-30T00:00:00Z", "2021-03-02T00:00:00.000Z"),
            ("2021-01-02T24:00Z", "2021-01-03T00:00:00.000Z"),
            ("2021-01-02T10:00:00+02:00", "2021-01-02T08:00:00.000Z"),
            ("2021-01-02T10:00:00-0530", "2021-01-02T15:30:00.000Z"),
            ("2021-01-02 10:00:00 +02:00", "2021-01-02T08:00:00.000Z"),
            ("+002021-01-02T00:00Z", "2021-01-02T00:00:00.000Z"),
            ("January 2, 2021", "2021-01-02T00:00:00.000Z"),
            ("2 jan 2021 5:30 PM", "2021-01-02T17:30:00.000Z"),
            ("Jan 2 2021 12:05 am", "2021-01-02T00:05:00.000Z"),
            ("01/02/2021", "2021-01-02T00:00:00.000Z"),
            ("1/2/49", "2049-01-02T00:00:00.000Z"),
            ("1/2/50", "1950-01-02T00:00:00.000Z"),
            ("January 2", "2001-01-02T00:00:00.000Z"),
            ("January 2021", "2021-01-01T00:00:00.000Z"),
            (
                "Sat, 02 Jan 2021 10:00:00 GMT+0200 (CET)",
                "2021-01-02T08:00:00.000Z",
            ),
            (
                "Sat Jan 02 2021 10:00:00.25 PST",
                "2021-01-02T18:00:00.250Z",
            ),
            ("2021-01-02Z", "2021-01-02T00:00:00.000Z"),
        ];
        for (text, expected) in table {
            assert_eq!(
                day_of_text(text).map(iso_text).as_deref(),
                Some(expected),
                "{text}"
            );
        }
    }

    #[test]
    fn other_texts_are_no_dates() {
        for text in [
            "",
            " ",
            "soon",
            "1st January 2021",
            "2021-01-02T25:00Z",
            "2021-01-02T10Z",
            "13/01/2021",
            "2021-01-02 13:00 PM",
            "January",
            "1 2 3 4",
            "10:00",
            "January 2, 999999999",
            "Z",
        ] {
            assert_eq!(day_of_text(text), None, "{text}");
        }
    }
}
