#![allow(clippy::unwrap_used)]

use serde_json::{Map, Value, json};

use super::*;

fn read(action: &str, input: Value) -> Result<HubSpotStep, String> {
    let Value::Object(input) = input else {
        panic!("an input is an object");
    };
    HubSpotStep::from_input(action, &input).map_err(|error| error.to_string())
}

fn object(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

#[test]
fn blank_properties_are_left_out_and_the_others_are_text() {
    let input = json!({
        "objectProperties": {
            "firstname": "Jane", "lastname": "", "phone": null, "company": "  ",
            "email": "  Jane@Example.COM ", "score": 12.5, "vip": true,
            "interests": ["doors", "", "windows"],
        },
        "additionalPropertiesToRetrieve": ["phone", ""],
    });
    let expected = HubSpotStep::CreateContact {
        properties: object(json!({
            "firstname": "Jane", "email": "jane@example.com", "score": "12.5", "vip": "true",
            "interests": "doors;windows",
        })),
        retrieve: vec!["phone".to_owned()],
    };
    for action in [CREATE_CONTACT, OLD_CREATE_CONTACT] {
        let read = read(action, input.clone());
        assert!(read == Ok(expected.clone()), "{action}");
    }
}

#[test]
fn the_address_that_a_contact_is_found_by_is_trimmed_and_in_small_letters() {
    let input = json!({"email": " Jane@Example.COM\n", "objectProperties": {"city": "Delft"}});
    for action in [CREATE_OR_UPDATE_CONTACT, OLD_CREATE_OR_UPDATE_CONTACT] {
        let expected = HubSpotStep::CreateOrUpdateContact {
            email: "jane@example.com".to_owned(),
            properties: object(json!({"city": "Delft", "email": "jane@example.com"})),
            retrieve: Vec::new(),
        };
        assert!(read(action, input.clone()) == Ok(expected), "{action}");
    }
}

#[test]
fn a_deal_has_its_name_pipeline_and_stage_among_its_properties() {
    let input = json!({
        "dealname": "Q-2026-0042", "pipelineId": "default", "pipelineStageId": "contractsent",
        "objectProperties": {"amount": 3025, "closedate": ""},
    });
    let expected = HubSpotStep::CreateDeal {
        properties: object(json!({
            "amount": "3025", "dealname": "Q-2026-0042", "pipeline": "default",
            "dealstage": "contractsent",
        })),
        retrieve: Vec::new(),
    };
    assert!(read(CREATE_DEAL, input) == Ok(expected));
}

#[test]
fn an_input_that_says_too_little_is_told() {
    for (action, input, message) in [
        (
            UPDATE_CONTACT,
            json!({"objectProperties": {"a": "b"}}),
            "contact's ID is missing",
        ),
        (
            UPDATE_CONTACT,
            json!({"contactId": "1/../../deals/2", "objectProperties": {"a": "b"}}),
            "must be HubSpot's number",
        ),
        (
            UPDATE_CONTACT,
            json!({"contactId": "1", "objectProperties": {"a": ""}}),
            "nothing to write",
        ),
        (CREATE_CONTACT, json!({}), "nothing to write"),
        (
            CREATE_CONTACT,
            json!({"objectProperties": "name: Jane"}),
            "must be an object",
        ),
        (
            CREATE_OR_UPDATE_CONTACT,
            json!({"email": " "}),
            "e-mail address is missing",
        ),
        (
            CREATE_DEAL,
            json!({"dealname": "x", "pipelineId": "p"}),
            "deal's stage is missing",
        ),
        ("delete-contact", json!({}), "not built in"),
    ] {
        let refused = read(action, input.clone()).unwrap_err();
        assert!(refused.contains(message), "{action} {input}: {refused}");
    }
}
