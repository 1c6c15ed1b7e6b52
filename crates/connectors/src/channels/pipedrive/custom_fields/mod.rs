//! Fields that an account has made itself. Pipedrive knows them by keys that nobody can read; people
//! know their names. Version 2 of the API takes a value of each type in a shape of its own, and tells
//! the choices by their IDs.

mod definition;
mod value;

use serde_json::{Map, Value};

use super::{Kind, Pipedrive};
use crate::channels::path::path;
use crate::channels::{ChannelFailure, WhoActs};
use definition::Definition;

/// How many fields are asked for at once. Those with many choices are long, and of an answer 64 KiB
/// are read, so fewer are asked for when it was too much.
const AT_ONCE: u64 = 40;
const FEWEST: u64 = 5;

/// An account's own fields of persons or of deals.
#[derive(Debug, Default)]
pub struct Fields(Vec<Definition>);

impl Pipedrive<'_> {
    /// The account's fields of such records.
    ///
    /// # Errors
    /// See [`ChannelFailure`].
    pub async fn fields(&self, kind: Kind) -> Result<Fields, ChannelFailure> {
        let (mut fields, mut start, mut count) = (Vec::new(), 0, AT_ONCE);
        loop {
            let query = [("start", start.to_string()), ("limit", count.to_string())];
            let query = query
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            let page = path(&["api", "v1", kind.fields()], &query);
            let page = match self.ask(&page).await {
                Err(failure) if failure.who == WhoActs::ReceiverForGood && count > FEWEST => {
                    count = FEWEST;
                    continue;
                }
                page => page?,
            };
            let found = page["data"].as_array().into_iter().flatten();
            fields.extend(found.filter_map(Definition::of));
            let pagination = &page["additional_data"]["pagination"];
            match pagination["next_start"].as_u64() {
                Some(next) if pagination["more_items_in_collection"] == true && next > start => {
                    start = next;
                }
                _ => return Ok(Fields(fields)),
            }
        }
    }
}

impl Fields {
    /// The body with these custom fields, named by their key or their name.
    ///
    /// # Errors
    /// When the account has no such field, or the field no such choice.
    pub fn add_to(
        &self,
        body: &Map<String, Value>,
        custom: &Map<String, Value>,
    ) -> Result<Map<String, Value>, ChannelFailure> {
        let mut written = Map::new();
        for (name, value) in custom {
            let Some(field) = self.find(name) else {
                return Err(ChannelFailure::author(format!(
                    "the Pipedrive account has no custom field {name:?}"
                )));
            };
            let value = field.written(value)?;
            let Some((parent, part)) = field.place_in_parent() else {
                written.insert(field.key.clone(), value);
                continue;
            };
            let whole = written.entry(parent).or_insert_with(|| Map::new().into());
            if let Value::Object(parts) = whole {
                parts.insert(part.to_owned(), value);
            }
        }
        let mut body = body.clone();
        if !written.is_empty() {
            body.insert("custom_fields".to_owned(), written.into());
        }
        Ok(body)
    }

    fn find(&self, name: &str) -> Option<&Definition> {
        let by_key = self.0.iter().find(|field| field.key == name);
        let is_called_so = |field: &&Definition| field.is_own && field.name == name.trim();
        by_key.or_else(|| self.0.iter().find(is_called_so))
    }

    /// An answer whose record has its custom fields beside the others, under their names, and choices
    /// as they are called.
    pub(super) fn named(&self, mut answer: Value) -> Value {
        let Some(record) = answer["data"].as_object_mut() else {
            return answer;
        };
        let Some(custom) = record.shift_remove("custom_fields") else {
            return answer;
        };
        for field in self.0.iter().filter(|field| field.is_own) {
            if let Some(value) = custom.get(&field.key) {
                record.insert(field.name.clone(), field.shown(value));
            }
        }
        answer
    }

    /// A message in which custom fields have their names.
    pub(super) fn named_in(&self, message: String) -> String {
        let own = self.0.iter().filter(|field| field.is_own);
        own.fold(message, |message, field| {
            message.replace(&field.key, &field.name)
        })
    }
}

#[cfg(test)]
mod tests;
