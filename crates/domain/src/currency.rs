use std::{fmt, str::FromStr};

/// A currency of ISO 4217 that quotes can be made in.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency(&'static Row);

#[derive(PartialEq, Eq, Hash)]
struct Row {
    code: &'static str,
    symbol: &'static str,
    /// How many decimals the minor unit has (ISO 4217's exponent).
    decimals: u32,
}

const fn row(code: &'static str, symbol: &'static str, decimals: u32) -> Row {
    Row {
        code,
        symbol,
        decimals,
    }
}

static CURRENCIES: [Row; 30] = [
    row("EUR", "€", 2),
    row("USD", "$", 2),
    row("GBP", "£", 2),
    row("CHF", "CHF", 2),
    row("AED", "AED", 2),
    row("AUD", "A$", 2),
    row("BGN", "лв.", 2),
    row("BRL", "R$", 2),
    row("CAD", "CA$", 2),
    row("CNY", "CN¥", 2),
    row("CZK", "Kč", 2),
    row("DKK", "kr.", 2),
    row("HKD", "HK$", 2),
    row("HUF", "Ft", 2),
    row("ILS", "₪", 2),
    row("INR", "₹", 2),
    row("ISK", "kr", 0),
    row("JPY", "¥", 0),
    row("KWD", "KWD", 3),
    row("MXN", "MX$", 2),
    row("NOK", "kr", 2),
    row("NZD", "NZ$", 2),
    row("PLN", "zł", 2),
    row("RON", "lei", 2),
    row("RSD", "RSD", 2),
    row("SEK", "kr", 2),
    row("SGD", "S$", 2),
    row("TRY", "₺", 2),
    row("UAH", "₴", 2),
    row("ZAR", "R", 2),
];

impl Currency {
    pub const EUR: Currency = Currency(&CURRENCIES[0]);
    pub const USD: Currency = Currency(&CURRENCIES[1]);

    /// Every supported currency.
    pub fn all() -> impl Iterator<Item = Currency> {
        CURRENCIES.iter().map(Currency)
    }

    /// The three-letter code, such as `EUR`.
    pub fn code(self) -> &'static str {
        self.0.code
    }

    /// What stands beside an amount, such as `€`.
    pub fn symbol(self) -> &'static str {
        self.0.symbol
    }

    /// The number of decimals of the minor unit: 2 for cents, 0 for yen.
    pub fn decimals(self) -> u32 {
        self.0.decimals
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = UnknownCurrency;

    fn from_str(text: &str) -> Result<Self, UnknownCurrency> {
        Currency::all()
            .find(|currency| currency.code() == text)
            .ok_or_else(|| UnknownCurrency(text.chars().take(16).collect()))
    }
}

/// Names a currency that is not supported.
#[derive(Debug, thiserror::Error)]
#[error("unknown currency \"{0}\": use a three-letter code such as EUR, USD or GBP")]
pub struct UnknownCurrency(String);
