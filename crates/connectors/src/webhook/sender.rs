//! Makes an attempt.

use std::time::Duration;

use http::{HeaderMap, Method};

use super::attempt::{Attempt, HeaderText, body_text};
use super::outcome::{FailureKind, Outcome};
use super::request::WebhookRequest;
use crate::http::{CheckedUrl, HttpClient, HttpRequest, HttpResponse};
use crate::monotonic;

/// Sends webhooks through the guarded client. Cheap to clone.
#[derive(Debug, Clone)]
pub struct WebhookSender {
    client: HttpClient,
}

impl WebhookSender {
    #[must_use]
    pub fn new(client: HttpClient) -> Self {
        Self { client }
    }

    /// Makes one attempt. Never fails: what went wrong is in the record.
    pub async fn attempt(&self, request: WebhookRequest<'_>) -> Attempt {
        let started = monotonic::now();
        let mut attempt = self.make(&request).await;
        attempt.duration = started.elapsed();
        attempt
    }

    async fn make(&self, request: &WebhookRequest<'_>) -> Attempt {
        let url = match self.client.check_url(request.url) {
            Ok(url) => url,
            Err(problem) => {
                let reason = format!("Not sent: {problem}.");
                return unsent(Outcome::of_bad_url(&problem), reason);
            }
        };
        let headers = match request.headers() {
            Ok(headers) => headers,
            Err(_) => {
                let reason = "Not sent: the event's id or name cannot stand in a header.".into();
                return unsent(Outcome::Failed(FailureKind::InvalidEvent), reason);
            }
        };
        let request_headers = HeaderText::of(&headers);
        let sent = self.send(request, &url, headers).await;
        match sent {
            Ok(answer) => answered(&answer, &url, request.now, request_headers),
            Err(error) => Attempt {
                request_headers,
                ..unsent(Outcome::of_error(&error), format!("No answer: {error}."))
            },
        }
    }

    async fn send(
        &self,
        request: &WebhookRequest<'_>,
        url: &CheckedUrl,
        headers: HeaderMap,
    ) -> Result<HttpResponse, crate::http::HttpError> {
        self.client
            .send(HttpRequest {
                method: Method::POST,
                url,
                headers,
                body: request.body.clone(),
                timeout: request.timeout,
            })
            .await
    }
}

fn answered(
    answer: &HttpResponse,
    url: &CheckedUrl,
    now: i64,
    request_headers: HeaderText,
) -> Attempt {
    let outcome = Outcome::of_answer(answer.status, &answer.headers, url, now);
    let private_destination = answer.private_destination;
    let (response_text, cut) = if private_destination {
        (String::new(), false)
    } else {
        body_text(&answer.body.bytes)
    };
    Attempt {
        outcome,
        reason: outcome.reason(answer.status),
        status: Some(answer.status.as_u16()),
        request_headers,
        response_headers: HeaderText::of(&answer.headers),
        response_text,
        response_truncated: cut || answer.body.is_partial(),
        private_destination,
        duration: Duration::ZERO,
    }
}

fn unsent(outcome: Outcome, reason: String) -> Attempt {
    Attempt {
        outcome,
        reason: Some(reason),
        status: None,
        request_headers: HeaderText::default(),
        response_headers: HeaderText::default(),
        response_text: String::new(),
        response_truncated: false,
        private_destination: false,
        duration: Duration::ZERO,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::http::{BodyEnd, HttpClientOptions, ResponseBody, TrustedRoots};
    use bytes::Bytes;
    use http::StatusCode;

    fn record(private_destination: bool, body: &'static [u8], end: BodyEnd) -> Attempt {
        let client = HttpClient::new(HttpClientOptions {
            roots: TrustedRoots::Only(Vec::new()),
            ..HttpClientOptions::default()
        });
        let url = client.unwrap().check_url("https://example.com/").unwrap();
        let answer = HttpResponse {
            status: StatusCode::BAD_REQUEST,
            headers: HeaderMap::new(),
            body: ResponseBody {
                bytes: Bytes::from_static(body),
                end,
            },
            private_destination,
        };
        answered(&answer, &url, 0, HeaderText::default())
    }

    #[test]
    fn answers_of_public_hosts_are_kept_up_to_a_bound() {
        let short = record(false, b"missing field", BodyEnd::Complete);
        assert_eq!(short.response_text, "missing field");
        assert!(!short.response_truncated);
        assert!(record(false, b"miss", BodyEnd::TimedOut).response_truncated);
        let long = record(false, &[b'x'; 5000], BodyEnd::Complete);
        assert_eq!(long.response_text.len(), 4096);
        assert!(long.response_truncated);
    }

    #[test]
    fn answers_of_private_hosts_are_not_kept() {
        let attempt = record(true, b"internal", BodyEnd::Complete);
        assert_eq!(attempt.response_text, "");
        assert!(attempt.private_destination);
        assert_eq!(attempt.status, Some(400));
    }
}
