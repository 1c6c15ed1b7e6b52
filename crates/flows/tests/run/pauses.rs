//! Waits and pauses.

use serde_json::{Value, json};
use winfactor_flows::pieces::ResumePayload;
use winfactor_flows::run::{JournalEntry, RecordedWaitpoint, RunStatus, StepStatus, nested_steps};
use winfactor_flows::{Next, Run};

use crate::world::{
    Case, GOOD, START, act, all_match, check, each, first_match, perform, piece, ran, setup, shown,
    world_flow, yes,
};

fn delay(name: &str, seconds: u32) -> Value {
    piece(
        name,
        "delay",
        "delayFor",
        json!({"unit": "seconds", "delayFor": seconds}),
    )
}

fn approval(name: &str) -> Value {
    piece(name, "approval", "wait_for_approval", json!({}))
}

fn links(name: &str) -> Value {
    piece(name, "approval", "create_approval_links", json!({}))
}

fn wait_for_call(name: &str) -> Value {
    let fields = json!({"body": {"ok": true}});
    let input = json!({"responseType": "json", "fields": fields});
    piece(
        name,
        "webhook",
        "return_response_and_wait_for_next_webhook",
        input,
    )
}

#[test]
fn what_only_computes_is_settled_in_the_run() {
    let csv = json!({"csv_text": "a,b\n1,2", "has_headers": true, "delimiter_type": ","});
    check(
        &json!({"n": 5}),
        vec![Case {
            name: "data mapper and CSV",
            steps: vec![
                piece(
                    "m",
                    "data-mapper",
                    "advanced_mapping",
                    json!({"mapping": {"n": "{{trigger.n}}"}}),
                ),
                piece("c", "csv", "convert_csv_to_json", csv),
                act("a", "{{m.n}}{{c[0].b}}"),
            ],
            status: GOOD,
            performed: &["a=52"],
            shows: vec![
                ("/steps/m/output", json!({"n": 5})),
                ("/steps/c/output", json!([{"a": "1", "b": "2"}])),
            ],
        }],
    );
}

/// Goes on until the run waits or ends.
fn go_on(run: &mut Run, now: i64) -> (Vec<JournalEntry>, Vec<String>, Next) {
    let (mut records, mut performed) = (Vec::new(), Vec::new());
    loop {
        match run.next_step(now) {
            Next::Record(entry) => records.push(entry),
            Next::Perform(request) => {
                performed.push(shown(&request));
                let took = std::time::Duration::ZERO;
                run.complete(&request.path, perform(&request), took, now)
                    .unwrap();
            }
            last => return (records, performed, last),
        }
    }
}

fn start(steps: &[Value]) -> Run {
    Run::start(world_flow(steps), json!({"list": [1, 2]}), setup())
}

#[test]
fn a_short_delay_waits_and_a_long_one_pauses() {
    for (seconds, pauses) in [
        (0, None),
        (10, Some(false)),
        (11, Some(true)),
        (3600, Some(true)),
    ] {
        let steps = [delay("d", seconds), act("a", "{{d.delayForInMs}}")];
        let mut run = start(&steps);
        let (records, performed, last) = go_on(&mut run, START);
        let until_ms = START + i64::from(seconds) * 1000;
        let waiting = records
            .iter()
            .find(|entry| entry.path.step_name() == "d")
            .unwrap();
        match pauses {
            None => {
                assert!(matches!(last, Next::Finished(_)));
                assert_eq!(performed, ["a=0"]);
                continue;
            }
            Some(false) => {
                assert_eq!(last, Next::Wait { until_ms });
                assert_eq!(waiting.record.status, StepStatus::Running);
                assert_eq!(waiting.record.output, None);
            }
            Some(true) => {
                assert!(
                    matches!(&last, Next::Paused(pause) if pause.resume_at_ms == Some(until_ms) && pause.waitpoint.is_none())
                );
                assert_eq!(waiting.record.status, StepStatus::Paused);
                assert_eq!(waiting.record.output, Some(json!({})));
            }
        }
        // A restored run waits for the same moment.
        let mut run = Run::restore(world_flow(&steps), json!({}), records, setup()).unwrap();
        assert_eq!(run.next_step(until_ms - 1), last);
        let (records, performed, last) = go_on(&mut run, until_ms);
        assert!(matches!(last, Next::Finished(_)), "{last:?}");
        assert_eq!(performed, [format!("a={}", seconds * 1000)]);
        assert_eq!(records[0].record.status, StepStatus::Succeeded);
        assert_eq!(
            records[0].record.output,
            Some(json!({"delayForInMs": seconds * 1000, "success": true}))
        );
    }
}

fn approve(action: &str) -> ResumePayload {
    ResumePayload {
        query_params: serde_json::Map::from_iter([("action".to_owned(), json!(action))]),
        ..ResumePayload::default()
    }
}

#[test]
fn an_approval_waits_for_its_link() {
    let steps = [
        links("l"),
        act("mail", "{{l.approvalLink}}"),
        approval("w"),
        act("a", "{{w.approved}}"),
    ];
    let mut run = start(&steps);
    let (records, performed, last) = go_on(&mut run, START);
    assert_eq!(
        performed,
        ["mail=https://w.example/waitpoints/w1?action=approve"]
    );
    let Next::Paused(pause) = last else {
        panic!("expected a pause, got {last:?}");
    };
    assert_eq!(
        (pause.waitpoint.as_deref(), pause.resume_at_ms),
        (Some("w1"), None)
    );
    let waiting = &records.last().unwrap().record;
    assert_eq!(waiting.output, Some(json!({"approved": true})));
    assert_eq!(
        waiting.waitpoint,
        Some(RecordedWaitpoint::Awaited("w1".to_owned()))
    );
    for (action, approved) in [("approve", "a=true"), ("disapprove", "a=false")] {
        let mut run =
            Run::restore(world_flow(&steps), json!({}), records.clone(), setup()).unwrap();
        assert!(
            matches!(run.next_step(START + 1), Next::Paused(_)),
            "nobody has called yet"
        );
        run.resume(approve(action));
        let (_, performed, last) = go_on(&mut run, START + 2);
        assert_eq!(performed, [approved]);
        assert!(matches!(last, Next::Finished(verdict) if verdict.status == RunStatus::Succeeded));
    }
}

#[test]
fn each_wait_has_a_waitpoint_of_its_own() {
    let steps = [
        links("l"),
        approval("v"),
        approval("w"),
        links("m"),
        approval("x"),
    ];
    let mut run = start(&steps);
    let mut waitpoints = Vec::new();
    let mut journal: Vec<JournalEntry> = Vec::new();
    loop {
        let (records, _, last) = go_on(&mut run, START);
        journal.extend(records);
        let Next::Paused(pause) = last else { break };
        waitpoints.push(pause.waitpoint.unwrap());
        // Once more from the journal: what was handed out is remembered.
        let mut setup = setup();
        let next = waitpoints.len() + 10;
        setup.waitpoints = winfactor_flows::run::Waitpoints::new(
            "https://w.example".parse().unwrap(),
            move || format!("fresh{next}"),
        );
        run = Run::restore(world_flow(&steps), json!({}), journal.clone(), setup).unwrap();
        run.resume(approve("approve"));
    }
    assert_eq!(waitpoints, ["w1", "fresh11", "fresh12"]);
}

#[test]
fn the_next_webhook_is_awaited_with_an_answer() {
    let steps = [
        wait_for_call("w"),
        act("a", "{{w.body.x}}{{w.queryParams.y}}"),
    ];
    let mut run = start(&steps);
    let (records, _, last) = go_on(&mut run, START);
    assert!(matches!(last, Next::Paused(_)));
    let address = "https://w.example/waitpoints/w1/sync";
    assert_eq!(
        records.last().unwrap().record.output,
        Some(json!({"nextWebhookUrl": address}))
    );
    let responses = run.take_responses();
    assert_eq!(
        responses[0].headers["x-activepieces-resume-webhook-url"],
        address
    );
    assert!(run.take_responses().is_empty(), "an answer is given once");
    run.resume(ResumePayload {
        body: json!({"x": 1}),
        query_params: serde_json::Map::from_iter([("y".to_owned(), json!("2"))]),
        ..ResumePayload::default()
    });
    let (records, performed, _) = go_on(&mut run, START);
    assert_eq!(performed, ["a=12"]);
    let output = json!({"body": {"x": 1}, "headers": {}, "queryParams": {"y": "2"}});
    assert_eq!(records[0].record.output, Some(output));
}

#[test]
fn pauses_in_loops_and_routers() {
    let steps = [
        each(
            "l",
            "{{trigger.list}}",
            &[
                act("s", "{{l.item}}"),
                first_match("r", &[(yes(), vec![delay("d", 60)])]),
            ],
        ),
        act("after", "{{l.index}}"),
    ];
    let mut run = start(&steps);
    let mut journal = Vec::new();
    let (records, performed, last) = go_on(&mut run, START);
    assert_eq!(performed, ["l[0].s=1"]);
    assert!(matches!(last, Next::Paused(_)));
    journal.extend(records);
    let shown = nested_steps(&journal);
    assert_eq!(shown["l"]["output"]["index"], 1);
    assert_eq!(
        shown["l"]["output"]["iterations"][0]["d"]["status"],
        "PAUSED"
    );
    let mut all = Vec::new();
    let mut now = START;
    let verdict = loop {
        now += 60_000;
        let mut run = Run::restore(
            world_flow(&steps),
            json!({"list": [1, 2]}),
            journal.clone(),
            setup(),
        )
        .unwrap();
        let (records, performed, last) = go_on(&mut run, now);
        journal.extend(records);
        all.extend(performed);
        if let Next::Finished(verdict) = last {
            break verdict;
        }
    };
    assert_eq!(verdict.status, RunStatus::Succeeded);
    assert_eq!(
        all,
        ["l[1].s=2", "after=2"],
        "finished steps are not performed again"
    );
    assert_eq!(verdict.steps_count, 5);
}

#[test]
fn a_router_pauses_at_one_branch_at_a_time() {
    let steps = [all_match(
        "r",
        &[
            (yes(), vec![approval("v")]),
            (yes(), vec![act("a", ""), approval("w")]),
        ],
    )];
    let mut run = start(&steps);
    let (_, performed, last) = go_on(&mut run, START);
    assert!(performed.is_empty());
    assert!(matches!(last, Next::Paused(pause) if pause.path.step_name() == "v"));
    run.resume(approve("approve"));
    let (_, performed, last) = go_on(&mut run, START);
    assert_eq!(performed, ["a="]);
    assert!(matches!(last, Next::Paused(pause) if pause.path.step_name() == "w"));
}

#[test]
fn offline_time_passes_at_once_and_calls_do_not_come() {
    let steps = [
        delay("d", 86_400),
        act("a", ""),
        approval("w"),
        act("b", ""),
    ];
    let mut run = start(&steps);
    let ran = ran(&mut run);
    assert_eq!(ran.result.status, RunStatus::Paused);
    assert_eq!(ran.performed, ["a="]);
    let expected = json!({"type": "PIECE", "status": "PAUSED", "output": {"approved": true}});
    assert_eq!(ran.result.steps["w"], expected);
}
