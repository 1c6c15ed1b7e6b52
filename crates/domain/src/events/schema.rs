use schemars::{JsonSchema, Schema, generate::SchemaSettings, transform::RecursiveTransform};
use serde_json::json;

use super::{
    Envelope, EventType, LeadCreated, QuoteAccepted, QuoteCreated, QuoteExpired, QuoteExpiringSoon,
    QuoteRejected, QuoteSent, QuoteViewed, SubmissionCreated,
};

/// The JSON Schema (2020-12) of an event's body.
pub fn json_schema(event_type: EventType) -> Schema {
    match event_type {
        EventType::SubmissionCreated => of::<SubmissionCreated>(event_type),
        EventType::QuoteCreated => of::<QuoteCreated>(event_type),
        EventType::QuoteSent => of::<QuoteSent>(event_type),
        EventType::QuoteViewed => of::<QuoteViewed>(event_type),
        EventType::QuoteAccepted => of::<QuoteAccepted>(event_type),
        EventType::QuoteRejected => of::<QuoteRejected>(event_type),
        EventType::QuoteExpiringSoon => of::<QuoteExpiringSoon>(event_type),
        EventType::QuoteExpired => of::<QuoteExpired>(event_type),
        EventType::LeadCreated => of::<LeadCreated>(event_type),
    }
}

fn of<D: JsonSchema>(event_type: EventType) -> Schema {
    let mut schema = SchemaSettings::draft2020_12()
        .for_serialize()
        .with(|settings| settings.inline_subschemas = true)
        .with_transform(RecursiveTransform(without_format))
        .into_generator()
        .into_root_schema_for::<Envelope<D>>();
    schema.insert("title".into(), event_type.name().into());
    schema.insert("description".into(), event_type.description().into());
    if let Some(properties) = schema.get_mut("properties") {
        properties["version"] = json!({"const": super::CONTRACT_VERSION});
        properties["eventType"] = json!({"const": event_type.name()});
        properties["test"] = json!({
            "description": "Present, and true, in a test delivery alone.",
            "const": true,
        });
    }
    schema
}

/// Drops the names of Rust's number types: validators that are strict refuse formats they do not
/// know, and `double` would be wrong for money.
fn without_format(schema: &mut Schema) {
    schema.remove("format");
}
