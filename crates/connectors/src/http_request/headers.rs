use http::header::{
    ACCEPT_ENCODING, CONNECTION, CONTENT_LENGTH, EXPECT, HOST, PROXY_AUTHORIZATION, TE, TRAILER,
    TRANSFER_ENCODING, UPGRADE, USER_AGENT,
};
use http::{HeaderMap, HeaderName, HeaderValue};

use super::RequestFailure;
use crate::agent::AGENT;

/// What the headers of a request may take together. Servers take 8 to 16 KiB.
const MAX_BYTES: usize = 32 * 1024;

/// They frame the request, which is the client's to do. People copy them along with the others, so
/// they are left out rather than refused. Compressed answers would not be unpacked.
const FRAMING: [HeaderName; 10] = [
    ACCEPT_ENCODING,
    CONNECTION,
    CONTENT_LENGTH,
    EXPECT,
    HOST,
    PROXY_AUTHORIZATION,
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
];

/// Checks headers as somebody typed them. The same name twice sends both.
pub(super) fn checked(headers: &[(String, String)]) -> Result<HeaderMap, RequestFailure> {
    let mut checked = HeaderMap::with_capacity(headers.len() + 1);
    let mut bytes = 0;
    for (name, value) in headers {
        let wrong_name = || RequestFailure::HeaderName {
            name: name.chars().take(64).collect(),
        };
        let name = HeaderName::try_from(name.trim()).map_err(|_| wrong_name())?;
        let wrong_value = || RequestFailure::HeaderValue {
            name: name.to_string(),
        };
        let value = Some(value.trim()).filter(|value| value.is_ascii());
        let value = value
            .and_then(|value| HeaderValue::from_str(value).ok())
            .ok_or_else(wrong_value)?;
        bytes += name.as_str().len() + value.len();
        // Adding to the map of a library that holds 32,768 headers at most cannot fail below this.
        if bytes > MAX_BYTES {
            return Err(RequestFailure::TooManyHeaders { max: MAX_BYTES });
        }
        if !FRAMING.contains(&name) {
            checked.append(name, value);
        }
    }
    checked.entry(USER_AGENT).or_insert(AGENT);
    Ok(checked)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn check(headers: &[(&str, &str)]) -> Result<Vec<(String, String)>, &'static str> {
        let owned: Vec<_> = headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let checked = checked(&owned).map_err(|failure| failure.code())?;
        let text = |value: &HeaderValue| value.to_str().unwrap().to_owned();
        let pairs = checked.iter();
        Ok(pairs
            .map(|(name, value)| (name.to_string(), text(value)))
            .collect())
    }

    #[test]
    fn headers_go_out_as_they_are_but_for_those_that_frame_the_request() {
        let sent = check(&[
            ("X-Api-Key ", " s3cret "),
            ("Host", "internal"),
            ("Content-Length", "7"),
            ("Transfer-Encoding", "chunked"),
            ("Accept-Encoding", "gzip"),
            ("User-Agent", "mine"),
        ]);
        let expected = [("x-api-key", "s3cret"), ("user-agent", "mine")];
        let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(sent.unwrap(), expected);
        let agent = check(&[]).unwrap();
        assert!(agent[0].1.starts_with("WinFactor/"), "{agent:?}");
    }

    #[test]
    fn a_header_cannot_smuggle_in_another_one() {
        for value in ["a\r\nHost: evil", "a\nb", "a\0", "ü"] {
            assert_eq!(check(&[("x-a", value)]), Err("header_value"), "{value:?}");
        }
        for name in ["", "x a", "x-a:", "x-a\r\nHost", "ü"] {
            assert_eq!(check(&[(name, "v")]), Err("header_name"), "{name:?}");
        }
        let long = "v".repeat(MAX_BYTES);
        assert_eq!(check(&[("x-a", &long)]), Err("header_too_many"));
    }
}
