//! The forms of dates that browsers read since before there was a standard: `January 2, 2021`,
//! `01/02/2021 5:30 PM`, `Sat, 02 Jan 2021 10:00:00 GMT+0200 (CET)`.
//!
//! Words before the first number are passed over, numbers with a colon are a time, the others are
//! day, month and year by their size and place.

use super::civil::Fields;
use super::iso::milliseconds;
use super::token::{Token, Word, tokens};

pub(super) fn parse(text: &str) -> Option<i64> {
    let tokens = tokens(text);
    let mut reader = Reader::default();
    let mut rest = tokens.as_slice();
    while let [token, tail @ ..] = rest {
        rest = match *token {
            Token::Number { value, .. } => reader.number(value, tail)?,
            Token::Word(word) => reader.word(word, tail)?,
            Token::Symbol(sign @ ('+' | '-')) if reader.may_have_offset() => {
                reader.offset(sign, tail)?
            }
            Token::Symbol('+' | '-' | ')') if reader.has_read_number => return None,
            Token::Symbol(_) | Token::Blank => tail,
        };
    }
    let mut fields = reader.date()?;
    reader.write_time(&mut fields)?;
    Some(fields.epoch_ms()? - reader.offset_ms())
}

#[derive(Debug, Default)]
struct Reader {
    /// Numbers that are not a time, up to three.
    numbers: Vec<i64>,
    /// From 1.
    named_month: Option<i64>,
    /// Hour, minute, second, millisecond.
    time: Vec<i64>,
    half: Option<Half>,
    offset: Option<Offset>,
    has_read_number: bool,
}

#[derive(Debug, Clone, Copy)]
enum Half {
    Morning,
    Afternoon,
}

#[derive(Debug, Clone, Copy)]
struct Offset {
    is_west: bool,
    hours: i64,
    /// None while the minutes are still to come, behind a colon.
    minutes: Option<i64>,
}

impl Reader {
    fn number<'a>(&mut self, value: i64, tail: &'a [Token]) -> Option<&'a [Token]> {
        self.has_read_number = true;
        match tail {
            [Token::Symbol(':'), Token::Symbol(':'), tail @ ..] => {
                if !self.time.is_empty() {
                    return None;
                }
                self.time.extend([value, 0]);
                return Some(tail);
            }
            [Token::Symbol(':'), tail @ ..] => {
                self.add_to_time(value)?;
                return Some(match tail {
                    [Token::Symbol('.'), tail @ ..] => tail,
                    _ => tail,
                });
            }
            [Token::Symbol('.'), tail @ ..] if self.expects_time(value) => {
                let [Token::Number { value: ms, length }, tail @ ..] = tail else {
                    return None;
                };
                self.add_to_time(value)?;
                self.add_to_time(milliseconds(*ms, *length))?;
                self.time.resize(4, 0);
                return Some(tail);
            }
            _ => {}
        }
        let tail = match tail {
            [Token::Symbol('.'), tail @ ..] => tail,
            _ => tail,
        };
        if let Some(Offset {
            minutes: minutes @ None,
            ..
        }) = &mut self.offset
            && value <= 59
        {
            *minutes = Some(value);
            return Some(tail);
        }
        if self.expects_time(value) {
            self.time.push(value);
            self.time.resize(4, 0);
            let may_follow = matches!(
                tail,
                [] | [
                    Token::Blank | Token::Word(Word::Z) | Token::Symbol('+' | '-'),
                    ..
                ]
            );
            return may_follow.then_some(tail);
        }
        if self.numbers.len() == 3 {
            return None;
        }
        self.numbers.push(value);
        Some(without_dash(tail))
    }

    fn word<'a>(&mut self, word: Word, tail: &'a [Token]) -> Option<&'a [Token]> {
        match word {
            Word::Am if !self.time.is_empty() => self.half = Some(Half::Morning),
            Word::Pm if !self.time.is_empty() => self.half = Some(Half::Afternoon),
            Word::Month(month) => {
                self.named_month = Some(month);
                return Some(without_dash(tail));
            }
            Word::Z if self.has_read_number => self.set_zone(0),
            Word::Zone(hours) if self.has_read_number => self.set_zone(hours),
            // Other words are passed over, but only before the numbers and not glued to one.
            _ if self.has_read_number || matches!(tail, [Token::Number { .. }, ..]) => {
                return None;
            }
            _ => {}
        }
        Some(tail)
    }

    fn set_zone(&mut self, hours: i64) {
        self.offset = Some(Offset {
            is_west: hours < 0,
            hours: hours.abs(),
            minutes: Some(0),
        });
    }

    /// A sign is an offset behind a time or behind UTC.
    fn may_have_offset(&self) -> bool {
        let is_utc = self
            .offset
            .is_some_and(|offset| offset.hours == 0 && offset.minutes == Some(0));
        is_utc || !self.time.is_empty()
    }

    fn offset<'a>(&mut self, sign: char, tail: &'a [Token]) -> Option<&'a [Token]> {
        let (value, length, tail) = match tail {
            [Token::Number { value, length }, tail @ ..] => (*value, *length, tail),
            _ => (0, 0, tail),
        };
        self.has_read_number = true;
        let (hours, minutes) = match (tail, length) {
            ([Token::Symbol(':'), ..], _) => (value, None),
            (_, 1 | 2) => (value, Some(0)),
            (_, 3 | 4) => (value / 100, Some(value % 100)),
            _ => return None,
        };
        self.offset = Some(Offset {
            is_west: sign == '-',
            hours,
            minutes,
        });
        Some(tail)
    }

    fn expects_time(&self, value: i64) -> bool {
        match self.time.len() {
            1 | 2 => value <= 59,
            3 => value <= 999,
            _ => false,
        }
    }

    fn add_to_time(&mut self, value: i64) -> Option<()> {
        (self.time.len() < 4).then(|| self.time.push(value))
    }

    /// Missing numbers count as 1, so "January 2" is in 2001.
    fn date(&self) -> Option<Fields> {
        let (&first, rest) = self.numbers.split_first()?;
        let second = rest.first().copied().unwrap_or(1);
        let third = rest.get(1).copied().unwrap_or(1);
        let is_day = |number: i64| (1..=31).contains(&number);
        let (year, month, day) = match self.named_month {
            Some(month) if rest.is_empty() && is_day(first) => (1, month, first),
            Some(month) if is_day(first) => (second, month, first),
            Some(month) => (first, month, second),
            None if is_day(first) => (third, first, second),
            None => (first, second, third),
        };
        let year = match year {
            0..=49 => year + 2000,
            50..=99 => year + 1900,
            _ => year,
        };
        let is_date = (1..=12).contains(&month) && is_day(day);
        is_date.then_some(Fields {
            year,
            month: month - 1,
            day,
            ..Fields::default()
        })
    }

    fn write_time(&self, fields: &mut Fields) -> Option<()> {
        let part = |position: usize| self.time.get(position).copied().unwrap_or_default();
        let hour = match (self.half, part(0)) {
            (None, hour) => hour,
            (Some(_), 13..) => return None,
            (Some(Half::Morning), hour) => hour % 12,
            (Some(Half::Afternoon), hour) => hour % 12 + 12,
        };
        let (minute, second, millisecond) = (part(1), part(2), part(3));
        let is_time = hour <= 23 && minute <= 59 && second <= 59 && millisecond <= 999;
        if !is_time && (hour, minute, second, millisecond) != (24, 0, 0, 0) {
            return None;
        }
        *fields = Fields {
            hour,
            minute,
            second,
            millisecond,
            ..*fields
        };
        Some(())
    }

    fn offset_ms(&self) -> i64 {
        self.offset.map_or(0, |offset| {
            let east = if offset.is_west { -60_000 } else { 60_000 };
            east * (offset.hours * 60 + offset.minutes.unwrap_or_default())
        })
    }
}

fn without_dash(tokens: &[Token]) -> &[Token] {
    match tokens {
        [Token::Symbol('-'), tail @ ..] => tail,
        _ => tokens,
    }
}
