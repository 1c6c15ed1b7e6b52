use serde_json::{Value, json};

/// A flow as ActivePieces exports it: whatever event arrives, a router looks at its type, and an
/// HTTP step posts the event's data to `url`.
pub(crate) fn posting_to(url: &str) -> Value {
    let post = json!({
        "name": "step_2", "type": "PIECE", "displayName": "Post it", "valid": true, "skip": false,
        "settings": {
            "pieceName": "@activepieces/piece-http", "pieceVersion": "0.11.9",
            "actionName": "send_request",
            "input": {
                "method": "POST", "url": url, "headers": {}, "queryParams": {},
                "authType": "NONE", "body_type": "json",
                "body": {"data": {"event": "{{ trigger['body']['data'] }}"}},
            },
            "propertySettings": {},
        },
    });
    let condition = json!({
        "operator": "TEXT_EXACTLY_MATCHES", "caseSensitive": true,
        "firstValue": "{{ trigger['body']['eventType'] }}", "secondValue": "submission.created",
    });
    let router = json!({
        "name": "step_1", "type": "ROUTER", "displayName": "By type", "valid": true, "skip": false,
        "settings": {
            "executionType": "EXECUTE_FIRST_MATCH",
            "branches": [
                {"branchName": "Submission", "branchType": "CONDITION", "conditions": [[condition]]},
                {"branchName": "Otherwise", "branchType": "FALLBACK"},
            ],
        },
        "children": [post, null],
    });
    json!({
        "name": "Bench", "type": "SHARED", "summary": "", "description": "", "tags": [],
        "blogUrl": "", "metadata": null, "author": "", "categories": [], "status": "PUBLISHED",
        "pieces": ["@activepieces/piece-webhook", "@activepieces/piece-http"],
        "flows": [{
            "displayName": "Bench", "valid": true, "schemaVersion": "20",
            "trigger": {
                "name": "trigger", "type": "PIECE_TRIGGER", "displayName": "Catch Webhook",
                "valid": true,
                "settings": {
                    "pieceName": "@activepieces/piece-webhook", "pieceVersion": "0.1.33",
                    "triggerName": "catch_webhook", "input": {"authType": "none"},
                    "propertySettings": {},
                },
                "nextAction": router,
            },
        }],
    })
}
