use winfactor_domain::EventType;
use winfactor_service::flows::{CodeRefusal, FormulaError, Problem, ProblemKind};

use super::cast::Cast;

/// Every kind of problem that keeps a flow from being switched on.
pub(super) fn problems(cast: &Cast) -> Vec<Problem> {
    let expression = || cast.told("step_9.output.id");
    let step = || cast.told("step_9");
    let piece = || cast.told("@activepieces/piece-notion");
    let kinds = [
        ProblemKind::NoTrigger,
        ProblemKind::NothingToDo,
        ProblemKind::UnknownTriggerType {
            type_name: cast.told("MANUAL"),
        },
        ProblemKind::TriggerNotChosen,
        ProblemKind::ActionNotChosen,
        ProblemKind::PieceNotBuiltIn { piece: piece() },
        ProblemKind::OperationNotBuiltIn {
            piece: piece(),
            operation: cast.told("create_page"),
        },
        ProblemKind::StepTypeNotRun {
            type_name: cast.told("AGENT"),
        },
        ProblemKind::Code(CodeRefusal::Package {
            package: cast.told("axios"),
        }),
        ProblemKind::TooDeep { limit: 200 },
        ProblemKind::UnknownExecutionType {
            execution_type: cast.told("EXECUTE_SOME"),
        },
        ProblemKind::InvalidName,
        ProblemKind::DuplicateName,
        ProblemKind::InputMissing {
            input: cast.told("channel"),
        },
        ProblemKind::InputNotACheckbox {
            input: cast.told("unfurlLinks"),
        },
        ProblemKind::ExpressionTooLong {
            beginning: cast.told("1 + 1"),
        },
        ProblemKind::InputNotAChoice {
            input: cast.told("Method"),
            value: cast.told("TRACE"),
            choices: cast.told("GET, POST"),
        },
        ProblemKind::EmptyPlaceholder,
        ProblemKind::ConnectionMissing {
            expression: cast.told("connections.slack"),
            connection: Some("slack".to_owned()),
        },
        ProblemKind::Formula(FormulaError::UnknownFunction {
            name: cast.told("shout"),
        }),
        ProblemKind::UnknownStep {
            expression: expression(),
            step: step(),
        },
        ProblemKind::StepRunsLater {
            expression: expression(),
            step: step(),
        },
        ProblemKind::StepSkipped {
            expression: expression(),
            step: step(),
        },
        ProblemKind::UnknownField {
            expression: expression(),
            step: step(),
        },
        ProblemKind::InternalEventToCustomer {
            event_type: EventType::QuoteCreated.to_string(),
            recipient: cast.told("{{step_9.to}}"),
        },
        ProblemKind::CustomerStepUndecided,
        ProblemKind::TestNotConfirmed {
            channel: cast.told("WhatsApp Business"),
        },
    ];
    let of = |(step_number, kind)| Problem {
        step_number,
        step_name: format!("step_{step_number}"),
        step_display_name: cast.told(cast.words.step),
        kind,
    };
    (2..).zip(kinds).map(of).collect()
}
