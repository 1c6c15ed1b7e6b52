//! Answers as Salesforce's API gives them.

use serde_json::{Value, json};

const LEAD_ID: &str = "00QD000000hTn4xMAC";

pub(super) fn created() -> Value {
    json!({"id": LEAD_ID, "success": true, "errors": []})
}

pub(super) fn updated() -> Value {
    json!({"success": true})
}

pub(super) fn upserted() -> Value {
    json!({
        "id": LEAD_ID,
        "success": true,
        "created": true,
        "external_id_field": "WinFactor_Id__c",
        "external_id_value": "quote_01kfs8q5c0e9h8n3w5v7x2m4ta",
        "updated_fields": ["LastName", "Company"],
    })
}

pub(super) fn batch() -> Value {
    answer(
        200,
        json!([{"id": LEAD_ID, "success": true, "created": true, "errors": []}]),
    )
}

pub(super) fn created_answer() -> Value {
    answer(201, created())
}

pub(super) fn updated_answer() -> Value {
    json!({"status": 204, "headers": {}, "body": ""})
}

fn answer(status: u16, body: Value) -> Value {
    json!({"status": status, "headers": {"content-type": "application/json"}, "body": body})
}
