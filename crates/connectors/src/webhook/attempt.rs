//! The record of an attempt, fit for the log: bounded, no secrets, and nothing that a database's
//! text column refuses.

use std::fmt;
use std::time::Duration;

use http::header::SET_COOKIE;
use http::{HeaderMap, HeaderValue};

use super::outcome::Outcome;

/// What an answer's body may take in the log.
const MAX_TEXT_BYTES: usize = 4 * 1024;
/// What a list of headers may take in the log.
const MAX_HEADER_TEXT_BYTES: usize = 8 * 1024;
const MAX_HEADER_VALUE_BYTES: usize = 1024;
const HIDDEN: &str = "(hidden)";

/// One attempt to deliver one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    pub outcome: Outcome,
    /// One plain English line saying what went wrong; missing after a success.
    pub reason: Option<String>,
    /// The answer's status; missing when none came.
    pub status: Option<u16>,
    /// As sent, but for `Host` and `Content-Length`; the values of secret headers are hidden.
    /// Empty when nothing was sent.
    pub request_headers: HeaderText,
    pub response_headers: HeaderText,
    /// The beginning of the answer's body, at most 4 KiB, as text. Always empty for a private
    /// destination: such answers are not to be shown.
    pub response_text: String,
    /// More came than `response_text` shows, or the body broke off.
    pub response_truncated: bool,
    /// The destination is reachable only by the operator's allowance.
    pub private_destination: bool,
    /// From before the address is checked until the answer is read, on tokio's clock.
    pub duration: Duration,
}

/// Headers as lines of `name: value`, each ended by a line feed; at most 8 KiB.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeaderText(String);

impl HeaderText {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let mut text = String::with_capacity(headers.len() * 48);
        for (name, value) in headers {
            let hidden = value.is_sensitive() || name == SET_COOKIE;
            let value = if hidden {
                HIDDEN.into()
            } else {
                visible(value)
            };
            if text.len() + name.as_str().len() + value.len() + 3 > MAX_HEADER_TEXT_BYTES {
                break;
            }
            text.push_str(name.as_str());
            text.push_str(": ");
            text.push_str(&value);
            text.push('\n');
        }
        Self(text)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Names in lower case, and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.lines().filter_map(|line| line.split_once(": "))
    }
}

impl fmt::Display for HeaderText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn visible(value: &HeaderValue) -> std::borrow::Cow<'_, str> {
    let bytes = value.as_bytes();
    match value.to_str() {
        Ok(text) if bytes.len() <= MAX_HEADER_VALUE_BYTES => text.into(),
        _ => first_text(bytes, MAX_HEADER_VALUE_BYTES).into(),
    }
}

/// The beginning of a body as text, and whether that is less than all of it.
pub(super) fn body_text(body: &[u8]) -> (String, bool) {
    (
        first_text(body, MAX_TEXT_BYTES),
        body.len() > MAX_TEXT_BYTES,
    )
}

/// At most `max` bytes, cut between characters. What is not UTF-8, and control characters (above
/// all NUL, which PostgreSQL refuses in text), become U+FFFD.
fn first_text(bytes: &[u8], max: usize) -> String {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(max)]);
    let unfit = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let mut text = if text.contains(unfit) {
        text.replace(unfit, "\u{fffd}")
    } else {
        text.into_owned()
    };
    // Replacement characters are longer than what they replace.
    if text.len() > max {
        text.truncate(text.floor_char_boundary(max));
    }
    if bytes.len() > max && text.ends_with('\u{fffd}') {
        // The cut went through a character.
        text.pop();
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use http::HeaderName;

    #[test]
    fn bodies_are_cut_between_characters() {
        let body = "ü".repeat(MAX_TEXT_BYTES);
        let (text, cut) = body_text(format!("x{body}").as_bytes());
        assert!(cut);
        assert_eq!(text, format!("x{}", "ü".repeat((MAX_TEXT_BYTES - 1) / 2)));
        assert_eq!(body_text(b"{}"), ("{}".to_owned(), false));
    }

    #[test]
    fn bodies_that_are_no_text_become_storable_text() {
        let (text, _) = body_text(b"a\0b\xff\x1b[0m\r\n\tz");
        assert_eq!(text, "a\u{fffd}b\u{fffd}\u{fffd}[0m\r\n\tz");
        let (text, cut) = body_text(&[0; MAX_TEXT_BYTES + 1]);
        assert!(cut && text.len() <= MAX_TEXT_BYTES && !text.contains('\0'));
    }

    #[test]
    fn secret_headers_are_named_but_not_shown() {
        let mut headers = HeaderMap::new();
        let mut secret = HeaderValue::from_static("s3cret");
        secret.set_sensitive(true);
        headers.insert("authorization", secret);
        headers.insert("set-cookie", HeaderValue::from_static("sid=s3cret"));
        headers.insert("x-webhook-id", HeaderValue::from_static("7"));
        let text = HeaderText::of(&headers);
        let mut shown: Vec<_> = text.iter().collect();
        shown.sort_unstable();
        assert_eq!(
            shown,
            [
                ("authorization", "(hidden)"),
                ("set-cookie", "(hidden)"),
                ("x-webhook-id", "7")
            ]
        );
    }

    #[test]
    fn headers_are_bounded() {
        let mut headers = HeaderMap::new();
        for n in 0..40 {
            let name = HeaderName::from_bytes(format!("x-{n}").as_bytes()).unwrap();
            headers.insert(name, HeaderValue::try_from("v".repeat(3000)).unwrap());
        }
        let text = HeaderText::of(&headers);
        assert!(text.as_str().len() <= MAX_HEADER_TEXT_BYTES);
        assert!(
            text.iter()
                .all(|(_, value)| value.len() == MAX_HEADER_VALUE_BYTES)
        );
        assert_eq!(text.iter().count(), 7);
    }
}
