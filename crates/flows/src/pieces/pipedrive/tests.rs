#![allow(clippy::unwrap_used)]

use serde_json::{Map, Value, json};

use super::*;

fn read(action: &str, input: &Value) -> Result<PipedriveStep, String> {
    let read = PipedriveStep::from_input(action, input.as_object().unwrap());
    read.map_err(|error| error.to_string())
}

fn body(action: &str, input: &Value) -> Value {
    Value::Object(read(action, input).unwrap().body)
}

#[test]
fn a_person_is_written_as_pipedrive_takes_it() {
    let input = json!({
        "name": " Jane Doe ", "ownerId": 7, "organizationId": "12",
        "email": [" Jane@Example.COM ", "", "jane@example.com", "j.doe@example.com"],
        "phone": ["+31 6 1", null], "labelIds": [3, "4"], "visibleTo": 3,
        "marketing_status": "no_consent",
        "customfields": {"Source": "Website", "Budget": "", "Window colours": ["", null]},
    });
    let expected = json!({
        "name": "Jane Doe", "owner_id": 7, "org_id": 12, "visible_to": 3,
        "marketing_status": "no_consent",
        "emails": [
            {"value": "jane@example.com", "label": "work", "primary": true},
            {"value": "j.doe@example.com", "label": "work", "primary": false},
        ],
        "phones": [{"value": "+31 6 1", "label": "work", "primary": true}],
        "label_ids": [3, 4],
    });
    assert_eq!(body(CREATE_PERSON, &input), expected);
    let step = read(CREATE_PERSON, &input).unwrap();
    assert_eq!(
        Value::Object(step.custom_fields.clone()),
        json!({"Source": "Website"})
    );
    assert_eq!(step.emails(), ["jane@example.com", "j.doe@example.com"]);
    assert_eq!(step.title(), "Jane Doe");
    assert!(!step.gives_record_alone);
}

#[test]
fn what_is_blank_is_not_written_to_pipedrive() {
    let input = json!({
        "name": "", "firstName": "Jane", "lastName": "Doe", "ownerId": "", "organizationId": null,
        "email": ["", null], "phone": [], "labelIds": "", "visibleTo": "",
        "marketing_status": " ", "customfields": null,
    });
    let expected = json!({"first_name": "Jane", "last_name": "Doe"});
    assert_eq!(body(CREATE_PERSON, &input), expected);
    assert_eq!(read(CREATE_PERSON, &input).unwrap().title(), "Jane Doe");

    let input = json!({
        "title": "Q-2026-0042", "dealValue": null, "dealValueCurrency": "",
        "expectedCloseDate": " ", "stageId": "", "personId": "", "labelIds": [],
    });
    assert_eq!(body(CREATE_DEAL, &input), json!({"title": "Q-2026-0042"}));
}

#[test]
fn the_older_action_has_the_names_of_its_time() {
    let input = json!({
        "name": "Jane Doe", "owner_id": "7", "org_id": 12, "email": "Jane@Example.com",
        "phone": "+31 6 1", "marketing_status": "subscribed",
    });
    let expected = json!({
        "name": "Jane Doe", "owner_id": 7, "org_id": 12, "marketing_status": "subscribed",
        "emails": [{"value": "jane@example.com", "label": "work", "primary": true}],
        "phones": [{"value": "+31 6 1", "label": "work", "primary": true}],
    });
    assert_eq!(body(ADD_PERSON, &input), expected);
    assert!(read(ADD_PERSON, &input).unwrap().gives_record_alone);
}

#[test]
fn a_deal_is_written_as_pipedrive_takes_it() {
    let input = json!({
        "title": "Q-2026-0042", "dealValue": 3025.5, "dealValueCurrency": "eur",
        "expectedCloseDate": "March 31, 2026", "status": "open", "stageId": "2", "pipelineId": 1,
        "ownerId": 7, "organizationId": 12, "personId": 123, "labelIds": [9], "probability": 60,
        "visibleTo": 1, "creationTime": "2026-03-02T08:15:30.250Z",
        "customfields": {"Rooms": 4},
    });
    let expected = json!({
        "title": "Q-2026-0042", "value": 3025.5, "currency": "EUR",
        "expected_close_date": "2026-03-31", "status": "open", "stage_id": 2, "pipeline_id": 1,
        "owner_id": 7, "org_id": 12, "person_id": 123, "visible_to": 1, "probability": 60,
        "add_time": "2026-03-02T08:15:30Z", "label_ids": [9],
    });
    assert_eq!(body(CREATE_DEAL, &input), expected);
    let custom_fields: Map<String, Value> = read(CREATE_DEAL, &input).unwrap().custom_fields;
    assert_eq!(Value::Object(custom_fields), json!({"Rooms": 4}));
}

#[test]
fn an_input_that_pipedrive_would_not_understand_is_told() {
    for (action, input, message) in [
        (CREATE_PERSON, json!({"email": ["a@b.nl"]}), "give the name"),
        (
            CREATE_PERSON,
            json!({"name": "Jane Doe", "firstName": "Jane"}),
            "not both",
        ),
        (
            CREATE_PERSON,
            json!({"firstName": "Jane"}),
            "belong together",
        ),
        (
            CREATE_PERSON,
            json!({"name": "Jane", "ownerId": "Eva de Vries"}),
            "the owner must be Pipedrive's number of it, not \"Eva de Vries\"",
        ),
        (
            CREATE_PERSON,
            json!({"name": "Jane", "labelIds": [1, "hot"]}),
            "the label must be",
        ),
        (
            CREATE_PERSON,
            json!({"name": "Jane", "customfields": "Source: Website"}),
            "must be an object",
        ),
        (CREATE_DEAL, json!({"title": " "}), "title is missing"),
        (
            CREATE_DEAL,
            json!({"title": "x", "stageId": {"id": 2}}),
            "the stage must be",
        ),
        (
            CREATE_DEAL,
            json!({"title": "x", "expectedCloseDate": "soon"}),
            "must be a date, such as 2026-03-31, not \"soon\"",
        ),
        ("delete-person", json!({}), "not built in"),
    ] {
        let refused = read(action, &input).unwrap_err();
        assert!(refused.contains(message), "{action} {input}: {refused}");
    }
}
