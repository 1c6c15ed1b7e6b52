//! Records as HubSpot's API gives them.

use serde_json::{Value, json};

pub(super) fn contact() -> Value {
    json!({
        "id": "3314",
        "properties": {
            "createdate": "2026-03-02T08:00:00.000Z",
            "email": "john.smith@example.com",
            "firstname": "John",
            "hs_object_id": "3314",
            "lastmodifieddate": "2026-03-02T08:00:01.000Z",
            "lastname": "Smith",
        },
        "createdAt": "2026-03-02T08:00:00.000Z",
        "updatedAt": "2026-03-02T08:00:01.000Z",
        "archived": false,
    })
}

pub(super) fn deal() -> Value {
    json!({
        "id": "7719",
        "properties": {
            "amount": "3025",
            "closedate": null,
            "createdate": "2026-03-02T08:00:00.000Z",
            "dealname": "Q-2026-0042, John Smith",
            "dealstage": "presentationscheduled",
            "hs_lastmodifieddate": "2026-03-02T08:00:01.000Z",
            "hs_object_id": "7719",
            "pipeline": "default",
        },
        "createdAt": "2026-03-02T08:00:00.000Z",
        "updatedAt": "2026-03-02T08:00:01.000Z",
        "archived": false,
    })
}
