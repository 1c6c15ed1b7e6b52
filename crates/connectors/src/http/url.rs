//! Addresses that people type, made safe to send to.
//!
//! The host is normalised as browsers do it (`0x7f.1`, `2130706433` and `127.1` all become
//! `127.0.0.1`), and only that form is ever checked or dialled, so no second parser can read the
//! address differently. The query string is kept byte for byte, because some receivers sign it.

use std::fmt;

use http::Uri;
use url::Url;

use super::guard::Refusal;

/// Longer addresses are typing accidents; the longest honest ones (signed workflow addresses)
/// have some hundred characters.
const MAX_URL_BYTES: usize = 4096;

/// An `http` or `https` address that this installation may send to. Cheap to clone.
///
/// Made by [`HttpClient::check_url`](super::HttpClient::check_url). It is a convenience, not a
/// permission: the client checks again whenever it connects.
#[derive(Clone, PartialEq, Eq)]
pub struct CheckedUrl {
    uri: Uri,
    port: u16,
}

/// Why an address cannot be used. The person who typed it must act, except for
/// [`Refused`](Self::Refused), which the operator can allow. The texts name the host at most: the
/// rest of an address is often a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UrlProblem {
    #[error("the address is empty")]
    Empty,
    #[error("the address is longer than {MAX_URL_BYTES} characters")]
    TooLong,
    #[error("the address contains a line break, a tab or another control character; remove it")]
    ControlCharacter,
    #[error("this is no complete web address; it has to look like https://example.com/path")]
    NotAnAddress {
        #[source]
        source: url::ParseError,
    },
    #[error("the address has to start with https:// or http://")]
    Scheme,
    #[error(
        "the address contains a user name or password; leave them out and use the authentication settings"
    )]
    Credentials,
    #[error("the address has port 0, which cannot be reached")]
    Port,
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl UrlProblem {
    /// A stable name for translations and the API.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "url_empty",
            Self::TooLong => "url_too_long",
            Self::ControlCharacter => "url_control_character",
            Self::NotAnAddress { .. } => "url_malformed",
            Self::Scheme => "url_scheme",
            Self::Credentials => "url_credentials",
            Self::Port => "url_port",
            Self::Refused(_) => "url_refused",
        }
    }
}

impl CheckedUrl {
    /// Everything but the policy: see [`HttpClient::check_url`](super::HttpClient::check_url).
    pub(super) fn parse(text: &str) -> Result<Self, UrlProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(UrlProblem::Empty);
        }
        if text.len() > MAX_URL_BYTES {
            return Err(UrlProblem::TooLong);
        }
        if text.chars().any(char::is_control) {
            return Err(UrlProblem::ControlCharacter);
        }
        let url = Url::parse(text).map_err(|source| UrlProblem::NotAnAddress { source })?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(UrlProblem::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(UrlProblem::Credentials);
        }
        let port = url.port_or_known_default().unwrap_or_default();
        if port == 0 {
            return Err(UrlProblem::Port);
        }
        let uri = to_uri(&url, text).ok_or(UrlProblem::NotAnAddress {
            source: url::ParseError::InvalidDomainCharacter,
        })?;
        Ok(Self { uri, port })
    }

    /// The address as it is requested. May contain secrets.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The normalised host; an IPv6 address stands in brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        self.uri.host().unwrap_or_default()
    }

    /// The port, the scheme's own one if none is written.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    #[must_use]
    pub fn is_https(&self) -> bool {
        self.uri.scheme() == Some(&http::uri::Scheme::HTTPS)
    }

    #[must_use]
    pub fn path(&self) -> &str {
        self.uri.path()
    }
}

impl fmt::Debug for CheckedUrl {
    /// Scheme, host and port only: paths and queries of webhook addresses are secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = self.uri.scheme_str().unwrap_or_default();
        write!(f, "CheckedUrl({scheme}://{}:{}/…)", self.host(), self.port)
    }
}

fn to_uri(url: &Url, text: &str) -> Option<Uri> {
    let host = url.host_str()?;
    let port = url.port().map(|port| format!(":{port}"));
    let base = format!(
        "{}://{host}{}{}",
        url.scheme(),
        port.unwrap_or_default(),
        url.path()
    );
    if let Some(query) = query_as_typed(text)
        && let Ok(uri) = Uri::try_from(format!("{base}?{query}"))
    {
        return Some(uri);
    }
    match url.query() {
        Some(query) => Uri::try_from(format!("{base}?{query}")).ok(),
        None => Uri::try_from(base).ok(),
    }
}

/// The query string, if it can go over the wire unchanged.
fn query_as_typed(text: &str) -> Option<&str> {
    let before_fragment = text.split('#').next()?;
    let (_, query) = before_fragment.split_once('?')?;
    query
        .bytes()
        .all(|byte| byte.is_ascii_graphic())
        .then_some(query)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn parse(text: &str) -> Result<CheckedUrl, UrlProblem> {
        CheckedUrl::parse(text)
    }

    #[test]
    fn hosts_are_normalised_before_anybody_looks_at_them() {
        for (text, host, port) in [
            ("http://0x7f.1/", "127.0.0.1", 80),
            ("http://2130706433/", "127.0.0.1", 80),
            ("http://127.1:81/", "127.0.0.1", 81),
            ("http://017700000001/", "127.0.0.1", 80),
            ("http://127.0.0.1./", "127.0.0.1", 80),
            ("http://①②⑦.⓪.⓪.①/", "127.0.0.1", 80),
            ("http://%31%32%37.0.0.1/", "127.0.0.1", 80),
            ("http:\\\\127.0.0.1\\x", "127.0.0.1", 80),
            ("https://[::ffff:127.0.0.1]/", "[::ffff:7f00:1]", 443),
            ("https://[0:0:0:0:0:0:0:1]:8443/", "[::1]", 8443),
            ("https://EXAMPLE.com./", "example.com.", 443),
            ("https://bücher.example/", "xn--bcher-kva.example", 443),
        ] {
            let url = parse(text).unwrap();
            assert_eq!((url.host(), url.port()), (host, port), "{text}");
        }
    }

    #[test]
    fn the_query_string_is_kept_byte_for_byte() {
        for (text, sent) in [
            (
                "https://a.example/w?sp=%2Ftriggers%2f&sv=1.0&sig=a_b-c'd~|{}",
                "https://a.example/w?sp=%2Ftriggers%2f&sv=1.0&sig=a_b-c'd~|{}",
            ),
            ("https://a.example?x=1#part", "https://a.example/?x=1"),
            (
                "https://a.example/a/../b?x=/../y",
                "https://a.example/b?x=/../y",
            ),
            (
                "https://a.example/ü?q=ü",
                "https://a.example/%C3%BC?q=%C3%BC",
            ),
            (" https://a.example:443/p ", "https://a.example/p"),
        ] {
            assert_eq!(parse(text).unwrap().uri().to_string(), sent, "{text}");
        }
    }

    #[test]
    fn what_is_no_web_address_is_refused_with_the_reason() {
        for (text, code) in [
            ("  ", "url_empty"),
            ("example.com/hook", "url_malformed"),
            ("/hook", "url_malformed"),
            ("https://", "url_malformed"),
            ("https://a b/", "url_malformed"),
            ("https://[::1%25eth0]/", "url_malformed"),
            ("ftp://example.com/", "url_scheme"),
            ("localhost:8080/hook", "url_scheme"),
            ("javascript:alert(1)", "url_scheme"),
            ("file:///etc/passwd", "url_scheme"),
            ("https://user@example.com/", "url_credentials"),
            ("https://user:pw@example.com/", "url_credentials"),
            ("https://:pw@example.com/", "url_credentials"),
            ("https://example.com:0/", "url_port"),
            ("https://example.com/a\nb", "url_control_character"),
            ("https://exa\tmple.com/", "url_control_character"),
        ] {
            assert_eq!(parse(text).unwrap_err().code(), code, "{text}");
        }
        let long = format!("https://example.com/{}", "a".repeat(MAX_URL_BYTES));
        assert_eq!(parse(&long).unwrap_err(), UrlProblem::TooLong);
    }

    #[test]
    fn debug_hides_path_and_query() {
        let url = parse("https://hooks.example.com/services/T0/B0/secret?sig=secret").unwrap();
        assert_eq!(
            format!("{url:?}"),
            "CheckedUrl(https://hooks.example.com:443/…)"
        );
    }
}
