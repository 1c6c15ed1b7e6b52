use std::collections::BTreeSet;

use serde_json::Value;

use super::FormatError;
use super::action::ActionKind;
use super::fields::{Fields, invalid, put, put_all, require_object, take_text};
use super::json_input::parse_json;
use super::migrations::{CURRENT_SCHEMA_VERSION, migrate};
use super::step::{NumberedStep, Step, numbered_steps};
use super::trigger::{Trigger, TriggerKind};

/// One version of a flow, in the current schema version.
#[derive(Debug, Clone, PartialEq)]
pub struct FlowVersion {
    pub display_name: String,
    pub trigger: Trigger,
    /// `valid`, `notes`, `description` and what else was there.
    pub fields: Fields,
}

impl FlowVersion {
    /// Reads a bare flow version, such as [`Self::to_json`] writes, and migrates it.
    pub fn parse(text: &str) -> Result<Self, FormatError> {
        Self::from_value(parse_json(text)?)
    }

    /// The same for JSON that is parsed already.
    pub fn from_value(value: Value) -> Result<Self, FormatError> {
        match value {
            Value::Object(fields) => Self::read(fields, None),
            _ => Err(FormatError::NotAFlow),
        }
    }

    pub(super) fn read(
        mut fields: Fields,
        name_of_template: Option<&str>,
    ) -> Result<Self, FormatError> {
        let place = "the flow";
        if !fields.contains_key("trigger") {
            return Err(FormatError::NotAFlow);
        }
        migrate(&mut fields)?;
        fields.shift_remove("schemaVersion");
        let display_name = take_text(&mut fields, "displayName")
            .or_else(|| name_of_template.map(str::to_owned))
            .ok_or_else(|| invalid(place, "displayName", "text"))?;
        let trigger = Trigger::read(require_object(&mut fields, "trigger", place)?)?;
        Ok(Self {
            display_name,
            trigger,
            fields,
        })
    }

    /// The flow version as ActivePieces' import takes it.
    pub fn to_value(&self) -> Value {
        let mut out = Fields::new();
        put(&mut out, "displayName", Some(self.display_name.as_str()));
        put(&mut out, "trigger", Some(self.trigger.write()));
        let version = CURRENT_SCHEMA_VERSION.to_string();
        put(&mut out, "schemaVersion", Some(version));
        put_all(&mut out, &self.fields);
        Value::Object(out)
    }

    pub fn to_json(&self) -> String {
        self.to_value().to_string()
    }

    /// All steps in the order in which they are numbered.
    pub fn steps(&self) -> Vec<NumberedStep<'_>> {
        numbered_steps(&self.trigger)
    }

    /// The distinct names of the pieces that the flow uses.
    pub fn piece_names(&self) -> BTreeSet<&str> {
        self.steps()
            .into_iter()
            .filter_map(|numbered| match numbered.step {
                Step::Trigger(trigger) => match &trigger.kind {
                    TriggerKind::Piece(settings) => Some(settings.piece_name.as_str()),
                    TriggerKind::Empty | TriggerKind::Other(_) => None,
                },
                Step::Action(action) => match &action.kind {
                    ActionKind::Piece(settings) => Some(settings.piece_name.as_str()),
                    _ => None,
                },
            })
            .collect()
    }
}
