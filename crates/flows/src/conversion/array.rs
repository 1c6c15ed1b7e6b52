use serde_json::{Map, Value, json};

use crate::javascript::display;
use crate::pieces::PropDefinition;

use super::{Converted, PropertySettings, convert_members};

/// ARRAY with sub-properties: a list of records. An object of lists, as a mapping of whole columns
/// gives it, is zipped into records first. Null and "" are an empty list.
///
/// Gives the list, and the errors of its records: `{properties: [errors of each]}`.
pub(super) fn convert(value: Value, properties: &[PropDefinition]) -> (Converted, Option<Value>) {
    let records = match value {
        Value::Array(items) => items,
        Value::Object(columns) => zip(&columns, properties),
        Value::Null => Vec::new(),
        Value::String(text) if text.is_empty() => Vec::new(),
        other => return (Converted::Value(other), None),
    };
    let mut converted = Vec::with_capacity(records.len());
    let mut errors = Vec::with_capacity(records.len());
    for record in records {
        let (record, record_errors) = convert_record(record, properties);
        converted.push(record);
        errors.push(record_errors);
    }
    let is_wrong = errors
        .iter()
        .any(|errors| errors.as_object().is_some_and(|errors| !errors.is_empty()));
    (
        Converted::Value(Value::Array(converted)),
        is_wrong.then(|| json!({"properties": errors})),
    )
}

fn convert_record(record: Value, properties: &[PropDefinition]) -> (Value, Value) {
    match record {
        Value::Object(mut members) => {
            let errors = convert_members(&mut members, properties, &PropertySettings::default());
            (Value::Object(members), Value::Object(errors))
        }
        // Taken apart member by member it would be lost.
        other => {
            let complaint = format!("Expected object, received: {}", display(&other));
            (other, json!({"item": [complaint]}))
        }
    }
}

/// As many records as the longest list has items; what is no list is repeated in each. Where a list
/// is too short, an optional member is absent and a required one is null.
fn zip(columns: &Map<String, Value>, properties: &[PropDefinition]) -> Vec<Value> {
    let length = columns
        .values()
        .map(|column| column.as_array().map_or(1, Vec::len))
        .max()
        .unwrap_or(0);
    let is_required = |name: &str| {
        properties
            .iter()
            .any(|property| property.name == name && property.required)
    };
    let record = |position: usize| {
        let members = columns.iter().filter_map(|(name, column)| {
            let member = match column {
                Value::Array(items) => items.get(position),
                single => Some(single),
            };
            let member = member.or_else(|| is_required(name).then_some(&Value::Null))?;
            Some((name.clone(), member.clone()))
        });
        Value::Object(members.collect())
    };
    (0..length).map(record).collect()
}
