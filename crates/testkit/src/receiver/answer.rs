use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode};

/// What the receiver does with a request once it has noted it.
#[derive(Clone, Debug)]
pub struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
    pub(super) body: Bytes,
    pub(super) delay: Duration,
    pub(super) manner: Manner,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    Respond,
    /// Respond when released.
    Hold,
    /// Hang up without a word.
    Close,
}

impl Answer {
    /// An empty answer with this status code.
    ///
    /// # Panics
    /// When the code is not between 100 and 999.
    #[track_caller]
    pub fn status(code: u16) -> Answer {
        Answer {
            status: StatusCode::from_u16(code).expect("a status code has three digits"),
            headers: Vec::new(),
            body: Bytes::new(),
            delay: Duration::ZERO,
            manner: Manner::Respond,
        }
    }

    /// A JSON answer with this status code.
    #[track_caller]
    pub fn json(code: u16, body: &serde_json::Value) -> Answer {
        Answer::status(code)
            .header("content-type", "application/json")
            .body(body.to_string())
    }

    /// Leaves the request without an answer until [`TestReceiver::release`](super::TestReceiver::release),
    /// then answers 204.
    pub fn hang() -> Answer {
        Answer {
            manner: Manner::Hold,
            ..Answer::status(204)
        }
    }

    /// Closes the connection without an answer.
    pub fn close() -> Answer {
        Answer {
            manner: Manner::Close,
            ..Answer::status(204)
        }
    }

    /// Adds a header.
    ///
    /// # Panics
    /// When name or value may not stand in a header.
    #[must_use]
    #[track_caller]
    pub fn header(mut self, name: &str, value: &str) -> Answer {
        let name = name.parse().expect("a header's name");
        self.headers
            .push((name, value.parse().expect("a header's value")));
        self
    }

    #[must_use]
    pub fn body(mut self, body: impl Into<Bytes>) -> Answer {
        self.body = body.into();
        self
    }

    /// Waits this long before it answers, or closes.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Answer {
        self.delay = delay;
        self
    }
}
