//! ActivePieces imports what we export.

use serde_json::{Value, json};
use winfactor_flows::{FlowVersion, TemplateDocument};
use winfactor_testkit::activepieces::{check_flows, check_templates};

use crate::{CHANGED_MS, whole_format};

/// The document as an export gives it.
pub(crate) fn exported(document: Value) -> Value {
    let mut document = TemplateDocument::from_value(document).unwrap();
    document.complete(CHANGED_MS);
    document.to_value()
}

#[test]
fn everything_that_the_format_knows_is_imported() {
    let flow = whole_format::flow();
    let document = exported(flow.clone());
    let flows = document["flows"].as_array().unwrap();
    let several = json!({"name": "Two", "flows": [flow, flow]});
    assert_eq!(
        check_templates(&[document.clone(), exported(several)]),
        [Ok(()), Ok(())]
    );
    assert_eq!(check_flows(flows), [Ok(())]);
}

#[test]
fn a_flow_without_a_chosen_trigger_is_imported() {
    let trigger = json!({"name": "trigger", "type": "EMPTY", "settings": null});
    let document = exported(json!({"displayName": "Empty", "trigger": trigger}));
    assert_eq!(check_templates(&[document]), [Ok(())]);
}

#[test]
fn what_a_document_lacks_is_filled_in_and_nothing_is_changed() {
    let bare = FlowVersion::from_value(whole_format::flow()).unwrap();
    let document = exported(whole_format::flow());
    let flow = &document["flows"][0];
    assert_eq!(flow["valid"], true);
    let trigger = &flow["trigger"];
    assert_eq!(trigger["lastUpdatedDate"], "2025-01-15T14:30:00.000Z");
    assert_eq!(
        trigger["settings"]["propertySettings"],
        json!({"authType": {"type": "MANUAL"}, "authFields": {"type": "MANUAL"}})
    );
    let inner = &trigger["nextAction"]["continueOnFailureBranches"]["onFailure"];
    assert_eq!(inner["lastUpdatedDate"], "2025-01-15T14:30:00.000Z");
    assert_eq!(document["type"], "SHARED");
    assert!(contains(flow, &bare.to_value()), "{flow}");
    assert_eq!(exported(document.clone()), document);
}

#[test]
fn what_a_step_says_of_itself_is_kept() {
    let step = json!({
        "name": "step_1", "type": "PIECE", "valid": false, "skip": null, "lastUpdatedDate": "2024-02-02",
        "continueOnFailureBranches": {"onSuccess": null},
        "settings": {
            "pieceName": "@activepieces/piece-http", "pieceVersion": "~0.11.9", "input": {"url": "x"},
            "propertySettings": {"url": {"type": "DYNAMIC"}}, "customLogoUrl": null,
        },
    });
    let trigger = json!({"name": "trigger", "type": "EMPTY", "settings": {}, "nextAction": step});
    let flow = json!({
        "displayName": "F", "updated": "2023-03-03", "trigger": trigger, "schemaVersion": "20",
        "notes": null,
    });
    let document = exported(flow);
    let flow = &document["flows"][0];
    assert_eq!(flow["valid"], false);
    assert_eq!(flow["trigger"]["lastUpdatedDate"], "2023-03-03");
    assert_eq!(
        flow["trigger"]["nextAction"],
        json!({
            "name": "step_1", "type": "PIECE", "displayName": "step_1", "valid": false,
            "lastUpdatedDate": "2024-02-02", "continueOnFailureBranches": {},
            "settings": {
                "pieceName": "@activepieces/piece-http", "pieceVersion": "~0.11.9",
                "input": {"url": "x"}, "propertySettings": {"url": {"type": "DYNAMIC"}},
            },
        })
    );
}

/// Whether everything of `part` is in `whole`.
fn contains(whole: &Value, part: &Value) -> bool {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => part
            .iter()
            .all(|(key, value)| whole.get(key).is_some_and(|it| contains(it, value))),
        (Value::Array(whole), Value::Array(part)) => {
            whole.len() == part.len() && whole.iter().zip(part).all(|(a, b)| contains(a, b))
        }
        _ => whole == part,
    }
}
