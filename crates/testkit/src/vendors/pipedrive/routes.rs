use serde_json::{Value, json};

use super::account::{Account, Records, first_stage, pipeline_of, stages};
use super::answers::{error, listed, success};
use super::{Inside, fields};
use crate::{Answer, receiver::Received, vendors::query::Query};

/// Pipedrive's own limit for pages.
const MOST: usize = 500;

pub(super) fn answer(inside: &Inside, request: &Received) -> Answer {
    if !is_let_in(inside, request) {
        return error(401, "unauthorized access");
    }
    if let Some(planned) = inside.planned.take(request) {
        return planned;
    }
    let body = match (request.body.is_empty(), is_json(request)) {
        (true, _) => Value::Null,
        (false, false) => return error(415, "unsupported media type"),
        (false, true) => match serde_json::from_slice(&request.body) {
            Ok(body) => body,
            Err(_) => return error(400, "Request body contains invalid JSON"),
        },
    };
    let mut account = inside.account();
    let path: Vec<_> = request.path.trim_start_matches('/').split('/').collect();
    let query = Query::of(request);
    match (request.method.as_str(), path.as_slice()) {
        ("GET", ["api", "v1", "users", "me"]) => me(),
        ("GET", ["api", "v1", "personFields" | "dealFields"]) => list_fields(&query),
        ("GET", ["api", "v2", "stages"]) => list_stages(&query),
        ("GET", ["api", "v2", records @ ("persons" | "deals"), "search"]) => {
            search(account.records(records), records, &query)
        }
        ("GET", ["api", "v2", records @ ("persons" | "deals"), id]) => {
            match account.records(records).find(id) {
                Some(record) => success(record),
                None => not_found(records),
            }
        }
        ("POST", ["api", "v2", records @ ("persons" | "deals")]) => {
            make(inside, &mut account, records, body)
        }
        ("PATCH", ["api", "v2", records @ ("persons" | "deals"), id]) => {
            change(inside, &mut account, (records, id), body)
        }
        _ => error(404, "Not found"),
    }
}

fn is_let_in(inside: &Inside, request: &Received) -> bool {
    let of_app = format!("Bearer {}", inside.access_token());
    match request.header("x-api-token") {
        Some(token) => token == inside.token,
        None => request.header("authorization") == Some(&of_app),
    }
}

fn is_json(request: &Received) -> bool {
    let content_type = request.header("content-type").unwrap_or_default();
    content_type.split(';').next() == Some("application/json")
}

fn not_found(records: &str) -> Answer {
    match records {
        "persons" => error(404, "Person not found"),
        _ => error(404, "Deal not found"),
    }
}

fn me() -> Answer {
    success(&json!({
        "id": 1, "name": "Eva de Vries", "email": "eva@example.com", "activated": true,
        "company_id": 12, "company_name": "Window Door Solutions", "company_domain": "wds",
        "is_admin": 1,
    }))
}

fn list_fields(query: &Query) -> Answer {
    let number = |name: &str| query.get(name).and_then(|text| text.parse::<usize>().ok());
    let (start, limit) = (number("start").unwrap_or(0), number("limit").unwrap_or(100));
    let all = fields::all();
    let page: Vec<&Value> = all.iter().skip(start).take(limit.min(MOST)).collect();
    let next = start + page.len();
    let is_more = next < all.len();
    let mut pagination = json!({
        "start": start, "limit": limit, "more_items_in_collection": is_more,
    });
    if is_more {
        pagination["next_start"] = next.into();
    }
    listed(&json!(page), &json!({"pagination": pagination}))
}

fn list_stages(query: &Query) -> Answer {
    let pipeline = query.get("pipeline_id").map(str::parse::<u64>);
    match pipeline.transpose() {
        Ok(pipeline) => listed(&stages(pipeline).into(), &json!({"next_cursor": null})),
        Err(_) => error(400, "Validation failed: pipeline_id: expected number"),
    }
}

fn search(known: &Records, records: &str, query: &Query) -> Answer {
    let fields = match records {
        "persons" => ["custom_fields", "email", "notes", "phone", "name"].as_slice(),
        _ => ["custom_fields", "notes", "title"].as_slice(),
    };
    let (Some(term), Some(field)) = (query.get("term"), query.get("fields")) else {
        return error(400, "Validation failed: term is required");
    };
    if term.is_empty() || !fields.contains(&field) || query.get("exact_match") != Some("true") {
        return error(400, "Validation failed: invalid search");
    }
    let found = known.there().filter(|record| {
        let has = |text: &Value| {
            let text = text.as_str().unwrap_or_default();
            text.to_lowercase() == term.to_lowercase()
        };
        match field {
            "email" => record["emails"]
                .as_array()
                .is_some_and(|all| all.iter().any(|it| has(&it["value"]))),
            field => has(&record[field]),
        }
    });
    // What fits best comes first, which has nothing to do with age.
    let mut items: Vec<Value> = found.map(|record| item(records, record)).collect();
    items.reverse();
    listed(&json!({"items": items}), &json!({"next_cursor": null}))
}

fn item(records: &str, record: &Value) -> Value {
    let texts = |list: &str| {
        let ways = record[list].as_array().into_iter().flatten();
        ways.map(|way| way["value"].clone()).collect::<Vec<_>>()
    };
    let item = match records {
        "persons" => json!({
            "id": record["id"], "type": "person", "name": record["name"],
            "emails": texts("emails"), "phones": texts("phones"), "visible_to": 3,
            "owner": {"id": record["owner_id"]}, "organization": null, "custom_fields": [],
            "notes": [],
        }),
        _ => json!({
            "id": record["id"], "type": "deal", "title": record["title"],
            "value": record["value"], "currency": record["currency"], "status": record["status"],
            "visible_to": 3, "owner": {"id": record["owner_id"]},
            "stage": {"id": record["stage_id"], "name": "Stage"}, "person": null,
            "organization": null, "custom_fields": [], "notes": [], "is_archived": false,
        }),
    };
    json!({"result_score": 0.9, "item": item})
}

impl Account {
    fn records(&mut self, records: &str) -> &mut Records {
        match records {
            "persons" => &mut self.persons,
            _ => &mut self.deals,
        }
    }
}

impl Records {
    fn find(&self, id: &str) -> Option<&Value> {
        self.get(id.parse().ok()?)
    }
}

/// What is wrong with a body; a deal gets the pipeline of its stage, or the stage at which its
/// pipeline begins.
fn checked(inside: &Inside, records: &str, mut body: Value) -> Result<Value, Answer> {
    let schema = match records {
        "persons" => &inside.person,
        _ => &inside.deal,
    };
    if let Some(first) = schema.errors(&body).first() {
        return Err(error(400, &format!("Validation failed: {first}")));
    }
    if let Some(complaint) = fields::complaint(&body["custom_fields"]) {
        return Err(error(400, &complaint));
    }
    let unknown = |what: &str| error(400, &format!("Validation failed: {what} does not exist"));
    if let Some(stage) = body["stage_id"].as_u64() {
        let pipeline = pipeline_of(stage).ok_or_else(|| unknown("stage_id"))?;
        body["pipeline_id"] = pipeline.into();
    } else if let Some(pipeline) = body["pipeline_id"].as_u64() {
        let stage = first_stage(pipeline).ok_or_else(|| unknown("pipeline_id"))?;
        body["stage_id"] = stage.into();
    }
    Ok(body)
}

fn make(inside: &Inside, account: &mut Account, records: &str, body: Value) -> Answer {
    let body = match checked(inside, records, body) {
        Ok(body) => body,
        Err(refused) => return refused,
    };
    if ["name", "first_name", "title"]
        .iter()
        .all(|name| body[name].is_null())
    {
        return error(400, "Validation failed: name is required");
    }
    let id = account.records(records).add(&body);
    if std::mem::take(&mut account.loses_answer) {
        return Answer::close();
    }
    success(account.records(records).get(id).unwrap_or(&Value::Null))
}

fn change(
    inside: &Inside,
    account: &mut Account,
    (records, id): (&str, &str),
    body: Value,
) -> Answer {
    let body = match checked(inside, records, body) {
        Ok(body) => body,
        Err(refused) => return refused,
    };
    let known = account.records(records);
    let found = known
        .find(id)
        .filter(|record| record["is_deleted"] == false);
    let Some(id) = found.and_then(|record| record["id"].as_u64()) else {
        return not_found(records);
    };
    known.change(id, &body);
    success(known.get(id).unwrap_or(&Value::Null))
}
