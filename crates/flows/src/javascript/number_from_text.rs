/// What JavaScript's `Number(text)` gives: blanks around it do not count, nothing is 0, prefixes
/// mean hexadecimal, octal and binary, and whatever is no number is NaN.
pub(crate) fn number_from_text(text: &str) -> f64 {
    let text = text.trim_matches(is_blank);
    if text.is_empty() {
        return 0.0;
    }
    for (prefixes, radix) in [(["0x", "0X"], 16), (["0o", "0O"], 8), (["0b", "0B"], 2)] {
        if let Some(digits) = prefixes.iter().find_map(|prefix| text.strip_prefix(prefix)) {
            return whole_number(digits, radix);
        }
    }
    match text.strip_prefix(['+', '-']).unwrap_or(text) {
        "Infinity" if text.starts_with('-') => f64::NEG_INFINITY,
        "Infinity" => f64::INFINITY,
        // Rust also reads "inf" and "nan", which JavaScript does not.
        unsigned if unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') => {
            text.parse().unwrap_or(f64::NAN)
        }
        _ => f64::NAN,
    }
}

/// What JavaScript counts as white space: the byte order mark, too.
pub(crate) fn is_blank(character: char) -> bool {
    character.is_whitespace() || character == '\u{feff}'
}

fn whole_number(digits: &str, radix: u32) -> f64 {
    if digits.is_empty() {
        return f64::NAN;
    }
    digits
        .chars()
        .try_fold(0.0, |number, digit| {
            Some(number * f64::from(radix) + f64::from(digit.to_digit(radix)?))
        })
        .unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_as_javascript_does() {
        let table = [
            ("", 0.0),
            (" \n\u{feff}", 0.0),
            (" 7 ", 7.0),
            ("-5.5", -5.5),
            ("+5", 5.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("1e3", 1000.0),
            ("0x1F", 31.0),
            ("0b101", 5.0),
            ("0o17", 15.0),
            ("Infinity", f64::INFINITY),
            ("-Infinity", f64::NEG_INFINITY),
        ];
        for (text, expected) in table {
            assert_eq!(number_from_text(text), expected, "{text:?}");
        }
        for text in [
            "abc", "1,250", "1 2", "inf", "nan", "0x", "0xg", "-0x1", "--1", "1e", ".", "12px",
        ] {
            assert!(number_from_text(text).is_nan(), "{text:?}");
        }
    }
}
