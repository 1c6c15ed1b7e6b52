//! Connections that a run waits for: the steps that name them rest until they can be used.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use winfactor_flows::expressions::{Connection, Connections, Evaluator, Stopwatch};
use winfactor_flows::run::{
    AwaitedConnection, JournalEntry, Pause, RunSetup, RunStatus, StepOutcome, StepPath,
    StepRequest, StepStatus,
};
use winfactor_flows::{CompiledFlow, Next, Run};

use crate::world::{START, act, branching, each, first_match, is, setup, world_flow};

fn awaited(look_again_at_ms: Option<i64>) -> Connection {
    Connection::Awaited {
        reason: "its access has expired".to_owned(),
        look_again_at_ms,
    }
}

fn works() -> Connection {
    Connection::works(json!({"type": "SECRET_TEXT", "secret_text": "s3cret"}))
}

/// The connection `office` is so.
fn with(office: Connection) -> RunSetup {
    let mut connections = Connections::default();
    connections.insert("office", office);
    let stopwatch = Stopwatch::counting(Duration::from_millis(1));
    RunSetup {
        evaluator: Evaluator::new(connections, START, 7, stopwatch),
        ..setup()
    }
}

/// A step that sends with the connection.
fn sends(name: &str) -> Value {
    let mut step = act(name, "x");
    step["settings"]["input"]["auth"] = json!("{{connections['office']}}");
    step
}

/// A run and the journal that its driver has committed.
struct Driven {
    flow: Arc<CompiledFlow>,
    run: Run,
    journal: Vec<JournalEntry>,
}

impl Driven {
    fn start(steps: &[Value], office: Connection) -> Driven {
        let flow = world_flow(steps);
        Driven {
            run: Run::start(Arc::clone(&flow), json!({}), with(office)),
            flow,
            journal: Vec::new(),
        }
    }

    /// What comes next; what is to be recorded before it is.
    fn next(&mut self, now: i64) -> Next {
        loop {
            match self.run.next_step(now) {
                Next::Record(entry) => self.journal.push(entry),
                other => return other,
            }
        }
    }

    fn pause(&mut self, now: i64) -> Pause {
        match self.next(now) {
            Next::Paused(pause) => pause,
            other => panic!("expected a pause, got {other:?}"),
        }
    }

    fn request(&mut self, now: i64) -> StepRequest {
        match self.next(now) {
            Next::Perform(request) => request,
            other => panic!("expected a request, got {other:?}"),
        }
    }

    fn complete(&mut self, outcome: StepOutcome, now: i64) {
        let path = StepPath::top_level("a");
        let done = self.run.complete(&path, outcome, Duration::ZERO, now);
        done.unwrap();
    }

    /// Goes on from the journal alone.
    fn restored(self, office: Connection) -> Driven {
        let journal = self.journal.clone();
        let run = Run::restore(Arc::clone(&self.flow), json!({}), journal, with(office));
        Driven {
            run: run.unwrap(),
            ..self
        }
    }

    fn last(&self, path: &str) -> &JournalEntry {
        let of_path = |entry: &&JournalEntry| entry.path.to_string() == path;
        self.journal.iter().rev().find(of_path).unwrap()
    }
}

#[test]
fn a_step_waits_for_its_connection_and_is_performed_once_it_works() {
    let mut driven = Driven::start(&[sends("a")], awaited(None));
    let pause = driven.pause(START);
    let expected = AwaitedConnection {
        name: "office".to_owned(),
        reason: "its access has expired".to_owned(),
    };
    assert_eq!(pause.connection, Some(expected));
    assert_eq!((pause.resume_at_ms, pause.since_ms), (None, Some(START)));
    assert_eq!(driven.pause(START + 1), pause, "in memory nothing changes");

    let mut driven = driven.restored(awaited(None));
    let later = driven.pause(START + 5);
    assert_eq!(later.since_ms, Some(START), "it is the same wait");

    let mut driven = driven.restored(works());
    let request = driven.request(START + 9);
    assert_eq!((request.attempt, request.may_have_happened), (1, false));
    driven.complete(StepOutcome::Succeeded(Value::Null), START + 9);
    assert!(
        matches!(driven.next(START + 9), Next::Finished(verdict) if verdict.status == RunStatus::Succeeded)
    );
    assert_eq!(driven.last("a").record.connection, None);
}

#[test]
fn a_connection_that_the_receiver_did_not_take_is_waited_for_as_the_same_try() {
    let mut driven = Driven::start(&[sends("a")], works());
    let begun = driven.request(START).started();
    driven.journal.push(begun);
    let refused = StepOutcome::AwaitsConnection {
        connection: AwaitedConnection {
            name: "office".to_owned(),
            reason: "token_revoked".to_owned(),
        },
        look_again_at_ms: None,
    };
    driven.complete(refused, START + 3);
    let pause = driven.pause(START + 3);
    assert_eq!(pause.connection.unwrap().reason, "token_revoked");
    let record = &driven.last("a").record;
    assert_eq!(record.status, StepStatus::Paused);
    assert_eq!(record.input["auth"], "**REDACTED**");
    assert!(!record.is_uncertain(), "nothing happened");

    let mut driven = driven.restored(works());
    let again = driven.request(START + 9);
    assert_eq!((again.attempt, again.put_off), (1, 1));
    assert!(!again.may_have_happened);
}

#[test]
fn what_may_have_happened_is_remembered_over_the_wait_for_a_connection() {
    let mut driven = Driven::start(&[sends("a")], works());
    let begun = driven.request(START).started();
    driven.journal.push(begun);
    let mut driven = driven.restored(awaited(None));
    driven.pause(START);
    let mut driven = driven.restored(works());
    assert!(driven.request(START).may_have_happened);
}

#[test]
fn a_connection_can_say_when_to_look_again() {
    let mut driven = Driven::start(&[sends("a")], awaited(Some(START + 60_000)));
    let pause = driven.pause(START);
    assert_eq!(pause.resume_at_ms, Some(START + 60_000));
    let mut driven = driven.restored(awaited(Some(START + 120_000)));
    let later = driven.pause(START + 60_000);
    assert_eq!(later.resume_at_ms, Some(START + 120_000));
    assert_eq!(later.since_ms, Some(START));
}

#[test]
fn wherever_a_connection_is_named_the_step_waits_even_one_that_goes_on_after_failures() {
    let office = "{{connections['office']}}";
    let mut code = json!({
        "name": "a", "type": "CODE", "displayName": "A",
        "settings": {"sourceCode": {"code": "export const code = async () => 1;", "packageJson": "{}"},
            "input": {"key": office}},
    });
    code["valid"] = json!(true);
    let table = [
        ("a piece", vec![sends("a")]),
        (
            "one that goes on after failures",
            vec![branching(sends("a"), &[], &[act("b", "y")])],
        ),
        ("code", vec![code]),
        ("a loop's items", vec![each("a", office, &[act("b", "y")])]),
        (
            "a router's conditions",
            vec![first_match(
                "a",
                &[(
                    is("{{connections.office.secret_text}}", "s3cret"),
                    vec![act("b", "y")],
                )],
            )],
        ),
    ];
    for (place, steps) in table {
        let mut driven = Driven::start(&steps, awaited(None));
        let pause = driven.pause(START);
        assert_eq!(pause.path.to_string(), "a", "{place}");
        assert_eq!(
            driven.last("a").record.status,
            StepStatus::Paused,
            "{place}"
        );
        let mut driven = driven.restored(works());
        let next = driven.next(START);
        assert!(!matches!(next, Next::Paused(_)), "{place}: {next:?}");
    }
}

#[test]
fn a_step_in_a_loop_waits_in_its_round() {
    let steps = [each("l", "{{[1, 2]}}", &[sends("a")])];
    let mut driven = Driven::start(&steps, awaited(None));
    assert_eq!(driven.pause(START).path.to_string(), "l[0].a");
    let mut driven = driven.restored(works());
    assert_eq!(driven.request(START).path.to_string(), "l[0].a");
}
