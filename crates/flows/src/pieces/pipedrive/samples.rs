//! Records as version 2 of Pipedrive's API gives them; custom fields stand beside the others.

use serde_json::{Value, json};

pub(super) fn answer(record: Value) -> Value {
    json!({"success": true, "data": record})
}

pub(super) fn person() -> Value {
    json!({
        "id": 123,
        "name": "John Smith",
        "first_name": "John",
        "last_name": "Smith",
        "owner_id": 1,
        "org_id": null,
        "add_time": "2026-03-02T08:00:00Z",
        "update_time": "2026-03-02T08:00:00Z",
        "emails": [{"value": "john.smith@example.com", "primary": true, "label": "work"}],
        "phones": [{"value": "+31612345678", "primary": true, "label": "work"}],
        "is_deleted": false,
        "visible_to": 3,
        "label_ids": [],
        "picture_id": null,
    })
}

pub(super) fn deal() -> Value {
    json!({
        "id": 45,
        "title": "Q-2026-0042, John Smith",
        "creator_user_id": 1,
        "owner_id": 1,
        "value": 3025.0,
        "person_id": 123,
        "org_id": null,
        "stage_id": 2,
        "pipeline_id": 1,
        "currency": "EUR",
        "add_time": "2026-03-02T08:00:00Z",
        "update_time": "2026-03-02T08:00:00Z",
        "stage_change_time": "2026-03-02T08:00:00Z",
        "status": "open",
        "is_archived": false,
        "is_deleted": false,
        "probability": null,
        "lost_reason": null,
        "visible_to": 3,
        "close_time": null,
        "won_time": null,
        "lost_time": null,
        "expected_close_date": "2026-03-31",
        "label_ids": [],
    })
}
