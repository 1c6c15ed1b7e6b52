use serde_json::{Map, Value, json};

use super::Inside;
use super::answers::{address, error, not_found, session_ended, several};
use super::objects::{Field, Key, Object, object};
use super::organization::{Fields, Organization};
use super::query;
use crate::{
    Answer,
    receiver::Received,
    vendors::{query::Query, segments::segments},
};

pub(super) fn answer(inside: &Inside, request: &Received) -> Answer {
    let is_let_in = request.header("authorization") == Some(&format!("Bearer {}", inside.token));
    if let Some(planned) = inside.planned.take(request) {
        return planned;
    }
    let path = segments(request);
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    if path == ["services", "oauth2", "userinfo"] {
        return userinfo(is_let_in);
    }
    if !is_let_in {
        return session_ended();
    }
    let ["services", "data", "v56.0", path @ ..] = path.as_slice() else {
        return not_found();
    };
    let body = match request.body.is_empty() {
        true => Value::Null,
        false if !is_json(request) => {
            return error(
                415,
                "UNSUPPORTED_MEDIA_TYPE",
                "The media type is not supported",
            );
        }
        false => match serde_json::from_slice(&request.body) {
            Ok(body) => body,
            Err(_) => return error(400, "JSON_PARSER_ERROR", "Unexpected character"),
        },
    };
    let mut organization = inside.organization();
    let asked = Query::of(request);
    let ["sobjects", name, record @ ..] = path else {
        return match (request.method.as_str(), path, asked.get("q")) {
            ("GET", ["query"], Some(soql)) => query::answer(&organization, soql),
            _ => not_found(),
        };
    };
    let Some(object) = object(name) else {
        return not_found();
    };
    match (request.method.as_str(), record) {
        ("POST", []) => create(&mut organization, object, &body),
        ("PATCH", [id]) => update(&mut organization, object, id, &body),
        ("GET", [id]) => match organization.get(object, id) {
            Some((id, fields)) => show(object, &id, &fields, &asked),
            None => not_found(),
        },
        ("PATCH" | "GET", [field, value]) => {
            let Some(field) = object.field(field).filter(|it| it.key != Key::No) else {
                let message = format!(
                    "Provided external ID field does not exist or is not accessible: {field}"
                );
                return error(404, "NOT_FOUND", &message);
            };
            let ids = organization.ids_by(object, field, value);
            match (request.method.as_str(), ids.as_slice()) {
                (_, [_, _, ..]) => several(object.name, &ids),
                ("PATCH", ids) => upsert(
                    &mut organization,
                    object,
                    (field, value),
                    ids.first(),
                    &body,
                ),
                (_, [id]) => match organization.get(object, id) {
                    Some((id, fields)) => show(object, &id, &fields, &asked),
                    None => not_found(),
                },
                _ => not_found(),
            }
        }
        _ => error(405, "METHOD_NOT_ALLOWED", "HTTP Method is not allowed"),
    }
}

fn is_json(request: &Received) -> bool {
    let content_type = request.header("content-type").unwrap_or_default();
    content_type.split(';').next() == Some("application/json")
}

fn userinfo(is_let_in: bool) -> Answer {
    match is_let_in {
        false => Answer::status(403).body("Bad_OAuth_Token"),
        true => Answer::json(
            200,
            &json!({
                "sub": "https://login.salesforce.com/id/00D000000000062EAA/005000000000001AAA",
                "user_id": "005000000000001AAA",
                "organization_id": "00D000000000062EAA",
                "preferred_username": "eva@glass.example",
                "name": "Eva de Vries",
                "email": "eva@glass.example",
                "active": true,
            }),
        ),
    }
}

fn create(organization: &mut Organization, object: &'static Object, body: &Value) -> Answer {
    match organization.add(object, body) {
        Err(refused) => refused,
        Ok(id) => {
            if let Some(answer) = organization.next_answer.take() {
                return answer;
            }
            let body = json!({"id": id, "success": true, "errors": []});
            Answer::json(201, &body).header("location", &address(object.name, &id))
        }
    }
}

fn update(
    organization: &mut Organization,
    object: &'static Object,
    id: &str,
    body: &Value,
) -> Answer {
    let Some((id, _)) = organization.get(object, id) else {
        return not_found();
    };
    match organization.change(object, &id, body) {
        Ok(()) => Answer::status(204),
        Err(refused) => refused,
    }
}

fn upsert(
    organization: &mut Organization,
    object: &'static Object,
    (field, value): (&Field, &str),
    known: Option<&String>,
    body: &Value,
) -> Answer {
    let is_key = |name: &&String| name.eq_ignore_ascii_case(field.name) || *name == "Id";
    let mut names = body.as_object().map(Map::keys).into_iter().flatten();
    if let Some(name) = names.find(is_key) {
        let message = format!("The {name} field should not be specified in the sobject data.");
        return error(400, "INVALID_FIELD", &message);
    }
    let written = match known {
        Some(id) => organization.change(object, id, body).map(|()| id.clone()),
        None => {
            let mut body = body.clone();
            body[field.name] = value.into();
            organization.add(object, &body)
        }
    };
    let is_new = known.is_none();
    match written {
        Err(refused) => refused,
        Ok(_) if !is_new && organization.answers_changes_emptily => Answer::status(204),
        Ok(id) => {
            let body = json!({"id": id, "success": true, "errors": [], "created": is_new});
            Answer::json(if is_new { 201 } else { 200 }, &body)
        }
    }
}

fn show(object: &Object, id: &str, fields: &Fields, asked: &Query) -> Answer {
    let mut shown = Map::new();
    let attributes = json!({"type": object.name, "url": address(object.name, id)});
    shown.insert("attributes".to_owned(), attributes);
    let all = || fields.keys().map(String::as_str).collect();
    let names: Vec<&str> = asked
        .get("fields")
        .map_or_else(all, |it| it.split(',').collect());
    for name in names {
        let value = match name {
            "Id" => id.into(),
            name if object.field(name).is_some() => fields.get(name).cloned().unwrap_or_default(),
            name => {
                let message = format!("No such column '{name}' on entity '{}'.", object.name);
                return error(400, "INVALID_FIELD", &message);
            }
        };
        shown.insert(name.to_owned(), value);
    }
    shown.insert("Id".to_owned(), id.into());
    Answer::json(200, &Value::Object(shown))
}
