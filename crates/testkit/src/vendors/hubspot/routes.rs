use serde_json::{Map, Value, json};

use super::Inside;
use super::account::{Account, Properties, Records, STAGES};
use super::answers::{error, invalid, not_found};
use crate::{Answer, receiver::Received, vendors::query::Query};

pub(super) fn answer(inside: &Inside, request: &Received) -> Answer {
    if request.header("authorization") != Some(&format!("Bearer {}", inside.token)) {
        let message = "Authentication credentials not found. This API supports OAuth 2.0 \
                       authentication";
        return error(401, "INVALID_AUTHENTICATION", message);
    }
    if let Some(planned) = inside.planned.take(request) {
        return planned;
    }
    let body = match request.body.is_empty() {
        true => Value::Null,
        false if !is_json(request) => {
            return error(415, "VALIDATION_ERROR", "the media type is not supported");
        }
        false => match serde_json::from_slice(&request.body) {
            Ok(body) => body,
            Err(_) => return invalid("Invalid input JSON"),
        },
    };
    let mut account = inside.account();
    let path: Vec<_> = request.path.trim_start_matches('/').split('/').collect();
    let query = Query::of(request);
    match (request.method.as_str(), path.as_slice()) {
        ("POST", ["crm", "v3", "objects", objects]) => create(&mut account, objects, &body),
        ("PATCH", ["crm", "v3", "objects", objects, id]) => {
            change(&mut account, objects, id, &body)
        }
        ("GET", ["crm", "v3", "objects", objects, id]) => show(&mut account, objects, id, &query),
        ("POST", ["crm", "v3", "objects", objects, "batch", "upsert"]) => {
            upsert(&mut account, objects, &body)
        }
        ("GET", ["crm", "v3", "pipelines", "deals", "default", "stages"]) => stages(),
        ("GET", ["account-info", "v3", "details"]) => Answer::json(
            200,
            &json!({
                "portalId": 123_456, "accountType": "STANDARD", "timeZone": "Europe/Amsterdam",
                "companyCurrency": "EUR", "uiDomain": "app.hubspot.com",
                "dataHostingLocation": "eu1",
            }),
        ),
        ("POST", ["crm", "v3", "properties", "deals"]) => make_property(&mut account, &body),
        _ => not_found(),
    }
}

fn is_json(request: &Received) -> bool {
    let content_type = request.header("content-type").unwrap_or_default();
    content_type.split(';').next() == Some("application/json")
}

fn properties_of(query: &Query) -> Vec<String> {
    let names = query.get("properties").unwrap_or_default().split(',');
    names
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}

impl Account {
    fn records(&mut self, objects: &str) -> Option<&mut Records> {
        match objects {
            "contacts" => Some(&mut self.contacts),
            "deals" => Some(&mut self.deals),
            _ => None,
        }
    }

    fn is_unique(&self, objects: &str, property: &str) -> bool {
        match objects {
            "contacts" => property == "email",
            _ => self.deal_keys.iter().any(|key| key == property),
        }
    }

    /// `properties` is an object of texts, of properties that the account knows.
    fn check(&self, objects: &str, given: &Value) -> Result<Properties, Answer> {
        let Some(properties) = given.as_object() else {
            return Err(invalid("properties must be an object"));
        };
        for (name, value) in properties {
            if !value.is_string() {
                return Err(invalid(&format!("{name} was not a valid string")));
            }
            let is_ours = name.starts_with("winfactor_");
            if name == "no_such_property" || is_ours && !self.is_unique(objects, name) {
                let message = format!(
                    "Property values were not valid: [{{\"isValid\":false,\
                    \"message\":\"Property \\\"{name}\\\" does not exist\",\
                    \"error\":\"PROPERTY_DOESNT_EXIST\",\"name\":\"{name}\"}}]"
                );
                return Err(invalid(&message));
            }
        }
        Ok(properties.clone())
    }
}

/// The body has these members and no others.
fn only(body: &Value, names: &[&str]) -> Result<(), Answer> {
    let members = body
        .as_object()
        .ok_or_else(|| invalid("Invalid input JSON"))?;
    match members.keys().find(|name| !names.contains(&name.as_str())) {
        Some(name) => Err(invalid(&format!("Unrecognized field \"{name}\""))),
        None => Ok(()),
    }
}

fn create(account: &mut Account, objects: &str, body: &Value) -> Answer {
    let checked = only(body, &["properties", "associations"])
        .and_then(|()| account.check(objects, &body["properties"]));
    let properties = match checked {
        Ok(properties) => properties,
        Err(refused) => return refused,
    };
    if objects == "contacts"
        && let Some(email) = properties.get("email").and_then(Value::as_str)
        && let Some(id) = account.contacts.id_by("email", email)
    {
        let message = format!("Contact already exists. Existing ID: {id}");
        return error(409, "CONFLICT", &message);
    }
    let names: Vec<String> = properties.keys().cloned().collect();
    let Some(records) = account.records(objects) else {
        return not_found();
    };
    let id = records.add(properties);
    let made = records.shown(&id, &names).unwrap_or_default();
    if std::mem::take(&mut account.loses_answer) {
        return Answer::close();
    }
    Answer::json(201, &made)
}

fn change(account: &mut Account, objects: &str, id: &str, body: &Value) -> Answer {
    let checked =
        only(body, &["properties"]).and_then(|()| account.check(objects, &body["properties"]));
    let properties = match checked {
        Ok(properties) => properties,
        Err(refused) => return refused,
    };
    let names: Vec<String> = properties.keys().cloned().collect();
    let Some(records) = account.records(objects) else {
        return not_found();
    };
    match records.change(id, &properties) {
        true => Answer::json(200, &records.shown(id, &names).unwrap_or_default()),
        false => not_found(),
    }
}

fn show(account: &mut Account, objects: &str, id: &str, query: &Query) -> Answer {
    let key = query.get("idProperty");
    if let Some(key) = key
        && !account.is_unique(objects, key)
    {
        return invalid(&format!("{key} is not a unique property of {objects}"));
    }
    let Some(records) = account.records(objects) else {
        return not_found();
    };
    let id = match key {
        Some(key) => records.id_by(key, id),
        None => Some(id.to_owned()),
    };
    match id.and_then(|id| records.shown(&id, &properties_of(query))) {
        Some(record) => Answer::json(200, &record),
        None => not_found(),
    }
}

fn upsert(account: &mut Account, objects: &str, body: &Value) -> Answer {
    if let Err(refused) = only(body, &["inputs"]) {
        return refused;
    }
    let mut results = Vec::new();
    let mut status = 200;
    for input in body["inputs"].as_array().into_iter().flatten() {
        let allowed = ["id", "idProperty", "properties", "objectWriteTraceId"];
        let checked = only(input, &allowed);
        let (Some(key), Some(id)) = (input["idProperty"].as_str(), input["id"].as_str()) else {
            return invalid("id and idProperty are required");
        };
        if !account.is_unique(objects, key) {
            return invalid(&format!("{key} is not a unique property of {objects}"));
        }
        let mut properties =
            match checked.and_then(|()| account.check(objects, &input["properties"])) {
                Ok(properties) => properties,
                Err(refused) => return refused,
            };
        properties.insert(key.to_owned(), id.into());
        let names: Vec<String> = properties.keys().cloned().collect();
        let Some(records) = account.records(objects) else {
            return not_found();
        };
        let known = records.id_by(key, id);
        let is_new = known.is_none();
        let id = match known {
            Some(id) => {
                records.change(&id, &properties);
                id
            }
            None => {
                status = 201;
                records.add(properties)
            }
        };
        let mut shown = records.shown(&id, &names).unwrap_or_default();
        shown["new"] = is_new.into();
        results.push(shown);
    }
    let answer = json!({
        "status": "COMPLETE",
        "results": results,
        "startedAt": "2026-03-02T08:00:00.000Z",
        "completedAt": "2026-03-02T08:00:00.100Z",
    });
    Answer::json(status, &answer)
}

fn stages() -> Answer {
    let stages = STAGES.iter().enumerate().map(|(order, id)| {
        json!({
            "id": id, "label": id, "displayOrder": order, "archived": false, "metadata": {},
            "createdAt": "2026-01-01T00:00:00.000Z", "updatedAt": "2026-01-01T00:00:00.000Z",
        })
    });
    Answer::json(200, &json!({"results": stages.collect::<Vec<_>>()}))
}

fn make_property(account: &mut Account, body: &Value) -> Answer {
    for required in ["name", "label", "groupName", "type", "fieldType"] {
        if !body[required].is_string() {
            return invalid(&format!("{required} is required"));
        }
    }
    let name = body["name"].as_str().unwrap_or_default();
    if account.deal_keys.iter().any(|key| key == name) {
        return error(409, "OBJECT_ALREADY_EXISTS", "the property exists already");
    }
    if body["hasUniqueValue"] == true {
        account.deal_keys.push(name.to_owned());
    }
    let made: Map<String, Value> = body.as_object().cloned().unwrap_or_default();
    Answer::json(201, &Value::Object(made))
}
