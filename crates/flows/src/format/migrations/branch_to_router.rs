use serde_json::{Map, Value, json};

use super::walk::{for_each_step, settings_of, text_of};

/// Absent → 1: a BRANCH step becomes a ROUTER with a branch for its conditions and a fallback. Its
/// `skip` is not carried over, as upstream.
pub(super) fn apply(flow: &mut Map<String, Value>) {
    for_each_step(flow, &mut |step| {
        if text_of(step, "type") == Some("BRANCH") {
            to_router(step);
        }
    });
}

fn to_router(step: &mut Map<String, Value>) {
    let conditions = settings_of(step).and_then(|settings| settings.shift_remove("conditions"));
    let on_success = step.shift_remove("onSuccessAction").unwrap_or_default();
    let on_failure = step.shift_remove("onFailureAction").unwrap_or_default();
    step.shift_remove("skip");
    step.insert("type".to_owned(), json!("ROUTER"));
    step.insert(
        "settings".to_owned(),
        json!({
            "branches": [
                {
                    "branchName": "Branch 1",
                    "branchType": "CONDITION",
                    "conditions": conditions.unwrap_or_else(|| json!([])),
                },
                {"branchName": "Otherwise", "branchType": "FALLBACK"},
            ],
            "executionType": "EXECUTE_FIRST_MATCH",
        }),
    );
    step.insert("children".to_owned(), json!([on_success, on_failure]));
}
