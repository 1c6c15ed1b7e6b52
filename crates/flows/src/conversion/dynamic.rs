use serde_json::{Map, Value};

use crate::pieces::PropDefinition;

use super::{Converted, PropertySettings, convert_members};

/// DYNAMIC: the members are converted by the schema that is kept with the step. Without one, or if
/// the value is no object, it stays as it is; "" has no members.
pub(super) fn convert(
    value: Value,
    schema: Option<&[PropDefinition]>,
) -> (Converted, Option<Value>) {
    let Some(schema) = schema else {
        return (Converted::Value(value), None);
    };
    let mut members = match value {
        Value::Object(members) => members,
        Value::String(text) if text.is_empty() => Map::new(),
        other => return (Converted::Value(other), None),
    };
    let errors = convert_members(&mut members, schema, &PropertySettings::default());
    let errors = (!errors.is_empty()).then_some(Value::Object(errors));
    (Converted::Value(Value::Object(members)), errors)
}
