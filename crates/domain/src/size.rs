//! Sizes. A size is a whole number of millimetres, whatever it was typed in.

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{FieldError, Text, UnitSystem};

/// A length in whole millimetres.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(transparent)]
pub struct Millimetres(pub u32);

/// Millimetres in an inch, exactly (international inch, 1959), as hundredths.
const HUNDREDTHS_PER_INCH: i64 = 2540;

impl Millimetres {
    /// Reads what a person types: millimetres (`2400`, `2.400 mm`, `2,4 m`), or feet and inches
    /// (`7' 10 1/2"`, `7 ft 10.5 in`, `94 1/2"`; a bare number is inches).
    pub fn parse(text: &str, units: UnitSystem) -> Result<Self, SizeError> {
        let hundredths = match units {
            UnitSystem::Metric => metric(text),
            UnitSystem::Imperial => imperial(text),
        };
        hundredths
            .and_then(|exact| {
                let away = RoundingStrategy::MidpointAwayFromZero;
                exact.round_dp_with_strategy(0, away).to_u32()
            })
            .map(Millimetres)
            .ok_or(match units {
                UnitSystem::Metric => SizeError::NotMetric,
                UnitSystem::Imperial => SizeError::NotImperial,
            })
    }

    /// Whole feet, and the rest in sixteenths of an inch, rounded to the nearest.
    pub fn feet_and_sixteenths(self) -> (u32, u32) {
        let hundredths = i64::from(self.0) * 100;
        let sixteenths = (hundredths * 16 * 2 + HUNDREDTHS_PER_INCH) / (HUNDREDTHS_PER_INCH * 2);
        let sixteenths = u32::try_from(sixteenths).unwrap_or(u32::MAX);
        (sixteenths / 192, sixteenths % 192)
    }
}

/// A text that is not a size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SizeError {
    #[error("must be a size in millimetres, such as 2400")]
    NotMetric,
    #[error("must be a size in feet and inches, such as 7' 10 1/2\"")]
    NotImperial,
}

impl SizeError {
    /// A stable word that a page can translate, as in a [`FieldError`].
    pub fn code(self) -> &'static str {
        match self {
            SizeError::NotMetric => "size_metric",
            SizeError::NotImperial => "size_imperial",
        }
    }
}

fn metric(text: &str) -> Option<Decimal> {
    let text = text.trim().to_lowercase();
    let (number, factor) = match text.strip_suffix('m') {
        None => (text.as_str(), 1),
        Some(rest) => match (rest.strip_suffix('m'), rest.strip_suffix('c')) {
            (Some(number), _) => (number, 1),
            (_, Some(number)) => (number, 10),
            _ => (rest, 1000),
        },
    };
    let number = number.trim();
    // In millimetres a mark before three digits groups thousands; in metres it is the decimal mark.
    let plain = if factor == 1 {
        ungrouped(number)?
    } else {
        number.replace(',', ".")
    };
    decimal(&plain)?.checked_mul(Decimal::from(factor))
}

/// The number without marks between its thousands, and with `.` as its decimal mark.
fn ungrouped(number: &str) -> Option<String> {
    if let Some(digits) = whole(number) {
        return Some(digits);
    }
    let (before, after) = number.rsplit_once(['.', ','])?;
    let mark = &number[before.len()..number.len() - after.len()];
    // One mark cannot both group thousands and begin the decimals.
    (!before.contains(mark)).then_some(())?;
    Some(format!("{}.{after}", whole(before)?))
}

/// The digits of a whole number, whose thousands may be grouped by one kind of mark.
fn whole(number: &str) -> Option<String> {
    const MARKS: [char; 7] = ['.', ',', ' ', '\u{a0}', '\u{202f}', '\'', '’'];
    let Some(mark) = number.chars().find(|c| MARKS.contains(c)) else {
        return Some(number.to_owned());
    };
    let (first, rest) = number.split_once(mark)?;
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let opens = (1..=3).contains(&first.len()) && digits(first) && !first.starts_with('0');
    let grouped = opens && rest.split(mark).all(|g| g.len() == 3 && digits(g));
    grouped.then(|| number.replace(mark, ""))
}

fn imperial(text: &str) -> Option<Decimal> {
    let text = text
        .trim()
        .to_lowercase()
        .replace(['′', '’'], "'")
        .replace(['″', '”'], "\"")
        .replace("''", "\"")
        .replace("feet", "'")
        .replace("foot", "'")
        .replace("ft", "'")
        .replace("inches", "\"")
        .replace("inch", "\"")
        .replace("in", "\"")
        .replace("½", " 1/2")
        .replace("¼", " 1/4")
        .replace("¾", " 3/4");
    let (feet, inches) = match text.split_once('\'') {
        // Some write 7'-10".
        Some((feet, inches)) => {
            let inches = inches.trim();
            let inches = inches.strip_prefix('-').unwrap_or(inches);
            (decimal(feet.trim())?, inches)
        }
        None => (Decimal::ZERO, text.as_str()),
    };
    let inches = inches.trim();
    let inches = inches.strip_suffix('"').unwrap_or(inches).trim();
    if inches.is_empty() && feet.is_zero() {
        return None;
    }
    let inches = inches_of(inches)?;
    let total = feet.checked_mul(Decimal::from(12))?.checked_add(inches)?;
    total.checked_mul(Decimal::new(HUNDREDTHS_PER_INCH, 2))
}

/// `10`, `10.5`, `1/2`, `10 1/2` or `10-1/2`; nothing at all is 0.
fn inches_of(text: &str) -> Option<Decimal> {
    if text.is_empty() {
        return Some(Decimal::ZERO);
    }
    match text.split_once([' ', '-']) {
        Some((whole, part)) => {
            decimal(whole)?.checked_add(fraction(part.trim_start_matches([' ', '-']))?)
        }
        None if text.contains('/') => fraction(text),
        None => decimal(text),
    }
}

fn fraction(text: &str) -> Option<Decimal> {
    let (above, below) = text.split_once('/')?;
    decimal(above)?.checked_div(decimal(below)?)
}

fn decimal(text: &str) -> Option<Decimal> {
    let digits = |b: u8| b.is_ascii_digit() || b == b'.';
    if text.is_empty() || !text.bytes().all(digits) {
        return None;
    }
    text.parse().ok()
}

/// What a customer configured: the outer size and the number of components (panes, doors).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration {
    pub width: Millimetres,
    pub height: Millimetres,
    pub component_count: u32,
    pub notes: Option<String>,
}

impl Configuration {
    pub const MAX_COMPONENTS: u32 = 100;
    pub const MAX_NOTES: usize = 4000;

    /// Checks what does not depend on the template.
    pub fn new(
        text: &mut Text,
        (width, height): (Millimetres, Millimetres),
        component_count: u32,
        notes: Option<&str>,
    ) -> Self {
        if component_count == 0 || component_count > Self::MAX_COMPONENTS {
            text.checked::<()>(Err(FieldError::new(
                "/configuration/componentCount",
                "out_of_range",
                format!("must be from 1 to {}", Self::MAX_COMPONENTS),
            )));
        }
        Configuration {
            width,
            height,
            component_count,
            notes: text.optional_lines("/configuration/notes", notes, Self::MAX_NOTES),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_metric_sizes_as_people_type_them() {
        let cases = [
            ("2400", Some(2400)),
            (" 2.400 mm", Some(2400)),
            ("2,400", Some(2400)),
            ("2 400", Some(2400)),
            ("2,4 m", Some(2400)),
            ("2.4m", Some(2400)),
            ("240 cm", Some(2400)),
            ("2400.0", Some(2400)),
            ("2400.5", Some(2401)),
            ("2400.500", Some(2401)),
            ("2400,000 mm", Some(2400)),
            ("2.400,5", Some(2401)),
            ("2,400.5", Some(2401)),
            ("2'400", Some(2400)),
            ("1.234.567", Some(1_234_567)),
            ("0.400", Some(0)),
            ("1.234.5", None),
            ("1,23,456", None),
            ("2.400 000", None),
            ("", None),
            ("-5", None),
            ("wide", None),
            ("1e3", None),
            ("99999999999999999999999999999999", None),
        ];
        for (text, expected) in cases {
            let size = Millimetres::parse(text, UnitSystem::Metric).ok();
            assert_eq!(size, expected.map(Millimetres), "{text}");
        }
    }

    #[test]
    fn reads_feet_and_inches() {
        let cases = [
            ("7' 10 1/2\"", Some(2400)),
            ("7 ft 10.5 in", Some(2400)),
            ("7'10½\"", Some(2400)),
            ("94 1/2\"", Some(2400)),
            ("94.5", Some(2400)),
            ("7'", Some(2134)),
            ("7' 0\"", Some(2134)),
            ("7'-10 1/2\"", Some(2400)),
            ("1/2", Some(13)),
            ("10-1/2", Some(267)),
            ("10 - 1/2 in", Some(267)),
            ("-5", None),
            ("-7'", None),
            ("1/2 1/2", None),
            ("1/2/2", None),
            ("", None),
            ("'", None),
            ("7' x", None),
            ("1/0", None),
        ];
        for (text, expected) in cases {
            let size = Millimetres::parse(text, UnitSystem::Imperial).ok();
            assert_eq!(size, expected.map(Millimetres), "{text}");
        }
    }

    #[test]
    fn feet_and_sixteenths_round_to_the_nearest() {
        assert_eq!(Millimetres(2400).feet_and_sixteenths(), (7, 168));
        assert_eq!(Millimetres(305).feet_and_sixteenths(), (1, 0));
        assert_eq!(Millimetres(0).feet_and_sixteenths(), (0, 0));
    }
}
