//! Headers that the owner of an endpoint adds to its deliveries.
//!
//! They must not be able to change what the request means: names that HTTP framing, the event
//! contract or the signatures use are reserved, and line breaks, which would start a header of
//! their own, are refused.

use http::{HeaderName, HeaderValue};

const MAX_HEADERS: usize = 20;
const MAX_NAME_BYTES: usize = 128;
const MAX_VALUE_BYTES: usize = 2048;

const RESERVED: &[&str] = &[
    "accept-encoding",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "expect",
    "host",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
];
const RESERVED_PREFIXES: &[&str] = &["proxy-", "webhook-", "x-winfactor-"];

/// Checked headers, sent with every attempt. Their values count as secrets: logs show the names
/// only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomHeaders(Vec<(HeaderName, HeaderValue)>);

/// Why a header cannot be used. The person who typed it must act. Values are never repeated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderProblem {
    #[error(
        "{name:?} is no header name: use letters, digits and hyphens, at most {MAX_NAME_BYTES}"
    )]
    Name { name: String },
    #[error("the header {name} is set by WinFactor itself and cannot be changed")]
    Reserved { name: String },
    #[error("the value of the header {name} contains a line break")]
    LineBreak { name: String },
    #[error("the value of the header {name} contains characters other than plain ASCII text")]
    Value { name: String },
    #[error("the value of the header {name} is longer than {MAX_VALUE_BYTES} characters")]
    TooLong { name: String },
    #[error("the header {name} is given twice")]
    Twice { name: String },
    #[error("more than {MAX_HEADERS} headers are given")]
    TooMany,
    #[error(
        "the user name contains a colon or a control character, which basic authentication cannot carry"
    )]
    UserName,
    #[error("the password contains a control character, which basic authentication cannot carry")]
    Password,
}

impl HeaderProblem {
    /// A stable name for translations and the API.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Name { .. } => "header_name",
            Self::Reserved { .. } => "header_reserved",
            Self::LineBreak { .. } => "header_line_break",
            Self::Value { .. } => "header_value",
            Self::TooLong { .. } => "header_too_long",
            Self::Twice { .. } => "header_twice",
            Self::TooMany => "header_too_many",
            Self::UserName => "auth_user_name",
            Self::Password => "auth_password",
        }
    }
}

impl CustomHeaders {
    /// Checks names and values as somebody typed them.
    ///
    /// # Errors
    /// The first header that cannot be used, and why.
    pub fn parse<I, N, V>(headers: I) -> Result<Self, HeaderProblem>
    where
        I: IntoIterator<Item = (N, V)>,
        N: AsRef<str>,
        V: AsRef<str>,
    {
        let mut checked: Vec<(HeaderName, HeaderValue)> = Vec::new();
        for (name, value) in headers {
            if checked.len() == MAX_HEADERS {
                return Err(HeaderProblem::TooMany);
            }
            let name = parse_name(name.as_ref())?;
            if checked.iter().any(|(known, _)| *known == name) {
                return Err(HeaderProblem::Twice {
                    name: name.to_string(),
                });
            }
            let value = parse_value(&name, value.as_ref())?;
            checked.push((name, value));
        }
        Ok(Self(checked))
    }

    pub(super) fn contains(&self, name: &HeaderName) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &(HeaderName, HeaderValue)> {
        self.0.iter()
    }
}

/// A name that an endpoint's owner may choose.
pub(super) fn parse_name(text: &str) -> Result<HeaderName, HeaderProblem> {
    let text = text.trim_matches(' ');
    let bad = || HeaderProblem::Name {
        name: text.chars().take(MAX_NAME_BYTES).collect(),
    };
    if text.len() > MAX_NAME_BYTES {
        return Err(bad());
    }
    let name = HeaderName::from_bytes(text.as_bytes()).map_err(|_| bad())?;
    let lower = name.as_str();
    if RESERVED.contains(&lower) || RESERVED_PREFIXES.iter().any(|p| lower.starts_with(p)) {
        return Err(HeaderProblem::Reserved {
            name: lower.to_owned(),
        });
    }
    Ok(name)
}

/// A value that can be sent; marked so that logs hide it.
pub(super) fn parse_value(name: &HeaderName, text: &str) -> Result<HeaderValue, HeaderProblem> {
    let name = || name.to_string();
    if text.contains(['\r', '\n']) {
        return Err(HeaderProblem::LineBreak { name: name() });
    }
    let text = text.trim();
    if text.len() > MAX_VALUE_BYTES {
        return Err(HeaderProblem::TooLong { name: name() });
    }
    let bad = || HeaderProblem::Value { name: name() };
    // Receivers disagree about the encoding of anything else.
    if !text.is_ascii() {
        return Err(bad());
    }
    let mut value = HeaderValue::from_str(text).map_err(|_| bad())?;
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn code(name: &str, value: &str) -> &'static str {
        CustomHeaders::parse([(name, value)]).unwrap_err().code()
    }

    #[test]
    fn ordinary_headers_are_taken_and_their_values_stay_hidden() {
        let headers = CustomHeaders::parse([
            ("X-Api-Key", " s3cret "),
            ("Authorization", "Bearer s3cret"),
        ])
        .unwrap();
        assert!(!format!("{headers:?}").contains("s3cret"));
        let values: Vec<_> = headers.iter().map(|(_, v)| v.as_bytes()).collect();
        assert_eq!(values, [&b"s3cret"[..], b"Bearer s3cret"]);
    }

    #[test]
    fn headers_that_would_change_the_request_are_refused() {
        for name in [
            "Content-Type",
            "content-length",
            "HOST",
            "Connection",
            "Transfer-Encoding",
            "User-Agent",
            "X-WinFactor-Event",
            "x-winfactor-anything",
            "Webhook-Id",
            "Proxy-Authorization",
        ] {
            assert_eq!(code(name, "x"), "header_reserved", "{name}");
        }
    }

    #[test]
    fn a_header_cannot_smuggle_in_another_one() {
        for value in ["a\r\nHost: evil", "a\nb", "a\rb", "\r\n"] {
            assert_eq!(code("x-a", value), "header_line_break", "{value:?}");
        }
        for name in ["", "x a", "x-a:", "x-a\r\nHost", "ü", &"a".repeat(129)] {
            assert_eq!(code(name, "v"), "header_name", "{name:?}");
        }
        for value in ["\0", "ü", "\u{7f}"] {
            assert_eq!(code("x-a", value), "header_value", "{value:?}");
        }
    }

    #[test]
    fn number_and_size_are_bounded() {
        assert_eq!(code("x-a", &"v".repeat(2049)), "header_too_long");
        let many = (0..21).map(|n| (format!("x-{n}"), "v"));
        assert_eq!(
            CustomHeaders::parse(many).unwrap_err(),
            HeaderProblem::TooMany
        );
        let twice = [("x-a", "1"), ("X-A", "2")];
        assert_eq!(
            CustomHeaders::parse(twice).unwrap_err().code(),
            "header_twice"
        );
    }
}
