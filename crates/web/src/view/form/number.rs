//! Numbers in inputs: written with the decimal mark of the language and without grouping, read as
//! people type them.

use rust_decimal::Decimal;
use winfactor_domain::Locale;

/// A number as an input shows it: `1250.00`, `1250,00`.
pub fn show_decimal(value: Decimal, locale: Locale) -> String {
    let plain = value.to_string();
    match locale {
        Locale::En => plain,
        Locale::De | Locale::Nl => plain.replace('.', ","),
    }
}

/// A number as people type it: `1250`, `1.250,00` or `1250,5` in German and Dutch, `1,250.00` in
/// English. Where only one mark stands, it is the decimal mark, unless exactly three digits follow
/// it and the language groups with it. Nothing for anything else.
pub fn read_decimal(text: &str, locale: Locale) -> Option<Decimal> {
    let compact: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’'))
        .collect();
    let grouping = match locale {
        Locale::En => ',',
        Locale::De | Locale::Nl => '.',
    };
    let marks: Vec<char> = compact.chars().filter(|c| matches!(c, '.' | ',')).collect();
    let decimal_mark = match marks.as_slice() {
        [] => None,
        [only] => {
            let digits_after = compact.len() - compact.find(*only)? - 1;
            (*only != grouping || digits_after != 3).then_some(*only)
        }
        [first, .., last] if first == last => None,
        [.., last] => Some(*last),
    };
    let plain: String = compact
        .chars()
        .filter_map(|c| match c {
            c if Some(c) == decimal_mark => Some('.'),
            '.' | ',' => None,
            c => Some(c),
        })
        .collect();
    let (sign, digits) = match plain.strip_prefix(['-', '−']) {
        Some(digits) => ("-", digits),
        None => ("", plain.as_str()),
    };
    let well_formed = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    if !well_formed {
        return None;
    }
    format!("{sign}{digits}").parse().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn numbers_are_read_as_the_language_writes_them() {
        let cases = [
            ("1250", Locale::De, "1250"),
            ("1.250,00", Locale::De, "1250.00"),
            ("1.250", Locale::De, "1250"),
            ("1.25", Locale::De, "1.25"),
            ("1250,5", Locale::Nl, "1250.5"),
            ("-1 250,50", Locale::Nl, "-1250.50"),
            ("1,250.00", Locale::En, "1250.00"),
            ("1,250", Locale::En, "1250"),
            ("1.250", Locale::En, "1.250"),
            ("12,5", Locale::En, "12.5"),
            ("1.234.567", Locale::De, "1234567"),
            ("0.021", Locale::En, "0.021"),
        ];
        for (text, locale, expected) in cases {
            let expected: Decimal = expected.parse().unwrap();
            assert_eq!(read_decimal(text, locale), Some(expected), "{text} in {locale}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "-", "abc", "1e3", "1,2.3,4", "€ 5", "5 %", ".5"] {
            assert_eq!(read_decimal(text, Locale::En), None, "{text}");
        }
    }

    #[test]
    fn what_an_input_shows_reads_back() {
        for locale in Locale::ALL {
            for value in ["0", "1250.00", "-99.95", "1.005", "0.125"] {
                let value: Decimal = value.parse().unwrap();
                assert_eq!(read_decimal(&show_decimal(value, locale), locale), Some(value));
            }
        }
    }
}
