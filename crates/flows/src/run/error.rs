use super::path::StepPath;

/// The driver and the run disagree.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RunError {
    #[error("step {step} was completed, but the run waits for {}", .awaited.as_ref().map_or("no step".to_owned(), ToString::to_string))]
    NotAwaited {
        step: StepPath,
        awaited: Option<StepPath>,
    },
    #[error(
        "the journal has a record of step {step}, which the flow does not have; \
         resume the run with the version of the flow that it was started with"
    )]
    UnknownStep { step: StepPath },
}
