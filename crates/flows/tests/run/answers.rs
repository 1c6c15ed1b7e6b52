//! Answers to whoever called the flow's webhook.

use std::sync::Arc;

use serde_json::{Value, json};
use winfactor_flows::Run;
use winfactor_flows::run::RunStatus;

use crate::world::{Case, GOOD, act, all_match, check, each, piece, ran, setup, yes};

fn respond(name: &str, body: &str, respond: Option<&str>) -> Value {
    let mut input =
        json!({"responseType": "json", "fields": {"status": 201, "body": {"said": body}}});
    if let Some(respond) = respond {
        input["respond"] = json!(respond);
    }
    piece(name, "webhook", "return_response", input)
}

#[test]
fn answers() {
    let case = |name, steps: Vec<Value>, performed, responses: Value| Case {
        name,
        steps,
        status: GOOD,
        performed,
        shows: vec![("/responses", responses)],
    };
    let said = |body: Value| json!({"status": 201, "headers": {}, "body": {"said": body}});
    check(
        &json!({"list": [1, 2]}),
        vec![
            case(
                "stop: nothing further runs",
                vec![respond("r", "x", Some("stop")), act("a", "")],
                &[],
                json!([said(json!("x"))]),
            ),
            case(
                "respond: the run goes on",
                vec![respond("r", "x", Some("respond")), act("a", "{{r.status}}")],
                &["a=201"],
                json!([said(json!("x"))]),
            ),
            case(
                "neither: nobody is answered",
                vec![respond("r", "x", None), act("a", "")],
                &["a="],
                Value::Null,
            ),
            case(
                "stop inside a loop inside a router ends all of it",
                vec![
                    all_match(
                        "r",
                        &[
                            (
                                yes(),
                                vec![each(
                                    "l",
                                    "{{trigger.list}}",
                                    &[act("s", ""), respond("t", "{{l.item}}", Some("stop"))],
                                )],
                            ),
                            (yes(), vec![act("u", "")]),
                        ],
                    ),
                    act("after", ""),
                ],
                &["l[0].s="],
                json!([said(json!(1))]),
            ),
            case(
                "respond in every iteration",
                vec![each(
                    "l",
                    "{{trigger.list}}",
                    &[respond("t", "{{l.item}}", Some("respond"))],
                )],
                &[],
                json!([said(json!(1)), said(json!(2))]),
            ),
        ],
    );
}

#[test]
fn an_answer_is_for_the_piece_that_the_run_began_with() {
    let mut flow = crate::support::flow(&[respond("r", "x", Some("stop"))]).to_value();
    flow["trigger"]["settings"]["pieceName"] = json!("@winfactor/piece-winfactor");
    flow["trigger"]["settings"]["triggerName"] = json!("any_event");
    let flow = winfactor_flows::FlowVersion::from_value(flow).unwrap();
    let flow = winfactor_flows::CompiledFlow::compile(&flow, &crate::support::catalog()).unwrap();
    let mut run = Run::start(Arc::new(flow), json!({}), setup());
    let result = ran(&mut run).result;
    assert_eq!(
        (result.status, result.responses),
        (RunStatus::Succeeded, vec![])
    );
}
