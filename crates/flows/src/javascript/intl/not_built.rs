use std::sync::{Arc, Mutex, PoisonError};

use rquickjs::{Ctx, Error, Exception, Value};

/// Remembers what a script asked for that the embedded runner does not have.
#[derive(Debug, Clone, Default)]
pub(in crate::javascript) struct NotBuilt(Arc<Mutex<Option<String>>>);

impl NotBuilt {
    /// Throws a RangeError that says so.
    pub(super) fn refuse(&self, ctx: &Ctx<'_>, what: &str) -> Error {
        let message = format!("{what} is not available in the embedded runner");
        let error = Exception::throw_range(ctx, &message);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(message);
        error
    }

    /// The message of what was thrown, if it is such an error.
    pub(in crate::javascript) fn message_of(&self, thrown: &Value<'_>) -> Option<String> {
        let refused = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let refused = refused.as_ref()?;
        let message = thrown.as_exception()?.message()?;
        (message == *refused).then_some(message)
    }
}
