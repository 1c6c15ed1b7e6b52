//! Flows out of short words, and what a run of them is to come to.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use winfactor_flows::expressions::{Connection, Connections, Evaluator, Stopwatch};
use winfactor_flows::pieces::{ActionDefinition, Audience, OutputShape, PieceDefinition};
use winfactor_flows::run::{
    OfflineResult, RunLimits, RunSetup, RunStatus, StepOutcome, StepRequest, Waitpoints,
    run_offline,
};
use winfactor_flows::{CompiledFlow, PieceCatalog, Run};

use crate::support::{catalog, flow};

pub(crate) const START: i64 = 1_700_000_000_000;

/// The built-in pieces, and one whose action `act` gives `{value}` back. With `fails`, its first so
/// many tries fail.
fn world_catalog() -> PieceCatalog {
    catalog().with(PieceDefinition {
        name: "test".to_owned(),
        display_name: "Test".to_owned(),
        triggers: Vec::new(),
        actions: vec![Arc::new(ActionDefinition {
            name: "act".to_owned(),
            display_name: "Act".to_owned(),
            props: Vec::new(),
            sample_output: json!({}),
            output_shape: OutputShape::Open,
            audience: Audience::Nobody,
            needs_confirmed_test: false,
        })],
    })
}

pub(crate) fn world_flow(steps: &[Value]) -> Arc<CompiledFlow> {
    Arc::new(CompiledFlow::compile(&flow(steps), &world_catalog()).unwrap())
}

pub(crate) fn act(name: &str, value: &str) -> Value {
    json!({
        "name": name, "type": "PIECE", "displayName": name.to_uppercase(),
        "settings": {"pieceName": "test", "pieceVersion": "1.0.0", "actionName": "act",
            "input": {"value": value}},
    })
}

/// A step of one of ActivePieces' own pieces.
pub(crate) fn piece(name: &str, piece: &str, action: &str, input: Value) -> Value {
    json!({
        "name": name, "type": "PIECE", "displayName": name,
        "settings": {"pieceName": format!("@activepieces/piece-{piece}"), "pieceVersion": "1.0.0",
            "actionName": action, "input": input},
    })
}

/// The step's first so many tries fail.
pub(crate) fn failing(mut step: Value, times: u32) -> Value {
    step["settings"]["input"]["fails"] = json!(times);
    step
}

pub(crate) const ALWAYS: u32 = 100;

pub(crate) fn each(name: &str, items: &str, body: &[Value]) -> Value {
    let mut step = json!({
        "name": name, "type": "LOOP_ON_ITEMS", "displayName": name, "settings": {"items": items},
    });
    if let Some(first) = chain(body) {
        step["firstLoopAction"] = first;
    }
    step
}

pub(crate) fn first_match(name: &str, branches: &[(Value, Vec<Value>)]) -> Value {
    router(name, "EXECUTE_FIRST_MATCH", branches)
}

pub(crate) fn all_match(name: &str, branches: &[(Value, Vec<Value>)]) -> Value {
    router(name, "EXECUTE_ALL_MATCH", branches)
}

fn router(name: &str, execution_type: &str, branches: &[(Value, Vec<Value>)]) -> Value {
    let named = (1..).zip(branches).map(|(n, (branch, _))| {
        let mut branch = branch.clone();
        branch["branchName"] = json!(format!("B{n}"));
        branch
    });
    json!({
        "name": name, "type": "ROUTER", "displayName": name,
        "settings": {"executionType": execution_type, "branches": named.collect::<Vec<_>>()},
        "children": branches.iter().map(|(_, steps)| chain(steps)).collect::<Vec<_>>(),
    })
}

pub(crate) fn when(conditions: Value) -> Value {
    json!({"branchType": "CONDITION", "conditions": conditions})
}

/// An empty group holds.
pub(crate) fn yes() -> Value {
    when(json!([[]]))
}

/// Without a group nothing holds.
pub(crate) fn no() -> Value {
    when(json!([]))
}

pub(crate) fn fallback() -> Value {
    json!({"branchType": "FALLBACK"})
}

/// A condition without an operator is an error of the engine.
pub(crate) fn broken() -> Value {
    when(json!([[{"firstValue": "a", "secondValue": "b"}]]))
}

pub(crate) fn is(first: &str, second: &str) -> Value {
    when(json!([[
        {"operator": "TEXT_EXACTLY_MATCHES", "firstValue": first, "secondValue": second}
    ]]))
}

pub(crate) fn skipped(mut step: Value) -> Value {
    step["skip"] = json!(true);
    step
}

/// The step goes on after a failure, through these chains.
pub(crate) fn branching(mut step: Value, success: &[Value], failure: &[Value]) -> Value {
    step["continueOnFailureBranches"] =
        json!({"onSuccess": chain(success), "onFailure": chain(failure)});
    step
}

fn chain(steps: &[Value]) -> Option<Value> {
    steps.iter().rev().fold(None, |next, step| {
        let mut step = step.clone();
        if let Some(next) = next {
            step["nextAction"] = next;
        }
        Some(step)
    })
}

pub(crate) fn setup() -> RunSetup {
    setup_with(RunLimits::default())
}

/// Connection `good` works, `bad` does not; waitpoints are `w1`, `w2`, …
pub(crate) fn setup_with(limits: RunLimits) -> RunSetup {
    let mut connections = Connections::default();
    let secret = json!({"type": "SECRET_TEXT", "secret_text": "s3cret"});
    connections.insert("good", Connection::works(secret));
    let reason = "its access has expired".to_owned();
    connections.insert("bad", Connection::Broken { reason });
    let stopwatch = Stopwatch::counting(Duration::from_millis(1));
    let mut made = 0;
    RunSetup {
        evaluator: Evaluator::new(connections, START, 7, stopwatch),
        waitpoints: Waitpoints::new("https://w.example/waitpoints".parse().unwrap(), move || {
            made += 1;
            format!("w{made}")
        }),
        limits,
    }
}

/// Performs `act`.
pub(crate) fn perform(request: &StepRequest) -> StepOutcome {
    let fails = request.input.get("fails").and_then(Value::as_u64);
    if u64::from(request.attempt) <= fails.unwrap_or(0) {
        return StepOutcome::Failed(format!("{} is out of order", request.path));
    }
    let value = request.input.get("value").cloned().unwrap_or_default();
    StepOutcome::Succeeded(json!({"value": value}))
}

/// `path=value`
pub(crate) fn shown(request: &StepRequest) -> String {
    let value = match request.input.get("value") {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => String::new(),
    };
    format!("{}={value}", request.path)
}

/// What became of a run, and what it did outside: `path=value`.
pub(crate) struct Ran {
    pub(crate) result: OfflineResult,
    pub(crate) performed: Vec<String>,
}

pub(crate) fn ran(run: &mut Run) -> Ran {
    let performed = RefCell::new(Vec::new());
    let result = run_offline(run, START, |request| {
        performed.borrow_mut().push(shown(request));
        perform(request)
    });
    Ran {
        result,
        performed: performed.into_inner(),
    }
}

/// One line of a table.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) steps: Vec<Value>,
    pub(crate) status: RunStatus,
    pub(crate) performed: &'static [&'static str],
    /// JSON pointers into the result, and what stands there; null for nothing.
    pub(crate) shows: Vec<(&'static str, Value)>,
}

pub(crate) const GOOD: RunStatus = RunStatus::Succeeded;
pub(crate) const FAILED: RunStatus = RunStatus::Failed;

/// Runs every case with the payload and checks it.
pub(crate) fn check(payload: &Value, cases: Vec<Case>) {
    for case in cases {
        let mut run = Run::start(world_flow(&case.steps), payload.clone(), setup());
        let ran = ran(&mut run);
        let name = case.name;
        assert_eq!(ran.result.status, case.status, "{name}: {:?}", ran.result);
        assert_eq!(ran.performed, case.performed, "{name}");
        let result = serde_json::to_value(&ran.result).unwrap();
        for (pointer, expected) in case.shows {
            let shown = result.pointer(pointer).cloned().unwrap_or_default();
            assert_eq!(shown, expected, "{name}: {pointer} in {result:#}");
        }
    }
}
