//! What Gmail's refusals mean.

use crate::channels::{ApiAnswer, ChannelFailure};

/// Words of Google's for a limit that is reached for now.
const LIMITS: [&str; 4] = [
    "dailyLimitExceeded",
    "quotaExceeded",
    "rateLimitExceeded",
    "userRateLimitExceeded",
];

pub(super) fn is_limit(answer: &ApiAnswer) -> bool {
    LIMITS.contains(&reason(answer))
}

pub(super) fn failure(answer: &ApiAnswer) -> ChannelFailure {
    let message = answer
        .text("/error/message")
        .unwrap_or("no reason was given");
    let said = |advice: &str| format!("Gmail: {advice} ({message})");
    match answer.status {
        401 => ChannelFailure::expired(said("the connection is not valid any more; connect again")),
        403 if is_limit(answer) => {
            ChannelFailure::busy(answer.retry_after, said("too many mails for now"))
        }
        403 if reason(answer) == "accessNotConfigured" => ChannelFailure::broken(said(
            "the Gmail API is switched off for this account's project; switch it on",
        )),
        403 if reason(answer) == "domainPolicy" => ChannelFailure::broken(said(
            "the administrator of the domain does not let apps send mail",
        )),
        403 => ChannelFailure::broken(said(
            "the connection lacks the permission gmail.send (gmail.compose for drafts); connect \
             again with it",
        )),
        400 if reason(answer) == "failedPrecondition" => {
            ChannelFailure::broken(said("the account has no mailbox at Gmail"))
        }
        413 => ChannelFailure::author(said("the mail is too large, with its attachments")),
        429 => ChannelFailure::busy(answer.retry_after, said("too many mails for now")),
        400..=499 => ChannelFailure::author(said("the mail was refused")),
        500..=599 => ChannelFailure::uncertain(said("something failed on its side")),
        status => ChannelFailure::for_good(format!("Gmail answered with the status {status}")),
    }
}

fn reason(answer: &ApiAnswer) -> &str {
    answer.text("/error/errors/0/reason").unwrap_or_default()
}
