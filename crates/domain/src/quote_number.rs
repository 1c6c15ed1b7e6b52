use std::{fmt, str::FromStr};

use serde::{Serialize, Serializer};

/// A quote's number, `Q-2026-0042`: gap-free per organization and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuoteNumber {
    pub year: i16,
    pub counter: u32,
}

impl fmt::Display for QuoteNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Q-{}-{:04}", self.year, self.counter)
    }
}

impl Serialize for QuoteNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromStr for QuoteNumber {
    type Err = NotAQuoteNumber;

    fn from_str(text: &str) -> Result<Self, NotAQuoteNumber> {
        let mut parts = text.splitn(3, '-');
        let parsed = (|| {
            (parts.next()? == "Q").then_some(())?;
            Some(QuoteNumber {
                year: parts.next()?.parse().ok()?,
                counter: parts.next()?.parse().ok()?,
            })
        })();
        parsed.ok_or_else(|| NotAQuoteNumber(text.chars().take(32).collect()))
    }
}

/// A text that is not a quote's number.
#[derive(Debug, thiserror::Error)]
#[error("\"{0}\" is not a quote number of the form Q-2026-0042")]
pub struct NotAQuoteNumber(String);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_counter_has_at_least_four_digits() {
        let number = |counter| QuoteNumber {
            year: 2026,
            counter,
        };
        assert_eq!(number(42).to_string(), "Q-2026-0042");
        assert_eq!(number(12_345).to_string(), "Q-2026-12345");
        assert_eq!("Q-2026-0042".parse::<QuoteNumber>().unwrap(), number(42));
        assert!("2026-0042".parse::<QuoteNumber>().is_err());
    }
}
