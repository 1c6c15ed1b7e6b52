use rust_decimal::Decimal;

use crate::Locale;

/// A whole number with its thousands grouped: `2,400`, `2.400`.
pub fn integer(value: i64, locale: Locale) -> String {
    decimal(Decimal::from(value), locale)
}

/// A decimal number with all the decimals it has: `1,682.51`, `1.682,51`.
pub fn decimal(value: Decimal, locale: Locale) -> String {
    let (group, mark) = separators(locale);
    let plain = value.abs().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::with_capacity(plain.len() + plain.len() / 3 + 1);
    if value.is_sign_negative() && !value.is_zero() {
        text.push('-');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(mark);
        text.push_str(fraction);
    }
    text
}

/// What stands between thousands, and before the decimals.
pub fn separators(locale: Locale) -> (char, char) {
    match locale {
        Locale::En => (',', '.'),
        Locale::De | Locale::Nl => ('.', ','),
    }
}
