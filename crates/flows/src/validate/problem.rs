use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::code::CodeRefusal;
use crate::expressions::ExpressionError;
use crate::format::NumberedStep;
use crate::formulas::FormulaError;

/// One thing that is wrong with a flow. Shown as "step 3, Slack: channel is missing".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The trigger is step 1.
    pub step_number: usize,
    pub step_name: String,
    pub step_display_name: String,
    pub kind: ProblemKind,
}

/// What is wrong. Its text is the message; expressions are given as they stand between the braces.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProblemKind {
    #[error("choose what starts the flow")]
    NoTrigger,
    #[error("add a step that does something")]
    NothingToDo,
    #[error("triggers of type {type_name} are not known here")]
    UnknownTriggerType { type_name: String },
    #[error("choose a trigger of this piece")]
    TriggerNotChosen,
    #[error("choose an action of this piece")]
    ActionNotChosen,
    #[error("runs in ActivePieces only: {piece} is not built in")]
    PieceNotBuiltIn { piece: String },
    #[error("runs in ActivePieces only: `{operation}` of {piece} is not built in")]
    OperationNotBuiltIn { piece: String, operation: String },
    #[error("this version of the embedded runner does not run {type_name} steps yet")]
    StepTypeNotRun { type_name: String },
    #[error(transparent)]
    Code(#[from] CodeRefusal),
    #[error("the step stands inside more than {limit} others")]
    TooDeep { limit: usize },
    #[error("`{execution_type}` is no way to run a router")]
    UnknownExecutionType { execution_type: String },
    #[error("the step's name may have letters, digits and _ only and must not begin with a digit")]
    InvalidName,
    #[error("another step has the same name; rename one of them")]
    DuplicateName,
    #[error("{input} is missing")]
    InputMissing { input: String },
    #[error("{input} must be true or false")]
    InputNotACheckbox { input: String },
    #[error("the expression that begins with `{{{{{beginning}` is too long")]
    ExpressionTooLong { beginning: String },
    #[error("{input} cannot be {value}; choose one of: {choices}")]
    InputNotAChoice {
        input: String,
        value: String,
        /// The labels, with commas between them.
        choices: String,
    },
    #[error("a placeholder has nothing between its braces")]
    EmptyPlaceholder,
    /// Which connections there are, only the caller knows: each that a flow names is reported, and
    /// whoever has it leaves the problem out (see [`Problem::connection`]). Absent when the token
    /// names none in a form that ActivePieces reads.
    #[error("`{{{{{expression}}}}}` needs a connection that does not exist here")]
    ConnectionMissing {
        expression: String,
        connection: Option<String>,
    },
    #[error(transparent)]
    Formula(#[from] FormulaError),
    #[error("`{{{{{expression}}}}}` refers to {step}, but the flow has no step of that name")]
    UnknownStep { expression: String, step: String },
    #[error("`{{{{{expression}}}}}` refers to {step}, which has not run by then")]
    StepRunsLater { expression: String, step: String },
    #[error("`{{{{{expression}}}}}` refers to {step}, which is skipped and leaves no output")]
    StepSkipped { expression: String, step: String },
    #[error("`{{{{{expression}}}}}` is not in the data: {step} has no such field")]
    UnknownField { expression: String, step: String },
    /// This and the following depend on more than the flow: whoever keeps flows finds them (see
    /// [`crate::audience`]).
    #[error(
        "the flow starts for {event_type}, which is internal: the customer has not seen the quote \
         yet, and this step writes to the customer (`{recipient}`). Choose other events, or write \
         to a colleague"
    )]
    InternalEventToCustomer {
        event_type: String,
        recipient: String,
    },
    #[error(
        "this step writes to the customer and is off until somebody switches it on: read its \
         message, then switch the step on or leave it out"
    )]
    CustomerStepUndecided,
    #[error(
        "{channel} takes messages that it never delivers; send a test to your own phone and \
         confirm that it arrived"
    )]
    TestNotConfirmed { channel: String },
}

impl From<ExpressionError> for ProblemKind {
    fn from(error: ExpressionError) -> Self {
        match error {
            ExpressionError::TooLong { beginning } => Self::ExpressionTooLong { beginning },
            ExpressionError::Formula(error) => Self::Formula(error),
        }
    }
}

impl Problem {
    pub(crate) fn of(step: &NumberedStep<'_>, kind: ProblemKind) -> Self {
        Self {
            step_number: step.number,
            step_name: step.step.name().to_owned(),
            step_display_name: step.step.label().to_owned(),
            kind,
        }
    }

    /// The external id of the connection that is missing, unless it is there.
    pub fn connection(&self) -> Option<&str> {
        match &self.kind {
            ProblemKind::ConnectionMissing { connection, .. } => connection.as_deref(),
            _ => None,
        }
    }

    /// A stable name of the kind of problem, for programs.
    pub fn code(&self) -> &'static str {
        match self.kind {
            ProblemKind::NoTrigger => "no_trigger",
            ProblemKind::NothingToDo => "nothing_to_do",
            ProblemKind::UnknownTriggerType { .. } => "unknown_trigger_type",
            ProblemKind::TriggerNotChosen => "trigger_not_chosen",
            ProblemKind::ActionNotChosen => "action_not_chosen",
            ProblemKind::PieceNotBuiltIn { .. } => "piece_not_built_in",
            ProblemKind::OperationNotBuiltIn { .. } => "operation_not_built_in",
            ProblemKind::StepTypeNotRun { .. } => "step_type_not_run",
            ProblemKind::Code(_) => "code_not_run",
            ProblemKind::TooDeep { .. } => "too_deep",
            ProblemKind::UnknownExecutionType { .. } => "unknown_execution_type",
            ProblemKind::InvalidName => "invalid_name",
            ProblemKind::DuplicateName => "duplicate_name",
            ProblemKind::InputMissing { .. } => "input_missing",
            ProblemKind::InputNotACheckbox { .. } => "input_not_a_checkbox",
            ProblemKind::ExpressionTooLong { .. } => "expression_too_long",
            ProblemKind::InputNotAChoice { .. } => "input_not_a_choice",
            ProblemKind::EmptyPlaceholder => "empty_placeholder",
            ProblemKind::ConnectionMissing { .. } => "connection_missing",
            ProblemKind::Formula(_) => "formula",
            ProblemKind::UnknownStep { .. } => "unknown_step",
            ProblemKind::StepRunsLater { .. } => "step_runs_later",
            ProblemKind::StepSkipped { .. } => "step_skipped",
            ProblemKind::UnknownField { .. } => "unknown_field",
            ProblemKind::InternalEventToCustomer { .. } => "internal_event_to_customer",
            ProblemKind::CustomerStepUndecided => "customer_step_undecided",
            ProblemKind::TestNotConfirmed { .. } => "test_not_confirmed",
        }
    }

    /// Whether the flow cannot run at all. Other problems are for the person who builds it: a run
    /// has an answer to them, which is seldom the wanted one (a name that does not exist is empty).
    pub fn prevents_a_run(&self) -> bool {
        match self.kind {
            ProblemKind::NothingToDo
            | ProblemKind::InputMissing { .. }
            | ProblemKind::InputNotACheckbox { .. }
            | ProblemKind::InputNotAChoice { .. }
            | ProblemKind::EmptyPlaceholder
            | ProblemKind::ConnectionMissing { .. }
            | ProblemKind::UnknownStep { .. }
            | ProblemKind::StepRunsLater { .. }
            | ProblemKind::StepSkipped { .. }
            | ProblemKind::UnknownField { .. }
            | ProblemKind::InternalEventToCustomer { .. }
            | ProblemKind::CustomerStepUndecided
            | ProblemKind::TestNotConfirmed { .. } => false,
            ProblemKind::NoTrigger
            | ProblemKind::UnknownTriggerType { .. }
            | ProblemKind::TriggerNotChosen
            | ProblemKind::ActionNotChosen
            | ProblemKind::PieceNotBuiltIn { .. }
            | ProblemKind::OperationNotBuiltIn { .. }
            | ProblemKind::StepTypeNotRun { .. }
            | ProblemKind::Code(_)
            | ProblemKind::TooDeep { .. }
            | ProblemKind::UnknownExecutionType { .. }
            | ProblemKind::InvalidName
            | ProblemKind::DuplicateName
            | ProblemKind::ExpressionTooLong { .. }
            | ProblemKind::Formula(_) => true,
        }
    }

    /// Whether the step is one for ActivePieces alone: nothing about it can be repaired to make it
    /// run here.
    pub fn is_activepieces_only(&self) -> bool {
        matches!(
            self.kind,
            ProblemKind::UnknownTriggerType { .. }
                | ProblemKind::PieceNotBuiltIn { .. }
                | ProblemKind::OperationNotBuiltIn { .. }
                | ProblemKind::StepTypeNotRun { .. }
                | ProblemKind::Code(CodeRefusal::Package { .. } | CodeRefusal::ComputedPackage)
        )
    }

    /// What is wrong, without the step.
    pub fn message(&self) -> String {
        self.kind.to_string()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            step_number,
            step_display_name,
            kind,
            ..
        } = self;
        write!(f, "step {step_number}, {step_display_name}: {kind}")
    }
}

/// `{stepNumber, stepName, stepDisplayName, code, message}`.
impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Problem", 5)?;
        out.serialize_field("stepNumber", &self.step_number)?;
        out.serialize_field("stepName", &self.step_name)?;
        out.serialize_field("stepDisplayName", &self.step_display_name)?;
        out.serialize_field("code", self.code())?;
        out.serialize_field("message", &self.message())?;
        out.end()
    }
}
