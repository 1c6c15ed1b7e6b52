use super::record::StepStatus;

/// The driver and the run disagree.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RunError {
    #[error("step {step} was completed, but the run waits for {}", .awaited.as_deref().unwrap_or("no step"))]
    NotAwaited {
        step: String,
        awaited: Option<String>,
    },
    #[error(
        "the journal has a record of step {step}, which the flow does not have; \
         resume the run with the version of the flow that it was started with"
    )]
    UnknownStep { step: String },
    #[error(
        "the journal says that step {step} is {status:?}, from where this version cannot go on"
    )]
    CannotResume { step: String, status: StepStatus },
}
