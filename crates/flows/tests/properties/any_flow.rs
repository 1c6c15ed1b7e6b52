//! Any JSON, any text that looks like a template, and any flow document.

use proptest::collection::{hash_map, vec};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Any JSON, with texts that look like templates among it.
pub(crate) fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        any_template().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            hash_map("[a-z]{1,6}", inner, 0..4)
                .prop_map(|it| Value::Object(it.into_iter().collect())),
        ]
    })
}

pub(crate) fn any_template() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("{{".to_owned()),
        Just("}}".to_owned()),
        Just("trigger".to_owned()),
        Just("['body']".to_owned()),
        Just("?.[0]".to_owned()),
        Just(".length".to_owned()),
        Just("\n".to_owned()),
        "[ -~äß€😀]{0,4}".prop_map(|text| text),
    ];
    vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

/// Fields of a later version, or of a person's own; none of them is known to the format.
pub(crate) fn unknown_fields() -> impl Strategy<Value = Map<String, Value>> {
    hash_map("x_[a-z]{1,4}", any_json(), 0..3).prop_map(|it| it.into_iter().collect())
}

pub(crate) fn with_fields(mut value: Value, fields: Map<String, Value>) -> Value {
    value.as_object_mut().unwrap().extend(fields);
    value
}

fn inputs() -> impl Strategy<Value = Value> {
    hash_map("[a-z]{1,5}", any_json(), 0..4).prop_map(|it| Value::Object(it.into_iter().collect()))
}

fn piece_settings(operation: &'static str) -> impl Strategy<Value = Value> {
    (inputs(), unknown_fields(), "[a-z_]{1,8}").prop_map(move |(input, fields, name)| {
        let settings = json!({
            "pieceName": format!("@activepieces/piece-{name}"), "pieceVersion": "1.2.3",
            operation: name, "input": input,
        });
        with_fields(settings, fields)
    })
}

fn chain_of(actions: Vec<Value>) -> Option<Value> {
    actions.into_iter().rev().fold(None, |next, mut action| {
        if let Some(next) = next {
            action["nextAction"] = next;
        }
        Some(action)
    })
}

fn condition() -> impl Strategy<Value = Value> {
    let operator = prop::sample::select(vec!["EXISTS", "TEXT_CONTAINS", "NEWER_OPERATOR"]);
    let second = prop::option::of(any_json());
    (
        operator,
        any_json(),
        second,
        any::<bool>(),
        unknown_fields(),
    )
        .prop_map(|(operator, first, second, case, fields)| {
            let mut condition = json!({
                "operator": operator, "firstValue": first, "caseSensitive": case,
            });
            if let Some(second) = second {
                condition["secondValue"] = second;
            }
            with_fields(condition, fields)
        })
}

fn branch() -> impl Strategy<Value = Value> {
    let groups = vec(vec(condition(), 0..2), 0..2);
    let branch = prop_oneof![
        groups
            .prop_map(|it| json!({"branchType": "CONDITION", "branchName": "B", "conditions": it})),
        Just(json!({"branchType": "FALLBACK", "branchName": "Otherwise"})),
        Just(json!({"branchType": "NEWER"})),
    ];
    (branch, unknown_fields()).prop_map(|(branch, fields)| with_fields(branch, fields))
}

/// The steps that may be retried and passed over when they fail.
fn failing() -> impl Strategy<Value = Value> {
    let code = (inputs(), unknown_fields()).prop_map(|(input, fields)| {
        let source = json!({"code": "export const code = 1", "packageJson": "{}"});
        let settings = with_fields(json!({"sourceCode": source, "input": input}), fields);
        json!({"type": "CODE", "settings": settings})
    });
    let step = prop_oneof![
        piece_settings("actionName").prop_map(|it| json!({"type": "PIECE", "settings": it})),
        code,
    ];
    (step, any_json(), prop::option::of(any::<bool>())).prop_map(|(mut step, retry, go_on)| {
        if let Some(go_on) = go_on {
            step["settings"]["errorHandlingOptions"] = json!({
                "continueOnFailure": {"value": go_on}, "retryOnFailure": retry,
            });
        }
        step
    })
}

fn action() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        2 => failing(),
        1 => any_json().prop_map(|it| json!({"type": "NEWER_TYPE", "settings": it})),
    ];
    let step = named(leaf).boxed();
    step.prop_recursive(2, 12, 3, |inner| {
        let looping = (vec(inner.clone(), 0..3), unknown_fields()).prop_map(|(body, fields)| {
            let settings = with_fields(json!({"items": "{{trigger.list}}"}), fields);
            let mut step = json!({"type": "LOOP_ON_ITEMS", "settings": settings});
            if let Some(body) = chain_of(body) {
                step["firstLoopAction"] = body;
            }
            step
        });
        let chain = || vec(inner.clone(), 0..2);
        let branches = (failing(), chain(), chain(), unknown_fields()).prop_map(
            |(mut step, on_success, on_failure, fields)| {
                let mut branches = Value::Object(fields);
                for (key, chain) in [("onSuccess", on_success), ("onFailure", on_failure)] {
                    if let Some(chain) = chain_of(chain) {
                        branches[key] = chain;
                    }
                }
                step["continueOnFailureBranches"] = branches;
                step
            },
        );
        let execution = prop::sample::select(vec!["EXECUTE_ALL_MATCH", "EXECUTE_FIRST_MATCH"]);
        let router = (vec((chain(), branch()), 0..3), execution, unknown_fields()).prop_map(
            |(branches, execution, fields)| {
                let (children, branches): (Vec<_>, Vec<_>) = branches.into_iter().unzip();
                let settings = json!({"branches": branches, "executionType": execution});
                let children: Vec<_> = children.into_iter().map(chain_of).collect();
                json!({"type": "ROUTER", "settings": with_fields(settings, fields), "children": children})
            },
        );
        named(prop_oneof![looping, router, branches]).boxed()
    })
}

fn named(step: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    let skip = prop_oneof![
        Just(json!({})),
        any::<bool>().prop_map(|skip| json!({"skip": skip}))
    ];
    (step, "step_[0-9]{1,3}", ".{0,8}", skip, unknown_fields()).prop_map(
        |(step, name, label, skip, fields)| {
            let mut step = with_fields(step, fields);
            step["name"] = json!(name);
            step["displayName"] = json!(label);
            with_fields(step, skip.as_object().unwrap().clone())
        },
    )
}

pub(crate) fn flow() -> impl Strategy<Value = Value> {
    let trigger = prop_oneof![
        piece_settings("triggerName")
            .prop_map(|it| json!({"type": "PIECE_TRIGGER", "settings": it})),
        any_json().prop_map(|it| json!({"type": "EMPTY", "settings": it})),
    ];
    (
        trigger,
        vec(action(), 0..4),
        unknown_fields(),
        unknown_fields(),
    )
        .prop_map(|(trigger, actions, of_trigger, of_flow)| {
            let mut trigger = with_fields(trigger, of_trigger);
            trigger["name"] = json!("trigger");
            trigger["displayName"] = json!("Start");
            if let Some(first) = chain_of(actions) {
                trigger["nextAction"] = first;
            }
            let flow = json!({
                "displayName": "Any flow", "trigger": trigger, "valid": true, "schemaVersion": "20",
            });
            with_fields(flow, of_flow)
        })
}
