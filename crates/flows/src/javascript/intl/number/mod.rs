//! `Intl.NumberFormat`: decimal numbers, percentages, money and units.

mod currency;
mod digits;
mod settings;
mod unit;

use winfactor_domain::format;

use super::Region;
use digits::Digits;
use settings::{Grouping, Settings, SignDisplay, Style};
use unit::Unit;

pub(super) use currency::decimals;
pub(super) use settings::Amount;

const NO_BREAK_SPACE: char = '\u{a0}';

/// Of a number that is given as a text: the engine's limits do not hold in here.
const MAX_DIGITS: usize = 1000;

/// A number without its sign, written out.
struct Written {
    text: String,
    is_negative: bool,
    /// After rounding.
    is_zero: bool,
    is_one: bool,
    is_number: bool,
}

/// The text, or what there is no table for.
pub(super) fn write(settings: &str, amount: &Amount) -> Result<String, String> {
    let settings: Settings =
        serde_json::from_str(settings).map_err(|error| format!("this format ({error})"))?;
    if let Amount::Text(text) = amount
        && text.len() > MAX_DIGITS
    {
        return Err(format!("a number of more than {MAX_DIGITS} digits"));
    }
    let written = settings.digits(amount);
    let sign = settings.sign(&written);
    let text = &written.text;
    Ok(match settings.style {
        Style::Decimal => format!("{sign}{text}"),
        Style::Percent => match settings.locale {
            Region::Germany | Region::Austria => format!("{sign}{text}{NO_BREAK_SPACE}%"),
            _ => format!("{sign}{text}%"),
        },
        Style::Currency => {
            let code = settings.currency.as_deref().unwrap_or_default();
            let symbol = currency::symbol(code, settings.currency_display, settings.locale)?;
            currency::put(symbol, sign, text, settings.locale)
        }
        Style::Unit => {
            let unit = Unit::find(settings.unit.as_deref().unwrap_or_default())?;
            let around = unit.around(settings.unit_display, written.is_one, settings.locale);
            format!("{sign}{text}{around}")
        }
    })
}

impl Settings {
    fn digits(&self, amount: &Amount) -> Written {
        let (mut digits, is_negative) = match amount {
            Amount::Number(number) if !number.is_finite() => {
                return Written {
                    text: if number.is_nan() { "NaN" } else { "∞" }.to_owned(),
                    is_negative: *number < 0.0,
                    is_zero: false,
                    is_one: false,
                    is_number: !number.is_nan(),
                };
            }
            Amount::Number(number) => (Digits::of_number(*number), number.is_sign_negative()),
            Amount::Text(text) => {
                let unsigned = text.trim_start_matches(['-', '+']);
                (Digits::of(unsigned), text.starts_with('-'))
            }
        };
        if self.style == Style::Percent {
            digits = digits.percent();
        }
        match self.maximum_significant_digits {
            Some(most) => digits.round_to_significant(most),
            None => digits.round_to_fraction(self.maximum_fraction_digits.unwrap_or_default()),
        }
        let (whole, fraction) =
            digits.split(self.minimum_integer_digits, self.least_fraction(&digits));
        let is_one = whole == "1" && fraction.is_empty();
        Written {
            text: self.marked(&whole, &fraction),
            is_negative,
            is_zero: digits.is_zero(),
            is_one,
            is_number: true,
        }
    }

    /// How many digits after the decimal mark are shown, even if they are 0.
    fn least_fraction(&self, digits: &Digits) -> usize {
        match self.maximum_significant_digits {
            Some(_) => {
                let least = self.minimum_significant_digits.unwrap_or(1);
                digits.fraction_of_significant(least)
            }
            None => self.minimum_fraction_digits.unwrap_or_default(),
        }
    }

    fn marked(&self, whole: &str, fraction: &str) -> String {
        let (group, decimal) = self.marks();
        let least = match self.use_grouping {
            Grouping::Never => usize::MAX,
            Grouping::Auto | Grouping::Always => 4,
            Grouping::Min2 => 5,
        };
        let mut text = String::new();
        for (position, digit) in whole.chars().enumerate() {
            let is_group = position > 0 && (whole.len() - position).is_multiple_of(3);
            if is_group && whole.len() >= least {
                text.push(group);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(decimal);
            text.push_str(fraction);
        }
        text
    }

    fn marks(&self) -> (char, char) {
        let (group, decimal) = format::separators(self.locale.language());
        match self.locale {
            Region::Austria if self.style != Style::Currency => (NO_BREAK_SPACE, decimal),
            Region::Switzerland => ('\'', '.'),
            _ => (group, decimal),
        }
    }

    fn sign(&self, written: &Written) -> &'static str {
        let Written {
            is_negative,
            is_zero,
            is_number,
            ..
        } = *written;
        let minus = if is_negative { "-" } else { "" };
        match self.sign_display {
            SignDisplay::Auto => minus,
            SignDisplay::Never => "",
            SignDisplay::Negative if is_zero => "",
            SignDisplay::Negative => minus,
            SignDisplay::ExceptZero if is_zero || !is_number => "",
            SignDisplay::Always | SignDisplay::ExceptZero if is_negative => "-",
            SignDisplay::Always | SignDisplay::ExceptZero => "+",
        }
    }
}
