//! What a run may use up, and how it ends when it uses more.

use serde_json::{Value, json};
use winfactor_flows::run::{RunLimits, RunStatus, StepOutcome, StepPath};
use winfactor_flows::{Next, Run};

use crate::world::{START, act, each, ran, setup_with, world_flow};

fn limits() -> RunLimits {
    RunLimits::default()
}

fn run_with(limits: RunLimits, steps: &[Value], payload: Value) -> Run {
    Run::start(world_flow(steps), payload, setup_with(limits))
}

#[test]
fn steps_and_iterations_are_counted_together() {
    let steps = [each("l", "{{trigger.list}}", &[act("s", "")]), act("t", "")];
    // The loop, three iterations with a step each, and the step after it.
    for (steps_allowed, status) in [(8, RunStatus::Succeeded), (7, RunStatus::QuotaExceeded)] {
        let limits = RunLimits {
            steps: steps_allowed,
            ..limits()
        };
        let mut run = run_with(limits, &steps, json!({"list": [1, 2, 3]}));
        let result = ran(&mut run).result;
        assert_eq!(result.status, status);
        let failed = result
            .failed_step
            .map(|failed| (failed.name, failed.message));
        let expected = (status != RunStatus::Succeeded)
            .then(|| ("t".to_owned(), "the run has more than 7 steps".to_owned()));
        assert_eq!(failed, expected);
    }
}

#[test]
fn only_active_time_counts() {
    let steps = [act("a", ""), act("b", "")];
    let mut run = run_with(limits(), &steps, json!({}));
    let perform = |run: &mut Run, step: &str, began: i64, took: i64| {
        while let Next::Record(_) = run.next_step(began) {}
        let outcome = StepOutcome::Succeeded(Value::Null);
        let path = StepPath::top_level(step);
        let duration = std::time::Duration::from_millis(took as u64);
        run.complete(&path, outcome, duration, began + took)
            .unwrap();
    };
    perform(&mut run, "a", START, 599_999);
    while let Next::Record(_) = run.next_step(START + 599_999) {}
    let Next::Perform(request) = run.next_step(START + 600_000) else {
        panic!("there is a millisecond left");
    };
    assert_eq!(request.time_left.as_millis(), 1);

    let mut run = run_with(limits(), &steps, json!({}));
    perform(&mut run, "a", START, 600_001);
    let verdict = loop {
        match run.next_step(START + 600_001) {
            Next::Record(_) => {}
            Next::Finished(verdict) => break verdict,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(verdict.status, RunStatus::Timeout);
    assert_eq!(verdict.failed_step.unwrap().name, "b");
}

#[test]
fn the_largest_inputs_are_left_out_of_a_large_log() {
    let limits = RunLimits {
        log_bytes: 4000,
        ..limits()
    };
    let large = "x".repeat(1000);
    let steps = [act("a", &large), act("b", "small"), act("c", &large)];
    let mut run = run_with(limits, &steps, json!({}));
    let mut committed = std::collections::HashMap::new();
    loop {
        match run.next_step(START) {
            Next::Record(entry) => {
                committed.insert(entry.path.to_string(), entry.record);
            }
            Next::Perform(request) => {
                let outcome = StepOutcome::Succeeded(request.input["value"].clone());
                let took = std::time::Duration::ZERO;
                run.complete(&request.path, outcome, took, START).unwrap();
            }
            Next::Finished(verdict) => {
                assert_eq!(verdict.status, RunStatus::Succeeded);
                break;
            }
            other => panic!("{other:?}"),
        }
    }
    let truncated = ["a", "b", "c"].map(|step| committed[step].input == "(truncated)");
    assert_eq!(truncated.iter().filter(|it| **it).count(), 1);
    assert!(!truncated[1], "the small one is kept");
    assert!(committed.values().all(|record| record.output.is_some()));
}

#[test]
fn a_log_that_is_too_large_without_inputs_ends_the_run() {
    let limits = RunLimits {
        log_bytes: 2500,
        ..limits()
    };
    let large = "x".repeat(1000);
    let steps = [
        act("a", &large),
        act("b", &large),
        act("c", &large),
        act("d", ""),
    ];
    let mut run = run_with(limits, &steps, json!({}));
    let ran = ran(&mut run);
    assert_eq!(ran.result.status, RunStatus::LogSizeExceeded);
    assert_eq!(ran.result.failed_step.unwrap().name, "c");
    assert_eq!(ran.result.steps["c"]["status"], "FAILED");
    assert_eq!(ran.result.steps["b"]["status"], "SUCCEEDED");
    assert!(!ran.result.steps.contains_key("d"));
}

#[test]
fn a_long_loop_costs_no_more_for_each_iteration() {
    let steps = [each(
        "l",
        "{{trigger.list}}",
        &[act("s", "{{l.item}}"), act("t", "{{s.value}}")],
    )];
    let list: Vec<u32> = (0..10_000).collect();
    let mut run = run_with(limits(), &steps, json!({"list": list}));
    let ran = ran(&mut run);
    assert_eq!(ran.result.status, RunStatus::Succeeded);
    assert_eq!(ran.performed.len(), 20_000);
    assert_eq!(ran.performed[19_999], "l[9999].t=9999");
}
