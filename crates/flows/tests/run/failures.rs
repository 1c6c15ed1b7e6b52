//! Failures: tries, going on, and the chains that follow them.

use serde_json::{Value, json};

use crate::support::on_failure;
use crate::world::{
    ALWAYS, Case, FAILED, GOOD, act, branching, check, each, failing, first_match, skipped, yes,
};

#[test]
fn tries() {
    check(
        &json!({"list": [1, 2]}),
        vec![
            Case {
                name: "without the option there is one",
                steps: vec![failing(act("a", ""), 1), act("b", "")],
                status: FAILED,
                performed: &["a="],
                shows: vec![
                    ("/steps/a/errorMessage", json!("a is out of order")),
                    ("/steps/b", Value::Null),
                ],
            },
            Case {
                name: "the second one works",
                steps: vec![
                    on_failure(failing(act("a", ""), 1), false, true),
                    act("b", "{{a.value}}!"),
                ],
                status: GOOD,
                performed: &["a=", "a=", "b=!"],
                shows: vec![
                    ("/steps/a/status", json!("SUCCEEDED")),
                    ("/steps/a/errorMessage", Value::Null),
                ],
            },
            Case {
                name: "the fourth one works",
                steps: vec![on_failure(failing(act("a", ""), 3), false, true)],
                status: GOOD,
                performed: &["a=", "a=", "a=", "a="],
                shows: vec![],
            },
            Case {
                name: "there is no fifth",
                steps: vec![on_failure(failing(act("a", ""), 4), false, true)],
                status: FAILED,
                performed: &["a=", "a=", "a=", "a="],
                shows: vec![("/steps/a/status", json!("FAILED"))],
            },
            Case {
                name: "first tried again, then gone over",
                steps: vec![
                    on_failure(failing(act("a", ""), ALWAYS), true, true),
                    act("b", "<{{a.value}}>"),
                ],
                status: GOOD,
                performed: &["a=", "a=", "a=", "a=", "b=<>"],
                shows: vec![
                    ("/steps/a/status", json!("FAILED")),
                    ("/steps/a/output", Value::Null),
                    ("/failedStep", Value::Null),
                ],
            },
            Case {
                name: "each iteration has its own tries",
                steps: vec![each(
                    "l",
                    "{{trigger.list}}",
                    &[on_failure(failing(act("s", ""), 1), false, true)],
                )],
                status: GOOD,
                performed: &["l[0].s=", "l[0].s=", "l[1].s=", "l[1].s="],
                shows: vec![],
            },
        ],
    );
}

#[test]
fn going_on() {
    let on = |step| on_failure(step, true, false);
    check(
        &json!({"list": ["a", "b"]}),
        vec![
            Case {
                name: "the failed step leaves no output",
                steps: vec![on(failing(act("a", ""), ALWAYS)), act("b", "<{{a.value}}>")],
                status: GOOD,
                performed: &["a=", "b=<>"],
                shows: vec![("/steps/a/status", json!("FAILED"))],
            },
            Case {
                name: "in a loop",
                steps: vec![
                    each(
                        "l",
                        "{{trigger.list}}",
                        &[on(failing(act("s", "{{l.item}}"), ALWAYS))],
                    ),
                    act("b", "{{l.iterations[1].s.status}}"),
                ],
                status: GOOD,
                performed: &["l[0].s=a", "l[1].s=b", "b=FAILED"],
                shows: vec![(
                    "/steps/l/output/iterations/1/s/errorMessage",
                    json!("l[1].s is out of order"),
                )],
            },
            Case {
                name: "in a branch",
                steps: vec![
                    first_match(
                        "r",
                        &[(yes(), vec![on(failing(act("a", ""), ALWAYS)), act("b", "")])],
                    ),
                    act("c", ""),
                ],
                status: GOOD,
                performed: &["a=", "b=", "c="],
                shows: vec![],
            },
            Case {
                name: "the option is the step's own",
                steps: vec![
                    on(act("a", "")),
                    failing(act("b", ""), ALWAYS),
                    act("c", ""),
                ],
                status: FAILED,
                performed: &["a=", "b="],
                shows: vec![("/failedStep/name", json!("b"))],
            },
        ],
    );
}

#[test]
fn texts_that_only_activepieces_can_write() {
    let text = "{{ Intl.Segmenter() }}";
    let message = json!(
        "`{{ Intl.Segmenter() }}` works in ActivePieces only: Intl.Segmenter is not available in \
         the embedded runner"
    );
    check(
        &json!({"list": []}),
        vec![
            Case {
                name: "the step fails, and not with an empty text",
                steps: vec![act("a", text), act("b", "")],
                status: FAILED,
                performed: &[],
                shows: vec![("/steps/a/errorMessage", message.clone())],
            },
            Case {
                name: "the run can go on",
                steps: vec![on_failure(act("a", text), true, false), act("b", "")],
                status: GOOD,
                performed: &["b="],
                shows: vec![("/steps/a/status", json!("FAILED"))],
            },
            Case {
                name: "items of a loop",
                steps: vec![each("l", text, &[act("s", "")])],
                status: FAILED,
                performed: &[],
                shows: vec![("/failedStep/message", message)],
            },
        ],
    );
}

#[test]
fn chains_by_the_outcome() {
    let on = |step| on_failure(step, true, false);
    let both = |step| {
        branching(
            step,
            &[act("good", "{{a.value}}")],
            &[act("bad", "<{{a.value}}>"), act("worse", "")],
        )
    };
    check(
        &json!({"list": [1, 2]}),
        vec![
            Case {
                name: "after success, then the next step",
                steps: vec![on(both(act("a", "x"))), act("c", "{{good.value}}")],
                status: GOOD,
                performed: &["a=x", "good=x", "c=x"],
                shows: vec![("/steps/bad", Value::Null)],
            },
            Case {
                name: "after failure, then the next step",
                steps: vec![
                    on(both(failing(act("a", "x"), ALWAYS))),
                    act("c", "<{{good.value}}>"),
                ],
                status: GOOD,
                performed: &["a=x", "bad=<>", "worse=", "c=<>"],
                shows: vec![("/steps/a/status", json!("FAILED"))],
            },
            Case {
                name: "they mean nothing unless the step goes on",
                steps: vec![both(act("a", "x")), act("c", "")],
                status: GOOD,
                performed: &["a=x", "c="],
                shows: vec![],
            },
            Case {
                name: "nor does a failure then",
                steps: vec![both(failing(act("a", "x"), ALWAYS)), act("c", "")],
                status: FAILED,
                performed: &["a=x"],
                shows: vec![],
            },
            Case {
                name: "a failure in the failure chain ends the run",
                steps: vec![
                    on(branching(
                        failing(act("a", ""), ALWAYS),
                        &[],
                        &[failing(act("b", ""), ALWAYS)],
                    )),
                    act("c", ""),
                ],
                status: FAILED,
                performed: &["a=", "b="],
                shows: vec![("/failedStep/name", json!("b"))],
            },
            Case {
                name: "only one of the two is there",
                steps: vec![
                    on(branching(act("a", ""), &[], &[act("b", "")])),
                    act("c", ""),
                ],
                status: GOOD,
                performed: &["a=", "c="],
                shows: vec![],
            },
            Case {
                name: "after the last try",
                steps: vec![on_failure(
                    branching(failing(act("a", ""), 2), &[act("b", "")], &[]),
                    true,
                    true,
                )],
                status: GOOD,
                performed: &["a=", "a=", "a=", "b="],
                shows: vec![],
            },
            Case {
                name: "a skipped step has none",
                steps: vec![skipped(on(both(act("a", "x")))), act("c", "")],
                status: GOOD,
                performed: &["c="],
                shows: vec![],
            },
            Case {
                name: "in a loop they are steps of the iteration",
                steps: vec![each(
                    "l",
                    "{{trigger.list}}",
                    &[on(branching(
                        act("a", "{{l.item}}"),
                        &[act("b", "{{a.value}}")],
                        &[],
                    ))],
                )],
                status: GOOD,
                performed: &["l[0].a=1", "l[0].b=1", "l[1].a=2", "l[1].b=2"],
                shows: vec![("/steps/l/output/iterations/1/b/status", json!("SUCCEEDED"))],
            },
        ],
    );
}
