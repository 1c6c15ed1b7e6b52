//! Where a redirect leads, and what goes along.

use bytes::Bytes;
use http::header::{
    ACCEPT, ACCEPT_LANGUAGE, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_TYPE, LOCATION, USER_AGENT,
};
use http::{HeaderMap, HeaderName, Method, StatusCode};
use url::Url;

use crate::http::CheckedUrl;

/// Headers that say nothing about who asks. Any other one may be a key (`Authorization`, `Cookie`,
/// `X-Api-Key`, …) and stays with the origin that it was meant for.
const HARMLESS: [HeaderName; 6] = [
    ACCEPT,
    ACCEPT_LANGUAGE,
    CONTENT_ENCODING,
    CONTENT_LANGUAGE,
    CONTENT_TYPE,
    USER_AGENT,
];
const ABOUT_THE_BODY: [HeaderName; 3] = [CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_TYPE];

/// The address that an answer redirects to, as absolute text; nothing when it does not redirect.
/// `Err` when it names one that cannot be put together with the present one.
pub(super) fn target(
    status: StatusCode,
    headers: &HeaderMap,
    from: &CheckedUrl,
) -> Option<Result<String, url::ParseError>> {
    if !matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = headers.get(LOCATION)?;
    let location = String::from_utf8_lossy(location.as_bytes());
    let joined = Url::parse(&from.uri().to_string()).and_then(|base| base.join(location.trim()));
    Some(joined.map(String::from))
}

/// Changes the request as the status asks for: 307 and 308 repeat it; after the others what was
/// asked becomes a question for the result, as browsers and other clients have it.
pub(super) fn adapt(
    status: StatusCode,
    method: &mut Method,
    headers: &mut HeaderMap,
    body: &mut Bytes,
) {
    let becomes_get = match status.as_u16() {
        303 => *method != Method::HEAD,
        301 | 302 => *method == Method::POST,
        _ => false,
    };
    if becomes_get {
        *method = Method::GET;
        *body = Bytes::new();
        for name in &ABOUT_THE_BODY {
            headers.remove(name);
        }
    }
}

/// Leaves out what another origin must not get.
pub(super) fn keep_harmless(headers: &mut HeaderMap) {
    let names: Vec<HeaderName> = headers.keys().cloned().collect();
    for name in names.iter().filter(|name| !HARMLESS.contains(name)) {
        headers.remove(name);
    }
}

/// Whether two addresses belong to one origin: scheme, host and port.
pub(super) fn same_origin(a: &CheckedUrl, b: &CheckedUrl) -> bool {
    (a.is_https(), a.host(), a.port()) == (b.is_https(), b.host(), b.port())
}
