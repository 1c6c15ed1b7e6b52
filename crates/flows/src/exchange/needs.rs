use serde_json::Value;

use crate::expressions::{ConnectionReference, Part, split, split_off_mark};
use crate::format::{ActionKind, FlowVersion, NumberedStep, PieceSettings, Step, TriggerKind};
use crate::pieces::WINFACTOR_PIECE;

use super::one_side_only::runs_here_only;

/// What a flow needs of the ActivePieces server that runs it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// A piece for each step that is one of a piece, in the order of the steps.
    pub pieces: Vec<PieceUse>,
    /// Each connection once, in the order of their first use.
    pub connections: Vec<ConnectionUse>,
    /// Steps that no ActivePieces runs: their piece there lacks the action.
    pub here_only: Vec<UsedStep>,
    /// The trigger registers itself at WinFactor when the flow is published: it needs no endpoint.
    pub registers_itself: bool,
}

/// A step that needs something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedStep {
    /// The trigger is 1.
    pub number: usize,
    pub display_name: String,
}

/// A step of a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PieceUse {
    pub step: UsedStep,
    pub piece: String,
    pub version: String,
    /// The name of the trigger or of the action; absent while none is chosen.
    pub operation: Option<String>,
    pub is_trigger: bool,
    /// Whether it names a connection.
    pub has_connection: bool,
}

/// A connection that steps name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectionUse {
    pub external_id: String,
    pub steps: Vec<UsedStep>,
}

/// Steps that are passed over need nothing.
#[must_use]
pub fn needs(flow: &FlowVersion) -> Needs {
    let mut needs = Needs::default();
    for step in flow.steps().iter().filter(|step| !step.skipped) {
        match step.step {
            Step::Trigger(trigger) => {
                if let TriggerKind::Piece(settings) = &trigger.kind {
                    needs.registers_itself = settings.piece_name == WINFACTOR_PIECE;
                    needs.add_piece(step, settings);
                }
            }
            Step::Action(action) => match &action.kind {
                ActionKind::Piece(settings) => needs.add_piece(step, settings),
                ActionKind::Code(settings) => settings
                    .input
                    .values()
                    .for_each(|value| needs.add_connections(step, value)),
                ActionKind::Loop(inner) => {
                    let items = inner.items.as_deref().unwrap_or_default();
                    needs.add_connections(step, &items.into());
                }
                ActionKind::Router(inner) => needs.add_connections(step, &inner.settings_value()),
                ActionKind::Other(_) => {}
            },
        }
    }
    needs
}

impl Needs {
    fn add_piece(&mut self, step: &NumberedStep<'_>, settings: &PieceSettings) {
        let operation = settings.operation.as_deref();
        if runs_here_only(step.step) {
            self.here_only.push(UsedStep::of(step));
        }
        let auth = settings.input.get("auth");
        self.pieces.push(PieceUse {
            step: UsedStep::of(step),
            piece: settings.piece_name.clone(),
            version: settings
                .piece_version
                .trim_start_matches(['~', '^'])
                .to_owned(),
            operation: operation.map(str::to_owned),
            is_trigger: matches!(step.step, Step::Trigger(_)),
            has_connection: auth
                .and_then(Value::as_str)
                .is_some_and(|it| !it.trim().is_empty()),
        });
        settings
            .input
            .values()
            .for_each(|value| self.add_connections(step, value));
    }

    /// Goes through the texts of a value with a stack of its own: it may be nested deep.
    fn add_connections(&mut self, step: &NumberedStep<'_>, value: &Value) {
        let mut values = vec![value];
        while let Some(value) = values.pop() {
            match value {
                Value::String(text) => self.add_connections_of(step, text),
                Value::Array(items) => values.extend(items.iter().rev()),
                Value::Object(members) => values.extend(members.values().rev()),
                Value::Null | Value::Bool(_) | Value::Number(_) => {}
            }
        }
    }

    fn add_connections_of(&mut self, step: &NumberedStep<'_>, text: &str) {
        for part in split(text) {
            let Part::Token(inside) = part else {
                continue;
            };
            let Some(reference) = ConnectionReference::parse(split_off_mark(inside).0) else {
                continue;
            };
            let Some(external_id) = reference.name() else {
                continue;
            };
            let known = self.connections.iter_mut();
            let used = UsedStep::of(step);
            match known.into_iter().find(|it| it.external_id == external_id) {
                Some(known) if known.steps.contains(&used) => {}
                Some(known) => known.steps.push(used),
                None => self.connections.push(ConnectionUse {
                    external_id: external_id.to_owned(),
                    steps: vec![used],
                }),
            }
        }
    }
}

impl UsedStep {
    fn of(step: &NumberedStep<'_>) -> Self {
        Self {
            number: step.number,
            display_name: step.step.label().to_owned(),
        }
    }
}
