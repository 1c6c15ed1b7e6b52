//! Steps whose receiver is not ready: they wait and are performed later, as the same try.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use winfactor_flows::run::{JournalEntry, StepOutcome, StepPath, StepRequest, StepStatus};
use winfactor_flows::{CompiledFlow, Next, Run};

use crate::world::{START, act, setup, world_flow};

fn start(flow: &Arc<CompiledFlow>) -> Run {
    Run::start(Arc::clone(flow), json!({}), setup())
}

/// What comes at this moment, and the records before it.
fn next(run: &mut Run, now: i64) -> (Vec<JournalEntry>, Next) {
    let mut records = Vec::new();
    loop {
        match run.next_step(now) {
            Next::Record(entry) => records.push(entry),
            other => return (records, other),
        }
    }
}

fn request(run: &mut Run, now: i64) -> StepRequest {
    match next(run, now).1 {
        Next::Perform(request) => request,
        other => panic!("expected a request, got {other:?}"),
    }
}

fn later(run: &mut Run, at_ms: i64, was_refused: bool) -> JournalEntry {
    let outcome = StepOutcome::Later { at_ms, was_refused };
    let path = StepPath::top_level("a");
    run.complete(&path, outcome, Duration::ZERO, START).unwrap();
    next(run, START).0.remove(0)
}

#[test]
fn a_step_that_waits_for_its_turn_is_the_same_try() {
    let flow = world_flow(&[act("a", "x")]);
    let mut run = start(&flow);
    request(&mut run, START);
    let entry = later(&mut run, START + 700, false);
    assert_eq!(entry.record.status, StepStatus::Running);
    assert!(!entry.record.is_uncertain(), "nothing happened yet");
    let waits = Next::Wait {
        until_ms: START + 700,
    };
    assert_eq!(next(&mut run, START + 699).1, waits);
    let again = request(&mut run, START + 700);
    assert_eq!((again.attempt, again.put_off), (1, 0));
    assert!(!again.may_have_happened);
}

#[test]
fn a_restart_in_the_wait_changes_nothing() {
    let flow = world_flow(&[act("a", "x")]);
    let mut run = start(&flow);
    request(&mut run, START);
    let entry = later(&mut run, START + 700, true);
    let mut run = Run::restore(flow, json!({}), [entry], setup()).unwrap();
    let waits = Next::Wait {
        until_ms: START + 700,
    };
    assert_eq!(next(&mut run, START).1, waits);
    let again = request(&mut run, START + 700);
    assert_eq!((again.attempt, again.put_off), (1, 1));
    assert!(!again.may_have_happened);
}

#[test]
fn refusals_are_counted_over_the_waits_of_a_try() {
    let flow = world_flow(&[act("a", "x")]);
    let mut run = start(&flow);
    let mut now = START;
    for (count, was_refused) in [(0, true), (1, false), (1, true), (2, true)] {
        assert_eq!(request(&mut run, now).put_off, count);
        now += 5;
        later(&mut run, now, was_refused);
    }
    let path = StepPath::top_level("a");
    assert_eq!(request(&mut run, now).put_off, 3);
    let done = StepOutcome::Succeeded(Value::Null);
    run.complete(&path, done, Duration::ZERO, START).unwrap();
    assert!(matches!(next(&mut run, now).1, Next::Finished(_)));
}

#[test]
fn what_may_have_happened_before_the_wait_may_have_happened_after_it() {
    let flow = world_flow(&[act("a", "x")]);
    let mut run = start(&flow);
    let begun = request(&mut run, START).started();
    let mut run = Run::restore(flow, json!({}), [begun], setup()).unwrap();
    assert!(request(&mut run, START).may_have_happened);
    later(&mut run, START + 5, true);
    let again = request(&mut run, START + 5);
    assert!(again.may_have_happened);
    assert_eq!(again.attempt, 1);
}
