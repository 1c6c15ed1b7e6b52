use serde_json::Value;

use super::FormatError;
use super::code::CodeSettings;
use super::error_handling::ErrorHandling;
use super::failure_branches::FailureBranches;
use super::fields::{
    Fields, invalid, put, put_all, require_object, require_text, take_bool, take_text,
};
use super::looping::Loop;
use super::piece_settings::PieceSettings;
use super::router::Router;

/// A step after the trigger.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// The name by which expressions refer to the step's output.
    pub name: String,
    pub display_name: Option<String>,
    /// A skipped step is passed over and leaves no output.
    pub skip: Option<bool>,
    pub kind: ActionKind,
    /// Chains that follow the step by how it ended; only piece and code steps have them.
    pub failure_branches: Option<FailureBranches>,
    pub fields: Fields,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ActionKind {
    Piece(PieceSettings),
    Code(CodeSettings),
    Loop(Loop),
    Router(Router),
    /// A step type of a later version; its settings stay in the action's `fields`.
    Other(String),
}

impl Action {
    /// What people call the step.
    pub fn label(&self) -> &str {
        self.display_name.as_deref().unwrap_or(&self.name)
    }

    pub fn is_skipped(&self) -> bool {
        self.skip == Some(true)
    }

    /// The chains inside the step, in the order in which their steps are numbered.
    pub fn inner_chains(&self) -> Vec<&[Self]> {
        match (&self.kind, &self.failure_branches) {
            (ActionKind::Loop(inner), _) => vec![&inner.body],
            (ActionKind::Router(inner), _) => inner.children.iter().map(Vec::as_slice).collect(),
            (_, Some(branches)) => vec![&branches.on_success, &branches.on_failure],
            (_, None) => Vec::new(),
        }
    }

    pub(super) fn inner_chains_mut(&mut self) -> Vec<&mut [Self]> {
        match (&mut self.kind, &mut self.failure_branches) {
            (ActionKind::Loop(inner), _) => vec![&mut inner.body],
            (ActionKind::Router(inner), _) => {
                inner.children.iter_mut().map(Vec::as_mut_slice).collect()
            }
            (_, Some(branches)) => vec![&mut branches.on_success, &mut branches.on_failure],
            (_, None) => Vec::new(),
        }
    }

    /// The `type` of the step in the format.
    pub fn type_name(&self) -> &str {
        match &self.kind {
            ActionKind::Piece(_) => "PIECE",
            ActionKind::Code(_) => "CODE",
            ActionKind::Loop(_) => "LOOP_ON_ITEMS",
            ActionKind::Router(_) => "ROUTER",
            ActionKind::Other(type_name) => type_name,
        }
    }

    pub fn error_handling(&self) -> ErrorHandling {
        match &self.kind {
            ActionKind::Piece(settings) => ErrorHandling::of_settings(&settings.fields),
            ActionKind::Code(settings) => ErrorHandling::of_settings(&settings.fields),
            // Only piece and code steps have these options.
            ActionKind::Loop(_) | ActionKind::Router(_) | ActionKind::Other(_) => {
                ErrorHandling::default()
            }
        }
    }

    fn read(mut fields: Fields) -> Result<Self, FormatError> {
        let name = require_text(&mut fields, "name", "a step")?;
        let place = format!("step {name}");
        let type_name = require_text(&mut fields, "type", &place)?;
        let kind = match type_name.as_str() {
            "PIECE" => {
                let settings = require_object(&mut fields, "settings", &place)?;
                ActionKind::Piece(PieceSettings::read(settings, "actionName", &place)?)
            }
            "CODE" => {
                let settings = require_object(&mut fields, "settings", &place)?;
                ActionKind::Code(CodeSettings::read(settings)?)
            }
            "LOOP_ON_ITEMS" => ActionKind::Loop(Loop::read(&mut fields, &place)?),
            "ROUTER" => ActionKind::Router(Router::read(&mut fields, &place)?),
            _ => ActionKind::Other(type_name),
        };
        let failure_branches = match kind {
            ActionKind::Piece(_) | ActionKind::Code(_) => {
                FailureBranches::read(&mut fields, &place)?
            }
            ActionKind::Loop(_) | ActionKind::Router(_) | ActionKind::Other(_) => None,
        };
        Ok(Self {
            failure_branches,
            display_name: take_text(&mut fields, "displayName"),
            skip: take_bool(&mut fields, "skip"),
            name,
            kind,
            fields,
        })
    }

    fn write(&self) -> Fields {
        let mut out = Fields::new();
        put(&mut out, "name", Some(self.name.as_str()));
        put(&mut out, "type", Some(self.type_name()));
        put(&mut out, "displayName", self.display_name.as_deref());
        put(&mut out, "skip", self.skip);
        match &self.kind {
            ActionKind::Piece(settings) => {
                put(&mut out, "settings", Some(settings.write("actionName")));
            }
            ActionKind::Code(settings) => put(&mut out, "settings", Some(settings.write())),
            ActionKind::Loop(inner) => inner.write(&mut out),
            ActionKind::Router(inner) => inner.write(&mut out),
            ActionKind::Other(_) => {}
        }
        if let Some(branches) = &self.failure_branches {
            branches.write(&mut out);
        }
        put_all(&mut out, &self.fields);
        out
    }
}

/// Reads a chain of steps, each nested in the one before it under `nextAction`.
pub(super) fn read_chain(
    first: Option<Value>,
    field: &'static str,
    place: &str,
) -> Result<Vec<Action>, FormatError> {
    let mut chain: Vec<Action> = Vec::new();
    let mut next = first;
    loop {
        match next {
            None | Some(Value::Null) => return Ok(chain),
            Some(Value::Object(mut fields)) => {
                next = fields.shift_remove("nextAction");
                chain.push(Action::read(fields)?);
            }
            Some(_) => {
                return Err(match chain.last() {
                    None => invalid(place, field, "a step"),
                    Some(last) => invalid(&format!("step {}", last.name), "nextAction", "a step"),
                });
            }
        }
    }
}

/// Nests a chain again; an empty chain is absent.
pub(super) fn write_chain(chain: &[Action]) -> Option<Value> {
    chain.iter().rev().fold(None, |next, action| {
        let mut out = action.write();
        put(&mut out, "nextAction", next);
        Some(Value::Object(out))
    })
}
