use serde_json::Value;

use super::fields::Fields;

/// What happens when a step fails (`errorHandlingOptions`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ErrorHandling {
    /// The run goes on after the failed step.
    pub continue_on_failure: bool,
    /// The step is tried again, see [`crate::run::RetrySchedule`].
    pub retry_on_failure: bool,
}

impl ErrorHandling {
    /// Reads the options out of a step's settings; what is absent is off.
    pub(super) fn of_settings(settings: &Fields) -> Self {
        let is_on = |option: &str| {
            settings
                .get("errorHandlingOptions")
                .and_then(|options| options.get(option)?.get("value"))
                .and_then(Value::as_bool)
                .unwrap_or(false)
        };
        Self {
            continue_on_failure: is_on("continueOnFailure"),
            retry_on_failure: is_on("retryOnFailure"),
        }
    }
}
