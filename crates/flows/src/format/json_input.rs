use serde::Deserialize;
use serde_json::Value;

use super::FormatError;

/// How deep a flow document may be nested. Each step of a chain is one level, so this bounds the
/// length of a flow as well; serde_json's own bound of 128 is too small for long chains.
pub const MAX_DEPTH: usize = 256;

/// Reads JSON of bounded depth. A byte order mark at the start is passed over.
pub(super) fn parse_json(text: &str) -> Result<Value, FormatError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if depth(text) > MAX_DEPTH {
        return Err(FormatError::TooDeep);
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.disable_recursion_limit();
    let value = Value::deserialize(&mut reader).map_err(FormatError::NotJson)?;
    reader.end().map_err(FormatError::NotJson)?;
    Ok(value)
}

/// The deepest nesting of brackets outside of strings.
pub(crate) fn depth(text: &str) -> usize {
    let (mut now, mut deepest) = (0_usize, 0_usize);
    let (mut in_string, mut escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => {
                now += 1;
                deepest = deepest.max(now);
            }
            b'}' | b']' if !in_string => now = now.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn depth_is_counted_outside_of_strings() {
        assert_eq!(depth(r#"{"a":[1,{"b":"]]{{[[ \" {"}]}"#), 3);
        assert_eq!(depth("1"), 0);
    }

    #[test]
    fn nesting_up_to_the_bound_is_read_and_more_is_refused() {
        let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(parse_json(&nested(MAX_DEPTH)).is_ok());
        assert!(matches!(
            parse_json(&nested(MAX_DEPTH + 1)),
            Err(FormatError::TooDeep)
        ));
    }

    #[test]
    fn a_byte_order_mark_is_passed_over() {
        assert_eq!(parse_json("\u{feff}[]").unwrap(), serde_json::json!([]));
    }
}
