//! Routers: which branches are run, and what is said of them.

use serde_json::{Value, json};
use winfactor_flows::run::RunStatus;

use crate::world::{
    ALWAYS, Case, FAILED, GOOD, act, all_match, broken, check, each, failing, fallback,
    first_match, is, no, skipped, when, yes,
};

fn branches(evaluations: &[bool]) -> Value {
    let branches = (1..).zip(evaluations).map(
        |(n, met)| json!({"branchName": format!("B{n}"), "branchIndex": n, "evaluation": met}),
    );
    json!({"branches": branches.collect::<Vec<_>>()})
}

#[test]
fn which_branches_are_run() {
    type Router = fn(&str, &[(Value, Vec<Value>)]) -> Value;
    type Row = (
        &'static str,
        Router,
        Vec<Value>,
        &'static [bool],
        &'static [&'static str],
    );
    let table: [Row; 14] = [
        (
            "first: the first that is met",
            first_match,
            vec![no(), yes(), yes()],
            &[false, true, true],
            &["b2="],
        ),
        (
            "first: none",
            first_match,
            vec![no(), no()],
            &[false, false],
            &[],
        ),
        (
            "first: the fallback",
            first_match,
            vec![no(), fallback()],
            &[false, true],
            &["b2="],
        ),
        (
            "first: no fallback when another is met",
            first_match,
            vec![fallback(), yes()],
            &[false, true],
            &["b2="],
        ),
        (
            "first: a fallback in front",
            first_match,
            vec![fallback(), no()],
            &[true, false],
            &["b1="],
        ),
        (
            "first: two fallbacks stand in each other's way",
            first_match,
            vec![no(), fallback(), fallback()],
            &[false, false, false],
            &[],
        ),
        (
            "first: only a fallback",
            first_match,
            vec![fallback()],
            &[true],
            &["b1="],
        ),
        ("first: no branches", first_match, vec![], &[], &[]),
        (
            "all: every one that is met",
            all_match,
            vec![yes(), no(), yes()],
            &[true, false, true],
            &["b1=", "b3="],
        ),
        (
            "all: the fallback",
            all_match,
            vec![no(), fallback()],
            &[false, true],
            &["b2="],
        ),
        (
            "all: no fallback beside others",
            all_match,
            vec![yes(), fallback(), yes()],
            &[true, false, true],
            &["b1=", "b3="],
        ),
        (
            "all: two fallbacks",
            all_match,
            vec![fallback(), fallback()],
            &[false, false],
            &[],
        ),
        ("all: none", all_match, vec![no()], &[false], &[]),
        (
            "all: groups are alternatives",
            all_match,
            vec![when(
                json!([[{"operator": "EXISTS", "firstValue": ""}], []]),
            )],
            &[true],
            &["b1="],
        ),
    ];
    let table = table.map(|(name, router, conditions, evaluations, performed)| {
        let branches_of = (1..).zip(conditions);
        let steps = branches_of.map(|(n, condition)| (condition, vec![act(&format!("b{n}"), "")]));
        let mut expected = performed.to_vec();
        expected.push("after=x");
        Case {
            name,
            steps: vec![router("r", &steps.collect::<Vec<_>>()), act("after", "x")],
            status: GOOD,
            performed: expected.leak(),
            shows: vec![
                ("/steps/r/status", json!("SUCCEEDED")),
                ("/steps/r/type", json!("ROUTER")),
                ("/steps/r/output", branches(evaluations)),
            ],
        }
    });
    check(&json!({}), table.into());
}

#[test]
fn in_and_after_a_branch() {
    check(
        &json!({"kind": "lead", "score": 7}),
        vec![
            Case {
                name: "conditions see the payload",
                steps: vec![first_match(
                    "r",
                    &[(
                        is("{{trigger.kind}}", "LEAD"),
                        vec![act("a", "{{trigger.score}}")],
                    )],
                )],
                status: GOOD,
                performed: &["a=7"],
                shows: vec![],
            },
            Case {
                name: "conditions see what earlier steps gave",
                steps: vec![
                    act("a", "yes"),
                    first_match("r", &[(is("{{a.value}}", "yes"), vec![act("b", "")])]),
                ],
                status: GOOD,
                performed: &["a=yes", "b="],
                shows: vec![],
            },
            Case {
                name: "a number stays a number",
                steps: vec![first_match(
                    "r",
                    &[
                        (
                            when(
                                json!([[{"operator": "NUMBER_IS_GREATER_THAN", "firstValue": "{{trigger.score}}", "secondValue": "10"}]]),
                            ),
                            vec![act("a", "")],
                        ),
                        (fallback(), vec![act("b", "")]),
                    ],
                )],
                status: GOOD,
                performed: &["b="],
                shows: vec![],
            },
            Case {
                name: "steps inside are seen afterwards, and so is the router",
                steps: vec![
                    first_match(
                        "r",
                        &[(yes(), vec![act("a", "in"), act("b", "{{a.value}}side")])],
                    ),
                    act(
                        "c",
                        "{{a.value}}{{b.value}} {{r.branches[0].branchName}} {{r.branches[0].evaluation}}",
                    ),
                ],
                status: GOOD,
                performed: &["a=in", "b=inside", "c=ininside B1 true"],
                shows: vec![],
            },
            Case {
                name: "a branch that is met and has no steps: nothing else is tried",
                steps: vec![
                    first_match("r", &[(yes(), vec![]), (yes(), vec![act("b", "")])]),
                    act("c", "x"),
                ],
                status: GOOD,
                performed: &["c=x"],
                shows: vec![],
            },
            Case {
                name: "a skipped router skips its inside",
                steps: vec![
                    skipped(first_match("r", &[(yes(), vec![act("a", "")])])),
                    act("c", "<{{r.branches}}>"),
                ],
                status: GOOD,
                performed: &["c=<>"],
                shows: vec![("/steps/r", Value::Null)],
            },
            Case {
                name: "a router in a branch of a router",
                steps: vec![
                    first_match(
                        "r",
                        &[(
                            yes(),
                            vec![
                                all_match(
                                    "q",
                                    &[(yes(), vec![act("a", "1")]), (yes(), vec![act("b", "2")])],
                                ),
                                act("c", "3"),
                            ],
                        )],
                    ),
                    act("d", "4"),
                ],
                status: GOOD,
                performed: &["a=1", "b=2", "c=3", "d=4"],
                shows: vec![],
            },
            Case {
                name: "a failure in a branch ends the other branches and the run",
                steps: vec![
                    all_match(
                        "r",
                        &[
                            (yes(), vec![failing(act("a", ""), ALWAYS)]),
                            (yes(), vec![act("b", "")]),
                        ],
                    ),
                    act("c", ""),
                ],
                status: FAILED,
                performed: &["a="],
                shows: vec![
                    ("/steps/r/status", json!("SUCCEEDED")),
                    ("/failedStep/name", json!("a")),
                ],
            },
            Case {
                name: "branch names are templates",
                steps: vec![{
                    let mut router = first_match("r", &[(yes(), vec![])]);
                    router["settings"]["branches"][0]["branchName"] = json!("for {{trigger.kind}}");
                    router
                }],
                status: GOOD,
                performed: &[],
                shows: vec![("/steps/r/output/branches/0/branchName", json!("for lead"))],
            },
        ],
    );
}

#[test]
fn an_error_in_the_conditions_is_not_the_routers_own() {
    let internal = RunStatus::InternalError;
    check(
        &json!({"list": [1]}),
        vec![
            Case {
                name: "alone: the run cannot be gone on with",
                steps: vec![
                    act("a", ""),
                    first_match("r", &[(yes(), vec![act("b", "")]), (broken(), vec![])]),
                ],
                status: internal,
                performed: &["a="],
                shows: vec![
                    ("/failedStep/name", json!("r")),
                    ("/steps/r", Value::Null),
                    ("/steps/a/status", json!("SUCCEEDED")),
                ],
            },
            Case {
                name: "in a loop: the same",
                steps: vec![each(
                    "l",
                    "{{trigger.list}}",
                    &[first_match("r", &[(broken(), vec![])])],
                )],
                status: internal,
                performed: &[],
                shows: vec![
                    ("/steps/l/status", json!("SUCCEEDED")),
                    ("/steps/l/output/index", json!(1)),
                ],
            },
            Case {
                name: "in another router: that one fails, and the run",
                steps: vec![
                    first_match(
                        "out",
                        &[(yes(), vec![first_match("r", &[(broken(), vec![])])])],
                    ),
                    act("after", ""),
                ],
                status: FAILED,
                performed: &[],
                shows: vec![
                    ("/steps/out/status", json!("FAILED")),
                    ("/steps/out/output/branches/0/evaluation", json!(true)),
                    ("/failedStep/name", json!("out")),
                    ("/steps/r", Value::Null),
                ],
            },
            Case {
                name: "the innermost router around it fails",
                steps: vec![first_match(
                    "far",
                    &[(
                        yes(),
                        vec![first_match(
                            "near",
                            &[(
                                yes(),
                                vec![each(
                                    "l",
                                    "{{trigger.list}}",
                                    &[first_match("r", &[(broken(), vec![])])],
                                )],
                            )],
                        )],
                    )],
                )],
                status: FAILED,
                performed: &[],
                shows: vec![
                    ("/steps/far/status", json!("SUCCEEDED")),
                    ("/steps/near/status", json!("FAILED")),
                    ("/steps/l/output/index", json!(1)),
                    ("/failedStep/name", json!("near")),
                ],
            },
        ],
    );
}
