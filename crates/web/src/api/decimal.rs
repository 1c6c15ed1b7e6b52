use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use serde_json::value::RawValue;

/// A number as it is written: read digit by digit, so that no binary float ever rounds it. A text
/// with a number in it is taken as well, for callers whose JSON library knows floats only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DecimalNumber(pub(super) Decimal);

impl<'de> Deserialize<'de> for DecimalNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Box::<RawValue>::deserialize(deserializer)?;
        let written = written.get();
        let number = written
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'))
            .unwrap_or(written);
        let wrong = || de::Error::custom("must be a number, such as 12.50");
        let starts_as_number = |first: &u8| first.is_ascii_digit() || *first == b'-';
        if !number.as_bytes().first().is_some_and(starts_as_number) {
            return Err(wrong());
        }
        let plain = Decimal::from_str_exact(number);
        let read = plain.or_else(|_| Decimal::from_scientific(number));
        read.map(DecimalNumber).map_err(|_| wrong())
    }
}

impl Serialize for DecimalNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.0.to_string())
            .map_err(ser::Error::custom)?
            .serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn read(text: &str) -> Result<String, serde_json::Error> {
        serde_json::from_str::<DecimalNumber>(text).map(|number| number.0.to_string())
    }

    #[test]
    fn every_digit_is_kept() {
        // As a binary float the first one would be 0.1000000000000000055…
        for number in ["0.1", "1250.00", "-12.345", "0", "123456789012345678.99"] {
            assert_eq!(read(number).unwrap(), number);
            assert_eq!(read(&format!("\"{number}\"")).unwrap(), number);
        }
        assert_eq!(read("1.25e2").unwrap(), "125");
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "\"\"",
            "\"12,50\"",
            "\"1 000\"",
            "\"abc\"",
            "true",
            "{}",
            "\"+1\"",
            "1e400",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn it_is_written_as_a_number() {
        let number = DecimalNumber("2.50".parse().unwrap());
        assert_eq!(serde_json::to_string(&number).unwrap(), "2.50");
    }
}
