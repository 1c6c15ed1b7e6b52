//! Deep flows: people's are nested a few levels deep, hostile ones as deep as they can.

use serde_json::{Value, json};
use winfactor_flows::run::RunStatus;
use winfactor_flows::{CompiledFlow, FlowVersion, Run};

use crate::support::{catalog, flow, inbox};
use crate::world::{act, all_match, each, fallback, first_match, ran, setup, world_flow, yes};

/// Loops of one item, each inside of the one before.
fn nested_loops(levels: usize, innermost: Value) -> Value {
    (0..levels).rev().fold(innermost, |inner, level| {
        each(&format!("l{level}"), "{{trigger.one}}", &[inner])
    })
}

fn status_of(steps: &[Value]) -> (RunStatus, Vec<String>) {
    let mut run = Run::start(
        world_flow(steps),
        json!({"one": [1], "list": [1, 2]}),
        setup(),
    );
    let ran = ran(&mut run);
    (ran.result.status, ran.performed)
}

#[test]
fn loops_and_routers_in_each_other() {
    let steps = [each(
        "o",
        "{{trigger.list}}",
        &[first_match(
            "r",
            &[(
                yes(),
                vec![each(
                    "i",
                    "{{trigger.list}}",
                    &[all_match(
                        "q",
                        &[
                            (yes(), vec![act("a", "{{o.item}}{{i.item}}")]),
                            (fallback(), vec![act("b", "")]),
                        ],
                    )],
                )],
            )],
        )],
    )];
    let (status, performed) = status_of(&steps);
    assert_eq!(status, RunStatus::Succeeded);
    assert_eq!(
        performed,
        [
            "o[0].i[0].a=11",
            "o[0].i[1].a=12",
            "o[1].i[0].a=21",
            "o[1].i[1].a=22"
        ]
    );
}

#[test]
fn two_hundred_levels_run() {
    let (status, performed) = status_of(&[nested_loops(200, act("s", "x"))]);
    assert_eq!(status, RunStatus::Succeeded);
    assert!(performed[0].ends_with(".l199[0].s=x"), "{performed:?}");
}

#[test]
fn more_levels_are_refused() {
    let deep = flow(&[nested_loops(
        201,
        inbox(1, json!({"title": "A", "text": "x"})),
    )]);
    let refused = CompiledFlow::compile(&deep, &catalog()).unwrap_err();
    let problem = &refused.problems[0];
    assert_eq!(
        (problem.step_name.as_str(), problem.code()),
        ("step_1", "too_deep")
    );
}

#[test]
fn a_long_chain_inside_of_a_chain_is_not_deep() {
    let steps: Vec<Value> = (0..1000).map(|n| act(&format!("s{n}"), "")).collect();
    let (status, performed) = status_of(&steps);
    assert_eq!((status, performed.len()), (RunStatus::Succeeded, 1000));
}

#[test]
fn failure_chains_are_exported_as_they_were_read() {
    let step = json!({
        "name": "a", "type": "PIECE", "displayName": "A",
        "settings": {"pieceName": "p", "pieceVersion": "1.0.0", "actionName": "act", "input": {}},
        "continueOnFailureBranches": {
            "onSuccess": null, "newer": 1,
            "onFailure": {"name": "b", "type": "PIECE", "settings":
                {"pieceName": "p", "pieceVersion": "1.0.0", "actionName": "act", "input": {}}},
        },
    });
    let read = flow(&[step]);
    assert_eq!(read.steps().len(), 3, "the trigger, a, and b inside of it");
    let written = read.to_value();
    let branches = &written["trigger"]["nextAction"]["continueOnFailureBranches"];
    assert_eq!(branches["onFailure"]["name"], "b");
    assert!(branches["onSuccess"].is_null() && branches.get("onSuccess").is_some());
    assert_eq!(branches["newer"], 1);
    assert_eq!(FlowVersion::from_value(written).unwrap(), read);
}
