//! Finds records.

use serde_json::Value;

use super::{Kind, Pipedrive};
use crate::channels::ChannelFailure;
use crate::channels::path::path;

/// Clocks differ by so much, in seconds.
const CLOCKS: i64 = 60;

impl Pipedrive<'_> {
    /// The person who has one of these addresses, which are in small letters; the first address
    /// counts most, and of several persons who have it the oldest.
    ///
    /// # Errors
    /// See [`ChannelFailure`].
    pub async fn person_with(&self, emails: &[&str]) -> Result<Option<Value>, ChannelFailure> {
        for email in emails {
            for id in self.search(Kind::Person, "email", email).await? {
                let person = self.record(Kind::Person, id).await?;
                if let Some(person) = person.filter(|person| has_address(person, email)) {
                    return Ok(Some(person));
                }
            }
        }
        Ok(None)
    }

    /// The records of exactly this name that were made since a moment (in Unix seconds), the oldest
    /// first.
    ///
    /// # Errors
    /// See [`ChannelFailure`].
    pub async fn made_since(
        &self,
        kind: Kind,
        name: &str,
        moment: i64,
    ) -> Result<Vec<Value>, ChannelFailure> {
        let found = self.search(kind, kind.title(), name).await?;
        let mut records = Vec::new();
        // IDs grow with time.
        for id in found.into_iter().rev() {
            let Some(record) = self.record(kind, id).await? else {
                continue;
            };
            let made = record["add_time"].as_str();
            let made = made.and_then(|text| text.parse::<jiff::Timestamp>().ok());
            if made.is_none_or(|made| made.as_second() < moment - CLOCKS) {
                break;
            }
            if record[kind.title()] == name {
                records.push(record);
            }
        }
        records.reverse();
        Ok(records)
    }

    /// The IDs of what a search finds, the smallest first.
    async fn search(
        &self,
        kind: Kind,
        field: &str,
        term: &str,
    ) -> Result<Vec<u64>, ChannelFailure> {
        let query = [("term", term), ("fields", field), ("exact_match", "true")];
        let search = path(&["api", "v2", kind.records(), "search"], &query);
        let answer = self.ask(&search).await?;
        let items = answer.pointer("/data/items").and_then(Value::as_array);
        let items = items.into_iter().flatten();
        let mut ids: Vec<u64> = items
            .filter_map(|found| found["item"]["id"].as_u64())
            .collect();
        ids.sort_unstable();
        Ok(ids)
    }
}

fn has_address(person: &Value, email: &str) -> bool {
    let known = person["emails"].as_array().into_iter().flatten();
    let mut known = known.filter_map(|way| way["value"].as_str());
    known.any(|known| known.trim().to_lowercase() == email)
}
