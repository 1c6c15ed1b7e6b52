use std::fmt::Write as _;

use serde_json::{Number, Value};

/// Whole numbers up to here are exact in a JavaScript number (2^53).
const MAX_EXACT: u64 = 1 << 53;

/// A number as JSON that came out of a computation: whole ones without a fraction. NaN and the
/// infinities are null, as `JSON.stringify` writes them.
pub(crate) fn number_value(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() <= MAX_EXACT as f64 {
        Value::from(number as i64)
    } else {
        Number::from_f64(number).map_or(Value::Null, Value::Number)
    }
}

/// Appends a number as JavaScript's `String(n)` prints it. Whole numbers beyond 2^53 lose their
/// last digits, as they do there.
pub(super) fn push_number(out: &mut String, number: &Number) {
    match number.as_i64() {
        // Writing into a String cannot fail.
        Some(whole) if whole.unsigned_abs() <= MAX_EXACT => _ = write!(out, "{whole}"),
        _ => push_float(out, number.as_f64().unwrap_or(f64::NAN)),
    }
}

/// ECMAScript's Number::toString for radix 10: the shortest digits that read back as the same
/// number, plain between 1e-6 and 1e21, otherwise with an exponent.
fn push_float(out: &mut String, number: f64) {
    if !number.is_finite() {
        out.push_str("null");
        return;
    }
    if number == 0.0 {
        out.push('0');
        return;
    }
    if number < 0.0 {
        out.push('-');
    }
    let scientific = format!("{:e}", number.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let count = digits.len() as i32;
    // The decimal point stands after this many digits.
    let point = exponent.parse::<i32>().unwrap_or(0) + 1;

    if (count..=21).contains(&point) {
        out.push_str(&digits);
        push_zeros(out, point - count);
    } else if (1..=21).contains(&point) {
        let (whole, fraction) = digits.split_at(point as usize);
        out.push_str(whole);
        out.push('.');
        out.push_str(fraction);
    } else if (-5..=0).contains(&point) {
        out.push_str("0.");
        push_zeros(out, -point);
        out.push_str(&digits);
    } else {
        let (first, rest) = digits.split_at(1);
        out.push_str(first);
        if !rest.is_empty() {
            out.push('.');
            out.push_str(rest);
        }
        _ = write!(out, "e{:+}", point - 1);
    }
}

fn push_zeros(out: &mut String, count: i32) {
    out.extend(std::iter::repeat_n('0', count.max(0) as usize));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn prints_numbers_as_javascript_does() {
        let table = [
            ("0", "0"),
            ("-0", "0"),
            ("-0.0", "0"),
            ("5", "5"),
            ("5.0", "5"),
            ("-5.5", "-5.5"),
            ("1250.00", "1250"),
            ("1682.51", "1682.51"),
            ("0.1", "0.1"),
            ("0.000001", "0.000001"),
            ("0.0000001", "1e-7"),
            ("1.5e-7", "1.5e-7"),
            ("1e20", "100000000000000000000"),
            ("1e21", "1e+21"),
            ("1.25e21", "1.25e+21"),
            ("123456789012345680000", "123456789012345680000"),
            ("9007199254740993", "9007199254740992"),
            ("18446744073709551615", "18446744073709552000"),
            ("-9223372036854775808", "-9223372036854776000"),
            ("1.7976931348623157e308", "1.7976931348623157e+308"),
            ("5e-324", "5e-324"),
            ("12345.678901", "12345.678901"),
        ];
        for (json, expected) in table {
            let number: Number = serde_json::from_str(json).unwrap();
            let mut out = String::new();
            push_number(&mut out, &number);
            assert_eq!(out, expected, "{json}");
        }
    }
}
