use super::path::StepPath;

/// A run that waits for longer, or for somebody: nothing happens in it until it is resumed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    pub path: StepPath,
    /// When it goes on by itself, in milliseconds since 1970; ask again then.
    pub resume_at_ms: Option<i64>,
    /// Whoever calls this waitpoint goes on with it, see [`super::Run::resume`].
    pub waitpoint: Option<String>,
}
