use winfactor_domain::{EventType, Locale};
use winfactor_service::flows::{CodeRefusal, FormulaError, Problem, ProblemKind};

use crate::view::texts::{
    code_problems::CodeProblemTexts, event_types::event_name, flow_problems::FlowProblemTexts,
    formula_problems::FormulaProblemTexts,
};

/// What keeps a flow from being switched on, in the reader's language: the step, and what is wrong
/// with it.
pub(super) fn sentence(problem: &Problem, locale: Locale) -> String {
    let texts = FlowProblemTexts::of(locale);
    let step = texts.step(problem.step_number, &problem.step_display_name);
    format!("{step}: {}", what(&problem.kind, texts, locale))
}

fn what(kind: &ProblemKind, texts: &FlowProblemTexts, locale: Locale) -> String {
    match kind {
        ProblemKind::NoTrigger => texts.no_trigger.to_owned(),
        ProblemKind::NothingToDo => texts.nothing_to_do.to_owned(),
        ProblemKind::UnknownTriggerType { type_name } => texts.unknown_trigger(type_name),
        ProblemKind::TriggerNotChosen => texts.trigger_not_chosen.to_owned(),
        ProblemKind::ActionNotChosen => texts.action_not_chosen.to_owned(),
        ProblemKind::PieceNotBuiltIn { piece } => texts.piece(piece),
        ProblemKind::OperationNotBuiltIn { piece, operation } => texts.operation(operation, piece),
        ProblemKind::StepTypeNotRun { type_name } => texts.step_type(type_name),
        ProblemKind::Code(refusal) => code(refusal, CodeProblemTexts::of(locale)),
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
        ProblemKind::Formula(error) => formula(error, FormulaProblemTexts::of(locale)),
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
        ProblemKind::InternalEventToCustomer {
            event_type,
            recipient,
        } => {
            let event = event_type.parse::<EventType>();
            let event = event.map_or(&**event_type, |event| event_name(event, locale));
            texts.internal_event(event, recipient)
        }
        ProblemKind::CustomerStepUndecided => texts.customer_step.to_owned(),
        ProblemKind::TestNotConfirmed { channel } => texts.test_not_confirmed(channel),
    }
}

fn code(refusal: &CodeRefusal, texts: &CodeProblemTexts) -> String {
    match refusal {
        CodeRefusal::NoSource => texts.no_source.to_owned(),
        CodeRefusal::Syntax { message, line } => texts.syntax(*line, message),
        CodeRefusal::Package { package } => texts.package(package),
        CodeRefusal::ComputedPackage => texts.computed_package.to_owned(),
        CodeRefusal::NoExport => texts.no_export.to_owned(),
        CodeRefusal::TooDeep => texts.too_deep.to_owned(),
        CodeRefusal::TooLong { limit } => texts.too_long(*limit),
    }
}

fn formula(error: &FormulaError, texts: &FormulaProblemTexts) -> String {
    match error {
        FormulaError::NotClosed => texts.not_closed.to_owned(),
        FormulaError::UnknownVersion { version } => texts.unknown_version(version),
        FormulaError::TooLong { limit } => texts.too_long(*limit),
        FormulaError::TooComplex { limit } => texts.too_complex(*limit),
        FormulaError::EndsEarly => texts.ends_early.to_owned(),
        FormulaError::Unexpected { near } => texts.unexpected(near),
        FormulaError::Unbalanced { opening, near } => texts.unbalanced(&opening.to_string(), near),
        FormulaError::UnknownEscape { escaped } => texts.unknown_escape(escaped),
        FormulaError::Assignment => texts.assignment.to_owned(),
        FormulaError::BrokenJson { near } => texts.broken_json(near),
        FormulaError::UnknownFunction { name } => texts.unknown_function(name),
        FormulaError::UnknownName { name } => texts.unknown_name(name),
        FormulaError::MissingValue { function, position } => {
            texts.missing_value(function, *position)
        }
        FormulaError::TooFewValues {
            function,
            needed,
            given,
        } => texts.too_few(function, *given, *needed),
        FormulaError::TooManyValues {
            function,
            most,
            given,
        } => texts.too_many(function, *given, *most),
        // Found in a run only.
        error => texts.other(&error.to_string()),
    }
}

fn braced(expression: &str) -> String {
    format!("{{{{{expression}}}}}")
}
