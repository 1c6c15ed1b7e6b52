use serde_json::{Map, Value};

use crate::javascript::{display, push_text};
use crate::pieces::FileValue;

use super::error::HttpInputError;
use super::multipart::{self, Part};
use super::request::FetchedFiles;
use super::{BODY, BODY_TYPE};

/// The body of a request.
pub(super) struct Body {
    /// For a form, which the step's own header cannot replace.
    pub(super) content_type: Option<String>,
    pub(super) bytes: Vec<u8>,
    /// How the body is told in the message of a failure.
    pub(super) shown: Value,
}

impl Body {
    pub(super) fn from_input(
        input: &Map<String, Value>,
        files: &FetchedFiles,
    ) -> Result<Option<Self>, HttpInputError> {
        let body_type = input.get(BODY_TYPE).and_then(Value::as_str);
        let data = data(input).filter(|data| !data.is_null());
        match (body_type, data) {
            (Some("none"), _) | (_, None) => Ok(None),
            (Some("form_data"), Some(data)) => Ok(Some(Self::form(form_parts(data, files)?))),
            // Older flows do not name the type; the value tells it.
            (None | Some("json" | "raw"), Some(data)) => {
                let mut text = String::new();
                push_text(&mut text, data);
                Ok(Some(Self {
                    content_type: None,
                    bytes: text.into_bytes(),
                    shown: data.clone(),
                }))
            }
            (Some(other), _) => Err(HttpInputError::BodyType {
                body_type: other.to_owned(),
            }),
        }
    }

    fn form(parts: Vec<Part>) -> Self {
        let (content_type, bytes) = multipart::encode(&parts);
        let shown = parts.into_iter().map(|part| {
            let content = part
                .filename
                .unwrap_or_else(|| String::from_utf8_lossy(&part.content).into_owned());
            (part.name, Value::from(content))
        });
        Self {
            content_type: Some(content_type),
            bytes,
            shown: Value::Object(shown.collect()),
        }
    }
}

fn data(input: &Map<String, Value>) -> Option<&Value> {
    input.get(BODY)?.get("data")
}

/// The files of the form, as they stand in the input.
pub(super) fn files(input: &Map<String, Value>) -> impl Iterator<Item = FileValue> {
    let is_form = input.get(BODY_TYPE).and_then(Value::as_str) == Some("form_data");
    let fields = data(input).filter(|_| is_form).and_then(Value::as_array);
    fields.into_iter().flatten().filter_map(|field| {
        let is_file = text_of(field, "fieldType") == Some("file");
        field
            .get("fileFieldValue")
            .filter(|_| is_file)
            .and_then(file)
    })
}

/// A list of fields, or in older flows an object of texts. Fields without a value are left out.
fn form_parts(data: &Value, files: &FetchedFiles) -> Result<Vec<Part>, HttpInputError> {
    match data {
        Value::Array(fields) => fields
            .iter()
            .filter_map(|field| field_part(field, files).transpose())
            .collect(),
        Value::Object(members) => Ok(members
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| text_part(name, value))
            .collect()),
        _ => Err(HttpInputError::FormData),
    }
}

fn field_part(field: &Value, files: &FetchedFiles) -> Result<Option<Part>, HttpInputError> {
    let name = text_of(field, "fieldName").ok_or(HttpInputError::FormData)?;
    match text_of(field, "fieldType") {
        Some("text") => {
            let value = field.get("textFieldValue");
            let value = value.filter(|value| !value.is_null() && value.as_str() != Some(""));
            Ok(value.map(|value| text_part(name, value)))
        }
        Some("file") => match field.get("fileFieldValue") {
            None | Some(Value::Null) => Ok(None),
            Some(value) => file_part(name, value, files).map(Some),
        },
        _ => Err(HttpInputError::FormData),
    }
}

fn text_part(name: &str, value: &Value) -> Part {
    Part {
        name: name.to_owned(),
        filename: None,
        content: display(value).into_bytes(),
    }
}

fn file_part(name: &str, value: &Value, files: &FetchedFiles) -> Result<Part, HttpInputError> {
    let embedded = match file(value) {
        Some(FileValue::Remote { url }) => files.get(&url).cloned(),
        embedded => embedded,
    };
    match embedded {
        Some(FileValue::Embedded {
            filename, content, ..
        }) => Ok(Part {
            name: name.to_owned(),
            filename: Some(filename),
            content,
        }),
        Some(FileValue::Remote { .. }) | None => Err(HttpInputError::File {
            field: name.to_owned(),
        }),
    }
}

/// Without a schema in the step the value was not converted and is still a text.
fn file(value: &Value) -> Option<FileValue> {
    match value {
        Value::String(text) => FileValue::from_text(text),
        other => FileValue::from_value(other),
    }
}

fn text_of<'a>(field: &'a Value, key: &str) -> Option<&'a str> {
    field.get(key).and_then(Value::as_str)
}
