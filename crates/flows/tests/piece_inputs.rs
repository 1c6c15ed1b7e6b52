//! What people are told about the steps of built-in pieces.

#![allow(clippy::unwrap_used)]

mod support;

use serde_json::{Value, json};
use support::{catalog, flow, inbox, webhook_sample};
use winfactor_flows::validate_with_samples;

fn problems(actions: &[Value]) -> Vec<String> {
    let problems = validate_with_samples(&flow(actions), &catalog(), &[webhook_sample()]);
    problems.iter().map(ToString::to_string).collect()
}

fn with_piece(mut step: Value, name: &str, piece: &str, action: &str) -> Value {
    step["displayName"] = json!(name);
    step["settings"]["pieceName"] = json!(format!("@activepieces/piece-{piece}"));
    step["settings"]["actionName"] = json!(action);
    step
}

#[test]
fn inputs_of_built_in_pieces_are_checked() {
    let step = |name: &str, piece: &str, action: &str, input: Value| {
        problems(&[with_piece(inbox(1, input), name, piece, action)])
    };
    let http = |input: Value| step("HTTP", "http", "send_request", input);
    let complete = json!({
        "method": "POST", "url": "https://api.example", "headers": {}, "queryParams": {},
        "authType": "NONE", "body_type": "none", "failureMode": "retry_5xx", "timeout": 5,
    });
    let with = |key: &str, value: Value| {
        let mut input = complete.clone();
        input[key] = value;
        http(input)
    };
    assert_eq!(http(complete.clone()), [""; 0]);
    // What is not given takes its default, so that flows of older versions run.
    assert_eq!(
        http(json!({"method": "GET", "url": "{{trigger.body.data.url}}"})),
        ["step 2, HTTP: `{{trigger.body.data.url}}` is not in the data: trigger has no such field"]
    );
    assert_eq!(
        http(json!({})),
        [
            "step 2, HTTP: Method is missing",
            "step 2, HTTP: URL is missing"
        ]
    );
    assert_eq!(
        with("headers", json!("")),
        ["step 2, HTTP: Headers is missing"]
    );
    assert_eq!(with("authType", json!("")), [""; 0]);
    assert_eq!(
        with("method", json!("TRACE")),
        [
            "step 2, HTTP: Method cannot be TRACE; choose one of: GET, POST, PATCH, PUT, DELETE, HEAD"
        ]
    );
    assert_eq!(with("method", json!("{{trigger.method}}")), [""; 0]);
    assert_eq!(
        with("followRedirects", json!("yes")),
        ["step 2, HTTP: Follow redirects must be true or false"]
    );

    let delay = |input: Value| step("Delay", "delay", "delayFor", input);
    assert_eq!(delay(json!({"delayFor": 5})), [""; 0]);
    assert_eq!(
        delay(json!({"unit": "weeks"})),
        [
            "step 2, Delay: Unit cannot be weeks; choose one of: Seconds, Minutes, Hours, Days",
            "step 2, Delay: Amount is missing",
        ]
    );
    let csv = json!({"csv_text": "a,b", "has_headers": true, "delimiter_type": "\t"});
    assert_eq!(step("CSV", "csv", "convert_csv_to_json", csv), [""; 0]);
    assert_eq!(
        step(
            "Reply",
            "webhook",
            "return_response",
            json!({"responseType": "json"})
        ),
        ["step 2, Reply: Response is missing"]
    );
    assert_eq!(
        step("Wait", "approval", "wait_for_approval", json!({})),
        [""; 0]
    );
}

#[test]
fn outputs_that_depend_on_the_flow_may_have_any_field() {
    let problems_after = |piece: &str, action: &str, input: Value, text: &str| {
        let step = with_piece(inbox(1, input), "Step", piece, action);
        problems(&[step, inbox(2, json!({"title": "A", "text": text}))])
    };
    let request = || json!({"method": "GET", "url": "https://api.example"});
    let reply = || json!({"fields": {"body": {"a": 1}}});
    let delay = || json!({"delayFor": 1});
    let table = [
        (
            "http",
            "send_request",
            request(),
            "{{step_1.body.any.thing}}",
            0,
        ),
        (
            "http",
            "send_request",
            request(),
            "{{step_1.response.status}}",
            0,
        ),
        (
            "data-mapper",
            "advanced_mapping",
            json!({"mapping": {}}),
            "{{step_1.x.y}}",
            0,
        ),
        (
            "webhook",
            "return_response",
            reply(),
            "{{step_1.body.a}}",
            0,
        ),
        ("webhook", "return_response", reply(), "{{step_1.code}}", 1),
        ("delay", "delayFor", delay(), "{{step_1.delayForInMs}}", 0),
        ("delay", "delayFor", delay(), "{{step_1.until}}", 1),
        (
            "approval",
            "wait_for_approval",
            json!({}),
            "{{step_1.approved}}",
            0,
        ),
        (
            "approval",
            "create_approval_links",
            json!({}),
            "{{step_1.link}}",
            1,
        ),
    ];
    for (piece, action, input, text, count) in table {
        let found = problems_after(piece, action, input, text);
        assert_eq!(found.len(), count, "{piece} {text}: {found:?}");
    }
}
