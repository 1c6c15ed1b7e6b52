use serde_json::{Map, Value, json};
use winfactor_connectors::channels::{
    JsonApi,
    salesforce::{Key, Salesforce, SalesforceAccess, Upserted, Written},
};
use winfactor_flows::{
    pieces::salesforce::{
        AnswerShape, CONTACT, CustomerName, ExternalKey, LEAD, OPPORTUNITY, Record, SalesforceStep,
        missing_names,
    },
    run::StepRequest,
};

use super::{Attempt, ChannelFailure, Sent, write_back::Reference};
use crate::Result;

pub(super) async fn send(attempt: &Attempt<'_>) -> Result<Sent> {
    let customer = attempt.origin.customer().await?;
    Ok(written(attempt, &customer).await)
}

async fn written(attempt: &Attempt<'_>, customer: &CustomerName) -> Sent {
    let request = attempt.request;
    let step = SalesforceStep::from_input(&request.action_name, &request.input)
        .map_err(|error| ChannelFailure::author(format!("Salesforce: {error}")))?;
    let outside = attempt.outside;
    let access = SalesforceAccess::of_connection(attempt.connection(), outside.vendors())?;
    let salesforce = Salesforce(JsonApi {
        client: outside.http(),
        base: &access.base,
        token: &access.token,
        time: request.time_left,
        now: attempt.now(),
    });
    match &step {
        SalesforceStep::Create { record, output } => {
            let mut fields = record.fields.clone();
            fields.extend(names(record, customer));
            let is_repeat = attempt.may_be_a_repeat();
            let written = salesforce
                .create(&record.object, &fields, is_repeat)
                .await?;
            Ok(match output {
                AnswerShape::Body => written.body,
                AnswerShape::Whole => whole(&written),
            })
        }
        SalesforceStep::Update { id, record, output } => {
            let (object, fields) = (&record.object, &record.fields);
            let written = salesforce.update(object, id.as_str(), fields).await?;
            Ok(match output {
                AnswerShape::Body => json!({"success": true}),
                AnswerShape::Whole => whole(&written),
            })
        }
        SalesforceStep::Upsert { key, record } => {
            let upserted = upsert(&salesforce, key, record, customer).await?;
            Ok(json!({
                "id": upserted.id,
                "success": true,
                "created": upserted.created,
                "external_id_field": key.field,
                "external_id_value": key.value,
                "updated_fields": upserted.fields,
            }))
        }
        SalesforceStep::UpsertBatch { records } => {
            let mut results = Vec::new();
            for (index, (key, record)) in records.iter().enumerate() {
                let upserted = upsert(&salesforce, key, record, customer).await;
                let upserted = upserted.map_err(|failure| of_record(index, failure))?;
                results.push(json!({
                    "id": upserted.id, "success": true, "created": upserted.created, "errors": [],
                }));
            }
            Ok(whole(&Written {
                status: 200,
                content_type: Some("application/json".to_owned()),
                body: results.into(),
            }))
        }
    }
}

async fn upsert(
    salesforce: &Salesforce<'_>,
    key: &ExternalKey,
    record: &Record,
    customer: &CustomerName,
) -> std::result::Result<Upserted, ChannelFailure> {
    let names = names(record, customer);
    let key = Key {
        field: &key.field,
        value: &key.value,
    };
    let (object, fields) = (&record.object, &record.fields);
    salesforce.upsert(object, key, fields, &names).await
}

fn names(record: &Record, customer: &CustomerName) -> Map<String, Value> {
    missing_names(&record.object, &record.fields, customer)
}

/// The records before it are written; writing them again changes nothing.
fn of_record(index: usize, mut failure: ChannelFailure) -> ChannelFailure {
    failure.message = format!("record {}: {}", index + 1, failure.message);
    failure
}

/// What ActivePieces' HTTP client gives of an answer.
fn whole(written: &Written) -> Value {
    let headers = written.content_type.as_ref();
    let headers: Map<String, Value> = headers
        .map(|it| ("content-type".to_owned(), it.as_str().into()))
        .into_iter()
        .collect();
    let body = match &written.body {
        Value::Null => json!(""),
        body => body.clone(),
    };
    json!({"status": written.status, "headers": headers, "body": body})
}

/// The record that the step wrote, where it is the only one. A lead is a person too.
pub(super) fn reference(request: &StepRequest, output: &Value) -> Option<Reference> {
    let step = SalesforceStep::from_input(&request.action_name, &request.input).ok()?;
    let (key, record) = match &step {
        SalesforceStep::Create { record, .. } | SalesforceStep::Update { record, .. } => {
            (None, record)
        }
        SalesforceStep::Upsert { key, record } => (Some(key), record),
        SalesforceStep::UpsertBatch { records } => match records.as_slice() {
            [(key, record)] => (Some(key), record),
            _ => return None,
        },
    };
    let id = match &step {
        SalesforceStep::Update { id, .. } => id.as_str(),
        SalesforceStep::UpsertBatch { .. } => output.pointer("/body/0/id")?.as_str()?,
        _ => output
            .get("id")
            .or_else(|| output.pointer("/body/id"))?
            .as_str()?,
    };
    let is_of = |name: &str| record.object.eq_ignore_ascii_case(name);
    let is_found_by_email = |key: &&ExternalKey| key.field.eq_ignore_ascii_case("Email");
    let email = record
        .field("Email")
        .and_then(Value::as_str)
        .or_else(|| key.filter(is_found_by_email).map(|key| key.value.as_str()));
    if is_of(OPPORTUNITY) {
        Some(Reference::deal("salesforce:opportunity", id))
    } else if is_of(CONTACT) {
        Some(Reference::person("salesforce:contact", id, email))
    } else if is_of(LEAD) {
        Some(Reference::person("salesforce:lead", id, email))
    } else {
        None
    }
}
