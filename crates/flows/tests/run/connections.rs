//! Connections that do not work, in each place where a step can name one.

use serde_json::{Value, json};
use winfactor_flows::run::RunStatus;

use crate::world::{Case, FAILED, GOOD, act, check, each, first_match, is, yes};

#[test]
fn a_connection_that_does_not_work() {
    let with_auth = |name: &str, reference: &str| {
        let mut step = act(name, "x");
        step["settings"]["input"]["auth"] = json!(reference);
        step
    };
    let internal = RunStatus::InternalError;
    check(
        &json!({"list": [1]}),
        vec![
            Case {
                name: "in a piece: the step fails",
                steps: vec![with_auth("a", "{{connections['bad']}}")],
                status: FAILED,
                performed: &[],
                shows: vec![
                    ("/steps/a/status", json!("FAILED")),
                    (
                        "/failedStep/message",
                        json!("the connection `bad` cannot be used: its access has expired"),
                    ),
                ],
            },
            Case {
                name: "missing: the same",
                steps: vec![with_auth("a", "{{connections['none']}}")],
                status: FAILED,
                performed: &[],
                shows: vec![(
                    "/failedStep/message",
                    json!("the connection `none` does not exist; choose or create one"),
                )],
            },
            Case {
                name: "in a loop's items: nobody catches it",
                steps: vec![each("l", "{{connections['bad']}}", &[])],
                status: internal,
                performed: &[],
                shows: vec![("/steps/l", Value::Null), ("/failedStep/name", json!("l"))],
            },
            Case {
                name: "in a router's settings: nobody catches it",
                steps: vec![first_match(
                    "r",
                    &[(is("{{connections['none']}}", "x"), vec![])],
                )],
                status: internal,
                performed: &[],
                shows: vec![("/failedStep/name", json!("r"))],
            },
            Case {
                name: "in a loop's items inside of a router",
                steps: vec![first_match(
                    "r",
                    &[(yes(), vec![each("l", "{{connections['bad']}}", &[])])],
                )],
                status: FAILED,
                performed: &[],
                shows: vec![
                    ("/steps/r/status", json!("FAILED")),
                    ("/failedStep/name", json!("r")),
                ],
            },
            Case {
                name: "one that works",
                steps: vec![with_auth("a", "{{connections['good']}}")],
                status: GOOD,
                performed: &["a=x"],
                shows: vec![],
            },
        ],
    );
}
