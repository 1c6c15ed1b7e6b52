use winfactor_domain::Locale;
use winfactor_service::flows::{Problem, ProblemKind};

use crate::view::texts::flow_problems::FlowProblemTexts;

/// What keeps a flow from being switched on, in the reader's language: the step, and what is wrong
/// with it.
pub(super) fn sentence(problem: &Problem, locale: Locale) -> String {
    let texts = FlowProblemTexts::of(locale);
    let step = texts.step(problem.step_number, &problem.step_display_name);
    format!("{step}: {}", what(&problem.kind, texts))
}

fn what(kind: &ProblemKind, texts: &FlowProblemTexts) -> String {
    match kind {
        ProblemKind::NoTrigger => texts.no_trigger.to_owned(),
        ProblemKind::NothingToDo => texts.nothing_to_do.to_owned(),
        ProblemKind::UnknownTriggerType { type_name } => texts.unknown_trigger(type_name),
        ProblemKind::TriggerNotChosen => texts.trigger_not_chosen.to_owned(),
        ProblemKind::ActionNotChosen => texts.action_not_chosen.to_owned(),
        ProblemKind::PieceNotBuiltIn { piece } => texts.piece(piece),
        ProblemKind::OperationNotBuiltIn { piece, operation } => texts.operation(operation, piece),
        ProblemKind::StepTypeNotRun { type_name } => texts.step_type(type_name),
        ProblemKind::Code(refusal) => texts.code(&refusal.to_string()),
        ProblemKind::TooDeep { limit } => texts.too_deep(*limit),
        ProblemKind::UnknownExecutionType { execution_type } => {
            texts.execution_type(execution_type)
        }
        ProblemKind::InvalidName => texts.invalid_name.to_owned(),
        ProblemKind::DuplicateName => texts.duplicate_name.to_owned(),
        ProblemKind::InputMissing { input } => texts.input_missing(input),
        ProblemKind::InputNotACheckbox { input } => texts.input_not_a_checkbox(input),
        ProblemKind::ExpressionTooLong { beginning } => texts.expression(beginning),
        ProblemKind::InputNotAChoice {
            input,
            value,
            choices,
        } => texts.input_not_a_choice(input, value, choices),
        ProblemKind::EmptyPlaceholder => texts.empty_placeholder.to_owned(),
        ProblemKind::ConnectionMissing { expression, .. } => texts.connection(&braced(expression)),
        ProblemKind::Formula(error) => texts.formula(&error.to_string()),
        ProblemKind::UnknownStep { expression, step } => {
            texts.unknown_step(&braced(expression), step)
        }
        ProblemKind::StepRunsLater { expression, step } => {
            texts.step_later(&braced(expression), step)
        }
        ProblemKind::StepSkipped { expression, step } => {
            texts.step_skipped(&braced(expression), step)
        }
        ProblemKind::UnknownField { expression, step } => {
            texts.unknown_field(&braced(expression), step)
        }
    }
}

fn braced(expression: &str) -> String {
    format!("{{{{{expression}}}}}")
}
