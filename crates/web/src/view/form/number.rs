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
    let (sign, digits) = match compact.strip_prefix(['-', '−']) {
        Some(digits) => ("-", digits),
        None => ("", compact.as_str()),
    };
    let (whole, fraction) = match decimal_mark(digits, locale) {
        Some(mark) => digits.split_once(mark)?,
        None => (digits, ""),
    };
    let whole = ungrouped(whole)?;
    if !fraction.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let plain = match fraction {
        "" => whole,
        fraction => format!("{whole}.{fraction}"),
    };
    format!("{sign}{plain}").parse().ok()
}

/// Which of the marks separates the decimals, if one does.
fn decimal_mark(digits: &str, locale: Locale) -> Option<char> {
    let grouping = match locale {
        Locale::En => ',',
        Locale::De | Locale::Nl => '.',
    };
    let marks: Vec<(usize, char)> = digits.char_indices().filter(|(_, c)| is_mark(*c)).collect();
    match marks.as_slice() {
        [] => None,
        [(at, only)] => {
            let groups_thousands = *only == grouping && digits.len() - at == 4;
            (!groups_thousands).then_some(*only)
        }
        [(_, first), .., (_, last)] => (first != last).then_some(*last),
    }
}

/// The digits of a whole number, whose thousands may be grouped by one kind of mark.
fn ungrouped(whole: &str) -> Option<String> {
    let mark = whole.chars().find(|c| is_mark(*c));
    let groups: Vec<&str> = match mark {
        Some(mark) => whole.split(mark).collect(),
        None => vec![whole],
    };
    let are_digits = |group: &&str| group.chars().all(|c| c.is_ascii_digit());
    let (first, more) = groups.split_first()?;
    let first_fits = !first.is_empty() && (more.is_empty() || first.len() <= 3);
    let well_formed = first_fits && more.iter().all(|group| group.len() == 3);
    (well_formed && groups.iter().all(are_digits)).then(|| groups.concat())
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn numbers_are_read_as_the_language_writes_them() {
        let cases = [
            ("1250", Locale::De, "1250"),
            ("5,", Locale::De, "5"),
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
            assert_eq!(
                read_decimal(text, locale),
                Some(expected),
                "{text} in {locale}"
            );
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "-",
            "abc",
            "1e3",
            "1,2.3,4",
            "1,23.4",
            "12,34,567",
            "€ 5",
            "5 %",
            ".5",
        ] {
            assert_eq!(read_decimal(text, Locale::En), None, "{text}");
        }
    }

    #[test]
    fn what_an_input_shows_reads_back() {
        for locale in Locale::ALL {
            for value in ["0", "1250.00", "-99.95", "1.005", "0.125"] {
                let value: Decimal = value.parse().unwrap();
                assert_eq!(
                    read_decimal(&show_decimal(value, locale), locale),
                    Some(value)
                );
            }
        }
    }
}
