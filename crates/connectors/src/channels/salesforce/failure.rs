//! What Salesforce's refusals mean.

use std::time::Duration;

use serde_json::{Map, Value};

use crate::channels::{ApiAnswer, ChannelFailure};

/// Requests are counted over the last 24 hours, so that some become free again with each hour.
const DAILY_WAIT: Duration = Duration::from_secs(60 * 60);

/// What is shown of Salesforce's own words, in characters.
const SHOWN: usize = 300;

/// The first of the errors that an answer lists.
pub(super) struct Error<'a> {
    /// Such as `REQUIRED_FIELD_MISSING`; empty when there is none.
    code: &'a str,
    message: String,
    /// The names of the fields that it is about, such as `LastName, Company`.
    fields: String,
}

impl<'a> Error<'a> {
    pub(super) fn of(answer: &'a ApiAnswer) -> Self {
        let fields = answer.body.pointer("/0/fields").and_then(Value::as_array);
        let message = answer.text("/0/message").unwrap_or("no reason was given");
        let fields = fields.into_iter().flatten().filter_map(Value::as_str);
        Self {
            code: answer.text("/0/errorCode").unwrap_or_default(),
            message: message.chars().take(SHOWN).collect(),
            fields: fields.collect::<Vec<_>>().join(", "),
        }
    }
}

pub(super) fn expired() -> ChannelFailure {
    ChannelFailure::expired("Salesforce does not take the sign-in (any more); connect it again")
}

pub(super) fn failure(answer: &ApiAnswer) -> ChannelFailure {
    let error = Error::of(answer);
    let said = |advice: &str| format!("Salesforce: {advice} ({}: {})", error.code, error.message);
    let author = |advice: &str| ChannelFailure::author(said(advice));
    let busy = |wait, advice: &str| ChannelFailure::busy(wait, said(advice));
    match error.code {
        _ if answer.status == 300 => several(answer),
        _ if answer.status == 401 => expired(),
        "INVALID_SESSION_ID" | "INVALID_AUTH_HEADER" => expired(),
        "REQUEST_LIMIT_EXCEEDED" if error.message.contains("Concurrent") => busy(
            answer.retry_after,
            "too many long requests run at the same time",
        ),
        "REQUEST_LIMIT_EXCEEDED" => busy(
            Some(answer.retry_after.unwrap_or(DAILY_WAIT)),
            "the organization has used up its requests of the last 24 hours; its administrator sees \
             in Setup, Company Information, who uses them",
        ),
        "UNABLE_TO_LOCK_ROW" => busy(answer.retry_after, "somebody else changes the record now"),
        "SERVER_UNAVAILABLE" => busy(answer.retry_after, "it is not available for now"),
        "REQUIRED_FIELD_MISSING" => ChannelFailure::author(format!(
            "Salesforce: {} must have a value; add it to the step's data",
            error.named()
        )),
        "INVALID_FIELD" | "INVALID_FIELD_FOR_INSERT_UPDATE" => author(
            "a field is not there, or may not be written; check its API name and that the connected \
             user may edit it",
        ),
        "INVALID_TYPE" => author(
            "the object is not there; check its API name and that the connected user may see it",
        ),
        "STRING_TOO_LONG" => ChannelFailure::author(format!(
            "Salesforce: the text for {} is too long; shorten it in the step ({})",
            error.named(),
            error.message
        )),
        "INVALID_EMAIL_ADDRESS" => ChannelFailure::author(format!(
            "Salesforce: {} is no e-mail address that it takes; check what the step puts there",
            error.named()
        )),
        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST" => {
            author("a value is none of those to choose from; enter one of the picklist's values")
        }
        "JSON_PARSER_ERROR" | "INVALID_TYPE_ON_FIELD_IN_RECORD" | "NUMBER_OUTSIDE_VALID_RANGE" => {
            author("a value does not have the field's kind; check numbers, dates and checkboxes")
        }
        "FIELD_CUSTOM_VALIDATION_EXCEPTION" | "FIELD_INTEGRITY_EXCEPTION" => author(
            "a rule of the organization does not let the record be like this; change the step's data \
             or the rule",
        ),
        "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY" | "APEX_ERROR" => author(
            "an automation of the organization (a trigger or a flow) failed; let its administrator \
             look",
        ),
        "DUPLICATES_DETECTED" => duplicate(answer, &error),
        "DUPLICATE_VALUE" => author(
            "another record has this value already, in a field where each value may stand once; use \
             \"Upsert Record by External ID\" to change it",
        ),
        "ENTITY_IS_DELETED" => author(
            "the record was deleted; restore it from Salesforce's recycle bin, or let the step name \
             another one",
        ),
        "MALFORMED_ID" | "INVALID_CROSS_REFERENCE_KEY" | "INVALID_ID_FIELD" => {
            author("an ID leads to no record of the right object; check it")
        }
        "NOT_FOUND" => author(
            "there is no such record, object or external ID; check the names, and that the connected \
             user may see them",
        ),
        "API_DISABLED_FOR_ORG" | "API_CURRENTLY_DISABLED" => ChannelFailure::broken(said(
            "the organization's edition or the user's profile has no API; let its administrator \
             switch \"API Enabled\" on",
        )),
        "STORAGE_LIMIT_EXCEEDED" => ChannelFailure::for_good(said(
            "the organization's storage is full; make room, or let its administrator get more",
        )),
        code if code.starts_with("INSUFFICIENT_ACCESS") => author(
            "the connected user may not do this; let Salesforce's administrator give the right, or \
             connect another user",
        ),
        _ => of_status(answer, &error),
    }
}

fn of_status(answer: &ApiAnswer, error: &Error<'_>) -> ChannelFailure {
    let reason = match error.code {
        "" => format!("status {}", answer.status),
        code => format!("{code}: {}", error.message),
    };
    match answer.status {
        429 => ChannelFailure::busy(
            answer.retry_after,
            format!("Salesforce: too many requests for now ({reason})"),
        ),
        400..=499 => ChannelFailure::author(format!("Salesforce refused it ({reason})")),
        500..=599 => {
            ChannelFailure::uncertain(format!("Salesforce: something failed there ({reason})"))
        }
        _ => ChannelFailure::for_good(format!(
            "Salesforce: this is no answer of its API; check the address ({reason})"
        )),
    }
}

impl Error<'_> {
    /// Whether one of these fields has to have a value.
    pub(super) fn asks_for(&self, fields: &Map<String, Value>) -> bool {
        let mut named = self.fields.split(", ");
        self.code == "REQUIRED_FIELD_MISSING" && named.any(|name| fields.contains_key(name))
    }

    /// The fields as people are told them.
    fn named(&self) -> &str {
        match self.fields.is_empty() {
            true => "a field",
            false => &self.fields,
        }
    }
}

/// With the status 300 the body lists the addresses of the records.
fn several(answer: &ApiAnswer) -> ChannelFailure {
    let addresses = answer.body.as_array().into_iter().flatten();
    let ids = addresses
        .filter_map(Value::as_str)
        .filter_map(|address| address.rsplit('/').next());
    let ids = ids.collect::<Vec<_>>().join(", ");
    ChannelFailure::for_good(format!(
        "Salesforce has several records with this external ID: {ids}. Nothing was written. Merge them \
         there, or give all but one another external ID"
    ))
}

fn duplicate(answer: &ApiAnswer, error: &Error<'_>) -> ChannelFailure {
    let ids = matching(answer).join(", ");
    let which = match ids.is_empty() {
        true => String::new(),
        false => format!(", {ids}"),
    };
    ChannelFailure::author(format!(
        "Salesforce's duplicate rules find a record that is the same already{which}: {}. Change that \
         one with \"Update Record\", or find it by an external ID with \"Upsert Record by External \
         ID\"; or let the administrator change the rule",
        error.message.trim_end_matches('.')
    ))
}

/// The IDs of the records that a duplicate rule found. Salesforce itself writes `duplicateResut`.
fn matching(answer: &ApiAnswer) -> Vec<&str> {
    let member = |name: &str| answer.body.pointer(&format!("/0/{name}/matchResults"));
    let results = member("duplicateResut").or_else(|| member("duplicateResult"));
    results
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|result| result["matchRecords"].as_array())
        .flatten()
        .filter_map(|found| found.pointer("/record/Id")?.as_str())
        .collect()
}

/// The same for a step that may have made the record itself.
pub(super) fn failure_of_repeat(answer: &ApiAnswer) -> ChannelFailure {
    let mut failure = failure(answer);
    if Error::of(answer).code.starts_with("DUPLICATE") {
        failure
            .message
            .push_str(". The step was tried before: it may be the record that the step made then");
    }
    failure
}
