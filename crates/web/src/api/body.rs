use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header},
};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::de::DeserializeOwned;

use super::{decode::from_json, error::ApiError};
use crate::AppState;

/// The largest body, in bytes.
pub(super) const MAX_BODY: usize = 1 << 20;
/// The largest body that holds a flow.
pub(super) const MAX_FLOW: usize = 2 << 20;

/// The body of a request, as JSON of at most `MAX` bytes.
#[derive(Debug)]
pub(super) struct JsonBody<T, const MAX: usize = MAX_BODY>(pub(super) T);

impl<T: DeserializeOwned, const MAX: usize> FromRequest<AppState> for JsonBody<T, MAX> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, ApiError> {
        let body = read(request, MAX).await?;
        Ok(JsonBody(from_json(&body)?))
    }
}

/// All bytes of a body that says it is JSON. A request without any body says nothing, as `{}` does.
pub(super) async fn read(request: Request, max: usize) -> Result<Bytes, ApiError> {
    if is_json(request.headers()) {
        return collect(request, max).await;
    }
    let announced = request.headers().contains_key(header::CONTENT_TYPE);
    if announced || !collect(request, max).await?.is_empty() {
        return Err(wrong_media_type());
    }
    Ok(Bytes::from_static(b"{}"))
}

/// All bytes of a body, whatever it is.
pub(super) async fn collect(request: Request, max: usize) -> Result<Bytes, ApiError> {
    let announced = request.headers().get(header::CONTENT_LENGTH);
    let announced = announced.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > max as u64) {
        return Err(too_large(max));
    }
    match Limited::new(request.into_body(), max).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(too_large(max)),
        Err(_broken) => {
            let message = "the body ended before it was complete";
            Err(ApiError::new(
                StatusCode::BAD_REQUEST,
                "incomplete_body",
                message,
            ))
        }
    }
}

/// `application/json`, or a type built on it, with whatever parameters.
pub(super) fn is_json(headers: &HeaderMap) -> bool {
    let media_type = headers.get(header::CONTENT_TYPE);
    let media_type = media_type
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let subtype = essence
        .get(.."application/".len())
        .filter(|start| start.eq_ignore_ascii_case("application/"))
        .map(|start| &essence[start.len()..]);
    subtype.is_some_and(|subtype| {
        let subtype = subtype.to_ascii_lowercase();
        subtype == "json" || subtype.ends_with("+json")
    })
}

fn wrong_media_type() -> ApiError {
    unsupported("send the body as JSON, with Content-Type: application/json")
}

/// A body of another kind than those that are taken.
pub(super) fn unsupported(message: &'static str) -> ApiError {
    ApiError::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "unsupported_media_type",
        message,
    )
}

fn too_large(max: usize) -> ApiError {
    let message = format!("the body must have at most {max} bytes");
    ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", message)
}
