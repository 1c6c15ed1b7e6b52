//! What contacts and deals have in common.

use http::Method;
use serde_json::{Map, Value, json};

use super::HubSpot;
use super::failure::failure;
use crate::channels::path::path;
use crate::channels::{ApiAnswer, ChannelFailure};

impl HubSpot<'_> {
    /// Sends a request that has to succeed.
    pub(super) async fn ask(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value, ChannelFailure> {
        let answer = self.0.send(method, path, body).await?;
        match answer.is_success() {
            true => Ok(answer.body),
            false => Err(failure(&answer)),
        }
    }

    /// Creates or changes the record whose property `key` has the value `id`: in one request, so
    /// that two of them at the same time make one record.
    pub(super) async fn upsert(
        &self,
        objects: &str,
        (key, id): (&str, &str),
        properties: &Map<String, Value>,
    ) -> Result<ApiAnswer, ChannelFailure> {
        let body = json!({
            "inputs": [{"idProperty": key, "id": id, "properties": properties}],
        });
        let path = path(&["crm", "v3", "objects", objects, "batch", "upsert"], &[]);
        self.0.send(Method::POST, &path, Some(&body)).await
    }

    /// The record of an upsert's answer. With status 207 the batch was taken, and its only record
    /// was not.
    pub(super) fn upserted(answer: &ApiAnswer) -> Result<Value, ChannelFailure> {
        if !answer.is_success() {
            return Err(failure(answer));
        }
        match answer.body.pointer("/results/0") {
            Some(record) => Ok(record.clone()),
            None => {
                let reason = answer.text("/errors/0/message");
                let reason = reason.unwrap_or("no reason was given");
                Err(ChannelFailure::author(format!(
                    "HubSpot refused it: {reason}"
                )))
            }
        }
    }

    /// The record as it stands now. It is written already: should reading it fail, the step has
    /// succeeded with what the writing answered.
    pub(super) async fn read_back(
        &self,
        objects: &str,
        written: Value,
        properties: &[&str],
        retrieve: &[String],
    ) -> Result<Value, ChannelFailure> {
        let Some(id) = written.get("id").and_then(Value::as_str) else {
            return Err(ChannelFailure::for_good(
                "HubSpot answered without the ID of the record",
            ));
        };
        let mut names: Vec<&str> = properties.to_vec();
        for name in retrieve {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        let query = [("properties", names.join(","))];
        let query = query
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let path = path(&["crm", "v3", "objects", objects, id], &query);
        match self.0.send(Method::GET, &path, None).await {
            Ok(answer) if answer.is_success() => Ok(answer.body),
            _ => Ok(written),
        }
    }
}
