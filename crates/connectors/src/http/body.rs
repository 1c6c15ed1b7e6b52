//! Reading an answer's body, bounded in bytes and in time.

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::Body;
use tokio::time::{Instant, timeout_at};

/// What was read of an answer's body.
#[derive(Debug, Clone, Default)]
pub struct ResponseBody {
    pub bytes: Bytes,
    pub end: BodyEnd,
}

/// How the reading ended. The status and the headers are valid in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BodyEnd {
    /// All of it is there.
    #[default]
    Complete,
    /// There was more than the limit; the rest was dropped.
    Truncated,
    /// The time for the whole request was over.
    TimedOut,
    /// The connection broke, or the body was not valid HTTP.
    Broken,
}

impl ResponseBody {
    /// Whether something is, or may be, missing at the end.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.end != BodyEnd::Complete
    }
}

/// Reads up to `limit` bytes until `deadline`. When it stops early the body is dropped, and hyper
/// closes the connection unless the rest has already arrived.
pub(super) async fn read<B>(mut body: B, limit: usize, deadline: Instant) -> ResponseBody
where
    B: Body<Data = Bytes> + Unpin,
{
    let mut read = Bounded::new(limit);
    let end = loop {
        match timeout_at(deadline, body.frame()).await {
            Err(_) => break BodyEnd::TimedOut,
            Ok(None) => break BodyEnd::Complete,
            Ok(Some(Err(_))) => break BodyEnd::Broken,
            Ok(Some(Ok(frame))) => {
                if let Ok(data) = frame.into_data()
                    && !read.take(data)
                {
                    break BodyEnd::Truncated;
                }
            }
        }
    };
    ResponseBody {
        bytes: read.finish(),
        end,
    }
}

/// Most bodies are one chunk: it is kept as it came, and only a second one makes a copy.
struct Bounded {
    first: Bytes,
    joined: BytesMut,
    left: usize,
}

impl Bounded {
    fn new(limit: usize) -> Self {
        Self {
            first: Bytes::new(),
            joined: BytesMut::new(),
            left: limit,
        }
    }

    /// False when not all of the chunk had room.
    fn take(&mut self, mut chunk: Bytes) -> bool {
        let fits = chunk.len() <= self.left;
        chunk.truncate(self.left);
        self.left -= chunk.len();
        if self.first.is_empty() {
            self.first = chunk;
        } else {
            if self.joined.is_empty() {
                self.joined.extend_from_slice(&self.first);
            }
            self.joined.extend_from_slice(&chunk);
        }
        fits
    }

    fn finish(self) -> Bytes {
        if self.joined.is_empty() {
            self.first
        } else {
            self.joined.freeze()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::time::Duration;

    use futures_util::StreamExt;
    use futures_util::stream;
    use http_body_util::StreamBody;
    use hyper::body::Frame;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_body_that_never_ends_is_read_until_the_deadline() {
        let chunk = Ok::<_, Infallible>(Frame::data(Bytes::from_static(b"so far")));
        let body = StreamBody::new(stream::iter([chunk]).chain(stream::pending()));
        let started = crate::monotonic::now();
        let read = read(body, 100, started + Duration::from_secs(15)).await;
        assert_eq!(read.bytes, "so far");
        assert_eq!(read.end, BodyEnd::TimedOut);
        assert_eq!(started.elapsed(), Duration::from_secs(15));
    }

    #[test]
    fn chunks_are_joined_up_to_the_limit() {
        let mut read = Bounded::new(7);
        assert!(read.take(Bytes::from_static(b"abc")));
        assert!(read.take(Bytes::from_static(b"defg")));
        assert!(!read.take(Bytes::from_static(b"h")));
        assert_eq!(read.finish(), "abcdefg");
    }

    #[test]
    fn a_body_of_exactly_the_limit_is_whole_and_not_copied() {
        let body = Bytes::from_static(b"abcdefg");
        let mut read = Bounded::new(7);
        assert!(read.take(body.clone()));
        let kept = read.finish();
        assert_eq!(kept.as_ptr(), body.as_ptr());
    }
}
