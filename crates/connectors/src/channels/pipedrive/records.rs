//! What persons and deals have in common.

use http::Method;
use serde_json::{Map, Value};

use super::{Fields, Pipedrive};
use crate::channels::ChannelFailure;
use crate::channels::path::path;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Person,
    Deal,
}

impl Kind {
    /// Its records in the addresses of the API.
    pub(super) fn records(self) -> &'static str {
        match self {
            Kind::Person => "persons",
            Kind::Deal => "deals",
        }
    }

    /// The account's fields for it.
    pub(super) fn fields(self) -> &'static str {
        match self {
            Kind::Person => "personFields",
            Kind::Deal => "dealFields",
        }
    }

    /// What it is called in a record.
    pub(super) fn title(self) -> &'static str {
        match self {
            Kind::Person => "name",
            Kind::Deal => "title",
        }
    }
}

impl Pipedrive<'_> {
    /// The record of this ID; none when it is gone. What was deleted can be read for 30 days more.
    ///
    /// # Errors
    /// See [`ChannelFailure`].
    pub async fn record(&self, kind: Kind, id: u64) -> Result<Option<Value>, ChannelFailure> {
        let record = path(&["api", "v2", kind.records(), &id.to_string()], &[]);
        let answer = self.ask_for(&record).await?;
        let record = answer.map(|mut answer| answer["data"].take());
        Ok(record.filter(|record| record["id"] == id && record["is_deleted"] != true))
    }

    /// Makes a record. Gives Pipedrive's answer, with custom fields under their names.
    ///
    /// # Errors
    /// See [`ChannelFailure`].
    pub async fn make(
        &self,
        kind: Kind,
        body: &Map<String, Value>,
        fields: &Fields,
    ) -> Result<Value, ChannelFailure> {
        let records = path(&["api", "v2", kind.records()], &[]);
        self.write(Method::POST, &records, body, fields).await
    }

    /// Changes a person or a deal, as it was `known` just before.
    pub(super) async fn change(
        &self,
        kind: Kind,
        known: &Value,
        body: &Map<String, Value>,
        fields: &Fields,
    ) -> Result<Value, ChannelFailure> {
        let id = known["id"].to_string();
        let record = path(&["api", "v2", kind.records(), &id], &[]);
        self.write(Method::PATCH, &record, body, fields).await
    }

    async fn write(
        &self,
        method: Method,
        path: &str,
        body: &Map<String, Value>,
        fields: &Fields,
    ) -> Result<Value, ChannelFailure> {
        let body = Value::Object(body.clone());
        match self.tell(method, path, &body).await {
            Ok(answer) if answer["data"]["id"].is_u64() => Ok(fields.named(answer)),
            Ok(_) => Err(ChannelFailure::for_good(
                "Pipedrive answered without the ID of the record",
            )),
            Err(failure) => {
                let message = fields.named_in(failure.message);
                Err(ChannelFailure { message, ..failure })
            }
        }
    }
}
