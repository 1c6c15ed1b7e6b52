use super::decimal;
use crate::{Locale, Money};

/// No line break between an amount and its symbol.
const NO_BREAK_SPACE: char = '\u{a0}';

/// An amount with its symbol where the language puts it: `$1,682.51`, `1.682,51 €`, `€ 1.682,51`.
pub fn money(money: Money, locale: Locale) -> String {
    let symbol = money.currency().symbol();
    let sign = if money.minor() < 0 { "-" } else { "" };
    let number = decimal(money.amount().abs(), locale);
    // `CHF` and `kr.` would run into the digits; `$`, `€` and `CA$` do not.
    let is_word = symbol.ends_with(|c: char| c.is_alphabetic() || c == '.');
    match locale {
        Locale::En if is_word => format!("{sign}{symbol}{NO_BREAK_SPACE}{number}"),
        Locale::En => format!("{sign}{symbol}{number}"),
        Locale::De => format!("{sign}{number}{NO_BREAK_SPACE}{symbol}"),
        Locale::Nl => format!("{symbol}{NO_BREAK_SPACE}{sign}{number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;

    #[test]
    fn the_symbol_stands_where_the_language_puts_it() {
        let amount = |minor, code: &str| {
            let currency = code.parse().unwrap_or(Currency::EUR);
            Money::from_minor(minor, currency)
        };
        let cases = [
            (amount(168_251, "EUR"), Locale::De, "1.682,51\u{a0}€"),
            (amount(168_251, "USD"), Locale::En, "$1,682.51"),
            (amount(168_251, "EUR"), Locale::Nl, "€\u{a0}1.682,51"),
            (amount(-5, "EUR"), Locale::Nl, "€\u{a0}-0,05"),
            (amount(-500, "USD"), Locale::En, "-$5.00"),
            (amount(100_000, "CHF"), Locale::En, "CHF\u{a0}1,000.00"),
            (amount(100_000, "DKK"), Locale::En, "kr.\u{a0}1,000.00"),
            (amount(100_000, "CAD"), Locale::En, "CA$1,000.00"),
            (amount(1_234_567, "JPY"), Locale::De, "1.234.567\u{a0}¥"),
        ];
        for (money_, locale, expected) in cases {
            assert_eq!(money(money_, locale), expected);
        }
    }
}
