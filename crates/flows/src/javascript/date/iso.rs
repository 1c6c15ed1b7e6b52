use super::civil::Fields;
use super::token::{Token, Word, tokens};

/// What a text is as an ISO date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    Date(i64),
    /// An ISO date up to its `T`, but not behind it; no other form begins like this.
    Broken,
    OtherForm,
}

/// Reads `YYYY`, `YYYY-MM` and `YYYY-MM-DD`, each perhaps with `THH:mm`, seconds, a fraction and an
/// offset. A year may have a sign and six digits. Days may go to 31 in each month: they roll over.
pub(super) fn parse(text: &str) -> Reading {
    let tokens = tokens(text);
    let mut rest = tokens.as_slice();
    let Some((mut fields, is_time_next)) = date(&mut rest) else {
        return Reading::OtherForm;
    };
    let ms = if is_time_next {
        time(&mut rest, &mut fields).and_then(|offset_ms| Some(fields.epoch_ms()? - offset_ms))
    } else {
        fields.epoch_ms()
    };
    ms.map_or(Reading::Broken, Reading::Date)
}

/// The date, and whether a `T` follows. None for anything else.
fn date(rest: &mut &[Token]) -> Option<(Fields, bool)> {
    let year = match rest {
        [Token::Number { value, length: 4 }, tail @ ..] => {
            *rest = tail;
            *value
        }
        [
            Token::Symbol(sign @ ('+' | '-')),
            Token::Number { value, length: 6 },
            tail @ ..,
        ] if !(*sign == '-' && *value == 0) => {
            *rest = tail;
            if *sign == '-' { -*value } else { *value }
        }
        _ => return None,
    };
    let mut fields = Fields {
        year,
        day: 1,
        ..Fields::default()
    };
    if skip(rest, '-') {
        fields.month = two_digits(rest, 1..=12)? - 1;
        if skip(rest, '-') {
            fields.day = two_digits(rest, 1..=31)?;
        }
    }
    match rest {
        [] => Some((fields, false)),
        [Token::Word(Word::TimeSeparator), tail @ ..] => {
            *rest = tail;
            Some((fields, true))
        }
        _ => None,
    }
}

/// Reads the time of day into the fields, and gives the offset from UTC in milliseconds.
fn time(rest: &mut &[Token], fields: &mut Fields) -> Option<i64> {
    fields.hour = two_digits(rest, 0..=24)?;
    if !skip(rest, ':') {
        return None;
    }
    fields.minute = two_digits(rest, 0..=59)?;
    if skip(rest, ':') {
        fields.second = two_digits(rest, 0..=59)?;
        if skip(rest, '.') {
            fields.millisecond = match rest {
                [Token::Number { value, length }, tail @ ..] => {
                    *rest = tail;
                    milliseconds(*value, *length)
                }
                _ => return None,
            };
        }
    }
    // Midnight may be written as the end of the day.
    if fields.hour == 24 && (fields.minute, fields.second, fields.millisecond) != (0, 0, 0) {
        return None;
    }
    match rest {
        [] | [Token::Word(Word::Z)] => Some(0),
        [Token::Symbol(sign @ ('+' | '-')), tail @ ..] => {
            let east = if *sign == '-' { -60_000 } else { 60_000 };
            Some(east * offset_minutes(tail)?)
        }
        _ => None,
    }
}

fn offset_minutes(rest: &[Token]) -> Option<i64> {
    let (hours, minutes) = match rest {
        [Token::Number { value, length: 4 }] => (value / 100, value % 100),
        [
            Token::Number {
                value: hours,
                length: 2,
            },
            Token::Symbol(':'),
            Token::Number {
                value: minutes,
                length: 2,
            },
        ] => (*hours, *minutes),
        _ => return None,
    };
    (hours <= 23 && minutes <= 59).then_some(hours * 60 + minutes)
}

/// The digits behind the point as milliseconds: `.5` is 500, further digits are dropped.
pub(super) fn milliseconds(value: i64, length: usize) -> i64 {
    match length {
        1 => value * 100,
        2 => value * 10,
        3 => value,
        // No more digits than these were read.
        longer => value / 10_i64.pow(longer.min(9) as u32 - 3),
    }
}

fn skip(rest: &mut &[Token], symbol: char) -> bool {
    match rest {
        [Token::Symbol(found), tail @ ..] if *found == symbol => {
            *rest = tail;
            true
        }
        _ => false,
    }
}

fn two_digits(rest: &mut &[Token], range: std::ops::RangeInclusive<i64>) -> Option<i64> {
    match rest {
        [Token::Number { value, length: 2 }, tail @ ..] if range.contains(value) => {
            *rest = tail;
            Some(*value)
        }
        _ => None,
    }
}
