use http::Method;
use serde_json::{Map, Value};

use super::failure::{Error, failure};
use super::{Salesforce, VERSION};
use crate::channels::path::path;
use crate::channels::{ApiAnswer, ChannelFailure};

/// What a record is found by.
#[derive(Debug, Clone, Copy)]
pub struct Key<'a> {
    /// A field that is marked as an external ID.
    pub field: &'a str,
    pub value: &'a str,
}

/// A record that was made or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upserted {
    /// Nothing only when Salesforce does not tell it.
    pub id: Option<String>,
    pub created: bool,
    /// The names of the fields that were written.
    pub fields: Vec<String>,
}

impl Salesforce<'_> {
    /// Changes the record with this key, or makes it. `for_new` is added to a record that is not there
    /// yet, where Salesforce asks for fields that the step does not give; it changes none that is.
    ///
    /// # Errors
    /// See [`ChannelFailure`]; above all when several records have this key.
    pub async fn upsert(
        &self,
        object: &str,
        key: Key<'_>,
        fields: &Map<String, Value>,
        for_new: &Map<String, Value>,
    ) -> Result<Upserted, ChannelFailure> {
        let record = [
            "services", "data", VERSION, "sobjects", object, key.field, key.value,
        ];
        let ahead = self.ahead(object, &record, fields).await?;
        let (known, mut fields) = match ahead {
            Some(ahead) => (ahead.id, ahead.others),
            None => (None, fields.clone()),
        };
        if fields.is_empty() {
            return Ok(Upserted {
                id: known,
                created: false,
                fields: Vec::new(),
            });
        }
        let mut answer = self.patch(&record, &fields).await?;
        if Error::of(&answer).asks_for(for_new) {
            fields.extend(for_new.clone());
            answer = self.patch(&record, &fields).await?;
        }
        if !answer.is_success() {
            return Err(failure(&answer));
        }
        let id = match answer.text("/id") {
            Some(id) => Some(id.to_owned()),
            None => self.id_of(&record).await,
        };
        Ok(Upserted {
            id,
            created: is_new(&answer),
            fields: fields.keys().cloned().collect(),
        })
    }

    /// An answer without a body does not tell the ID. The record is written already: should asking
    /// fail, the step has succeeded without it.
    async fn id_of(&self, record: &[&str]) -> Option<String> {
        let path = path(record, &[("fields", "Id")]);
        let answer = self.0.send(Method::GET, &path, None).await.ok()?;
        answer.text("/Id").map(str::to_owned)
    }
}

fn is_new(answer: &ApiAnswer) -> bool {
    answer.body["created"]
        .as_bool()
        .unwrap_or(answer.status == 201)
}
