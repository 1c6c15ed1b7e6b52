use serde_json::{Map, Value, json};

use super::answers::{address, error};
use super::objects::{Kind, STAGES, object};
use super::organization::{Fields, Organization};
use super::soql::Soql;
use crate::Answer;

/// What a record is known by, with its fields.
type Row = (String, Fields);

pub(super) fn answer(organization: &Organization, soql: &str) -> Answer {
    let Some(query) = Soql::parse(soql) else {
        return error(400, "MALFORMED_QUERY", "unexpected token");
    };
    let rows = match rows(organization, &query) {
        Ok(rows) => rows,
        Err(refused) => return refused,
    };
    let fits = |(_, fields): &Row| {
        let conditions = &query.conditions;
        conditions.is_empty()
            || conditions.iter().any(|condition| {
                let value = fields.get(&condition.field).unwrap_or(&Value::Null);
                condition.values.contains(value)
            })
    };
    let found = rows.into_iter().filter(fits);
    let shown = found.map(|(id, fields)| {
        let mut record = Map::new();
        let attributes = json!({"type": query.object, "url": address(&query.object, &id)});
        record.insert("attributes".to_owned(), attributes);
        for name in &query.fields {
            record.insert(name.clone(), fields.get(name).cloned().unwrap_or_default());
        }
        Value::Object(record)
    });
    let records: Vec<Value> = shown.take(query.limit.unwrap_or(2000)).collect();
    let answer = json!({"totalSize": records.len(), "done": true, "records": records});
    Answer::json(200, &answer)
}

fn rows(organization: &Organization, query: &Soql) -> Result<Vec<Row>, Answer> {
    match query.object.as_str() {
        "OpportunityStage" => Ok(STAGES.iter().enumerate().map(stage).collect()),
        "Organization" => {
            let name = Fields::from_iter([("Name".to_owned(), "Glass & Sons".into())]);
            Ok(vec![("00D000000000062EAA".to_owned(), name)])
        }
        name => {
            let Some(object) = object(name) else {
                let message = format!("sObject type '{name}' is not supported.");
                return Err(error(400, "INVALID_TYPE", &message));
            };
            for condition in &query.conditions {
                let kind = object.field(&condition.field).map(|field| field.kind);
                let is_wrong = |value: &Value| value.is_number() != (kind == Some(Kind::Number));
                if kind.is_none() || condition.values.iter().any(is_wrong) {
                    let message =
                        format!("No such column '{}', or of another kind", condition.field);
                    return Err(error(400, "INVALID_FIELD", &message));
                }
            }
            let all = organization.all(object).into_iter();
            let with_id = all.map(|(id, mut fields)| {
                fields.insert("Id".to_owned(), id.clone().into());
                (id, fields)
            });
            Ok(with_id.collect())
        }
    }
}

fn stage((order, name): (usize, &&str)) -> Row {
    let fields = Fields::from_iter([
        ("ApiName".to_owned(), (*name).into()),
        ("MasterLabel".to_owned(), (*name).into()),
        ("SortOrder".to_owned(), (order + 1).into()),
    ]);
    (format!("01J{order:012}AAA"), fields)
}
