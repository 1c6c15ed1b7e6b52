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

impl PieceDefinition {
    pub(crate) fn of_actions(
        name: &str,
        display_name: &str,
        actions: impl IntoIterator<Item = ActionDefinition>,
    ) -> Self {
        Self {
            name: name.to_owned(),
            display_name: display_name.to_owned(),
            triggers: Vec::new(),
            actions: actions.into_iter().map(Arc::new).collect(),
        }
    }
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
    pub output_shape: OutputShape,
    pub audience: Audience,
    /// That its service takes a message does not say that it arrives: somebody has to see one arrive
    /// before others rely on it.
    pub needs_confirmed_test: bool,
}

/// Whom an action writes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Nobody in particular: a channel of the team, a record, a file.
    Nobody,
    /// The people whose addresses stand in these inputs.
    Named(&'static [&'static str]),
    /// The customer, whatever its inputs say.
    Customer,
}

/// How much of an output is the same for every flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputShape {
    /// The output has the members of the sample.
    AsSampled,
    /// So it has, but whether it has these members, and what is in them, depends on the flow.
    OpenMembers(&'static [&'static str]),
    /// All of it depends on the flow.
    Open,
}

impl ActionDefinition {
    pub(crate) fn new(
        name: &str,
        display_name: &str,
        props: Vec<PropDefinition>,
        sample_output: Value,
    ) -> Self {
        Self {
            name: name.to_owned(),
            display_name: display_name.to_owned(),
            props,
            sample_output,
            output_shape: OutputShape::AsSampled,
            audience: Audience::Nobody,
            needs_confirmed_test: false,
        }
    }

    #[must_use]
    pub(crate) fn writing_to(mut self, audience: Audience) -> Self {
        self.audience = audience;
        self
    }

    #[must_use]
    pub(crate) fn with_confirmed_test(mut self) -> Self {
        self.needs_confirmed_test = true;
        self
    }

    #[must_use]
    pub(crate) fn with_shape(mut self, shape: OutputShape) -> Self {
        self.output_shape = shape;
        self
    }

    /// The sample with null wherever nothing can be said for every flow; None if that is all of it.
    pub(crate) fn certain_output(&self) -> Option<Value> {
        let mut sample = self.sample_output.clone();
        match self.output_shape {
            OutputShape::AsSampled => {}
            OutputShape::Open => return None,
            OutputShape::OpenMembers(members) => {
                if let Value::Object(known) = &mut sample {
                    known.extend(members.iter().map(|it| ((*it).to_owned(), Value::Null)));
                }
            }
        }
        Some(sample)
    }

    pub fn prop(&self, name: &str) -> Option<&PropDefinition> {
        self.props.iter().find(|prop| prop.name == name)
    }
}
