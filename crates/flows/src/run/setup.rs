use std::fmt;

use url::Url;

use crate::expressions::Evaluator;

use super::limits::RunLimits;

/// What a run has at hand beside its flow and its trigger's output.
#[derive(Debug)]
pub struct RunSetup {
    pub evaluator: Evaluator,
    pub waitpoints: Waitpoints,
    pub limits: RunLimits,
}

/// Makes waitpoints: addresses at which somebody goes on with a run that is paused.
pub struct Waitpoints {
    base_address: Url,
    new_id: Box<dyn FnMut() -> String + Send + Sync>,
}

impl Waitpoints {
    /// A waitpoint's address is `base_address`, a slash and its id. An id must not be guessed: it is
    /// all that the address protects the run with.
    pub fn new(base_address: Url, new_id: impl FnMut() -> String + Send + Sync + 'static) -> Self {
        Self {
            base_address,
            new_id: Box::new(new_id),
        }
    }

    pub(super) fn new_id(&mut self) -> String {
        (self.new_id)()
    }

    pub(super) fn address(&self, id: &str) -> Url {
        let mut address = self.base_address.clone();
        // An address of http or https has segments.
        if let Ok(mut segments) = address.path_segments_mut() {
            segments.pop_if_empty().push(id);
        }
        address
    }
}

impl fmt::Debug for Waitpoints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waitpoints")
            .field("base_address", &self.base_address.as_str())
            .finish_non_exhaustive()
    }
}
