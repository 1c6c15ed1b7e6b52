//! A flow that can run: without problems, its templates parsed. Made once per version of a flow and
//! shared by its runs.
//!
//! The tree is laid flat: steps stand in one list, and a chain is a list of their places. A run
//! holds its position in it as a stack of its own, so no depth of nesting costs it a thread's.

mod compiler;
mod not_runnable;
mod step;
mod trigger;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use crate::format::FlowVersion;
use crate::pieces::{EventDelivery, InvalidEventBody, PieceCatalog};

pub use not_runnable::NotRunnable;
pub(super) use step::{CodeTemplate, CompiledStep, PieceStep, RouterStep, StepKind};
use trigger::CompiledTrigger;

/// See the module.
#[derive(Debug)]
pub struct CompiledFlow {
    display_name: Arc<str>,
    pub(super) trigger: CompiledTrigger,
    /// Skipped ones are not among them.
    steps: Vec<CompiledStep>,
    /// The first is the one after the trigger.
    chains: Vec<Vec<StepIndex>>,
    needs_javascript: bool,
    connection_names: BTreeSet<String>,
}

/// The place of a step in [`CompiledFlow`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct StepIndex(usize);

/// The place of a chain in [`CompiledFlow`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ChainIndex(usize);

impl CompiledFlow {
    /// Validates and compiles a flow. It is refused for what [keeps it from
    /// running](crate::Problem::prevents_a_run), not for what is merely unwise.
    pub fn compile(flow: &FlowVersion, catalog: &PieceCatalog) -> Result<Self, NotRunnable> {
        compiler::compile(flow, catalog)
    }

    pub fn display_name(&self) -> &str {
        &self.display_name
    }

    /// Whether an event of this type starts the flow, as far as its trigger is concerned.
    pub fn accepts(&self, event_type: &str) -> bool {
        self.trigger.events.accepts(event_type)
    }

    /// What a run of this flow gets of an event.
    pub fn trigger_output(&self, delivery: EventDelivery<'_>) -> Result<Value, InvalidEventBody> {
        self.trigger.output.of(delivery)
    }

    /// Whether a run may have to evaluate JavaScript, which can take long.
    pub fn needs_javascript(&self) -> bool {
        self.needs_javascript
    }

    /// The external ids of the connections that its steps name.
    pub fn connection_names(&self) -> &BTreeSet<String> {
        &self.connection_names
    }

    pub(super) fn first_chain(&self) -> ChainIndex {
        ChainIndex(0)
    }

    pub(super) fn chain(&self, index: ChainIndex) -> &[StepIndex] {
        &self.chains[index.0]
    }

    pub(super) fn step(&self, index: StepIndex) -> &CompiledStep {
        &self.steps[index.0]
    }

    pub(super) fn has_step(&self, name: &str) -> bool {
        self.steps.iter().any(|step| *step.name == *name)
    }
}
