use std::sync::Arc;

use serde_json::Value;

use super::event::{EventFilter, TriggerOutput};

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

/// One input of an action.
#[derive(Debug, Clone)]
pub struct PropDefinition {
    pub name: String,
    pub display_name: String,
    pub property_type: PropertyType,
    pub required: bool,
    pub empty_lines: EmptyLines,
}

impl PropDefinition {
    pub fn new(
        name: &str,
        display_name: &str,
        property_type: PropertyType,
        required: bool,
    ) -> Self {
        Self {
            name: name.to_owned(),
            display_name: display_name.to_owned(),
            property_type,
            required,
            empty_lines: EmptyLines::Keep,
        }
    }
}

/// The property types that inputs are converted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PropertyType {
    ShortText,
    LongText,
    Checkbox,
}

/// What happens to a line of a text when all of its placeholders come out empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EmptyLines {
    Keep,
    /// It is left out, unless the input's checkbox of this name is off.
    DropUnlessOff {
        checkbox: String,
    },
}
