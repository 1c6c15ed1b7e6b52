use jiff::ZonedDateTime;

use super::super::Region;
use super::{names, zone_name};

/// Fills in a pattern of CLDR's letters; what stands between single quotes stays as it is.
pub(super) fn fill(pattern: &str, at: &ZonedDateTime, region: Region) -> Result<String, String> {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        if let Some((literal, after)) = rest.strip_prefix('\'').and_then(|it| it.split_once('\'')) {
            text.push_str(literal);
            rest = after;
            continue;
        }
        let count = rest.chars().take_while(|it| *it == first).count();
        if first.is_ascii_alphabetic() {
            text.push_str(&field(first, count, at, region)?);
            rest = &rest[count..];
        } else {
            text.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    Ok(text)
}

fn field(letter: char, count: usize, at: &ZonedDateTime, region: Region) -> Result<String, String> {
    let month = usize::from(at.month().unsigned_abs()).saturating_sub(1);
    let number = |number: i16| match count {
        2 => format!("{number:02}"),
        _ => number.to_string(),
    };
    let hour = i16::from(at.hour());
    Ok(match (letter, count) {
        ('y', 2) => number(at.year() % 100),
        ('y', _) => at.year().to_string(),
        ('M' | 'L', 4) => names::month(month, region).to_owned(),
        ('M', 3) => names::short_month(month, region).to_owned(),
        ('L', 3) => names::short_month_alone(month, region),
        ('M', _) => number(at.month().into()),
        ('d', _) => number(at.day().into()),
        ('E' | 'c', 4) => names::weekday(at.weekday(), region).to_owned(),
        ('E', _) => names::short_weekday(at.weekday(), region),
        ('c', _) => names::short_weekday_alone(at.weekday(), region),
        ('h', _) => number((hour + 11) % 12 + 1),
        ('K', _) => number(hour % 12),
        ('k', _) => number((hour + 23) % 24 + 1),
        ('H', _) => number(hour),
        ('m', _) => number(at.minute().into()),
        ('s', _) => number(at.second().into()),
        ('a', _) => names::half_day(hour >= 12, region).to_owned(),
        ('z', 4) => zone_name::long(at, region)?.to_owned(),
        ('z', _) => zone_name::short(at, region)?,
        (letter, _) => letter.to_string(),
    })
}
