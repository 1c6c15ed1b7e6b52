use std::sync::Arc;

use serde_json::Value;

use super::event::{EventFilter, TriggerOutput};
use super::property::PropDefinition;

/// A piece with those of its triggers and actions that run here.
#[derive(Debug, Clone)]
pub struct PieceDefinition {
    /// The package name, such as `@activepieces/piece-webhook`.
    pub name: String,
    pub display_name: String,
    pub triggers: Vec<TriggerDefinition>,
    pub actions: Vec<Arc<ActionDefinition>>,
}

#[derive(Debug, Clone)]
pub struct TriggerDefinition {
    pub name: String,
    pub display_name: String,
    /// Which events start the flow.
    pub events: EventFilter,
    /// What the flow sees of the event.
    pub output: TriggerOutput,
}

#[derive(Debug, Clone)]
pub struct ActionDefinition {
    pub name: String,
    pub display_name: String,
    pub props: Vec<PropDefinition>,
    /// An example of the output: references to it are checked against it, and a dry run shows it.
    pub sample_output: Value,
}

impl ActionDefinition {
    pub fn prop(&self, name: &str) -> Option<&PropDefinition> {
        self.props.iter().find(|prop| prop.name == name)
    }
}
