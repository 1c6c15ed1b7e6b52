use serde_json::{Map, Value};

use super::answers::{duplicates, error_in};
use super::objects::{Field, Key, Kind, Object};
use crate::Answer;

pub(super) type Fields = Map<String, Value>;

/// What an organization holds.
#[derive(Debug, Default)]
pub(super) struct Organization {
    records: Vec<Record>,
    /// A rule lets no two leads or contacts have one e-mail address.
    pub(super) has_duplicate_rule: bool,
    /// Of changes by an external ID: none at all, as in older versions.
    pub(super) answers_changes_emptily: bool,
    /// What the next record that is made is answered with.
    pub(super) next_answer: Option<Answer>,
}

#[derive(Debug)]
struct Record {
    object: &'static str,
    id: String,
    fields: Fields,
}

impl Organization {
    pub(super) fn all(&self, object: &Object) -> Vec<(String, Fields)> {
        let records = self.records.iter().filter(|it| it.object == object.name);
        records
            .map(|it| (it.id.clone(), it.fields.clone()))
            .collect()
    }

    /// The record with this ID, of 15 or of 18 characters.
    pub(super) fn get(&self, object: &Object, id: &str) -> Option<(String, Fields)> {
        let mut all = self.all(object).into_iter();
        all.find(|(known, _)| known == id || known.get(..15) == Some(id))
    }

    /// The IDs of the records whose field has this value.
    pub(super) fn ids_by(&self, object: &Object, field: &Field, value: &str) -> Vec<String> {
        let all = self.all(object).into_iter();
        let found = all.filter(|(_, fields)| fields.get(field.name).is_some_and(|it| it == value));
        found.map(|(id, _)| id).collect()
    }

    /// Makes a record.
    pub(super) fn add(&mut self, object: &'static Object, given: &Value) -> Result<String, Answer> {
        let fields = checked(object, given)?;
        let missing: Vec<&str> = object
            .fields
            .iter()
            .filter(|field| field.is_required && is_blank(fields.get(field.name)))
            .map(|field| field.name)
            .collect();
        if !missing.is_empty() {
            let message = format!("Required fields are missing: [{}]", missing.join(", "));
            return Err(error_in("REQUIRED_FIELD_MISSING", &message, &missing));
        }
        self.check_unique(object, &fields, None)?;
        if self.has_duplicate_rule
            && let Some(email) = fields.get("Email")
            && let Some((id, _)) = self
                .all(object)
                .iter()
                .find(|(_, known)| known.get("Email") == Some(email))
        {
            return Err(duplicates(object.name, id));
        }
        let number = self.records.len() + 1;
        // The last three tell which of the others are capitals: the Q of a lead's prefix.
        let marks = if object.prefix == "00Q" { "EAA" } else { "AAA" };
        let id = format!("{}{number:012}{marks}", object.prefix);
        self.records.push(Record {
            object: object.name,
            id: id.clone(),
            fields: Fields::new(),
        });
        self.write(&id, fields);
        Ok(id)
    }

    /// Changes a record.
    pub(super) fn change(
        &mut self,
        object: &'static Object,
        id: &str,
        given: &Value,
    ) -> Result<(), Answer> {
        let fields = checked(object, given)?;
        self.check_unique(object, &fields, Some(id))?;
        self.write(id, fields);
        Ok(())
    }

    /// Sets these fields; an empty text erases.
    fn write(&mut self, id: &str, fields: Fields) {
        let found = self.records.iter_mut().find(|record| record.id == id);
        let record = found.expect("the record is there");
        for (name, value) in fields {
            match is_blank(Some(&value)) {
                true => record.fields.shift_remove(&name),
                false => record.fields.insert(name, value),
            };
        }
    }

    fn check_unique(
        &self,
        object: &Object,
        fields: &Fields,
        own: Option<&str>,
    ) -> Result<(), Answer> {
        for field in object.fields.iter().filter(|it| it.key == Key::Unique) {
            let Some(value) = fields.get(field.name).and_then(Value::as_str) else {
                continue;
            };
            let ids = self.ids_by(object, field, value);
            if let Some(id) = ids.iter().find(|id| Some(id.as_str()) != own) {
                let message = format!(
                    "duplicate value found: {} duplicates value on record with id: {}",
                    field.name,
                    &id[..15]
                );
                return Err(error_in("DUPLICATE_VALUE", &message, &[]));
            }
        }
        Ok(())
    }
}

fn is_blank(value: Option<&Value>) -> bool {
    value.is_none_or(|value| value.is_null() || value == "")
}

/// An object of fields that the object has, each of its kind; named as the object names them.
fn checked(object: &Object, given: &Value) -> Result<Fields, Answer> {
    let Some(given) = given.as_object() else {
        return Err(error_in(
            "JSON_PARSER_ERROR",
            "The HTTP entity body is required",
            &[],
        ));
    };
    let mut fields = Fields::new();
    for (name, value) in given {
        let Some(field) = object.field(name) else {
            let message = format!("No such column '{name}' on sobject of type {}", object.name);
            return Err(error_in("INVALID_FIELD", &message, &[]));
        };
        if !is_blank(Some(value)) {
            check(field, value)?;
        }
        fields.insert(field.name.to_owned(), value.clone());
    }
    Ok(fields)
}

fn check(field: &Field, value: &Value) -> Result<(), Answer> {
    let name = field.name;
    let fits = match field.kind {
        Kind::Text(most) => match value.as_str() {
            Some(text) if text.chars().count() > most => {
                let message = format!("{name}: data value too large: {text} (max length={most})");
                return Err(error_in("STRING_TOO_LONG", &message, &[name]));
            }
            text => text.is_some(),
        },
        Kind::Email => match value.as_str() {
            Some(text) if !text.contains('@') || text.contains(' ') => {
                let message = format!("{name}: invalid email address: {text}");
                return Err(error_in("INVALID_EMAIL_ADDRESS", &message, &[name]));
            }
            text => text.is_some(),
        },
        Kind::Number => value.is_number(),
        Kind::Checkbox => value.is_boolean(),
        Kind::Date => value.as_str().is_some_and(|text| text.len() == 10),
    };
    match fits {
        true => Ok(()),
        false => {
            let message = format!("Cannot deserialize the value of {name} from {value}");
            Err(error_in("JSON_PARSER_ERROR", &message, &[]))
        }
    }
}
