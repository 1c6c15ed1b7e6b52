use super::traces::leaves_no_trace;

/// The text of an expression that needs a JavaScript engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    pub(super) text: Box<str>,
    leaves_no_trace: bool,
}

impl Script {
    pub(crate) fn new(text: &str) -> Self {
        Self {
            text: text.into(),
            leaves_no_trace: leaves_no_trace(text),
        }
    }

    /// Whether the engine is afterwards as it was before, so that others can use it.
    pub(crate) fn leaves_no_trace(&self) -> bool {
        self.leaves_no_trace
    }

    /// Whether the script can see a step of this name: it occurs in the text. A name that is no
    /// identifier cannot be seen.
    pub(super) fn names(&self, step: &str) -> bool {
        let is_identifier = !step.starts_with(|c: char| c.is_ascii_digit())
            && !step.is_empty()
            && step.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        is_identifier && self.text.contains(step)
    }
}
