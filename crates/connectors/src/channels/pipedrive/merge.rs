//! What is added to a record that is there: lists that are sent take the place of those that are
//! there, so they are sent whole.

use serde_json::{Map, Value};

use super::{Fields, Kind, Pipedrive};
use crate::channels::ChannelFailure;

impl Pipedrive<'_> {
    /// Changes a person as it was `known` just before. Addresses, numbers and labels are added to
    /// those that are there.
    ///
    /// # Errors
    /// See [`ChannelFailure`].
    pub async fn change_person(
        &self,
        known: &Value,
        body: &Map<String, Value>,
        fields: &Fields,
    ) -> Result<Value, ChannelFailure> {
        let mut body = body.clone();
        add_to(known, &mut body, "emails", |way| text(way).to_lowercase());
        add_to(known, &mut body, "phones", |way| {
            text(way).chars().filter(char::is_ascii_digit).collect()
        });
        add_labels(known, &mut body);
        self.change(Kind::Person, known, &body, fields).await
    }
}

pub(super) fn add_labels(known: &Value, body: &mut Map<String, Value>) {
    add_to(known, body, "label_ids", Value::to_string);
}

fn text(way: &Value) -> &str {
    way["value"].as_str().unwrap_or_default().trim()
}

/// Puts the record's list before what the body adds to it; a body that adds nothing has no list then.
/// `key` tells entries apart.
fn add_to(
    known: &Value,
    body: &mut Map<String, Value>,
    list: &str,
    key: impl Fn(&Value) -> String,
) {
    let Some(Value::Array(asked)) = body.shift_remove(list) else {
        return;
    };
    let known = known[list]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let is_new = |entry: &Value| known.iter().all(|known| key(known) != key(entry));
    let mut new: Vec<Value> = asked.into_iter().filter(is_new).collect();
    if new.is_empty() {
        return;
    }
    for entry in &mut new {
        if !known.is_empty() && entry.is_object() {
            entry["primary"] = false.into();
        }
    }
    body.insert(list.to_owned(), [known, &new].concat().into());
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn lists_grow_and_lose_nothing() {
        let way = |value: &str, is_first: bool| json!({"value": value, "label": "work", "primary": is_first});
        let home = json!({"value": "Jane@Home.example", "label": "home", "primary": true});
        for (known, asked, expected) in [
            (
                json!([home]),
                json!([way("jane@office.example", true)]),
                Some(json!([home, way("jane@office.example", false)])),
            ),
            (json!([home]), json!([way("jane@home.example", true)]), None),
            (
                json!([]),
                json!([way("jane@home.example", true)]),
                Some(json!([way("jane@home.example", true)])),
            ),
            (
                json!(null),
                json!([way("jane@home.example", true)]),
                Some(json!([way("jane@home.example", true)])),
            ),
        ] {
            let known = json!({"emails": known});
            let mut body = json!({"emails": asked}).as_object().unwrap().clone();
            add_to(&known, &mut body, "emails", |way| text(way).to_lowercase());
            assert_eq!(body.get("emails"), expected.as_ref(), "{known}");
        }
        let mut body = json!({"label_ids": [2, 3]}).as_object().unwrap().clone();
        add_labels(&json!({"label_ids": [1, 2]}), &mut body);
        assert_eq!(Value::Object(body), json!({"label_ids": [1, 2, 3]}));
    }
}
