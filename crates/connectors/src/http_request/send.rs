use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method};

use super::{RequestFailure, headers, redirect};
use crate::http::{CheckedUrl, HttpClient, HttpRequest, HttpResponse, MAX_TIMEOUT, UrlProblem};
use crate::monotonic;

/// Redirects that are followed, at most.
pub const MAX_REDIRECTS: usize = 5;

/// A request as a flow's step describes it, not yet checked.
#[derive(Clone)]
pub struct OutgoingRequest {
    pub method: Method,
    /// With its query.
    pub url: String,
    /// Names and values; those that frame a request (`Host`, `Content-Length`, …) are left out.
    pub headers: Vec<(String, String)>,
    pub body: Bytes,
    /// For the whole request with all its redirects; [`MAX_TIMEOUT`] at most, and when there is
    /// none.
    pub timeout: Option<Duration>,
    /// Otherwise a 3xx is an answer like any other.
    pub follow_redirects: bool,
}

/// What came back, of whatever status.
#[derive(Clone)]
pub struct HttpAnswer {
    pub status: u16,
    pub headers: HeaderMap,
    /// All of it.
    pub body: Bytes,
    /// The answer comes from a destination that is reachable only by the operator's allowance:
    /// steps may use the body, screens must not show it.
    pub private_destination: bool,
}

/// Headers and bodies hold secrets and personal data.
impl fmt::Debug for OutgoingRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OutgoingRequest")
            .field("method", &self.method)
            .field("timeout", &self.timeout)
            .field("follow_redirects", &self.follow_redirects)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for HttpAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpAnswer")
            .field("status", &self.status)
            .field("private_destination", &self.private_destination)
            .finish_non_exhaustive()
    }
}

/// Makes the request once and reads the whole answer.
///
/// # Errors
/// When the request cannot be made, is refused, or has no whole answer; see [`RequestFailure`].
pub async fn send(
    client: &HttpClient,
    request: OutgoingRequest,
) -> Result<HttpAnswer, RequestFailure> {
    let limit = request.timeout.unwrap_or(MAX_TIMEOUT).min(MAX_TIMEOUT);
    let deadline = monotonic::now() + limit;
    let mut url = client.check_url(&request.url)?;
    let mut headers = headers::checked(&request.headers)?;
    let (mut method, mut body) = (request.method, request.body);
    let mut redirects = 0;
    loop {
        let response = client
            .send(HttpRequest {
                method: method.clone(),
                url: &url,
                headers: headers.clone(),
                body: body.clone(),
                timeout: deadline.saturating_duration_since(monotonic::now()),
            })
            .await?;
        let target = match request.follow_redirects {
            true => redirect::target(response.status, &response.headers, &url),
            false => None,
        };
        let Some(target) = target else {
            return answer(response, &url, client.max_response_bytes());
        };
        if redirects == MAX_REDIRECTS {
            return Err(RequestFailure::TooManyRedirects {
                host: url.host().to_owned(),
                max: MAX_REDIRECTS,
            });
        }
        redirects += 1;
        let next = follow(client, &url, target)?;
        redirect::adapt(response.status, &mut method, &mut headers, &mut body);
        if !redirect::same_origin(&url, &next) {
            redirect::keep_harmless(&mut headers);
        }
        url = next;
    }
}

/// The next address, checked like a first one.
fn follow(
    client: &HttpClient,
    from: &CheckedUrl,
    target: Result<String, url::ParseError>,
) -> Result<CheckedUrl, RequestFailure> {
    let checked = target
        .map_err(|source| UrlProblem::NotAnAddress { source })
        .and_then(|target| client.check_url(&target));
    checked.map_err(|problem| match problem {
        UrlProblem::Refused(refusal) => RequestFailure::Refused(refusal),
        problem => RequestFailure::Redirect {
            host: from.host().to_owned(),
            problem,
        },
    })
}

fn answer(
    response: HttpResponse,
    url: &CheckedUrl,
    max_bytes: usize,
) -> Result<HttpAnswer, RequestFailure> {
    match RequestFailure::of_body(response.body.end, url.host(), max_bytes) {
        Some(failure) => Err(failure),
        None => Ok(HttpAnswer {
            status: response.status.as_u16(),
            headers: response.headers,
            body: response.body.bytes,
            private_destination: response.private_destination,
        }),
    }
}
