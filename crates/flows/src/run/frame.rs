use std::sync::Arc;
use std::vec::IntoIter;

use serde_json::Value;

use super::compiled::{ChainIndex, StepIndex};
use super::path::{Iteration, StepPath};

/// One level of a run's position in its flow. The stack of them replaces recursion.
#[derive(Debug)]
pub(super) enum Frame {
    /// The steps of a chain; `next` is the place in it.
    Chain {
        chain: ChainIndex,
        next: usize,
    },
    Loop(LoopFrame),
    /// Branches of a router that are still to be run.
    Router {
        step: StepIndex,
        path: StepPath,
        branches: IntoIter<ChainIndex>,
    },
}

#[derive(Debug)]
pub(super) struct LoopFrame {
    pub(super) step: StepIndex,
    pub(super) path: StepPath,
    pub(super) body: ChainIndex,
    /// Those that have not been begun.
    pub(super) items: IntoIter<Value>,
    /// From 1; 0 before the first iteration.
    pub(super) index: u32,
    /// The iterations around the loop.
    pub(super) outside: Arc<[Iteration]>,
    /// How many names were visible before the iteration.
    pub(super) visible: usize,
}
