//! Loops: their iterations, and which outputs they let be seen.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::expressions::{InputTemplate, Scope};

use super::compiled::{ChainIndex, CompiledStep};
use super::frame::{Frame, LoopFrame};
use super::machine::{Current, Run};
use super::path::{Iteration, StepPath};
use super::record::{StepRecord, StepStatus, StepType};
use super::resolve::{Resolved, is_of_step, resolve};
use super::steps::step_value;

impl Run {
    pub(super) fn enter_loop(
        &mut self,
        current: Current,
        step: &CompiledStep,
        items: &InputTemplate,
        body: ChainIndex,
        now_ms: i64,
    ) {
        let Resolved { value, censored } = match resolve(items, &self.scope, &mut self.evaluator) {
            Ok(resolved) => resolved,
            Err(error) if is_of_step(&error) => {
                return self.fail_loop(&current, step, Value::Null, &error.to_string());
            }
            Err(error) => return self.await_or_escape(current, step, &error, now_ms),
        };
        let Value::Array(items) = value else {
            return self.fail_loop(&current, step, censored, "the items are not a list");
        };
        // A restored loop has a record, which says more than a new one would.
        let kept = self.journal.get(&current.path);
        if kept.is_none_or(|record| record.connection.is_some()) {
            let record = StepRecord {
                output: Some(json!({"index": 0})),
                ..loop_record(StepStatus::Succeeded, censored)
            };
            if self
                .put(&current.path, &step.display_name, record)
                .is_none()
            {
                return;
            }
        }
        self.show(step, json!({"index": 0, "iterations": []}));
        self.frames.push(Frame::Loop(LoopFrame {
            step: current.step,
            path: current.path.clone(),
            body,
            items: items.into_iter(),
            index: 0,
            outside: Arc::clone(&self.loops),
            visible: self.visible.len(),
        }));
    }

    /// Begins the next iteration of the innermost loop, or leaves it.
    pub(super) fn iterate(&mut self) {
        let flow = Arc::clone(&self.flow);
        let Some(Frame::Loop(frame)) = self.frames.last_mut() else {
            return;
        };
        for name in self.visible.drain(frame.visible..) {
            self.scope.remove(&name);
        }
        let step = flow.step(frame.step);
        match frame.items.next() {
            Some(item) => {
                let iteration = Iteration {
                    loop_name: Arc::clone(&step.name),
                    index: frame.index,
                };
                frame.index += 1;
                let index = frame.index;
                let (body, around) = (frame.body, frame.outside.iter().cloned());
                self.loops = around.chain([iteration]).collect();
                change(&mut self.scope, &step.name, |output| {
                    begin_iteration(output, item, index);
                });
                self.used.steps += 1;
                self.frames.push(Frame::Chain {
                    chain: body,
                    next: 0,
                });
            }
            None => {
                self.loops = Arc::clone(&frame.outside);
                if let Some(Frame::Loop(frame)) = self.frames.pop() {
                    self.leave_loop(&frame);
                }
            }
        }
    }

    fn leave_loop(&mut self, frame: &LoopFrame) {
        let flow = Arc::clone(&self.flow);
        let step = flow.step(frame.step);
        let Some(record) = self.loop_record_now(frame) else {
            return;
        };
        let Some(record) = self.put(&frame.path, &step.display_name, record) else {
            return;
        };
        if self.loops.is_empty() {
            return;
        }
        let output = self.scope.output(&step.name).cloned();
        self.note_in_iteration(&frame.path, || {
            let mut value = step_value(&record);
            value.extend(output.map(|output| ("output".to_owned(), output)));
            value
        });
    }

    /// Records how far a loop has come when the run leaves it early or pauses in it.
    pub(super) fn record_position(&mut self, frame: &Frame) {
        if let Frame::Loop(frame) = frame
            && let Some(record) = self.loop_record_now(frame)
        {
            self.journal.put_whatever_its_size(&frame.path, record);
        }
    }

    fn loop_record_now(&self, frame: &LoopFrame) -> Option<StepRecord> {
        let name = &self.flow.step(frame.step).name;
        let mut output = Map::new();
        let item = self
            .scope
            .output(name)
            .and_then(|output| output.get("item"));
        if let Some(item) = item {
            output.insert("item".to_owned(), item.clone());
        }
        output.insert("index".to_owned(), frame.index.into());
        let record = self.journal.get(&frame.path)?;
        Some(StepRecord {
            output: Some(Value::Object(output)),
            ..(**record).clone()
        })
    }

    /// Puts the record of a step into the iteration that it is a part of, if it is of one.
    pub(super) fn note_in_iteration(
        &mut self,
        path: &StepPath,
        record: impl FnOnce() -> Map<String, Value>,
    ) {
        let Some(innermost) = path.iterations().last() else {
            return;
        };
        change(&mut self.scope, &innermost.loop_name, |output| {
            let iterations = output.get_mut("iterations").and_then(Value::as_array_mut);
            let iteration = iterations.and_then(|iterations| iterations.last_mut());
            if let Some(Value::Object(iteration)) = iteration {
                iteration.insert(path.step_name().to_owned(), Value::Object(record()));
            }
        });
    }

    fn fail_loop(&mut self, current: &Current, step: &CompiledStep, items: Value, message: &str) {
        let record = StepRecord {
            error_message: Some(message.to_owned()),
            ..loop_record(StepStatus::Failed, items)
        };
        self.put_failed(current, step, record);
    }
}

fn loop_record(status: StepStatus, items: Value) -> StepRecord {
    StepRecord::new(StepType::LoopOnItems, status, json!({"items": items}))
}

fn begin_iteration(output: &mut Value, item: Value, index: u32) {
    let Value::Object(members) = output else {
        return;
    };
    let iterations = members.shift_remove("iterations");
    let mut iterations = match iterations {
        Some(Value::Array(iterations)) => iterations,
        _ => Vec::new(),
    };
    iterations.push(json!({}));
    *members = Map::from_iter([
        ("item".to_owned(), item),
        ("index".to_owned(), index.into()),
        ("iterations".to_owned(), Value::Array(iterations)),
    ]);
}

/// Changes an output in place. It is copied only when somebody else still holds it.
fn change(scope: &mut Scope, name: &Arc<str>, change: impl FnOnce(&mut Value)) {
    if let Some(output) = scope.remove(name) {
        let mut output = Arc::unwrap_or_clone(output);
        change(&mut output);
        scope.insert(Arc::clone(name), output);
    }
}
