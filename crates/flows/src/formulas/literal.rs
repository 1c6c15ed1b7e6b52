use super::error::FormulaError;
use crate::javascript::number_from_text;

/// A number at the start of a text, and its length: `12`, `1.5`, `.5`, `2e3`, `0x1F`, `0b101`.
pub(super) fn number(text: &str) -> Option<(f64, usize)> {
    if let Some(found) = radix_number(text, "0x", 16).or_else(|| radix_number(text, "0b", 2)) {
        return Some(found);
    }
    let digits = |from: usize| {
        let rest = text.get(from..).unwrap_or("");
        rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len()
    };
    let whole = digits(0);
    let mut end = whole;
    if text[end..].starts_with('.') {
        let fraction = digits(end + 1);
        if whole + fraction == 0 {
            return None;
        }
        end += 1 + fraction;
    }
    if end == 0 {
        return None;
    }
    if text[end..].starts_with(['e', 'E']) {
        let sign = usize::from(text[end + 1..].starts_with(['+', '-']));
        let exponent = digits(end + 1 + sign);
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    Some((text[..end].parse().ok()?, end))
}

fn radix_number(text: &str, prefix: &str, radix: u32) -> Option<(f64, usize)> {
    let rest = text.strip_prefix(prefix)?;
    let length = rest
        .find(|c: char| !c.is_digit(radix))
        .unwrap_or(rest.len());
    let end = prefix.len() + length;
    (length > 0).then(|| (number_from_text(&text[..end]), end))
}

/// What stands between quotes, with its escapes resolved.
pub(super) fn unescape(text: &str) -> Result<String, FormulaError> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        let unknown = || FormulaError::UnknownEscape {
            escaped: after.chars().take(1).collect(),
        };
        let escaped = after.chars().next().ok_or_else(unknown)?;
        rest = &after[escaped.len_utf8()..];
        plain.push(match escaped {
            '\'' | '"' | '\\' | '/' => escaped,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let code = rest.get(..4).ok_or_else(unknown)?;
                rest = &rest[4..];
                let code = u16::from_str_radix(code, 16).map_err(|_| unknown())?;
                // Half of a surrogate pair has no place in a Rust text.
                char::from_u32(u32::from(code)).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return Err(unknown()),
        });
    }
    plain.push_str(rest);
    Ok(plain)
}
