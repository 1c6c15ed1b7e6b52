//! Answers to requests that create something: once for each idempotency key, and for every repetition
//! what was answered first.

mod sealed;

pub(super) use sealed::created_sealed;

use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Request},
    http::{HeaderName, HeaderValue, StatusCode},
    response::Response,
};
use serde::{Serialize, de::DeserializeOwned};
use utoipa::IntoParams;
use winfactor_domain::FieldError;
use winfactor_service::idempotency::{
    Created, FirstAnswer, Idempotency, IdempotencyKey, request_hash,
};

use super::{
    body::{MAX_BODY, read},
    decode::from_json,
    error::ApiError,
    reply::{json, rendered},
};
use crate::AppState;

pub(super) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// The header of requests that create something.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
pub(super) struct IdempotencyHeader {
    /// Makes the request repeatable: the same key with the same request is answered as the first
    /// time, with `Idempotent-Replayed: true`, and does nothing; with another request it is `409
    /// idempotency_conflict`. 1 to 255 printable ASCII characters, such as a UUID. Kept for a day.
    #[param(rename = "Idempotency-Key", min_length = 1, max_length = 255)]
    _key: Option<String>,
}

/// A request to create something: its body, and the `Idempotency-Key` under which it may be
/// repeated.
#[derive(Debug)]
pub(super) struct Creation<T, const MAX: usize = MAX_BODY> {
    pub(super) body: T,
    pub(super) once: Once,
}

/// How a repetition is recognized; nothing when the caller sent no key.
#[derive(Debug)]
pub(super) struct Once(Option<(IdempotencyKey, String)>);

impl<T: DeserializeOwned, const MAX: usize> FromRequest<AppState> for Creation<T, MAX> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, ApiError> {
        let key = match request.headers().get(IDEMPOTENCY_KEY) {
            // What is not text is no key either.
            Some(key) => {
                let key = IdempotencyKey::parse(key.to_str().unwrap_or_default());
                Some(key.map_err(in_header)?)
            }
            None => None,
        };
        let Some(key) = key else {
            let body = read(request, MAX).await?;
            return Ok(Creation {
                body: from_json(&body)?,
                once: Once(None),
            });
        };
        let (method, address) = (request.method().clone(), request.uri().to_string());
        let body: Bytes = read(request, MAX).await?;
        let hash = request_hash(&[method.as_str().as_bytes(), address.as_bytes(), &body]);
        Ok(Creation {
            body: from_json(&body)?,
            once: Once(Some((key, hash))),
        })
    }
}

fn in_header(error: FieldError) -> FieldError {
    FieldError {
        pointer: "/header/Idempotency-Key".to_owned(),
        ..error
    }
}

impl Once {
    /// For the use case; `answer` is what is answered now and to every repetition.
    pub(super) fn idempotency<R, V: Serialize>(
        self,
        answer: impl Fn(&R) -> (StatusCode, V) + Send + Sync + 'static,
    ) -> Option<Idempotency<R>> {
        let (key, request_hash) = self.0?;
        let render = move |created: &R| {
            let (status, body) = answer(created);
            FirstAnswer {
                status: status.as_u16(),
                body: to_json(&body),
            }
        };
        Some(Idempotency {
            key,
            request_hash,
            render: Box::new(render),
        })
    }
}

/// The answer to a creation, or the one that was given the first time.
pub(super) fn created<R, V: Serialize>(
    created: Created<R>,
    answer: impl Fn(&R) -> (StatusCode, V),
) -> Response {
    match created {
        Created::New(created) => {
            let (status, body) = answer(&created);
            json(status, &body)
        }
        Created::Replayed(first) => replayed(first.status, Body::from(first.body)),
    }
}

fn replayed(status: u16, body: Body) -> Response {
    let status = StatusCode::from_u16(status);
    let status = status.expect("only statuses that were answered are kept");
    let mut response = rendered(status, body);
    let yes = HeaderValue::from_static("true");
    response.headers_mut().insert(REPLAYED, yes);
    response
}

fn to_json<V: Serialize>(body: &V) -> String {
    serde_json::to_string(body)
        .expect("answers hold texts, numbers and lists, all of which JSON can carry")
}
