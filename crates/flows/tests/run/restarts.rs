//! A driver that dies between any two commits: what ended is not done again, and the records come
//! out the same.

use std::collections::HashMap;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::{Map, Value, json};
use winfactor_flows::run::{JournalEntry, RunStatus, StepStatus, nested_steps};
use winfactor_flows::{CompiledFlow, Next, Run};

use crate::support::on_failure;
use crate::world::{
    START, act, all_match, branching, broken, each, failing, fallback, first_match, is, no,
    perform, setup, world_flow, yes,
};

/// The committed records, in the order of their first commit.
#[derive(Default, Clone)]
struct Store {
    entries: Vec<JournalEntry>,
    commits: usize,
}

impl Store {
    fn commit(&mut self, entry: JournalEntry) {
        self.commits += 1;
        // Through text, as a database does it.
        let entry = JournalEntry {
            path: entry.path.to_string().parse().unwrap(),
            record: serde_json::from_str(&serde_json::to_string(&*entry.record).unwrap()).unwrap(),
        };
        match self.entries.iter_mut().find(|it| it.path == entry.path) {
            Some(earlier) => *earlier = entry,
            None => self.entries.push(entry),
        }
    }

    fn steps(&self) -> Map<String, Value> {
        nested_steps(&self.entries)
    }

    fn has_succeeded(&self, path: &str) -> bool {
        let entry = self.entries.iter().find(|it| it.path.to_string() == path);
        entry.is_some_and(|entry| entry.record.status == StepStatus::Succeeded)
    }
}

/// Goes on until the end, or until so many more commits were made.
fn drive(run: &mut Run, store: &mut Store, commits: usize) -> Option<RunStatus> {
    let last = store.commits.saturating_add(commits);
    let mut now = START;
    loop {
        if store.commits == last {
            return None;
        }
        match run.next_step(now) {
            Next::Record(entry) => store.commit(entry),
            Next::Perform(request) => {
                let path = request.path.to_string();
                assert!(!store.has_succeeded(&path), "{path} is performed again");
                store.commit(request.started());
                if store.commits == last {
                    return None;
                }
                let outcome = perform(&request);
                let took = std::time::Duration::ZERO;
                run.complete(&request.path, outcome, took, now).unwrap();
            }
            Next::Wait { until_ms } => now = until_ms,
            Next::Paused(pause) => now = pause.resume_at_ms.unwrap(),
            Next::Finished(verdict) => return Some(verdict.status),
        }
    }
}

fn restore(flow: &Arc<CompiledFlow>, payload: &Value, store: &Store) -> Run {
    Run::restore(
        Arc::clone(flow),
        payload.clone(),
        store.entries.clone(),
        setup(),
    )
    .unwrap()
}

/// Kills the driver after each number of commits, and also again and again.
fn check(steps: &[Value], payload: &Value) {
    let flow = world_flow(steps);
    let mut whole = Store::default();
    let mut run = Run::start(Arc::clone(&flow), payload.clone(), setup());
    let status = drive(&mut run, &mut whole, usize::MAX);
    for killed_after in 0..whole.commits {
        let mut store = Store::default();
        let mut run = Run::start(Arc::clone(&flow), payload.clone(), setup());
        assert_eq!(drive(&mut run, &mut store, killed_after), None);
        let mut run = restore(&flow, payload, &store);
        assert_eq!(drive(&mut run, &mut store, usize::MAX), status);
        assert_eq!(store.steps(), whole.steps(), "killed after {killed_after}");
    }
    let mut store = Store::default();
    let ended = (0..=whole.commits * 3).find_map(|_| {
        let mut run = restore(&flow, payload, &store);
        // A step needs two commits: that it began, and what became of it.
        drive(&mut run, &mut store, 2)
    });
    assert_eq!(ended, status);
    assert_eq!(store.steps(), whole.steps(), "killed again and again");
}

fn step() -> impl Strategy<Value = Value> {
    let leaf = (0_u32..3, any::<bool>(), any::<bool>()).prop_map(|(fails, go_on, retry)| {
        let step = failing(act("_", "{{trigger.list}}{{l.item}}{{s1.value}}"), fails);
        on_failure(step, go_on, retry)
    });
    leaf.boxed().prop_recursive(3, 12, 3, |inner| {
        let body = prop::collection::vec(inner, 0..3);
        let condition = prop_oneof![
            4 => Just(yes()), 2 => Just(no()), 2 => Just(fallback()),
            2 => Just(is("{{trigger.kind}}", "a")), 1 => Just(broken()),
        ];
        let branches = prop::collection::vec((condition, body.clone()), 0..3);
        let items = prop_oneof![9 => Just("{{trigger.list}}"), 1 => Just("{{trigger.kind}}")];
        prop_oneof![
            (items, body.clone()).prop_map(|(items, body)| each("_", items, &body)),
            branches
                .clone()
                .prop_map(|branches| first_match("_", &branches)),
            branches.prop_map(|branches| all_match("_", &branches)),
            (body.clone(), body, 0_u32..2).prop_map(|(good, bad, fails)| {
                on_failure(
                    branching(failing(act("_", ""), fails), &good, &bad),
                    true,
                    false,
                )
            }),
        ]
    })
}

/// Gives every step a name of its own.
fn name_steps(value: &mut Value, next: &mut u32) {
    match value {
        Value::Object(members) => {
            if members.contains_key("settings") {
                *next += 1;
                members.insert("name".to_owned(), json!(format!("s{next}")));
            }
            members.values_mut().for_each(|it| name_steps(it, next));
        }
        Value::Array(items) => items.iter_mut().for_each(|it| name_steps(it, next)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(Config { cases: 64, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_killed_driver_changes_nothing(
        steps in prop::collection::vec(step(), 1..4),
        list in prop::collection::vec(0_u8..5, 0..3),
    ) {
        let mut steps = Value::from(steps);
        name_steps(&mut steps, &mut 0);
        check(steps.as_array().unwrap(), &json!({"list": list, "kind": "a"}));
    }
}

#[test]
fn a_retry_goes_through_loops_and_routers_again() {
    let steps = [
        each(
            "l",
            "{{trigger.list}}",
            &[first_match(
                "r",
                &[
                    (is("{{l.item}}", "b"), vec![act("s", "{{l.item}}")]),
                    (fallback(), vec![act("t", "{{l.item}}")]),
                ],
            )],
        ),
        act("after", "x"),
    ];
    let flow = world_flow(&steps);
    let payload = json!({"list": ["a", "b", "c"]});
    let mut journal: HashMap<String, JournalEntry> = HashMap::new();
    // The first time, `s` does not work.
    let mut performed = Vec::new();
    let mut go = |run: &mut Run, works: bool| loop {
        match run.next_step(START) {
            Next::Record(entry) => {
                journal.insert(entry.path.to_string(), entry);
            }
            Next::Perform(mut request) => {
                performed.push(request.path.to_string());
                if request.path.step_name() == "s" && !works {
                    request.input.insert("fails".to_owned(), json!(1));
                }
                let took = std::time::Duration::ZERO;
                run.complete(&request.path, perform(&request), took, START)
                    .unwrap();
            }
            Next::Finished(verdict) => {
                return (
                    verdict.status,
                    journal.values().cloned().collect::<Vec<_>>(),
                );
            }
            other => panic!("{other:?}"),
        }
    };
    let mut run = Run::start(Arc::clone(&flow), payload.clone(), setup());
    let (status, entries) = go(&mut run, false);
    assert_eq!(status, RunStatus::Failed);
    let mut run = Run::retry_failed(flow, payload, entries, setup()).unwrap();
    let (status, entries) = go(&mut run, true);
    assert_eq!(status, RunStatus::Succeeded);
    assert_eq!(performed, ["l[0].t", "l[1].s", "l[1].s", "l[2].t", "after"]);
    let steps = nested_steps(&entries);
    assert_eq!(steps["l"]["output"]["index"], 3);
    assert_eq!(
        steps["l"]["output"]["iterations"][1]["s"]["status"],
        "SUCCEEDED"
    );
}
