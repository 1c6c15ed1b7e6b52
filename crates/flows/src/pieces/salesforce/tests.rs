#![allow(clippy::unwrap_used)]

use serde_json::{Map, Value, json};

use super::*;

const ID: &str = "00QD000000hTn4xMAC";

fn read(action: &str, input: Value) -> Result<SalesforceStep, String> {
    SalesforceStep::from_input(action, &object(input)).map_err(|error| error.to_string())
}

fn object(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

fn record(object_name: &str, fields: Value) -> Record {
    Record {
        object: object_name.to_owned(),
        fields: object(fields),
    }
}

fn key(value: &str) -> ExternalKey {
    ExternalKey {
        field: "WinFactor_Id__c".to_owned(),
        value: value.to_owned(),
    }
}

#[test]
fn blank_fields_are_left_out_of_a_record_and_the_others_keep_their_kind() {
    let data = json!({
        "LastName": "Smith", "Phone": "", "Fax": null, "City": "  ", "Amount": 12.5, "Vip__c": false,
    });
    let input = json!({"object": "Lead", "record_id": ID, "id": ID, "data": data});
    let fields = json!({"LastName": "Smith", "Amount": 12.5, "Vip__c": false});
    for (action, output) in [
        (CREATE_RECORD, AnswerShape::Body),
        (CREATE_NEW_OBJECT, AnswerShape::Whole),
    ] {
        let record = record("Lead", fields.clone());
        let expected = SalesforceStep::Create { record, output };
        assert!(read(action, input.clone()) == Ok(expected), "{action}");
    }
    for (action, output) in [
        (UPDATE_RECORD, AnswerShape::Body),
        (UPDATE_OBJECT_BY_ID, AnswerShape::Whole),
    ] {
        let expected = SalesforceStep::Update {
            id: RecordId::parse(ID).unwrap(),
            record: record("Lead", fields.clone()),
            output,
        };
        assert!(read(action, input.clone()) == Ok(expected), "{action}");
    }
}

#[test]
fn leads_contacts_and_opportunities_have_inputs_of_their_own() {
    for (action, input, expected) in [
        (
            CREATE_LEAD,
            json!({
                "LastName": "Smith", "Company": "", "Email": "jane@example.com", "auth": "x",
                "other_fields": {"City": "Delft", "Street": ""},
            }),
            record(
                "Lead",
                json!({"LastName": "Smith", "Email": "jane@example.com", "City": "Delft"}),
            ),
        ),
        (
            CREATE_CONTACT,
            json!({"LastName": "Smith", "Title": "Ms", "other_fields": null}),
            record("Contact", json!({"LastName": "Smith", "Title": "Ms"})),
        ),
        (
            CREATE_OPPORTUNITY,
            json!({
                "Name": "Q-2026-0042", "CloseDate": "2026-04-01", "StageName": "Prospecting",
                "Amount": 3025,
            }),
            record(
                "Opportunity",
                json!({
                    "Name": "Q-2026-0042", "CloseDate": "2026-04-01", "StageName": "Prospecting",
                    "Amount": 3025,
                }),
            ),
        ),
    ] {
        let expected = SalesforceStep::Create {
            record: expected,
            output: AnswerShape::Body,
        };
        assert!(read(action, input) == Ok(expected), "{action}");
    }
}

#[test]
fn the_key_of_an_upsert_does_not_stand_among_the_fields() {
    let input = json!({
        "object": "Opportunity", "external_id_field": "WinFactor_Id__c",
        "external_id_value": " quote_1 ",
        "fields": {"winfactor_id__C": "quote_1", "Name": "Q-2026-0042", "Description": ""},
    });
    let expected = SalesforceStep::Upsert {
        key: key("quote_1"),
        record: record("Opportunity", json!({"Name": "Q-2026-0042"})),
    };
    assert!(read(UPSERT_RECORD, input) == Ok(expected));
}

#[test]
fn a_batch_names_the_key_of_each_record() {
    let input = json!({
        "object": "Lead", "external_field": "WinFactor_Id__c",
        "records": {"records": [
            {"attributes": {"type": "Lead"}, "WinFactor_Id__c": "a", "LastName": "Smith"},
            {"WinFactor_Id__c": 7, "LastName": "Jansen", "Phone": ""},
        ]},
    });
    let expected = SalesforceStep::UpsertBatch {
        records: vec![
            (key("a"), record("Lead", json!({"LastName": "Smith"}))),
            (key("7"), record("Lead", json!({"LastName": "Jansen"}))),
        ],
    };
    assert!(read(UPSERT_BATCH, input) == Ok(expected));
}

#[test]
fn what_asks_nothing_of_salesforce_is_told() {
    let upsert = |changes: Value| {
        let mut input = json!({
            "object": "Lead", "external_id_field": "WinFactor_Id__c", "external_id_value": "a",
            "fields": {"LastName": "Smith"},
        });
        input.as_object_mut().unwrap().extend(object(changes));
        input
    };
    let batch = |records: Value| {
        let field = "WinFactor_Id__c";
        json!({"object": "Lead", "external_field": field, "records": records})
    };
    let many = vec![json!({"WinFactor_Id__c": "a", "LastName": "Smith"}); 26];
    for (action, input, message) in [
        (CREATE_RECORD, json!({"data": {}}), "object is missing"),
        (
            CREATE_RECORD,
            json!({"object": "Lead"}),
            "record's data is missing",
        ),
        (
            CREATE_RECORD,
            json!({"object": "Lead/../User", "data": {"a": "b"}}),
            "is no object",
        ),
        (
            CREATE_RECORD,
            json!({"object": "Lead", "data": {"Last Name": "b"}}),
            "is no field",
        ),
        (
            CREATE_RECORD,
            json!({"object": "Lead", "data": ["LastName"]}),
            "must be an object",
        ),
        (
            UPDATE_RECORD,
            json!({"object": "Lead", "record_id": "1/../../User/2", "data": {"a": "b"}}),
            "must be Salesforce's",
        ),
        (
            UPDATE_RECORD,
            json!({"object": "Lead", "record_id": ID, "data": {"a": ""}}),
            "nothing to write",
        ),
        (
            UPDATE_OBJECT_BY_ID,
            json!({"object": "Lead", "data": {"a": "b"}}),
            "record's ID is missing",
        ),
        (
            UPSERT_RECORD,
            upsert(json!({"external_id_field": "a b"})),
            "is no field",
        ),
        (
            UPSERT_RECORD,
            upsert(json!({"external_id_value": " "})),
            "external ID's value is missing",
        ),
        (
            UPSERT_RECORD,
            upsert(json!({"external_id_value": ".."})),
            "cannot be an external ID's value",
        ),
        (
            UPSERT_RECORD,
            upsert(json!({"fields": {"WinFactor_Id__c": "a"}})),
            "nothing to write",
        ),
        (
            UPSERT_BATCH,
            batch(json!([{"LastName": "Smith"}])),
            "must be a list under \"records\"",
        ),
        (
            UPSERT_BATCH,
            batch(json!({"records": [{"LastName": "Smith"}]})),
            "record 1 has no value in WinFactor_Id__c",
        ),
        (
            UPSERT_BATCH,
            batch(json!({"records": many})),
            "25 records at most, and these are 26",
        ),
        (
            UPSERT_BATCH,
            batch(json!({"records": []})),
            "nothing to write",
        ),
        ("run_query", json!({}), "not built in"),
    ] {
        let refused = read(action, input.clone()).unwrap_err();
        assert!(refused.contains(message), "{action} {input}: {refused}");
    }
}

#[test]
fn an_id_of_15_characters_is_the_one_of_18() {
    for (given, expected) in [
        ("00QD000000hTn4x", "00QD000000hTn4xMAC"),
        ("00QD000000hTn4xMAC", "00QD000000hTn4xMAC"),
        ("001A0000006Vm9r", "001A0000006Vm9rIAC"),
    ] {
        assert_eq!(RecordId::parse(given).unwrap().as_str(), expected);
    }
    for wrong in [
        "",
        "00Q",
        "00QD000000hTn4x-AC",
        "00QD000000hTn4xMA",
        "é0QD000000hTn4",
    ] {
        RecordId::parse(wrong).unwrap_err();
    }
}

#[test]
fn a_new_lead_gets_the_names_of_the_customer_that_the_step_leaves_out() {
    let customer = |name: &str, company: &str| CustomerName {
        name: name.to_owned(),
        company: company.to_owned(),
    };
    let jane = customer("Jane van der Berg", "Berg BV");
    let (long, cut) = ("é".repeat(300), |most| "é".repeat(most));
    for (object_name, given, customer, expected) in [
        (
            "Lead",
            json!({}),
            &jane,
            json!({"LastName": "Berg", "FirstName": "Jane van der", "Company": "Berg BV"}),
        ),
        (
            "Lead",
            json!({"FirstName": "J.", "company": "Other"}),
            &jane,
            json!({"LastName": "Berg"}),
        ),
        (
            "lead",
            json!({"LastName": "van der Berg"}),
            &jane,
            json!({"Company": "Berg BV"}),
        ),
        (
            "Lead",
            json!({"LastName": " "}),
            &customer("Cher", ""),
            json!({"LastName": "Cher", "Company": "Cher"}),
        ),
        (
            "Lead",
            json!({}),
            &customer("Jane Smith", " "),
            json!({"LastName": "Smith", "FirstName": "Jane", "Company": "Jane Smith"}),
        ),
        (
            "Contact",
            json!({}),
            &jane,
            json!({"LastName": "Berg", "FirstName": "Jane van der"}),
        ),
        (
            "Lead",
            json!({}),
            &customer(&format!("{long} {long}"), &long),
            json!({"LastName": cut(80), "FirstName": cut(40), "Company": cut(255)}),
        ),
        ("Lead", json!({}), &customer("", ""), json!({})),
        ("Opportunity", json!({}), &jane, json!({})),
    ] {
        let missing = missing_names(object_name, &object(given.clone()), customer);
        assert_eq!(Value::Object(missing), expected, "{object_name} {given}");
    }
}
