use http::Method;
use serde_json::{Map, Value, json};

use super::failure::{failure, failure_of_repeat};
use super::query::{Query, literal};
use super::{OWN_FIELD, Salesforce, VERSION};
use crate::channels::path::path;
use crate::channels::{ApiAnswer, ChannelFailure};

/// What Salesforce answered to a record that was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    pub status: u16,
    pub content_type: Option<String>,
    /// Null when the answer is empty.
    pub body: Value,
}

impl Salesforce<'_> {
    /// Makes a record. When the step `may_have_happened` before, and the record has a field of ours
    /// ([`OWN_FIELD`]), a record with the same value in it is taken for the one that the step made.
    ///
    /// # Errors
    /// See [`ChannelFailure`].
    pub async fn create(
        &self,
        object: &str,
        fields: &Map<String, Value>,
        may_have_happened: bool,
    ) -> Result<Written, ChannelFailure> {
        if may_have_happened && let Some(id) = self.own_record(object, fields).await? {
            return Ok(Written {
                status: 201,
                content_type: None,
                body: json!({"id": id, "success": true, "errors": []}),
            });
        }
        let object = path(&["services", "data", VERSION, "sobjects", object], &[]);
        let body = Value::Object(fields.clone());
        let answer = self.0.send(Method::POST, &object, Some(&body)).await?;
        match answer.text("/id") {
            Some(_) if answer.is_success() => Ok(Written::of(answer)),
            None if answer.is_success() => Err(ChannelFailure::for_good(
                "Salesforce answered without the ID of the record",
            )),
            _ if may_have_happened => Err(failure_of_repeat(&answer)),
            _ => Err(failure(&answer)),
        }
    }

    /// Changes a record of which the ID is known.
    ///
    /// # Errors
    /// See [`ChannelFailure`].
    pub async fn update(
        &self,
        object: &str,
        id: &str,
        fields: &Map<String, Value>,
    ) -> Result<Written, ChannelFailure> {
        let record = ["services", "data", VERSION, "sobjects", object, id];
        let ahead = self.ahead(object, &record, fields).await?;
        let fields = ahead.as_ref().map_or(fields, |it| &it.others);
        if fields.is_empty() {
            return Ok(Written::nothing());
        }
        let answer = self.patch(&record, fields).await?;
        match answer.is_success() {
            true => Ok(Written::of(answer)),
            false => Err(failure(&answer)),
        }
    }

    pub(super) async fn patch(
        &self,
        record: &[&str],
        fields: &Map<String, Value>,
    ) -> Result<ApiAnswer, ChannelFailure> {
        let body = Value::Object(fields.clone());
        self.0
            .send(Method::PATCH, &path(record, &[]), Some(&body))
            .await
    }

    /// The ID of the record that has the same value in a field of ours.
    async fn own_record(
        &self,
        object: &str,
        fields: &Map<String, Value>,
    ) -> Result<Option<String>, ChannelFailure> {
        let Some((field, value)) = own_field(fields) else {
            return Ok(None);
        };
        let query = Query {
            fields: &["Id"],
            object,
            any_of: &[(field, &[value])],
        };
        let found = self.query(query).await?;
        let id = found.first().and_then(|record| record["Id"].as_str());
        Ok(id.map(str::to_owned))
    }
}

impl Written {
    fn of(answer: ApiAnswer) -> Self {
        Self {
            status: answer.status,
            content_type: answer.header("content-type").map(str::to_owned),
            body: answer.body,
        }
    }

    /// What a change that changes nothing is answered with.
    fn nothing() -> Self {
        Self {
            status: 204,
            content_type: None,
            body: Value::Null,
        }
    }
}

/// A field of ours with its value as a query has it.
fn own_field(fields: &Map<String, Value>) -> Option<(&str, String)> {
    fields.iter().find_map(|(name, value)| {
        let begins = name.get(..OWN_FIELD.len())?;
        let is_ours = begins.eq_ignore_ascii_case(OWN_FIELD);
        Some((name.as_str(), literal(value)?)).filter(|_| is_ours)
    })
}
