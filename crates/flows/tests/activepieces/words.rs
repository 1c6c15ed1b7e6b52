//! The words of the format that stand in our code are theirs.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use winfactor_flows::conditions::is_met;
use winfactor_flows::format::{NEWEST_SCHEMA_VERSION, Router};
use winfactor_flows::run::{RunStatus, StepStatus, StepType};
use winfactor_testkit::activepieces::{constants, predicate};

use crate::whole_format::OPERATORS;

fn words(values: &Value) -> BTreeSet<String> {
    serde_json::from_value(values.clone()).unwrap()
}

fn set<const N: usize>(words: [&str; N]) -> BTreeSet<String> {
    words.map(str::to_owned).into()
}

/// Each number is a change of the format that must be understood before it is read.
#[test]
fn their_newest_schema_version_is_the_newest_that_is_read() {
    let [newest] = constants(["LATEST_FLOW_SCHEMA_VERSION"]);
    assert_eq!(newest, NEWEST_SCHEMA_VERSION.to_string());
}

#[test]
fn step_types_and_execution_types_are_theirs() {
    let [actions, triggers, executions] =
        constants(["FlowActionType", "FlowTriggerType", "RouterExecutionType"]);
    // What can be run: all actions, and any trigger but the empty one.
    let run: BTreeSet<String> = words(&actions)
        .union(&words(&triggers))
        .filter(|name| *name != "EMPTY")
        .cloned()
        .collect();
    for name in &run {
        let step_type: StepType = serde_json::from_value(json!(name)).unwrap();
        assert_eq!(serde_json::to_value(step_type).unwrap(), json!(name));
    }
    assert_eq!(run.len(), 5);
    assert_eq!(words(&triggers), set(["EMPTY", "PIECE_TRIGGER"]));
    assert_eq!(
        words(&executions),
        set([Router::FIRST_MATCH, Router::ALL_MATCH])
    );
}

#[test]
fn statuses_are_theirs() {
    let [runs, steps] = constants(["FlowRunStatus", "StepOutputStatus"]);
    let runs: Vec<String> = words(&runs).into_iter().collect();
    let is_terminal = predicate("isFlowRunStateTerminal", "status", &runs);
    for (name, is_terminal) in runs.iter().zip(is_terminal) {
        let status: RunStatus = serde_json::from_value(json!(name)).unwrap();
        assert_eq!(status.as_str(), name);
        assert_eq!(status.is_terminal(), is_terminal, "{name}");
    }
    assert_eq!(runs.len(), 11, "{runs:?}");
    let steps = words(&steps);
    for name in &steps {
        let status: StepStatus = serde_json::from_value(json!(name)).unwrap();
        assert_eq!(serde_json::to_value(status).unwrap(), json!(name));
    }
    assert_eq!(steps.len(), 5, "{steps:?}");
}

#[test]
fn operators_and_their_operands_are_theirs() {
    let [operators, of_one_operand] = constants(["BranchOperator", "singleValueConditions"]);
    let with = |count: fn(u8) -> bool| -> BTreeSet<String> {
        let operators = OPERATORS.iter().filter(|(_, operands)| count(*operands));
        operators.map(|(name, _)| (*name).to_owned()).collect()
    };
    assert_eq!(words(&operators), with(|_| true));
    assert_eq!(words(&of_one_operand), with(|operands| operands == 1));
}

/// An operator that is not known counts as satisfied, so a known one is seen by what it refuses.
#[test]
fn every_operator_of_theirs_is_evaluated() {
    let values = ["", "a", "1", "2", "[]", "[1]", "2020-01-01", "2021-01-01"];
    let [operators] = constants(["BranchOperator"]);
    for operator in words(&operators) {
        let holds = |first: &str, second: &str| {
            let condition =
                json!({"operator": operator, "firstValue": first, "secondValue": second});
            is_met(&json!([[condition]])).unwrap()
        };
        let pairs = || {
            values
                .iter()
                .flat_map(|a| values.iter().map(move |b| (a, b)))
        };
        assert!(pairs().any(|(a, b)| holds(a, b)), "{operator} never holds");
        assert!(
            pairs().any(|(a, b)| !holds(a, b)),
            "{operator} is not known"
        );
    }
}
