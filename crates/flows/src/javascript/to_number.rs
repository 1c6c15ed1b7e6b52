use serde_json::Value;

use super::display::display;
use super::whitespace::trim;

/// `Number(value)`; NaN for what is no number.
pub(crate) fn to_number(value: &Value) -> f64 {
    match value {
        Value::Null => 0.0,
        Value::Bool(is_true) => f64::from(u8::from(*is_true)),
        Value::Number(number) => number.as_f64().unwrap_or(f64::NAN),
        Value::String(text) => number_from_text(text),
        Value::Array(_) => number_from_text(&display(value)),
        Value::Object(_) => f64::NAN,
    }
}

/// `Number(text)`; NaN for what is no number.
pub(crate) fn number_from_text(text: &str) -> f64 {
    let text = trim(text);
    if text.is_empty() {
        return 0.0;
    }
    let prefixed = text.get(..2).zip(text.get(2..));
    match prefixed {
        Some(("0x" | "0X", digits)) => return whole_number(digits, 16),
        Some(("0o" | "0O", digits)) => return whole_number(digits, 8),
        Some(("0b" | "0B", digits)) => return whole_number(digits, 2),
        _ => {}
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if unsigned == "Infinity" || is_decimal(unsigned) {
        // Rust reads the same decimal forms, with the same rounding.
        text.parse().unwrap_or(f64::NAN)
    } else {
        f64::NAN
    }
}

fn whole_number(digits: &str, radix: u32) -> f64 {
    if digits.is_empty() {
        return f64::NAN;
    }
    digits.chars().fold(0.0, |sum, digit| {
        digit
            .to_digit(radix)
            .map_or(f64::NAN, |digit| sum * f64::from(radix) + f64::from(digit))
    })
}

/// `12`, `12.`, `.5` or `1.5`, each perhaps with an exponent.
fn is_decimal(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_exponent = |text: &str| {
        let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
        !digits.is_empty() && are_digits(digits)
    };
    are_digits(whole)
        && are_digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent.is_none_or(is_exponent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_become_numbers_as_in_javascript() {
        let table = [
            (Value::Null, 0.0),
            (json!(true), 1.0),
            (json!(false), 0.0),
            (json!(2.5), 2.5),
            (json!(""), 0.0),
            (json!(" \n\u{feff} "), 0.0),
            (json!(" 12 "), 12.0),
            (json!("1e3"), 1000.0),
            (json!("-1.5E-1"), -0.15),
            (json!("+7"), 7.0),
            (json!("5."), 5.0),
            (json!(".5"), 0.5),
            (json!("007"), 7.0),
            (json!("0x1F"), 31.0),
            (json!("0b101"), 5.0),
            (json!("0O17"), 15.0),
            (json!("-Infinity"), f64::NEG_INFINITY),
            (json!([]), 0.0),
            (json!([5]), 5.0),
            (json!(["0x10"]), 16.0),
            (json!([null]), 0.0),
        ];
        for (value, expected) in table {
            assert_eq!(to_number(&value), expected, "{value}");
        }
        for value in [
            json!("abc"),
            json!("1,5"),
            json!("1 2"),
            json!("1_000"),
            json!("12px"),
            json!("."),
            json!("e5"),
            json!("1e"),
            json!("-0x10"),
            json!("0x"),
            json!("inf"),
            json!("nan"),
            json!("infinity"),
            json!("--1"),
            json!([1, 2]),
            json!([true]),
            json!({}),
        ] {
            assert!(to_number(&value).is_nan(), "{value}");
        }
    }
}
