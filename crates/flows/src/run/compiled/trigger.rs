use std::sync::Arc;

use serde_json::Value;

use crate::format::{Trigger, TriggerKind};
use crate::pieces::{EventFilter, PieceCatalog, TriggerOutput};
use crate::validate::ProblemKind;

#[derive(Debug)]
pub(in crate::run) struct CompiledTrigger {
    pub(in crate::run) name: Arc<str>,
    pub(in crate::run) display_name: Arc<str>,
    pub(in crate::run) piece_name: Arc<str>,
    pub(super) events: EventFilter,
    pub(super) output: TriggerOutput,
    /// Kept in the record of the trigger as it is.
    pub(in crate::run) input: Value,
}

impl CompiledTrigger {
    pub(super) fn compile(trigger: &Trigger, catalog: &PieceCatalog) -> Result<Self, ProblemKind> {
        let TriggerKind::Piece(settings) = &trigger.kind else {
            return Err(ProblemKind::NoTrigger);
        };
        let definition = catalog
            .trigger(settings)
            .ok_or(ProblemKind::TriggerNotChosen)?;
        Ok(Self {
            name: trigger.name.as_str().into(),
            display_name: trigger.label().into(),
            piece_name: settings.piece_name.as_str().into(),
            events: definition.events.clone(),
            output: definition.output,
            input: Value::Object(settings.input.clone()),
        })
    }
}
