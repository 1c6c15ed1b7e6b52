use serde::Deserialize;
use winfactor_domain::{Currency, Locale};

use super::super::Region;
use super::NO_BREAK_SPACE;

/// What stands for a currency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum CurrencyDisplay {
    Code,
    #[default]
    Symbol,
    NarrowSymbol,
}

/// How many decimals amounts of a currency have by default, if it is a known one.
pub(in crate::javascript::intl) fn decimals(code: String) -> Option<u32> {
    let currency: Currency = code.parse().ok()?;
    Some(match currency.code() {
        // CLDR goes by what is in use: there have been no fillér since 1999.
        "HUF" => 0,
        _ => currency.decimals(),
    })
}

/// CLDR's symbols; the currencies that are not named have none but their code.
pub(super) fn symbol(code: &str, display: CurrencyDisplay, region: Region) -> Result<&str, String> {
    let known: Result<Currency, _> = code.parse();
    if known.is_err() && display != CurrencyDisplay::Code {
        let what = format!("the symbol of the currency {code} (`currencyDisplay: \"code\"` is)");
        return Err(what);
    }
    let language = region.language();
    Ok(match (display, code) {
        (CurrencyDisplay::Code, _) => code,
        (_, "EUR") if region == Region::Switzerland => "EUR",
        (_, "EUR") => "€",
        (_, "GBP") => "£",
        (_, "BRL") => "R$",
        (_, "ILS") => "₪",
        (_, "INR") => "₹",
        (CurrencyDisplay::Symbol, _) => match code {
            "USD" if region == Region::UnitedStates || language == Locale::De => "$",
            "USD" => "US$",
            "AUD" if language == Locale::En => "A$",
            "AUD" => "AU$",
            "CAD" if language == Locale::Nl => "C$",
            "CAD" => "CA$",
            "CNY" => "CN¥",
            "HKD" => "HK$",
            "JPY" if region == Region::UnitedStates || language == Locale::De => "¥",
            "JPY" => "JP¥",
            "MXN" => "MX$",
            "NZD" => "NZ$",
            _ => code,
        },
        (CurrencyDisplay::NarrowSymbol, _) => match code {
            "USD" | "AUD" | "CAD" | "HKD" | "MXN" | "NZD" | "SGD" => "$",
            "CNY" | "JPY" => "¥",
            "CZK" => "Kč",
            "DKK" | "ISK" | "NOK" | "SEK" => "kr",
            "HUF" => "Ft",
            "PLN" => "zł",
            "RON" if language == Locale::De => "L",
            "RON" => "lei",
            "TRY" => "₺",
            "UAH" => "₴",
            "ZAR" => "R",
            _ => code,
        },
    })
}

/// Puts an amount and its symbol together.
pub(super) fn put(symbol: &str, sign: &str, amount: &str, region: Region) -> String {
    let space = NO_BREAK_SPACE;
    match region {
        Region::UnitedStates | Region::UnitedKingdom => {
            // Letters would run into digits.
            let touches = symbol.ends_with(char::is_alphabetic)
                && amount.starts_with(|first: char| first.is_ascii_digit());
            match touches {
                true => format!("{sign}{symbol}{space}{amount}"),
                false => format!("{sign}{symbol}{amount}"),
            }
        }
        Region::Germany => format!("{sign}{amount}{space}{symbol}"),
        Region::Austria => format!("{sign}{symbol}{space}{amount}"),
        Region::Switzerland if sign.is_empty() => format!("{symbol}{space}{amount}"),
        Region::Switzerland => format!("{symbol}{sign}{amount}"),
        Region::Netherlands | Region::Belgium => format!("{symbol}{space}{sign}{amount}"),
    }
}
