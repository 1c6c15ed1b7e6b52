use winfactor_connectors::{
    http::{CheckedUrl, HttpClient},
    webhook::{CustomHeaders, HeaderProblem},
};
use winfactor_domain::{EventType, FieldError, Text};

use super::{AuthSettings, address};
use crate::outbox::{EventFilter, RetrySchedule};

/// Authentication as received.
pub type AuthInput = AuthSettings;

/// A new endpoint, not yet checked.
#[derive(Clone, Debug, Default)]
pub struct EndpointInput {
    pub url: String,
    pub description: String,
    /// Names; empty means all.
    pub event_types: Vec<String>,
    pub filter: Option<EventFilter>,
    pub headers: Vec<(String, String)>,
    pub auth: AuthSettings,
    /// Waits between tries in seconds; nothing means the default.
    pub retry_schedule: Option<Vec<u32>>,
    pub max_in_flight: Option<u32>,
    /// Tries a second at most; `Some(None)` means no limit, nothing the default.
    pub max_per_second: Option<Option<u32>>,
    pub auto_pause: Option<bool>,
}

/// Changes to an endpoint; what is absent stays.
#[derive(Clone, Debug, Default)]
pub struct EndpointPatch {
    pub url: Option<String>,
    pub description: Option<String>,
    pub event_types: Option<Vec<String>>,
    pub filter: Option<Option<EventFilter>>,
    pub headers: Option<Vec<(String, String)>>,
    pub auth: Option<AuthSettings>,
    pub retry_schedule: Option<Option<Vec<u32>>>,
    pub max_in_flight: Option<u32>,
    /// `Some(None)` means no limit.
    pub max_per_second: Option<Option<u32>>,
    pub auto_pause: Option<bool>,
}

/// Simultaneous tries, when nothing else is asked for.
pub(super) const DEFAULT_IN_FLIGHT: u32 = 16;
const MOST_IN_FLIGHT: u32 = 64;
const MOST_PER_SECOND: u32 = 1000;
const MAX_DESCRIPTION: usize = 200;
const MAX_URL: usize = 2000;

pub(super) fn url(text: &mut Text, http: &HttpClient, url: &str) -> Option<CheckedUrl> {
    let url = url.trim();
    if url.len() > MAX_URL {
        text.error("/url", "too_long", "must have at most 2000 characters");
        return None;
    }
    let checked = http
        .check_url(url)
        .map_err(|problem| FieldError::new("/url", problem.code(), problem.to_string()));
    let checked = text.checked(checked)?;
    match address::refusal(&checked) {
        Some(refusal) => {
            text.checked::<()>(Err(refusal));
            None
        }
        None => Some(checked),
    }
}

pub(super) fn description(text: &mut Text, description: &str) -> String {
    let checked = text.optional("/description", Some(description), MAX_DESCRIPTION);
    checked.unwrap_or_default()
}

/// Names of event types; empty means all.
pub(crate) fn event_types(text: &mut Text, names: &[String]) -> Vec<EventType> {
    let parsed = names.iter().enumerate().filter_map(|(index, name)| {
        text.checked(
            name.parse()
                .map_err(|error: winfactor_domain::events::UnknownEventType| {
                    let pointer = format!("/eventTypes/{index}");
                    FieldError::new(&pointer, "unknown_value", error.to_string())
                }),
        )
    });
    let mut types: Vec<EventType> = parsed.collect();
    types.sort_unstable();
    types.dedup();
    types
}

pub(super) fn filter(text: &mut Text, filter: Option<&EventFilter>) -> Option<String> {
    let filter = filter.filter(|filter| !filter.0.is_empty())?;
    if let Err(problem) = filter.check() {
        text.error("/filter", "filter", problem.to_string());
    }
    serde_json::to_string(filter).ok()
}

pub(super) fn headers_and_auth(text: &mut Text, headers: &[(String, String)], auth: &AuthSettings) {
    let field = |pointer: &str, problem: HeaderProblem| {
        FieldError::new(pointer, problem.code(), problem.to_string())
    };
    let pairs = headers.iter().map(|(name, value)| (name, value));
    let headers = text.checked(CustomHeaders::parse(pairs).map_err(|p| field("/headers", p)));
    let auth = text.checked(auth.to_webhook_auth().map_err(|p| field("/auth", p)));
    if let (Some(headers), Some(auth)) = (headers, auth) {
        text.checked(auth.check_beside(&headers).map_err(|p| field("/auth", p)));
    }
}

pub(super) fn retry_schedule(text: &mut Text, waits: Option<&[u32]>) {
    if let Some(Err(problem)) = waits.map(RetrySchedule::new) {
        text.error("/retrySchedule", "retry_schedule", problem.to_string());
    }
}

pub(super) fn max_in_flight(text: &mut Text, value: u32) -> u32 {
    if value == 0 || value > MOST_IN_FLIGHT {
        let message = format!("must be from 1 to {MOST_IN_FLIGHT}");
        text.error("/maxInFlight", "out_of_range", message);
    }
    value
}

pub(super) fn max_per_second(text: &mut Text, value: Option<u32>) -> Option<u32> {
    if value.is_some_and(|value| value == 0 || value > MOST_PER_SECOND) {
        let message = format!("must be from 1 to {MOST_PER_SECOND}");
        text.error("/maxPerSecond", "out_of_range", message);
    }
    value
}
