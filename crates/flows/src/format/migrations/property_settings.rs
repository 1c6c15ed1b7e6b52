use serde_json::{Map, Value, json};

use super::walk::{for_each_step, settings_of};

const SAMPLE_DATA: [&str; 3] = ["sampleDataFileId", "sampleDataInputFileId", "lastTestDate"];

/// 6 → 7: `inputUiInfo` is dissolved into `sampleData`, `customLogoUrl` and one entry of
/// `propertySettings` for each input. What a step has in the new form already is kept: a flow
/// without a schema version counts as the oldest even if it is written in today's form.
pub(super) fn apply(flow: &mut Map<String, Value>) {
    for_each_step(flow, &mut |step| {
        let logo_of_step = step.get("customLogoUrl").cloned();
        if let Some(settings) = settings_of(step)
            && (settings.contains_key("inputUiInfo") || settings.contains_key("input"))
        {
            dissolve(settings, logo_of_step);
        }
    });
}

fn dissolve(settings: &mut Map<String, Value>, logo_of_step: Option<Value>) {
    let info = match settings.shift_remove("inputUiInfo") {
        Some(Value::Object(info)) => info,
        _ => Map::new(),
    };
    let customized = info.get("customizedInputs");

    let logo = customized
        .and_then(|it| it.get("logoUrl").cloned())
        .or(logo_of_step);
    if let Some(logo) = logo.filter(|logo| !logo.is_null()) {
        settings.entry("customLogoUrl").or_insert(logo);
    }

    let mut sample_data = Map::new();
    for key in SAMPLE_DATA {
        if let Some(value) = info.get(key) {
            sample_data.insert(key.to_owned(), value.clone());
        }
    }
    settings
        .entry("sampleData")
        .or_insert(Value::Object(sample_data));

    let inputs: Vec<String> = match settings.get("input") {
        Some(Value::Object(input)) => input.keys().cloned().collect(),
        _ => Vec::new(),
    };
    let mut property_settings = match settings.shift_remove("propertySettings") {
        Some(Value::Object(existing)) => existing,
        _ => Map::new(),
    };
    for input in inputs {
        let is_dynamic = customized
            .and_then(|it| it.get(&input))
            .is_some_and(is_truthy);
        let schema = settings.get("schema").and_then(|it| it.get(&input));
        let mut entry = json!({"type": if is_dynamic { "DYNAMIC" } else { "MANUAL" }});
        if let Some(schema) = schema.filter(|schema| !schema.is_null()) {
            entry["schema"] = schema.clone();
        }
        property_settings.entry(input).or_insert(entry);
    }
    settings.insert(
        "propertySettings".to_owned(),
        Value::Object(property_settings),
    );
}

/// JavaScript's idea of true.
fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}
