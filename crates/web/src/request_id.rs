use std::{
    fmt,
    sync::atomic::{AtomicU64, Ordering},
};

use axum::http::{HeaderName, HeaderValue, Request};
use winfactor_domain::Rng;

pub(crate) const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Names one request, in the answer and in the log.
#[derive(Clone, Debug)]
pub(crate) struct RequestId(HeaderValue);

impl RequestId {
    pub(crate) fn header(&self) -> HeaderValue {
        self.0.clone()
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.to_str().unwrap_or_default())
    }
}

/// Makes request ids: a random beginning for each start of the server, then a count. No two are the
/// same, and making one costs no randomness.
#[derive(Debug)]
pub(crate) struct RequestIds {
    start: String,
    next: AtomicU64,
}

/// The longest id that is taken over from a proxy.
const MAX_LENGTH: usize = 64;

impl RequestIds {
    pub(crate) fn new(rng: &dyn Rng) -> Self {
        let start = u64::from_be_bytes(rng.bytes());
        RequestIds {
            start: format!("req_{start:016x}"),
            next: AtomicU64::new(1),
        }
    }

    /// The id that a proxy gave the request, or a new one.
    pub(crate) fn of<B>(&self, request: &Request<B>) -> RequestId {
        let given = request.headers().get(HEADER);
        match given.filter(|given| is_plain(given.as_bytes())) {
            Some(given) => RequestId(given.clone()),
            None => self.make(),
        }
    }

    fn make(&self) -> RequestId {
        let count = self.next.fetch_add(1, Ordering::Relaxed);
        let text = format!("{}_{count:x}", self.start);
        RequestId(HeaderValue::try_from(text).expect("hexadecimal digits can stand in a header"))
    }
}

/// What can stand in a line of a log as it is.
fn is_plain(id: &[u8]) -> bool {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    (1..=MAX_LENGTH).contains(&id.len()) && id.iter().all(plain)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use winfactor_testkit::SeededRng;

    use super::*;

    fn of(ids: &RequestIds, given: &str) -> String {
        let request = Request::builder().header(HEADER, given).body(()).unwrap();
        ids.of(&request).to_string()
    }

    #[test]
    fn a_plain_id_of_a_proxy_is_kept_and_anything_else_replaced() {
        let ids = RequestIds::new(&SeededRng::new(1));
        assert_eq!(of(&ids, "8f14e45f-ceea.1"), "8f14e45f-ceea.1");
        for odd in ["", "a b", "a\"b", &"x".repeat(65)] {
            assert!(of(&ids, odd).starts_with("req_"), "{odd}");
        }
    }

    #[test]
    fn no_two_ids_are_the_same() {
        let ids = RequestIds::new(&SeededRng::new(1));
        let request = Request::builder().body(()).unwrap();
        let (one, two) = (ids.of(&request).to_string(), ids.of(&request).to_string());
        assert_ne!(one, two);
        let restarted = RequestIds::new(&SeededRng::new(2));
        assert_ne!(restarted.of(&request).to_string(), one);
    }
}
