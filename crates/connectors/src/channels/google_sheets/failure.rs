//! What Google's refusals mean.

use std::time::Duration;

use super::call::SheetCall;
use crate::channels::google::GoogleAccess;
use crate::channels::{ApiAnswer, ChannelFailure};

/// Google counts by the minute.
const QUOTA_WAIT: Duration = Duration::from_secs(60);

pub(super) fn failure(answer: &ApiAnswer, call: &SheetCall<'_>) -> ChannelFailure {
    let message = answer.text("/error/message");
    let message = message.unwrap_or("no reason was given");
    match answer.status {
        401 => ChannelFailure::expired(
            "Google does not take the access token (any more); connect the account again",
        ),
        403 if message.contains("has not been used") || message.contains("is disabled") => {
            ChannelFailure::author(format!(
                "the Google Sheets API is switched off for this account's project: {message}"
            ))
        }
        403 => ChannelFailure::author(match &call.access {
            GoogleAccess::ServiceAccount {
                account,
                subject: None,
            } => format!(
                "the spreadsheet is not shared with this account: share the sheet with {} as an \
                 editor",
                account.email
            ),
            _ => format!(
                "the connected Google account may not change this spreadsheet: share it with that \
                 account as an editor ({message})"
            ),
        }),
        404 => ChannelFailure::author(
            "there is no such spreadsheet: check its ID, the long part of its address between /d/ \
             and /edit",
        ),
        429 => ChannelFailure::busy(
            Some(answer.retry_after.unwrap_or(QUOTA_WAIT)),
            "Google takes no more requests of this account for now",
        ),
        400..=499 => ChannelFailure::author(format!("Google refused it: {message}")),
        500..=599 => ChannelFailure::uncertain(format!(
            "Google Sheets does not work for now (status {})",
            answer.status
        )),
        status => ChannelFailure::for_good(format!("Google answered with the status {status}")),
    }
}
