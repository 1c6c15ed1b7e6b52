//! What goes out: the headers of the event contract around the event's bytes.

use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, InvalidHeaderValue, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue};

use super::auth::WebhookAuth;
use super::custom_headers::CustomHeaders;
use crate::agent::AGENT;
use crate::signing::{SigningSecret, standard, winfactor};

const EVENT: HeaderName = HeaderName::from_static("x-winfactor-event");
const DELIVERY: HeaderName = HeaderName::from_static("x-winfactor-delivery");
const ATTEMPT: HeaderName = HeaderName::from_static("x-winfactor-attempt");
const SIGNATURE: HeaderName = HeaderName::from_static(winfactor::HEADER);
const STANDARD_ID: HeaderName = HeaderName::from_static(standard::ID_HEADER);
const STANDARD_TIMESTAMP: HeaderName = HeaderName::from_static(standard::TIMESTAMP_HEADER);
const STANDARD_SIGNATURE: HeaderName = HeaderName::from_static(standard::SIGNATURE_HEADER);

// Exactly this: ActivePieces answers 415 to anything longer.
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// One attempt to be made.
#[derive(Debug, Clone)]
pub struct WebhookRequest<'a> {
    /// As it was saved; checked again now.
    pub url: &'a str,
    /// For example `quote.accepted`.
    pub event_type: &'a str,
    /// The same on every retry and redelivery: receivers recognise repeats by it.
    pub event_id: &'a str,
    /// From 1.
    pub attempt: u32,
    /// The event as it was rendered when it was recorded. Sent as it is, without a copy.
    pub body: Bytes,
    /// All live secrets, the newest first. Without one the request goes out unsigned.
    pub secrets: &'a [SigningSecret],
    pub custom_headers: &'a CustomHeaders,
    pub auth: &'a WebhookAuth,
    /// For the whole attempt; see [`DEFAULT_TIMEOUT`](crate::http::DEFAULT_TIMEOUT).
    pub timeout: Duration,
    /// The time now, in Unix seconds: signed, and the base of `Retry-After` dates.
    pub now: i64,
}

impl WebhookRequest<'_> {
    /// # Errors
    /// When the event's id or name cannot stand in a header.
    pub(super) fn headers(&self) -> Result<HeaderMap, InvalidHeaderValue> {
        let mut headers = HeaderMap::with_capacity(16);
        // Custom headers first: whatever they say, ours replace them.
        for (name, value) in self.custom_headers.iter() {
            headers.insert(name.clone(), value.clone());
        }
        self.auth.apply(&mut headers, &self.body);

        headers.insert(CONTENT_TYPE, JSON);
        headers.insert(USER_AGENT, AGENT);
        let id = HeaderValue::from_str(self.event_id)?;
        headers.insert(EVENT, HeaderValue::from_str(self.event_type)?);
        headers.insert(DELIVERY, id.clone());
        headers.insert(ATTEMPT, HeaderValue::from(self.attempt));
        if !self.secrets.is_empty() {
            let ours = winfactor::sign(self.secrets, self.now, &self.body);
            let standard = standard::sign(self.secrets, self.event_id, self.now, &self.body);
            headers.insert(SIGNATURE, HeaderValue::try_from(ours)?);
            headers.insert(STANDARD_ID, id);
            headers.insert(STANDARD_TIMESTAMP, HeaderValue::from(self.now));
            headers.insert(STANDARD_SIGNATURE, HeaderValue::try_from(standard)?);
        }
        Ok(headers)
    }
}
