use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use maud::Markup;

/// A page with a form, whose token is its own: never the same page twice.
pub(super) fn page(status: StatusCode, html: Markup) -> Response {
    let mut response = (status, html).into_response();
    let not_shared = HeaderValue::from_static("private, no-cache");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, not_shared);
    response
}

const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// Keeps what belongs to one customer where it belongs: no cache and no search engine keeps it, and
/// its address, which opens it, is told to no other site.
pub(crate) async fn keep_private(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    headers.insert(ROBOTS, HeaderValue::from_static("noindex"));
    response
}
