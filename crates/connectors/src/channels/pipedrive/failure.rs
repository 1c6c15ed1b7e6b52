//! What Pipedrive's refusals mean.

use std::time::Duration;

use super::Pipedrive;
use super::limits::{Exhausted, exhausted};
use crate::channels::{ApiAnswer, ChannelFailure, WhoActs};

/// Whoever goes on asking in spite of the limits is shut out, by a page instead of an answer.
const SHUT_OUT: Duration = Duration::from_secs(60 * 60);

impl Pipedrive<'_> {
    pub(super) fn failure(&self, answer: &ApiAnswer) -> ChannelFailure {
        let reason = reason(answer);
        match answer.status {
            401 if self.access.is_persons_own() => ChannelFailure::expired(
                "Pipedrive does not take the API token (any more). Copy it anew (Personal \
                 preferences, API) and connect again",
            ),
            401 => ChannelFailure::expired(
                "Pipedrive does not take the access token (any more). Connect again",
            ),
            402 => ChannelFailure::broken(
                "the Pipedrive account is closed: its trial or its subscription has ended. Open it \
                 again in Pipedrive (Billing), then connect again",
            ),
            403 => not_allowed(answer, &reason),
            404 => ChannelFailure::author(format!("Pipedrive has no such record: {reason}")),
            410 => ChannelFailure::for_good(format!(
                "Pipedrive does not offer this any more: {reason}"
            )),
            429 => match exhausted(answer, self.now) {
                Exhausted::Window(wait) => ChannelFailure::busy(
                    wait,
                    format!("Pipedrive takes no more requests for now: {reason}"),
                ),
                Exhausted::Day(wait) => ChannelFailure::busy(
                    Some(wait),
                    "the Pipedrive account's API budget of the day is used up. It goes on after \
                     the reset at midnight; a larger plan or a top-up in Pipedrive helps sooner",
                ),
            },
            // A 200 that says it is none, too.
            200..=299 | 400..=499 => {
                ChannelFailure::author(format!("Pipedrive refused it: {reason}"))
            }
            500..=599 => ChannelFailure::uncertain(format!(
                "Pipedrive does not work for now (status {})",
                answer.status
            )),
            status => {
                ChannelFailure::for_good(format!("Pipedrive answered with the status {status}"))
            }
        }
    }
}

/// A question that got no answer has changed nothing.
pub(super) fn of_question(failure: ChannelFailure) -> ChannelFailure {
    match failure.who {
        WhoActs::ReceiverForNow { retry_after, .. } => {
            ChannelFailure::busy(retry_after, failure.message)
        }
        _ => failure,
    }
}

fn not_allowed(answer: &ApiAnswer, reason: &str) -> ChannelFailure {
    if answer.body.is_null() {
        return ChannelFailure::busy(
            Some(answer.retry_after.unwrap_or(SHUT_OUT)),
            "Pipedrive has shut out this server for a while, for it was asked too much with this \
             token",
        );
    }
    let code = answer.text("/code").unwrap_or_default();
    if code.starts_with("feature_capping") {
        return ChannelFailure::for_good(format!(
            "the Pipedrive account has reached a limit of its plan: {reason}. Remove records there, \
             or take a larger plan"
        ));
    }
    ChannelFailure::author(format!(
        "the connection is good, but Pipedrive does not allow this with it: {reason}. Its app needs \
         the scopes contacts:full and deals:full, or its user the permission"
    ))
}

/// What Pipedrive says itself, with the field that it means.
fn reason(answer: &ApiAnswer) -> String {
    let text = |pointers: &[&str]| pointers.iter().find_map(|pointer| answer.text(pointer));
    let said = text(&["/error", "/message", "/error_description"]);
    let said = said.unwrap_or("no reason was given").trim_end_matches('.');
    match text(&[
        "/field_code",
        "/additional_data/field_code",
        "/data/field_code",
    ]) {
        Some(field) if !said.contains(field) => format!("{said} (field {field})"),
        _ => said.to_owned(),
    }
}
