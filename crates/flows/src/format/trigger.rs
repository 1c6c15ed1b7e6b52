use serde_json::Value;

use super::FormatError;
use super::action::{Action, read_chain, write_chain};
use super::fields::{Fields, put, put_all, require_object, require_text, take_text};
use super::piece_settings::PieceSettings;

/// What starts the flow, and the chain of steps that follows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Trigger {
    /// By convention `trigger`: the name by which expressions refer to the payload.
    pub name: String,
    pub display_name: Option<String>,
    pub kind: TriggerKind,
    pub actions: Vec<Action>,
    pub fields: Fields,
}

#[derive(Debug, Clone, PartialEq)]
pub enum TriggerKind {
    /// Nothing chosen yet; its settings stay in the trigger's `fields`.
    Empty,
    Piece(PieceSettings),
    /// A trigger type of another version; its settings stay in the trigger's `fields`.
    Other(String),
}

impl Trigger {
    /// What people call the trigger.
    pub fn label(&self) -> &str {
        self.display_name.as_deref().unwrap_or(&self.name)
    }

    /// The `type` of the trigger in the format.
    pub fn type_name(&self) -> &str {
        match &self.kind {
            TriggerKind::Empty => "EMPTY",
            TriggerKind::Piece(_) => "PIECE_TRIGGER",
            TriggerKind::Other(type_name) => type_name,
        }
    }

    pub(super) fn read(mut fields: Fields) -> Result<Self, FormatError> {
        let place = "the trigger";
        let name = require_text(&mut fields, "name", place)?;
        let type_name = require_text(&mut fields, "type", place)?;
        let kind = match type_name.as_str() {
            "EMPTY" => TriggerKind::Empty,
            "PIECE_TRIGGER" => {
                let settings = require_object(&mut fields, "settings", place)?;
                TriggerKind::Piece(PieceSettings::read(settings, "triggerName", place)?)
            }
            _ => TriggerKind::Other(type_name),
        };
        Ok(Self {
            display_name: take_text(&mut fields, "displayName"),
            actions: read_chain(fields.shift_remove("nextAction"), "nextAction", place)?,
            name,
            kind,
            fields,
        })
    }

    pub(super) fn write(&self) -> Value {
        let mut out = Fields::new();
        put(&mut out, "name", Some(self.name.as_str()));
        put(&mut out, "type", Some(self.type_name()));
        put(&mut out, "displayName", self.display_name.as_deref());
        if let TriggerKind::Piece(settings) = &self.kind {
            put(&mut out, "settings", Some(settings.write("triggerName")));
        }
        put_all(&mut out, &self.fields);
        put(&mut out, "nextAction", write_chain(&self.actions));
        Value::Object(out)
    }
}
