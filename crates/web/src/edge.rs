//! What every request passes on its way in and every answer on its way out, in one layer because
//! each layer costs: a request id, a time limit, a panic that hurts nobody else, one log line for
//! what went wrong on our side, and the headers that keep browsers careful.

use std::{any::Any, error::Error, panic::AssertUnwindSafe, sync::Arc};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, Uri, header},
    middleware::Next,
    response::Response,
};
use futures_util::FutureExt;

use crate::{
    AppState,
    logged_path::LoggedPath,
    request_id::{self, RequestId},
};

/// A part of the server (the API, the pages) at its edge.
#[derive(Clone, Debug)]
pub(crate) struct Edge {
    pub(crate) state: AppState,
    /// Says to whoever asked, in the manner of this part, that something went wrong here.
    pub(crate) apologize: fn(Trouble, &Asked<'_>) -> Response,
}

/// What went wrong on our side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// A mistake of ours, or a broken installation.
    Unexpected,
    /// Nothing was answered in time; whether it was done is not known.
    TooSlow,
}

/// The request that went wrong.
#[derive(Debug)]
pub(crate) struct Asked<'a> {
    pub(crate) id: &'a RequestId,
    pub(crate) uri: &'a Uri,
    pub(crate) headers: &'a HeaderMap,
}

/// Carries the reason of an answer that blames us out to the edge, which logs it.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) error: Arc<dyn Error + Send + Sync>,
    /// Whether the answer is the edge's apology instead of the one that carries this.
    pub(crate) apologize: bool,
}

pub(crate) async fn edge(State(edge): State<Edge>, request: Request, next: Next) -> Response {
    let id = edge.state.request_ids().of(&request);
    let log = Log {
        id: &id,
        method: request.method().clone(),
        uri: request.uri().clone(),
    };
    let (uri, headers) = (request.uri().clone(), request.headers().clone());
    let asked = Asked {
        id: &id,
        uri: &uri,
        headers: &headers,
    };
    let answer = AssertUnwindSafe(next.run(request)).catch_unwind();
    let limit = edge.state.config().request_time_limit;
    let mut response = match tokio::time::timeout(limit, answer).await {
        Ok(Ok(mut response)) => match response.extensions_mut().remove::<Failure>() {
            None => response,
            Some(failure) => {
                log.failure(&*failure.error);
                if failure.apologize {
                    (edge.apologize)(Trouble::Unexpected, &asked)
                } else {
                    response
                }
            }
        },
        Ok(Err(panic)) => {
            log.panic(&*panic);
            (edge.apologize)(Trouble::Unexpected, &asked)
        }
        Err(_elapsed) => {
            log.too_slow();
            (edge.apologize)(Trouble::TooSlow, &asked)
        }
    };
    guard(response.headers_mut());
    response
        .headers_mut()
        .insert(request_id::HEADER, id.header());
    response
}

/// Pages load nothing from elsewhere but pictures (logos), run no inline script, and cannot be
/// framed.
const PAGE_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'self'; img-src 'self' https: data:; object-src 'none'; base-uri 'none'; \
     form-action 'self'; frame-ancestors 'none'",
);
/// Anything else is no page at all.
const DATA_POLICY: HeaderValue =
    HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");

fn guard(headers: &mut HeaderMap) {
    let is_page = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|media_type| media_type.as_bytes().starts_with(b"text/html"));
    let policy = if is_page { PAGE_POLICY } else { DATA_POLICY };
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(policy);
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers
        .entry(header::REFERRER_POLICY)
        .or_insert(HeaderValue::from_static("same-origin"));
}

/// One line for each answer that blames us.
struct Log<'a> {
    id: &'a RequestId,
    method: Method,
    uri: Uri,
}

impl Log<'_> {
    fn failure(&self, error: &(dyn Error + 'static)) {
        let (id, method, path) = (self.id, &self.method, LoggedPath(self.uri.path()));
        let causes = causes(error);
        tracing::error!(reference = %id, %method, %path, %error, causes, "request failed");
    }

    fn panic(&self, panic: &(dyn Any + Send)) {
        let (id, method, path) = (self.id, &self.method, LoggedPath(self.uri.path()));
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
        let panic = text.unwrap_or("without a message");
        tracing::error!(reference = %id, %method, %path, panic, "request panicked");
    }

    fn too_slow(&self) {
        let (id, method, path) = (self.id, &self.method, LoggedPath(self.uri.path()));
        tracing::error!(reference = %id, %method, %path, "request took too long");
    }
}

/// The chain of sources below an error, in one line.
fn causes(error: &(dyn Error + 'static)) -> String {
    let sources = std::iter::successors(error.source(), |&source| source.source());
    let texts: Vec<_> = sources.map(ToString::to_string).collect();
    texts.join(": ")
}
