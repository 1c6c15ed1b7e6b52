//! Runs, step by step, with failures, retries and restarts.

#![allow(clippy::unwrap_used)]

mod support;

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use support::{compiled, inbox, on_failure, webhook_sample};
use winfactor_flows::run::{
    Completion, JournalEntry, RunError, RunStatus, StepOutcome, StepRecord, StepRequest,
    StepStatus, StepType, Verdict,
};
use winfactor_flows::{CompiledFlow, Next, Run};

const TOOK: Duration = Duration::from_millis(7);

fn perform(run: &mut Run) -> StepRequest {
    match run.next_step() {
        Next::Perform(request) => request,
        other => panic!("expected a request, got {other:?}"),
    }
}

fn finished(run: &mut Run) -> Verdict {
    match run.next_step() {
        Next::Finished(verdict) => verdict,
        other => panic!("expected the end, got {other:?}"),
    }
}

fn succeed(run: &mut Run, step: &str, output: Value) -> JournalEntry {
    run.complete(step, StepOutcome::Succeeded(output), TOOK)
        .unwrap()
        .entry
}

fn fail(run: &mut Run, step: &str, message: &str) -> Completion {
    run.complete(step, StepOutcome::Failed(message.to_owned()), TOOK)
        .unwrap()
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
    let mut run = Run::start(two_steps(), webhook_sample());
    let request = perform(&mut run);
    assert_eq!(&*request.step_name, "step_1");
    assert_eq!(&*request.step_display_name, "Inbox 1");
    assert_eq!(&*request.piece_name, "@winfactor/piece-winfactor");
    assert_eq!(&*request.action_name, "inbox");
    assert_eq!(
        Value::Object(request.input.clone()),
        json!({"title": "A", "text": "John Smith"})
    );
    assert_eq!((request.attempt, request.wait_before), (1, Duration::ZERO));
    assert!(!request.may_have_happened);
    assert_eq!(perform(&mut run), request, "asking again changes nothing");

    let entry = succeed(&mut run, "step_1", json!({"id": "msg_1"}));
    assert_eq!(entry.step_name, "step_1");
    assert_eq!(
        serde_json::to_value(&entry.record).unwrap(),
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
    let run = Run::start(two_steps(), json!({"body": 1}));
    let entry = run.trigger_entry();
    assert_eq!(entry.step_name, "trigger");
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
    let mut run = Run::start(flow, webhook_sample());
    perform(&mut run);
    succeed(&mut run, "step_1", Value::Null);
    assert_eq!(&*perform(&mut run).step_name, "step_3");
}

#[test]
fn a_failure_ends_the_run() {
    let mut run = Run::start(two_steps(), webhook_sample());
    perform(&mut run);
    let completion = fail(&mut run, "step_1", r#"{"response":{"status":500}}"#);
    assert_eq!(completion.retry_after, None);
    assert_eq!(completion.entry.record.status, StepStatus::Failed);
    assert_eq!(completion.entry.record.output, None);
    let message = "{\n  \"response\": {\n    \"status\": 500\n  }\n}";
    assert_eq!(
        completion.entry.record.error_message.as_deref(),
        Some(message)
    );
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
    let mut run = Run::start(flow, webhook_sample());
    perform(&mut run);
    let entry = fail(&mut run, "step_1", "no").entry;
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
    let mut run = Run::start(flow, webhook_sample());
    let mut waits = Vec::new();
    for attempt in 1..=4 {
        let request = perform(&mut run);
        assert_eq!(request.attempt, attempt);
        let completion = fail(&mut run, "step_1", "busy");
        assert_eq!(completion.entry.record.tries, attempt);
        if let Some(wait) = completion.retry_after {
            assert_eq!(completion.entry.record.status, StepStatus::Running);
            assert_eq!(perform(&mut run).wait_before, wait);
            waits.push(wait.as_secs());
        }
    }
    assert_eq!(waits, [4, 8, 16]);
    assert_eq!(finished(&mut run).status, RunStatus::Failed);
}

#[test]
fn a_wrong_input_fails_the_step_without_an_effect() {
    let checkbox = "{{trigger.body.eventType}}";
    let input = json!({"title": "A", "text": "x", "dropEmptyLines": checkbox});
    let flow = compiled(&[on_failure(inbox(1, input), false, true)]);
    let mut run = Run::start(flow, webhook_sample());
    let Next::Record(entry) = run.next_step() else {
        panic!("the step is settled without an effect");
    };
    assert_eq!(entry.record.status, StepStatus::Failed);
    assert_eq!(entry.record.input["dropEmptyLines"], "submission.created");
    let message = "{\n  \"dropEmptyLines\": [\n    \"must be true or false\"\n  ]\n}";
    assert_eq!(entry.record.error_message.as_deref(), Some(message));
    assert_eq!(finished(&mut run).status, RunStatus::Failed);
}

#[test]
fn empty_lines_are_dropped_unless_switched_off() {
    let text = "Company: {{trigger.body.data.customer.companyName}}\nName: {{trigger.body.data.customer.name}}";
    let run_with = |input: Value| {
        let mut run = Run::start(compiled(&[inbox(1, input)]), webhook_sample());
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
    let mut run = Run::start(two_steps(), webhook_sample());
    let early = run.complete("step_1", StepOutcome::Succeeded(Value::Null), TOOK);
    let not_awaited = |awaited: Option<&str>, step: &str| RunError::NotAwaited {
        step: step.to_owned(),
        awaited: awaited.map(str::to_owned),
    };
    assert_eq!(early.unwrap_err(), not_awaited(None, "step_1"));
    perform(&mut run);
    let wrong = run.complete("step_2", StepOutcome::Succeeded(Value::Null), TOOK);
    assert_eq!(wrong.unwrap_err(), not_awaited(Some("step_1"), "step_2"));
    succeed(&mut run, "step_1", Value::Null);
    let twice = run.complete("step_1", StepOutcome::Succeeded(Value::Null), TOOK);
    assert_eq!(twice.unwrap_err(), not_awaited(None, "step_1"));
}

#[test]
fn a_restart_goes_on_after_the_last_committed_step() {
    let mut run = Run::start(two_steps(), webhook_sample());
    let mut journal = vec![run.trigger_entry()];
    perform(&mut run);
    journal.push(succeed(&mut run, "step_1", json!({"id": "msg_1"})));
    drop(run);

    // The journal went through the database.
    let journal = journal.into_iter().map(|entry| JournalEntry {
        record: serde_json::from_value(serde_json::to_value(&entry.record).unwrap()).unwrap(),
        ..entry
    });
    let mut run = Run::resume(two_steps(), webhook_sample(), journal).unwrap();
    let request = perform(&mut run);
    assert_eq!(&*request.step_name, "step_2");
    assert_eq!(request.input["text"], "after msg_1");
    assert!(!request.may_have_happened);
    succeed(&mut run, "step_2", Value::Null);
    assert_eq!(finished(&mut run).steps_count, 2);
}

#[test]
fn a_step_that_was_begun_is_marked_as_uncertain() {
    let mut run = Run::start(two_steps(), webhook_sample());
    let started = perform(&mut run).started();
    let mut run = Run::resume(two_steps(), webhook_sample(), [started]).unwrap();
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
    let mut run = Run::start(Arc::clone(&flow), webhook_sample());
    perform(&mut run);
    let failed_once = fail(&mut run, "step_1", "busy").entry;
    let mut run = Run::resume(Arc::clone(&flow), webhook_sample(), [failed_once.clone()]).unwrap();
    let second = perform(&mut run);
    assert_eq!((second.attempt, second.wait_before.as_secs()), (2, 4));
    assert!(!second.may_have_happened);

    let journal = [failed_once, second.started()];
    let mut run = Run::resume(flow, webhook_sample(), journal).unwrap();
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
    let mut run = Run::start(flow(), webhook_sample());
    perform(&mut run);
    let mut journal = vec![fail(&mut run, "step_1", "no").entry];
    perform(&mut run);
    journal.push(succeed(&mut run, "step_2", json!({"id": "msg_2"})));
    perform(&mut run);
    journal.push(fail(&mut run, "step_3", "gone").entry);

    let mut resumed = Run::resume(flow(), webhook_sample(), journal.clone()).unwrap();
    let verdict = finished(&mut resumed);
    assert_eq!(verdict.status, RunStatus::Failed);
    assert_eq!(verdict.failed_step.unwrap().message, "gone");

    let mut retried = Run::retry_failed(flow(), webhook_sample(), journal).unwrap();
    assert_eq!(&*perform(&mut retried).step_name, "step_1");
    succeed(&mut retried, "step_1", Value::Null);
    assert_eq!(
        &*perform(&mut retried).step_name,
        "step_3",
        "step_2 is not repeated"
    );
    succeed(&mut retried, "step_3", Value::Null);
    assert_eq!(finished(&mut retried).steps_count, 3);
}

#[test]
fn a_journal_that_does_not_fit_is_refused() {
    let record = |status| StepRecord {
        step_type: StepType::Piece,
        status,
        input: json!({}),
        output: None,
        duration_ms: 0,
        error_message: None,
        tries: 1,
    };
    let entry = |step: &str, status| JournalEntry {
        step_name: step.to_owned(),
        record: record(status),
    };
    let unknown = Run::resume(
        two_steps(),
        json!({}),
        [entry("step_9", StepStatus::Succeeded)],
    );
    assert_eq!(
        unknown.unwrap_err(),
        RunError::UnknownStep {
            step: "step_9".to_owned()
        }
    );
    let paused = Run::resume(
        two_steps(),
        json!({}),
        [entry("step_1", StepStatus::Paused)],
    );
    assert_eq!(
        paused.unwrap_err(),
        RunError::CannotResume {
            step: "step_1".to_owned(),
            status: StepStatus::Paused
        }
    );
}

#[test]
fn debug_output_shows_no_personal_data() {
    let mut run = Run::start(two_steps(), webhook_sample());
    let request = perform(&mut run);
    let shown = format!(
        "{run:?} {request:?} {:?}",
        [run.trigger_entry(), request.started()]
    );
    assert!(!shown.contains("John Smith"), "{shown}");
}
