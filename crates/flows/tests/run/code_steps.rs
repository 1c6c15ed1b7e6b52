//! Code and JavaScript as a part of a run.

use serde_json::{Value, json};
use winfactor_flows::run::RunStatus;

use crate::support::on_failure;
use crate::world::{Case, FAILED, GOOD, act, check, each, first_match, is, yes};

fn code(name: &str, body: &str, input: Value) -> Value {
    json!({
        "name": name, "type": "CODE", "displayName": name,
        "settings": {
            "sourceCode": {
                "code": format!("export const code = async (inputs) => {{ {body} }};"),
                "packageJson": "{}",
            },
            "input": input,
        },
    })
}

#[test]
fn code_is_a_step_like_others() {
    let internal = RunStatus::InternalError;
    check(
        &json!({"n": 4, "list": [1, 2, 3]}),
        vec![
            Case {
                name: "its output is seen",
                steps: vec![
                    code(
                        "c",
                        "return { half: inputs.n / 2 };",
                        json!({"n": "{{trigger.n}}"}),
                    ),
                    act("a", "{{c.half}}"),
                ],
                status: GOOD,
                performed: &["a=2"],
                shows: vec![
                    ("/steps/c/type", json!("CODE")),
                    ("/steps/c/output", json!({"half": 2})),
                ],
            },
            Case {
                name: "nothing returned is null",
                steps: vec![code("c", "", json!({})), act("a", "<{{c}}>")],
                status: GOOD,
                performed: &["a=<>"],
                shows: vec![("/steps/c/status", json!("SUCCEEDED"))],
            },
            Case {
                name: "what it throws fails the step",
                steps: vec![
                    code("c", "throw new Error('no good');", json!({})),
                    act("a", ""),
                ],
                status: FAILED,
                performed: &[],
                shows: vec![
                    ("/steps/c/status", json!("FAILED")),
                    ("/failedStep/name", json!("c")),
                ],
            },
            Case {
                name: "and is gone over when the step says so",
                steps: vec![
                    on_failure(
                        code("c", "throw new Error('no good');", json!({})),
                        true,
                        true,
                    ),
                    act("a", ""),
                ],
                status: GOOD,
                performed: &["a="],
                shows: vec![("/steps/c/status", json!("FAILED"))],
            },
            Case {
                name: "in a loop",
                steps: vec![each(
                    "l",
                    "{{trigger.list.filter(n => n > 1)}}",
                    &[
                        code("c", "return inputs.i * 10;", json!({"i": "{{l.item}}"})),
                        act("a", "{{c + l.index}}"),
                    ],
                )],
                status: GOOD,
                performed: &["l[0].a=21", "l[1].a=32"],
                shows: vec![],
            },
            Case {
                name: "a missing connection in its input: nobody catches it",
                steps: vec![code(
                    "c",
                    "return 1;",
                    json!({"k": "{{connections['none']}}"}),
                )],
                status: internal,
                performed: &[],
                shows: vec![("/steps/c", Value::Null), ("/failedStep/name", json!("c"))],
            },
            Case {
                name: "but a router around it",
                steps: vec![first_match(
                    "r",
                    &[(
                        yes(),
                        vec![code(
                            "c",
                            "return 1;",
                            json!({"k": "{{connections['none']}}"}),
                        )],
                    )],
                )],
                status: FAILED,
                performed: &[],
                shows: vec![
                    ("/steps/r/status", json!("FAILED")),
                    ("/failedStep/name", json!("r")),
                ],
            },
            Case {
                name: "a condition in JavaScript",
                steps: vec![first_match(
                    "r",
                    &[(
                        is("{{ trigger.n % 2 ? 'odd' : 'even' }}", "even"),
                        vec![act("a", "{{ Math.max(...trigger.list) }}")],
                    )],
                )],
                status: GOOD,
                performed: &["a=3"],
                shows: vec![],
            },
        ],
    );
}

#[test]
fn a_long_loop_with_javascript_ends() {
    let list: Vec<u32> = (0..500).collect();
    let shown = "x".repeat(200);
    check(
        &json!({"list": list, "text": shown}),
        vec![Case {
            name: "each iteration sees the loop",
            steps: vec![
                each(
                    "l",
                    "{{trigger.list}}",
                    &[code(
                        "c",
                        "return inputs.n;",
                        json!({"n": "{{ l.item + 1 }}", "t": "{{trigger.text}}"}),
                    )],
                ),
                act("a", "{{l.iterations.length}}"),
            ],
            status: GOOD,
            performed: &["a=500"],
            shows: vec![("/steps/l/output/iterations/499/c/output", json!(500))],
        }],
    );
}
