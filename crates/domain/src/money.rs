//! Amounts of money. An amount is a whole number of minor units (cents), in the database and in
//! the code; on the wire it is a decimal number in the currency's precision, written and read as
//! text. A binary float never holds one.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::Currency;

/// An amount in a currency, exact to the minor unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

/// The largest amount on either side of zero, in minor units: beyond it, sums could overflow.
const LIMIT: i64 = 1_000_000_000_000_000;

impl Money {
    /// From minor units, as stored.
    pub fn from_minor(minor: i64, currency: Currency) -> Self {
        Money { minor, currency }
    }

    /// From a decimal amount that has no more decimals than the currency.
    pub fn exact(amount: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        let amount = amount.normalize();
        if amount.scale() > currency.decimals() {
            return Err(MoneyError::TooPrecise {
                amount,
                currency,
                decimals: currency.decimals(),
            });
        }
        Money::rounded(amount, currency)
    }

    /// From a decimal amount, rounded half away from zero to the minor unit, as invoices are.
    pub fn rounded(amount: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        let away = RoundingStrategy::MidpointAwayFromZero;
        let minor = amount
            .checked_mul(Decimal::from(10i64.pow(currency.decimals())))
            .map(|scaled| scaled.round_dp_with_strategy(0, away))
            .and_then(|scaled| scaled.to_i64())
            .filter(|minor| in_range(*minor))
            .ok_or(MoneyError::TooLarge)?;
        Ok(Money { minor, currency })
    }

    pub fn zero(currency: Currency) -> Self {
        Money { minor: 0, currency }
    }

    pub fn minor(self) -> i64 {
        self.minor
    }

    pub fn currency(self) -> Currency {
        self.currency
    }

    /// The amount as an exact decimal with the currency's number of decimals.
    pub fn amount(self) -> Decimal {
        Decimal::new(self.minor, self.currency.decimals())
    }

    /// The sum, or an error when it leaves the range or the currencies differ.
    pub fn plus(self, other: Money) -> Result<Money, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::Mixed(self.currency, other.currency));
        }
        match self.minor.checked_add(other.minor) {
            Some(minor) if in_range(minor) => Ok(Money { minor, ..self }),
            _ => Err(MoneyError::TooLarge),
        }
    }
}

fn in_range(minor: i64) -> bool {
    (-LIMIT..=LIMIT).contains(&minor)
}

/// The plain decimal text, such as `1250.00`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.amount().fmt(f)
    }
}

/// A JSON number in the currency's precision, such as `1250.00`.
impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.to_string())
            .map_err(serde::ser::Error::custom)?
            .serialize(serializer)
    }
}

/// Why an amount cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    #[error("{amount} has more decimals than {currency} has: use at most {decimals}")]
    TooPrecise {
        amount: Decimal,
        currency: Currency,
        decimals: u32,
    },
    #[error("the amount is too large")]
    TooLarge,
    #[error("{0} and {1} cannot be added")]
    Mixed(Currency, Currency),
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn eur(text: &str) -> Money {
        Money::exact(text.parse().unwrap(), Currency::EUR).unwrap()
    }

    #[test]
    fn json_carries_the_currencys_decimals_and_no_float() {
        assert_eq!(serde_json::to_string(&eur("1250")).unwrap(), "1250.00");
        assert_eq!(serde_json::to_string(&eur("-0.1")).unwrap(), "-0.10");
        let yen = Money::exact("1250".parse().unwrap(), "JPY".parse().unwrap()).unwrap();
        assert_eq!(serde_json::to_string(&yen).unwrap(), "1250");
    }

    #[test]
    fn amounts_with_too_many_decimals_are_refused_and_not_rounded_silently() {
        assert!(Money::exact("0.005".parse().unwrap(), Currency::EUR).is_err());
        assert_eq!(eur("0.500"), eur("0.5"));
    }

    #[test]
    fn halves_round_away_from_zero() {
        let round = |text: &str| Money::rounded(text.parse().unwrap(), Currency::EUR).unwrap();
        assert_eq!(round("1.005"), eur("1.01"));
        assert_eq!(round("-1.005"), eur("-1.01"));
        assert_eq!(round("1.0049"), eur("1.00"));
    }

    #[test]
    fn an_amount_out_of_range_is_refused_on_either_side_of_zero() {
        // The last two are the ends of what 64 bits can hold in cents.
        for amount in [
            "10000000000000.01",
            "92233720368547758.07",
            "92233720368547758.08",
        ] {
            for sign in ["", "-"] {
                let amount = format!("{sign}{amount}").parse().unwrap();
                let refused = Money::exact(amount, Currency::EUR);
                assert_eq!(refused, Err(MoneyError::TooLarge), "{amount}");
            }
        }
    }

    #[test]
    fn sums_stay_in_range_and_in_one_currency() {
        let most = Money::from_minor(LIMIT, Currency::EUR);
        assert_eq!(most.plus(eur("0.01")), Err(MoneyError::TooLarge));
        assert!(eur("1").plus(Money::zero(Currency::USD)).is_err());
        assert_eq!(eur("0.10").plus(eur("0.20")), Ok(eur("0.30")));
    }
}
