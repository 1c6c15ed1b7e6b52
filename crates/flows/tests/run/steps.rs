//! The conversation of a run with its driver, step by step.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use winfactor_flows::run::{
    JournalEntry, RunError, RunStatus, StepOutcome, StepPath, StepRequest, StepStatus, StepType,
    Verdict,
};
use winfactor_flows::{CompiledFlow, Next, Run};

use crate::support::{compiled, inbox, on_failure, webhook_sample};
use crate::world::{START, setup};

const TOOK: Duration = Duration::from_millis(7);

fn start(flow: Arc<CompiledFlow>, payload: Value) -> Run {
    Run::start(flow, payload, setup())
}

fn restore(flow: Arc<CompiledFlow>, journal: impl IntoIterator<Item = JournalEntry>) -> Run {
    Run::restore(flow, webhook_sample(), journal, setup()).unwrap()
}

/// What comes next, behind the records that are given first.
fn next(run: &mut Run) -> (Vec<JournalEntry>, Next) {
    let mut records = Vec::new();
    loop {
        match run.next_step(START) {
            Next::Record(entry) => records.push(entry),
            other => return (records, other),
        }
    }
}

fn perform(run: &mut Run) -> StepRequest {
    match next(run).1 {
        Next::Perform(request) => request,
        other => panic!("expected a request, got {other:?}"),
    }
}

fn finished(run: &mut Run) -> Verdict {
    match next(run).1 {
        Next::Finished(verdict) => verdict,
        other => panic!("expected the end, got {other:?}"),
    }
}

fn complete(run: &mut Run, step: &str, outcome: StepOutcome) -> Result<JournalEntry, RunError> {
    run.complete(&StepPath::top_level(step), outcome, TOOK, START)?;
    match run.next_step(START) {
        Next::Record(entry) => Ok(entry),
        other => panic!("expected the record, got {other:?}"),
    }
}

fn succeed(run: &mut Run, step: &str, output: Value) -> JournalEntry {
    complete(run, step, StepOutcome::Succeeded(output)).unwrap()
}

fn fail(run: &mut Run, step: &str, message: &str) -> JournalEntry {
    complete(run, step, StepOutcome::Failed(message.to_owned())).unwrap()
}

fn two_steps() -> Arc<CompiledFlow> {
    compiled(&[
        inbox(
            1,
            json!({"title": "A", "text": "{{trigger.body.data.customer.name}}"}),
        ),
        inbox(2, json!({"title": "B", "text": "after {{step_1.id}}"})),
    ])
}

#[test]
fn a_step_sees_the_output_of_the_one_before() {
    let mut run = start(two_steps(), webhook_sample());
    let request = perform(&mut run);
    assert_eq!(request.path.step_name(), "step_1");
    assert_eq!(&*request.step_display_name, "Inbox 1");
    assert_eq!(&*request.piece_name, "@winfactor/piece-winfactor");
    assert_eq!(&*request.action_name, "inbox");
    assert_eq!(
        Value::Object(request.input.clone()),
        json!({"title": "A", "text": "John Smith"})
    );
    assert_eq!(request.attempt, 1);
    assert!(!request.may_have_happened);
    assert_eq!(perform(&mut run), request, "asking again changes nothing");

    let entry = succeed(&mut run, "step_1", json!({"id": "msg_1"}));
    assert_eq!(entry.path.to_string(), "step_1");
    assert_eq!(
        serde_json::to_value(&*entry.record).unwrap(),
        json!({
            "type": "PIECE", "status": "SUCCEEDED",
            "input": {"title": "A", "text": "John Smith"},
            "output": {"id": "msg_1"}, "duration": 7,
        })
    );
    assert_eq!(perform(&mut run).input["text"], "after msg_1");
    succeed(&mut run, "step_2", json!({"id": "msg_2"}));
    let verdict = finished(&mut run);
    assert_eq!(verdict.status, RunStatus::Succeeded);
    assert_eq!((verdict.failed_step, verdict.steps_count), (None, 2));
}

#[test]
fn the_trigger_has_a_record() {
    let mut run = start(two_steps(), json!({"body": 1}));
    let (records, _) = next(&mut run);
    let [entry] = records.as_slice() else {
        panic!("expected one record, got {records:?}");
    };
    assert_eq!(entry.path.to_string(), "trigger");
    assert_eq!(entry.record.step_type, StepType::PieceTrigger);
    assert_eq!(entry.record.output, Some(json!({"body": 1})));
    assert_eq!(entry.record.input, json!({"authType": "none"}));
}

#[test]
fn skipped_steps_are_passed_over() {
    let mut skipped = inbox(2, json!({"title": "{{ not.checked() }}"}));
    skipped["skip"] = json!(true);
    let flow = compiled(&[
        inbox(1, json!({"title": "A", "text": "x"})),
        skipped,
        inbox(3, json!({"title": "C", "text": "y"})),
    ]);
    let mut run = start(flow, webhook_sample());
    perform(&mut run);
    succeed(&mut run, "step_1", Value::Null);
    assert_eq!(perform(&mut run).path.step_name(), "step_3");
}

#[test]
fn a_failure_ends_the_run() {
    let mut run = start(two_steps(), webhook_sample());
    perform(&mut run);
    let entry = fail(&mut run, "step_1", r#"{"response":{"status":500}}"#);
    assert_eq!(entry.record.status, StepStatus::Failed);
    assert_eq!(entry.record.output, None);
    let message = "{\n  \"response\": {\n    \"status\": 500\n  }\n}";
    assert_eq!(entry.record.error_message.as_deref(), Some(message));
    let verdict = finished(&mut run);
    assert_eq!(verdict.status, RunStatus::Failed);
    let failed = verdict.failed_step.unwrap();
    assert_eq!(
        (failed.name.as_str(), failed.display_name.as_str()),
        ("step_1", "Inbox 1")
    );
    assert_eq!(failed.message, message);
}

#[test]
fn a_failed_step_can_be_gone_over_and_leaves_no_output() {
    let flow = compiled(&[
        on_failure(inbox(1, json!({"title": "A", "text": "x"})), true, false),
        inbox(
            2,
            json!({"title": "B", "text": "id: <{{step_1.id}}>", "dropEmptyLines": false}),
        ),
    ]);
    let mut run = start(flow, webhook_sample());
    perform(&mut run);
    let entry = fail(&mut run, "step_1", "no");
    assert_eq!(entry.record.status, StepStatus::Failed);
    assert_eq!(perform(&mut run).input["text"], "id: <>");
    succeed(&mut run, "step_2", Value::Null);
    let verdict = finished(&mut run);
    assert_eq!(
        (verdict.status, verdict.steps_count),
        (RunStatus::Succeeded, 1)
    );
}

#[test]
fn a_step_is_tried_four_times() {
    let flow = compiled(&[on_failure(
        inbox(1, json!({"title": "A", "text": "x"})),
        false,
        true,
    )]);
    let mut run = start(flow, webhook_sample());
    let (mut waits, mut now) = (Vec::new(), START);
    let path = StepPath::top_level("step_1");
    let verdict = loop {
        match run.next_step(now) {
            Next::Record(_) => {}
            Next::Perform(request) => {
                assert_eq!(request.attempt as usize, waits.len() + 1);
                let outcome = StepOutcome::Failed("busy".to_owned());
                run.complete(&path, outcome, TOOK, now).unwrap();
            }
            Next::Wait { until_ms } => {
                assert_eq!(run.next_step(until_ms - 1), Next::Wait { until_ms });
                waits.push((until_ms - now) / 1000);
                now = until_ms;
            }
            Next::Finished(verdict) => break verdict,
            Next::Paused(pause) => panic!("{pause:?}"),
        }
    };
    assert_eq!(waits, [4, 8, 16]);
    assert_eq!(verdict.status, RunStatus::Failed);
}

#[test]
fn a_wrong_input_fails_the_step_without_an_effect() {
    let checkbox = "{{trigger.body.eventType}}";
    let input = json!({"title": "A", "text": "x", "dropEmptyLines": checkbox});
    let mut run = start(compiled(&[inbox(1, input)]), webhook_sample());
    let (records, last) = next(&mut run);
    let record = &records.last().unwrap().record;
    assert_eq!(record.status, StepStatus::Failed);
    assert_eq!(record.input["dropEmptyLines"], "submission.created");
    let message: Value = serde_json::from_str(record.error_message.as_deref().unwrap()).unwrap();
    assert!(message["dropEmptyLines"][0].is_string(), "{message}");
    assert!(matches!(last, Next::Finished(verdict) if verdict.status == RunStatus::Failed));
}

#[test]
fn a_wrong_input_is_tried_again_like_any_failure() {
    let checkbox = "{{trigger.body.eventType}}";
    let input = json!({"title": "A", "text": "x", "dropEmptyLines": checkbox});
    let mut run = start(
        compiled(&[on_failure(inbox(1, input), false, true)]),
        webhook_sample(),
    );
    let until_ms = START + 4000;
    assert_eq!(next(&mut run).1, Next::Wait { until_ms });
}

#[test]
fn empty_lines_are_dropped_unless_switched_off() {
    let text = "Company: {{trigger.body.data.customer.companyName}}\nName: {{trigger.body.data.customer.name}}";
    let run_with = |input: Value| {
        let mut run = start(compiled(&[inbox(1, input)]), webhook_sample());
        perform(&mut run).input["text"].clone()
    };
    assert_eq!(
        run_with(json!({"title": "A", "text": text})),
        "Name: John Smith"
    );
    assert_eq!(
        run_with(json!({"title": "A", "text": text, "dropEmptyLines": false})),
        "Company: \nName: John Smith"
    );
}

#[test]
fn only_the_awaited_step_can_be_completed() {
    let mut run = start(two_steps(), webhook_sample());
    let complete = |run: &mut Run, step: &str| {
        let outcome = StepOutcome::Succeeded(Value::Null);
        run.complete(&StepPath::top_level(step), outcome, TOOK, START)
    };
    let not_awaited = |awaited: Option<&str>, step: &str| {
        Err(RunError::NotAwaited {
            step: StepPath::top_level(step),
            awaited: awaited.map(StepPath::top_level),
        })
    };
    assert_eq!(complete(&mut run, "step_1"), not_awaited(None, "step_1"));
    perform(&mut run);
    let wrong = complete(&mut run, "step_2");
    assert_eq!(wrong, not_awaited(Some("step_1"), "step_2"));
    assert_eq!(complete(&mut run, "step_1"), Ok(()));
    assert_eq!(complete(&mut run, "step_1"), not_awaited(None, "step_1"));
}

#[test]
fn a_restart_goes_on_after_the_last_committed_step() {
    let mut run = start(two_steps(), webhook_sample());
    let mut journal = next(&mut run).0;
    journal.push(succeed(&mut run, "step_1", json!({"id": "msg_1"})));
    drop(run);

    // The journal went through the database.
    let journal = journal.into_iter().map(|entry| JournalEntry {
        record: serde_json::from_value(serde_json::to_value(&*entry.record).unwrap()).unwrap(),
        ..entry
    });
    let mut run = restore(two_steps(), journal);
    let request = perform(&mut run);
    assert_eq!(request.path.step_name(), "step_2");
    assert_eq!(request.input["text"], "after msg_1");
    assert!(!request.may_have_happened);
    succeed(&mut run, "step_2", Value::Null);
    assert_eq!(finished(&mut run).steps_count, 2);
}

#[test]
fn a_step_that_was_begun_is_marked_as_uncertain() {
    let mut run = start(two_steps(), webhook_sample());
    let started = perform(&mut run).started();
    let mut run = restore(two_steps(), [started]);
    let request = perform(&mut run);
    assert!(request.may_have_happened);
    assert_eq!(request.attempt, 1);
    succeed(&mut run, "step_1", Value::Null);
    assert!(!perform(&mut run).may_have_happened);
}

#[test]
fn tries_are_counted_over_a_restart() {
    let flow = compiled(&[on_failure(
        inbox(1, json!({"title": "A", "text": "x"})),
        false,
        true,
    )]);
    let mut run = start(Arc::clone(&flow), webhook_sample());
    perform(&mut run);
    let failed_once = fail(&mut run, "step_1", "busy");
    let mut run = restore(Arc::clone(&flow), [failed_once.clone()]);
    let until_ms = START + 4000;
    assert_eq!(next(&mut run).1, Next::Wait { until_ms });
    let Next::Perform(second) = run.next_step(until_ms) else {
        panic!("the wait is over");
    };
    assert_eq!((second.attempt, second.may_have_happened), (2, false));

    let mut run = restore(flow, [failed_once, second.started()]);
    let again = perform(&mut run);
    assert_eq!((again.attempt, again.may_have_happened), (2, true));
}

#[test]
fn a_failed_run_stays_failed_until_it_is_retried() {
    let flow = || {
        compiled(&[
            on_failure(inbox(1, json!({"title": "A", "text": "x"})), true, false),
            inbox(2, json!({"title": "B", "text": "x"})),
            inbox(3, json!({"title": "C", "text": "x"})),
        ])
    };
    let mut run = start(flow(), webhook_sample());
    perform(&mut run);
    let mut journal = vec![fail(&mut run, "step_1", "no")];
    perform(&mut run);
    journal.push(succeed(&mut run, "step_2", json!({"id": "msg_2"})));
    perform(&mut run);
    journal.push(fail(&mut run, "step_3", "gone"));

    let mut resumed = restore(flow(), journal.clone());
    let verdict = finished(&mut resumed);
    assert_eq!(verdict.status, RunStatus::Failed);
    assert_eq!(verdict.failed_step.unwrap().message, "gone");

    let mut retried = Run::retry_failed(flow(), webhook_sample(), journal, setup()).unwrap();
    assert_eq!(perform(&mut retried).path.step_name(), "step_1");
    succeed(&mut retried, "step_1", Value::Null);
    assert_eq!(
        perform(&mut retried).path.step_name(),
        "step_3",
        "step_2 is not repeated"
    );
    succeed(&mut retried, "step_3", Value::Null);
    assert_eq!(finished(&mut retried).steps_count, 3);
}

#[test]
fn a_journal_that_does_not_fit_is_refused() {
    let mut run = start(two_steps(), webhook_sample());
    let entry = perform(&mut run).started();
    let step = StepPath::top_level("step_9");
    let entry = JournalEntry {
        path: step.clone(),
        ..entry
    };
    let refused = Run::restore(two_steps(), json!({}), [entry], setup());
    assert_eq!(refused.unwrap_err(), RunError::UnknownStep { step });
}

#[test]
fn debug_output_shows_no_personal_data() {
    let mut run = start(two_steps(), webhook_sample());
    let (records, _) = next(&mut run);
    let request = perform(&mut run);
    let shown = format!("{run:?} {records:?} {request:?} {:?}", request.started());
    assert!(!shown.contains("John Smith"), "{shown}");
}
