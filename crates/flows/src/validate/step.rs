use serde_json::Value;

use crate::code::CodeStep;
use crate::format::{Action, ActionKind, PieceSettings, Router, Trigger, TriggerKind};
use crate::pieces::{PieceCatalog, is_own_connection};

use super::input::check_input;
use super::known_steps::KnownSteps;
use super::placeholder::check_value;
use super::problem::ProblemKind;

pub(super) fn check_trigger(
    trigger: &Trigger,
    catalog: &PieceCatalog,
    kinds: &mut Vec<ProblemKind>,
) {
    match &trigger.kind {
        TriggerKind::Empty => kinds.push(ProblemKind::NoTrigger),
        TriggerKind::Other(type_name) => kinds.push(ProblemKind::UnknownTriggerType {
            type_name: type_name.clone(),
        }),
        TriggerKind::Piece(settings) => {
            if catalog.trigger(settings).is_none() {
                kinds.push(not_built_in(
                    settings,
                    catalog,
                    ProblemKind::TriggerNotChosen,
                ));
            }
        }
    }
}

pub(super) fn check_action(
    action: &Action,
    catalog: &PieceCatalog,
    known: &KnownSteps<'_>,
    kinds: &mut Vec<ProblemKind>,
) {
    match &action.kind {
        ActionKind::Piece(settings) => check_piece(settings, catalog, known, kinds),
        ActionKind::Code(settings) => {
            kinds.extend(CodeStep::compile(settings).err().map(ProblemKind::Code));
            for value in settings.input.values() {
                check_value(value, known, kinds);
            }
        }
        ActionKind::Loop(inner) => {
            let items = inner.items.as_deref().unwrap_or_default();
            if items.trim().is_empty() {
                kinds.push(ProblemKind::InputMissing {
                    input: "Items".to_owned(),
                });
            }
            check_value(&items.into(), known, kinds);
        }
        ActionKind::Router(inner) => check_router(inner, known, kinds),
        ActionKind::Other(type_name) => kinds.push(ProblemKind::StepTypeNotRun {
            type_name: type_name.clone(),
        }),
    }
}

fn check_router(router: &Router, known: &KnownSteps<'_>, kinds: &mut Vec<ProblemKind>) {
    match router.execution_type.as_deref() {
        Some(Router::FIRST_MATCH | Router::ALL_MATCH) => {}
        other => kinds.push(ProblemKind::UnknownExecutionType {
            execution_type: other.unwrap_or_default().to_owned(),
        }),
    }
    check_value(&router.settings_value(), known, kinds);
}

fn check_piece(
    settings: &PieceSettings,
    catalog: &PieceCatalog,
    known: &KnownSteps<'_>,
    kinds: &mut Vec<ProblemKind>,
) {
    let Some(definition) = catalog.action(settings) else {
        kinds.push(not_built_in(
            settings,
            catalog,
            ProblemKind::ActionNotChosen,
        ));
        return;
    };
    for prop in &definition.props {
        kinds.extend(check_input(prop, settings.input.get(&prop.name)));
    }
    for (name, value) in &settings.input {
        if !is_own_connection(settings, name) {
            check_value(value, known, kinds);
        }
    }
}

/// Samples of what the step gives, for the checks of the steps after it.
pub(super) fn sample_output(action: &Action, catalog: &PieceCatalog) -> Vec<Value> {
    match &action.kind {
        ActionKind::Piece(settings) => catalog
            .action(settings)
            .and_then(|definition| definition.certain_output())
            .into_iter()
            .collect(),
        ActionKind::Code(_)
        | ActionKind::Loop(_)
        | ActionKind::Router(_)
        | ActionKind::Other(_) => Vec::new(),
    }
}

fn not_built_in(
    settings: &PieceSettings,
    catalog: &PieceCatalog,
    not_chosen: ProblemKind,
) -> ProblemKind {
    let piece = settings.piece_name.clone();
    match &settings.operation {
        _ if catalog.piece(&piece).is_none() => ProblemKind::PieceNotBuiltIn { piece },
        Some(operation) => ProblemKind::OperationNotBuiltIn {
            piece,
            operation: operation.clone(),
        },
        None => not_chosen,
    }
}
