//! Routers: which branches are met, and the way into them.

use serde_json::{Value, json};

use crate::conditions::{ConditionError, is_met};

use super::compiled::{ChainIndex, CompiledStep, RouterStep};
use super::frame::Frame;
use super::machine::{Current, Run};
use super::record::{StepRecord, StepStatus, StepType};
use super::resolve::{is_of_step, resolve};
use super::steps::step_value;

impl Run {
    pub(super) fn enter_router(
        &mut self,
        current: Current,
        step: &CompiledStep,
        router: &RouterStep,
        now_ms: i64,
    ) {
        let resolved = match resolve(&router.settings, &self.scope, &mut self.evaluator) {
            Ok(resolved) => resolved,
            Err(error) if is_of_step(&error) => {
                let record = StepRecord {
                    error_message: Some(error.to_string()),
                    ..StepRecord::new(StepType::Router, StepStatus::Failed, Value::Null)
                };
                return self.put_failed(&current, step, record);
            }
            Err(error) => return self.await_or_escape(current, step, &error, now_ms),
        };
        let branches = match evaluate(&resolved.value) {
            Ok(branches) => branches,
            Err(error) => return self.escape(step, &error.to_string()),
        };
        let output = output(&branches);
        let record = StepRecord {
            output: Some(output.clone()),
            ..StepRecord::new(StepType::Router, StepStatus::Succeeded, resolved.censored)
        };
        let Some(record) = self.put(&current.path, &step.display_name, record) else {
            return;
        };
        self.note_in_iteration(&current.path, || step_value(&record));
        self.show(step, output);
        self.frames.push(Frame::Router {
            step: current.step,
            path: current.path.clone(),
            branches: chosen(&branches, router).into_iter(),
        });
    }
}

struct Branch {
    name: Value,
    is_met: bool,
}

/// Evaluates every branch, those behind the first match too.
fn evaluate(settings: &Value) -> Result<Vec<Branch>, ConditionError> {
    let branches = settings.get("branches").and_then(Value::as_array);
    let branches = branches.map(Vec::as_slice).unwrap_or_default();
    let is_fallback =
        |branch: &Value| branch.get("branchType").and_then(Value::as_str) == Some("FALLBACK");
    // A fallback counts as met for another one, so that two of them are both not taken.
    let met = branches.iter().map(|branch| {
        let conditions = || branch.get("conditions").unwrap_or(&Value::Null);
        Ok(is_fallback(branch) || is_met(conditions())?)
    });
    let met = met.collect::<Result<Vec<_>, ConditionError>>()?;
    let count = met.iter().filter(|is_met| **is_met).count();
    let branches = branches.iter().zip(met);
    Ok(branches
        .map(|(branch, is_met)| Branch {
            name: branch.get("branchName").cloned().unwrap_or_default(),
            is_met: is_met && (!is_fallback(branch) || count == 1),
        })
        .collect())
}

fn output(branches: &[Branch]) -> Value {
    let branches = (1..).zip(branches).map(|(index, branch)| {
        json!({"branchName": branch.name, "branchIndex": index, "evaluation": branch.is_met})
    });
    json!({"branches": branches.collect::<Vec<_>>()})
}

/// The chains of the branches to run. A branch without steps is one of them all the same.
fn chosen(branches: &[Branch], router: &RouterStep) -> Vec<ChainIndex> {
    let met = branches.iter().zip(&router.children);
    let met = met.filter(|(branch, _)| branch.is_met);
    let at_most = if router.takes_all { usize::MAX } else { 1 };
    met.map(|(_, child)| *child).take(at_most).collect()
}
