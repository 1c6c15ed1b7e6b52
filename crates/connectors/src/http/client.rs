//! The client: one request, one answer or one [`HttpError`].

use std::error::Error as _;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use http_body_util::Full;
use hyper_util::client::legacy;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::time::timeout_at;

use super::allow_list::AllowList;
use super::body::{self, ResponseBody};
use super::connector::GuardedConnector;
use super::error::{HttpError, Phase};
use super::guard::Guard;
use super::resolver::{Resolver, SystemResolver};
use super::stream::{Peer, Stream};
use super::tls::{self, TlsSetupError, TrustedRoots};
use super::url::{CheckedUrl, UrlProblem};
use crate::monotonic;

/// For resolving, dialling and encrypting together.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// For the whole request, from the first look-up to the last byte, unless the caller says less
/// or more.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(15);
/// No request may take longer, whatever the caller says.
pub const MAX_TIMEOUT: Duration = Duration::from_secs(30);
/// What is read of an answer's body, unless the client is built for more or less.
pub const MAX_RESPONSE_BYTES: usize = 64 * 1024;
/// What an answer's head may take, give or take one read.
const MAX_HEAD_BYTES: usize = 64 * 1024;
/// Unused connections are closed after this time: most servers do so after a minute or more, and
/// it is better to hang up first than to write into a closing connection.
const IDLE_TIMEOUT: Duration = Duration::from_secs(30);
/// Unused connections kept for one host and port.
const DEFAULT_IDLE_PER_HOST: usize = 64;

/// How to build an [`HttpClient`].
pub struct HttpClientOptions {
    /// Private destinations that the operator allows.
    pub allowed: AllowList,
    pub roots: TrustedRoots,
    pub resolver: Arc<dyn Resolver>,
    /// Unused connections kept for one host and port.
    pub idle_per_host: usize,
    /// What is read of an answer's body.
    pub max_response_bytes: usize,
}

impl Default for HttpClientOptions {
    fn default() -> Self {
        Self {
            allowed: AllowList::default(),
            roots: TrustedRoots::System,
            resolver: Arc::new(SystemResolver),
            idle_per_host: DEFAULT_IDLE_PER_HOST,
            max_response_bytes: MAX_RESPONSE_BYTES,
        }
    }
}

impl fmt::Debug for HttpClientOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpClientOptions")
            .field("allowed", &self.allowed)
            .field("idle_per_host", &self.idle_per_host)
            .field("max_response_bytes", &self.max_response_bytes)
            .finish_non_exhaustive()
    }
}

/// One request. Redirects are never followed: a 3xx is an answer like any other.
#[derive(Debug)]
pub struct HttpRequest<'a> {
    pub method: Method,
    pub url: &'a CheckedUrl,
    /// `Host` and `Content-Length` are added on the way.
    pub headers: HeaderMap,
    /// Shared, never copied.
    pub body: Bytes,
    /// For the whole request; at most [`MAX_TIMEOUT`].
    pub timeout: Duration,
}

/// An answer, of whatever status.
#[derive(Debug)]
pub struct HttpResponse {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: ResponseBody,
    /// The answer comes from a destination that is reachable only by the operator's allowance:
    /// code may read the body, screens must not show it.
    pub private_destination: bool,
}

/// The only way out of the product. Cheap to clone; clones share one pool of connections.
#[derive(Clone)]
pub struct HttpClient {
    inner: legacy::Client<GuardedConnector, Full<Bytes>>,
    guard: Arc<Guard>,
    max_response_bytes: usize,
    streams: GuardedConnector,
}

impl fmt::Debug for HttpClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpClient")
            .field("guard", &self.guard)
            .finish_non_exhaustive()
    }
}

impl HttpClient {
    /// Sets up TLS and an empty pool; connects to nothing yet.
    ///
    /// # Errors
    /// When TLS cannot be set up, above all when the machine trusts no certificate authority.
    pub fn new(options: HttpClientOptions) -> Result<Self, TlsSetupError> {
        let guard = Arc::new(Guard::new(options.allowed));
        let tls = tls::connectors(options.roots)?;
        let connector = GuardedConnector {
            guard: Arc::clone(&guard),
            resolver: options.resolver,
            tls: tls.http,
            limit: CONNECT_TIMEOUT,
        };
        let streams = GuardedConnector {
            tls: tls.other,
            ..connector.clone()
        };
        let inner = legacy::Client::builder(TokioExecutor::new())
            .timer(TokioTimer::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE_TIMEOUT)
            .pool_max_idle_per_host(options.idle_per_host)
            .http1_max_buf_size(MAX_HEAD_BYTES)
            .build(connector);
        Ok(Self {
            inner,
            guard,
            max_response_bytes: options.max_response_bytes,
            streams,
        })
    }

    /// The same client, which reads so much of an answer's body: more for files, say.
    #[must_use]
    pub fn reading_up_to(&self, max_response_bytes: usize) -> Self {
        Self {
            max_response_bytes,
            ..self.clone()
        }
    }

    /// What is read of an answer's body.
    #[must_use]
    pub fn max_response_bytes(&self) -> usize {
        self.max_response_bytes
    }

    /// Checks an address as somebody typed it, without sending and without a look-up: for saving
    /// it, and before sending to it. What the name resolves to is checked at each connection.
    ///
    /// # Errors
    /// Says what is wrong with the address, or that this installation does not talk to it.
    pub fn check_url(&self, text: &str) -> Result<CheckedUrl, UrlProblem> {
        let url = CheckedUrl::parse(text)?;
        self.guard.check_host(url.host(), url.port())?;
        Ok(url)
    }

    /// Makes a connection as for a request, and closes it again: whether the name is known, the
    /// host answers, and its certificate is in order. Nothing is asked of the host.
    ///
    /// # Errors
    /// Says what is in the way.
    pub async fn reach(&self, url: &CheckedUrl) -> Result<(), HttpError> {
        let connection = self.connect(url.host(), url.port(), url.is_https());
        connection.await.map(drop)
    }

    /// A connection for a protocol other than HTTP, under the same rules: the name is resolved once,
    /// every address is checked, and a checked one is dialled.
    pub(crate) async fn connect(
        &self,
        host: &str,
        port: u16,
        encrypted: bool,
    ) -> Result<Stream, HttpError> {
        self.streams.connect_to(host, port, encrypted).await
    }

    /// Encrypts a plain connection that [`Self::connect`] made.
    pub(crate) async fn encrypt(&self, stream: Stream, host: &str) -> Result<Stream, HttpError> {
        self.streams.encrypt(stream, host).await
    }

    /// Sends one request and reads the answer. Nothing is repeated, with one exception: a kept
    /// connection that turns out to be closed before anything was written to it is replaced.
    ///
    /// # Errors
    /// Only when no head of an answer came. A body that breaks off is told by its
    /// [`BodyEnd`](super::BodyEnd).
    pub async fn send(&self, request: HttpRequest<'_>) -> Result<HttpResponse, HttpError> {
        let limit = request.timeout.min(MAX_TIMEOUT);
        let deadline = monotonic::now() + limit;
        let url = request.url;

        let mut outgoing = http::Request::new(Full::new(request.body));
        *outgoing.method_mut() = request.method;
        *outgoing.uri_mut() = url.uri().clone();
        *outgoing.headers_mut() = request.headers;

        let answer = match timeout_at(deadline, self.inner.request(outgoing)).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => return Err(explain(error, url)),
            Err(_) => {
                return Err(HttpError::Timeout {
                    host: url.host().to_owned(),
                    port: url.port(),
                    phase: Phase::Answer,
                    limit,
                });
            }
        };

        let (head, incoming) = answer.into_parts();
        let peer = head.extensions.get::<Peer>();
        Ok(HttpResponse {
            status: head.status,
            headers: head.headers,
            // A connection without its mark would be a bug; hiding the body is the safe side.
            private_destination: peer.is_none_or(|peer| peer.private),
            body: body::read(incoming, self.max_response_bytes, deadline).await,
        })
    }
}

/// hyper's error as one of ours. The connector's own errors are among its sources.
fn explain(error: legacy::Error, url: &CheckedUrl) -> HttpError {
    let source = error.source();
    if let Some(ours) = source.and_then(|source| source.downcast_ref::<HttpError>()) {
        return ours.clone();
    }
    let unreadable = source
        .and_then(|source| source.downcast_ref::<hyper::Error>())
        .is_some_and(hyper::Error::is_parse);
    let (host, port, source) = (url.host().to_owned(), url.port(), Arc::new(error));
    if unreadable {
        HttpError::Protocol { host, port, source }
    } else {
        HttpError::Closed { host, port, source }
    }
}
