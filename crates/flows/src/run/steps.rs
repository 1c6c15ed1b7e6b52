//! The records of a run in ActivePieces' form: nested, each iteration inside of its loop.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::path::StepPath;
use super::record::{JournalEntry, StepRecord, StepStatus, StepType};

/// Puts the flat records of a journal together as `{name: {type, status, input, output, duration,
/// errorMessage?}}`. A loop's output is `{item?, index, iterations}`, where each iteration holds
/// such records again. The order is that of the journal.
pub fn nested_steps<'a>(journal: impl IntoIterator<Item = &'a JournalEntry>) -> Map<String, Value> {
    nested(journal, &step_value)
}

pub(super) fn nested<'a>(
    journal: impl IntoIterator<Item = &'a JournalEntry>,
    show: &dyn Fn(&StepRecord) -> Map<String, Value>,
) -> Map<String, Value> {
    let mut root = Level::default();
    for entry in journal {
        root.at(&entry.path).record = Some(&entry.record);
    }
    root.into_value(show)
}

/// A record as ActivePieces shows it.
pub(super) fn step_value(record: &StepRecord) -> Map<String, Value> {
    let mut value = Map::new();
    let mut put = |key: &str, member: Value| value.insert(key.to_owned(), member);
    put("type", json!(record.step_type));
    put("status", json!(record.status));
    put("input", record.input.clone());
    if let Some(output) = &record.output {
        put("output", output.clone());
    }
    put("duration", record.duration_ms.into());
    if let Some(message) = &record.error_message {
        put("errorMessage", message.as_str().into());
    }
    value
}

/// The steps of a run or of an iteration, in the order in which they came.
#[derive(Default)]
struct Level<'a> {
    steps: Vec<(&'a str, Node<'a>)>,
    positions: BTreeMap<&'a str, usize>,
}

#[derive(Default)]
struct Node<'a> {
    record: Option<&'a StepRecord>,
    iterations: BTreeMap<u32, Level<'a>>,
}

impl<'a> Level<'a> {
    fn at(&mut self, path: &'a StepPath) -> &mut Node<'a> {
        let mut level = self;
        for iteration in path.iterations() {
            let node = level.node(&iteration.loop_name);
            level = node.iterations.entry(iteration.index).or_default();
        }
        level.node(path.step_name())
    }

    fn node(&mut self, name: &'a str) -> &mut Node<'a> {
        let next = self.steps.len();
        let position = *self.positions.entry(name).or_insert(next);
        if position == next {
            self.steps.push((name, Node::default()));
        }
        &mut self.steps[position].1
    }

    fn into_value(self, show: &dyn Fn(&StepRecord) -> Map<String, Value>) -> Map<String, Value> {
        let steps = self.steps.into_iter();
        steps
            .map(|(name, node)| (name.to_owned(), Value::Object(node.into_value(show))))
            .collect()
    }
}

impl Node<'_> {
    fn into_value(self, show: &dyn Fn(&StepRecord) -> Map<String, Value>) -> Map<String, Value> {
        let mut value = self.record.map(show).unwrap_or_default();
        let is_loop = self
            .record
            .is_none_or(|record| record.step_type == StepType::LoopOnItems);
        if is_loop && self.record.is_none_or(|it| it.status != StepStatus::Failed) {
            let output = loop_output(self.record, self.iterations, show);
            value.insert("output".to_owned(), Value::Object(output));
        }
        value
    }
}

/// While a loop runs its own record may be behind those of its iterations.
fn loop_output(
    record: Option<&StepRecord>,
    iterations: BTreeMap<u32, Level<'_>>,
    show: &dyn Fn(&StepRecord) -> Map<String, Value>,
) -> Map<String, Value> {
    let output = record.and_then(|record| record.output.as_ref());
    let recorded = output.and_then(|output| output.get("index")?.as_u64());
    let begun = iterations.keys().next_back().map_or(0, |last| last + 1);
    let index = begun.max(recorded.and_then(|it| it.try_into().ok()).unwrap_or(0));
    let item = if recorded == Some(u64::from(index)) {
        output.and_then(|output| output.get("item"))
    } else {
        let items = record.and_then(|record| record.input.get("items"));
        items.and_then(|items| items.get(index.checked_sub(1)? as usize))
    };
    let mut shown = vec![json!({}); index as usize];
    for (position, level) in iterations {
        shown[position as usize] = Value::Object(level.into_value(show));
    }
    let mut value = Map::new();
    value.extend(item.map(|item| ("item".to_owned(), item.clone())));
    value.insert("index".to_owned(), index.into());
    value.insert("iterations".to_owned(), Value::Array(shown));
    value
}
