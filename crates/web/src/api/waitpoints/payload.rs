use axum::{
    extract::Request,
    http::{HeaderMap, Uri, header},
};
use serde_json::{Map, Value};
use url::form_urlencoded;
use winfactor_service::runs::ResumePayload;

use crate::{
    api::{
        body::{MAX_BODY, collect, is_json, unsupported},
        decode::from_json,
        error::ApiError,
    },
    view::WaitpointAction,
};

/// What an approval link asks for.
pub(super) fn asks_for(uri: &Uri) -> Option<WaitpointAction> {
    let query = uri.query().unwrap_or_default();
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let (_, action) = pairs.find(|(name, _)| name == "action")?;
    match &*action {
        "approve" => Some(WaitpointAction::Approve),
        "disapprove" => Some(WaitpointAction::Disapprove),
        _ => None,
    }
}

/// The call as the run sees it: a JSON body as its value, a form as an object, anything else as a
/// text, no body at all as `{}`.
pub(super) async fn payload(request: Request) -> Result<ResumePayload, ApiError> {
    let query_params = pairs(request.uri().query().unwrap_or_default().as_bytes());
    let headers = request.headers().clone();
    let body = collect(request, MAX_BODY).await?;
    let body = if body.is_empty() {
        Value::Object(Map::new())
    } else if is_json(&headers) {
        from_json(&body)?
    } else if is_of(&headers, "application/x-www-form-urlencoded") {
        Value::Object(pairs(&body))
    } else if is_of(&headers, "multipart/") {
        return Err(not_taken());
    } else {
        let text = String::from_utf8(body.into()).map_err(|_| not_taken())?;
        Value::String(text)
    };
    Ok(ResumePayload {
        body,
        headers: shown(&headers),
        query_params,
    })
}

fn not_taken() -> ApiError {
    unsupported("send the body as JSON, as a form (application/x-www-form-urlencoded) or as a text")
}

fn is_of(headers: &HeaderMap, kind: &str) -> bool {
    let media_type = headers.get(header::CONTENT_TYPE);
    let media_type = media_type.and_then(|value| value.to_str().ok());
    media_type
        .and_then(|media_type| media_type.get(..kind.len()))
        .is_some_and(|start| start.eq_ignore_ascii_case(kind))
}

/// Headers by their names in small letters. What opens something on this server, a session or an API
/// key, is not for a run to keep.
fn shown(headers: &HeaderMap) -> Map<String, Value> {
    let mut shown = Map::new();
    for name in headers.keys() {
        if [header::COOKIE, header::AUTHORIZATION].contains(name) {
            continue;
        }
        let values = headers.get_all(name).iter();
        let values: Vec<_> = values
            .map(|value| String::from_utf8_lossy(value.as_bytes()))
            .collect();
        shown.insert(name.as_str().to_owned(), values.join(", ").into());
    }
    shown
}

/// Names with their values; of several values of one name, a list.
fn pairs(text: &[u8]) -> Map<String, Value> {
    let mut pairs = Map::new();
    for (name, value) in form_urlencoded::parse(text) {
        let value = Value::from(value);
        match pairs.get_mut(&*name) {
            None => {
                pairs.insert(name.into_owned(), value);
            }
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
        }
    }
    pairs
}
