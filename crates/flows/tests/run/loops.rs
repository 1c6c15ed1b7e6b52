//! Loops: what they give, what they let be seen, how they end.

use serde_json::{Value, json};

use crate::world::{
    ALWAYS, Case, FAILED, GOOD, act, check, each, failing, fallback, first_match, is, skipped,
};

fn payload() -> Value {
    json!({
        "list": ["a", "b", "c"], "empty": [], "none": null, "text": "[1,2]", "object": {"0": "x"},
        "deep": [[1, 2], [], [3]], "people": [{"n": "Ann", "t": ["x", "y"]}, {"n": "Bob", "t": ["z"]}],
    })
}

#[test]
fn iterations() {
    check(
        &payload(),
        vec![
            Case {
                name: "each item has its turn, counted from 1",
                steps: vec![each(
                    "l",
                    "{{trigger.list}}",
                    &[act("s", "{{l.index}}{{l.item}}")],
                )],
                status: GOOD,
                performed: &["l[0].s=1a", "l[1].s=2b", "l[2].s=3c"],
                shows: vec![
                    ("/steps/l/status", json!("SUCCEEDED")),
                    ("/steps/l/type", json!("LOOP_ON_ITEMS")),
                    ("/steps/l/output/index", json!(3)),
                    ("/steps/l/output/item", json!("c")),
                    (
                        "/steps/l/output/iterations/1",
                        json!({"s": {"type": "PIECE", "status": "SUCCEEDED", "output": {"value": "2b"}}}),
                    ),
                    ("/steps/s", Value::Null),
                ],
            },
            Case {
                name: "an empty list has no item",
                steps: vec![
                    each("l", "{{trigger.empty}}", &[act("s", "x")]),
                    act("after", "{{l.index}}|{{l.item}}"),
                ],
                status: GOOD,
                performed: &["after=0|"],
                shows: vec![("/steps/l/output", json!({"index": 0, "iterations": []}))],
            },
            Case {
                name: "an empty body",
                steps: vec![
                    each("l", "{{trigger.list}}", &[]),
                    act("after", "{{l.index}}{{l.item}}"),
                ],
                status: GOOD,
                performed: &["after=3c"],
                shows: vec![(
                    "/steps/l/output",
                    json!({"item": "c", "index": 3, "iterations": [{}, {}, {}]}),
                )],
            },
            Case {
                name: "a skipped step of the body leaves no record",
                steps: vec![each(
                    "l",
                    "{{trigger.list}}",
                    &[skipped(act("s", "x")), act("t", "<{{s.value}}>")],
                )],
                status: GOOD,
                performed: &["l[0].t=<>", "l[1].t=<>", "l[2].t=<>"],
                shows: vec![("/steps/l/output/iterations/0/s", Value::Null)],
            },
            Case {
                name: "a skipped loop skips its inside",
                steps: vec![
                    skipped(each("l", "{{trigger.list}}", &[act("s", "x")])),
                    act("after", "<{{l.index}}>"),
                ],
                status: GOOD,
                performed: &["after=<>"],
                shows: vec![("/steps/l", Value::Null)],
            },
            Case {
                name: "loops in loops",
                steps: vec![each(
                    "o",
                    "{{trigger.deep}}",
                    &[each(
                        "i",
                        "{{o.item}}",
                        &[act("s", "{{o.index}}.{{i.index}}={{i.item}}")],
                    )],
                )],
                status: GOOD,
                performed: &[
                    "o[0].i[0].s=1.1=1",
                    "o[0].i[1].s=1.2=2",
                    "o[2].i[0].s=3.1=3",
                ],
                shows: vec![
                    ("/steps/o/output/index", json!(3)),
                    (
                        "/steps/o/output/iterations/0/i/output/iterations/1/s/output/value",
                        json!("1.2=2"),
                    ),
                    (
                        "/steps/o/output/iterations/1/i/output",
                        json!({"index": 0, "iterations": []}),
                    ),
                    ("/steps/o/output/iterations/2/i/output/index", json!(1)),
                ],
            },
            Case {
                name: "the inner list may come from the outer item",
                steps: vec![each(
                    "p",
                    "{{trigger.people}}",
                    &[each(
                        "t",
                        "{{p.item.t}}",
                        &[act("s", "{{p.item.n}}-{{t.item}}")],
                    )],
                )],
                status: GOOD,
                performed: &[
                    "p[0].t[0].s=Ann-x",
                    "p[0].t[1].s=Ann-y",
                    "p[1].t[0].s=Bob-z",
                ],
                shows: vec![],
            },
        ],
    );
}

#[test]
fn what_is_not_a_list_fails_the_loop_and_the_run() {
    let fails = |name: &'static str, items: &str| Case {
        name,
        steps: vec![each("l", items, &[act("s", "x")]), act("after", "y")],
        status: FAILED,
        performed: &[],
        shows: vec![
            ("/steps/l/status", json!("FAILED")),
            ("/steps/l/output", Value::Null),
            ("/steps/l/errorMessage", json!("the items are not a list")),
            ("/failedStep/name", json!("l")),
        ],
    };
    check(
        &payload(),
        vec![
            fails("missing", "{{trigger.nothing}}"),
            fails("null", "{{trigger.none}}"),
            fails("text is not parsed", "{{trigger.text}}"),
            fails("an object", "{{trigger.object}}"),
            fails("a list inside of text", " {{trigger.list}}"),
            fails("plain text", "[1]"),
        ],
    );
}

#[test]
fn what_can_be_seen() {
    check(
        &payload(),
        vec![
            Case {
                name: "steps of the same iteration and those before the loop",
                steps: vec![
                    act("b", "before"),
                    each(
                        "l",
                        "{{trigger.list}}",
                        &[act("s", "{{l.item}}"), act("t", "{{b.value}}{{s.value}}")],
                    ),
                ],
                status: GOOD,
                performed: &[
                    "b=before",
                    "l[0].s=a",
                    "l[0].t=beforea",
                    "l[1].s=b",
                    "l[1].t=beforeb",
                    "l[2].s=c",
                    "l[2].t=beforec",
                ],
                shows: vec![],
            },
            Case {
                name: "nothing of the iteration before",
                steps: vec![each(
                    "l",
                    "{{trigger.list}}",
                    &[act("s", "<{{t.value}}>"), act("t", "x")],
                )],
                status: GOOD,
                performed: &[
                    "l[0].s=<>",
                    "l[0].t=x",
                    "l[1].s=<>",
                    "l[1].t=x",
                    "l[2].s=<>",
                    "l[2].t=x",
                ],
                shows: vec![],
            },
            Case {
                name: "after the loop only through its iterations",
                steps: vec![
                    each("l", "{{trigger.list}}", &[act("s", "{{l.item}}")]),
                    act(
                        "after",
                        "<{{s.value}}>{{l.iterations[1].s.output.value}}{{l.iterations[1].s.status}}{{l.iterations.length}}",
                    ),
                ],
                status: GOOD,
                performed: &["l[0].s=a", "l[1].s=b", "l[2].s=c", "after=<>bSUCCEEDED3"],
                shows: vec![],
            },
            Case {
                name: "earlier iterations while the loop runs",
                steps: vec![each(
                    "l",
                    "{{trigger.list}}",
                    &[act(
                        "s",
                        "{{l.iterations[0].s.output.value}}|{{l.iterations.length}}",
                    )],
                )],
                status: GOOD,
                performed: &["l[0].s=|1", "l[1].s=|1|2", "l[2].s=|1|3"],
                shows: vec![],
            },
            Case {
                name: "an inner loop is seen in its iteration and not after it",
                steps: vec![
                    each(
                        "o",
                        "{{trigger.deep}}",
                        &[
                            each("i", "{{o.item}}", &[act("s", "{{i.item}}")]),
                            act("t", "{{i.index}}<{{s.value}}>"),
                        ],
                    ),
                    act(
                        "after",
                        "<{{i.index}}>{{o.iterations[0].i.output.iterations[1].s.output.value}}",
                    ),
                ],
                status: GOOD,
                performed: &[
                    "o[0].i[0].s=1",
                    "o[0].i[1].s=2",
                    "o[0].t=2<>",
                    "o[1].t=0<>",
                    "o[2].i[0].s=3",
                    "o[2].t=1<>",
                    "after=<>2",
                ],
                shows: vec![],
            },
            Case {
                name: "a router inside: its steps are those of the iteration",
                steps: vec![
                    each(
                        "l",
                        "{{trigger.list}}",
                        &[
                            first_match(
                                "r",
                                &[
                                    (is("{{l.item}}", "b"), vec![act("hit", "{{l.item}}")]),
                                    (fallback(), vec![act("miss", "{{l.item}}")]),
                                ],
                            ),
                            act("t", "{{hit.value}}/{{miss.value}}"),
                        ],
                    ),
                    act(
                        "after",
                        "{{l.iterations[1].r.output.branches[0].evaluation}}<{{hit.value}}>",
                    ),
                ],
                status: GOOD,
                performed: &[
                    "l[0].miss=a",
                    "l[0].t=/a",
                    "l[1].hit=b",
                    "l[1].t=b/",
                    "l[2].miss=c",
                    "l[2].t=/c",
                    "after=true<>",
                ],
                shows: vec![("/steps/l/output/iterations/2/miss/output/value", json!("c"))],
            },
        ],
    );
}

#[test]
fn a_failure_inside_ends_the_loop() {
    let failing_at_b = || {
        first_match(
            "r",
            &[(
                is("{{l.item}}", "b"),
                vec![failing(act("bad", "x"), ALWAYS)],
            )],
        )
    };
    check(
        &payload(),
        vec![
            Case {
                name: "the loop itself stays succeeded, at the iteration that failed",
                steps: vec![
                    each(
                        "l",
                        "{{trigger.list}}",
                        &[act("s", "{{l.item}}"), failing_at_b()],
                    ),
                    act("after", "x"),
                ],
                status: FAILED,
                performed: &["l[0].s=a", "l[1].s=b", "l[1].bad=x"],
                shows: vec![
                    ("/steps/l/status", json!("SUCCEEDED")),
                    ("/steps/l/output/index", json!(2)),
                    ("/steps/l/output/item", json!("b")),
                    ("/steps/l/output/iterations/1/bad/status", json!("FAILED")),
                    ("/steps/l/output/iterations/2", Value::Null),
                    ("/failedStep/name", json!("bad")),
                    ("/failedStep/displayName", json!("BAD")),
                    ("/failedStep/message", json!("l[1].bad is out of order")),
                ],
            },
            Case {
                name: "from an inner loop it ends the outer ones, too",
                steps: vec![each(
                    "o",
                    "{{trigger.list}}",
                    &[each(
                        "l",
                        "{{trigger.list}}",
                        &[failing_at_b(), act("s", "{{l.item}}")],
                    )],
                )],
                status: FAILED,
                performed: &["o[0].l[0].s=a", "o[0].l[1].bad=x"],
                shows: vec![
                    ("/steps/o/output/index", json!(1)),
                    ("/steps/o/output/iterations/0/l/output/index", json!(2)),
                ],
            },
        ],
    );
}
