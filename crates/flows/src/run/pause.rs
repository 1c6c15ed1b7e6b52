use super::path::StepPath;
use super::record::{AwaitedConnection, RecordedWaitpoint, StepRecord};

/// A run that waits for longer, or for somebody: nothing happens in it until it is resumed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    pub path: StepPath,
    /// When it goes on by itself, in milliseconds since 1970; ask again then.
    pub resume_at_ms: Option<i64>,
    /// Whoever calls this waitpoint goes on with it, see [`super::Run::resume`].
    pub waitpoint: Option<String>,
    /// The connection that it waits for. The run keeps the connections that it was given: once this
    /// one can be used, restore the run with it.
    pub connection: Option<AwaitedConnection>,
    /// When the wait began, in milliseconds since 1970; nothing when that was not noted.
    pub since_ms: Option<i64>,
}

impl Pause {
    /// What the record of a paused step says.
    pub(super) fn of(path: &StepPath, record: &StepRecord) -> Self {
        let waitpoint = record.waitpoint.as_ref().map(RecordedWaitpoint::id);
        Self {
            path: path.clone(),
            resume_at_ms: record.continue_at,
            waitpoint: waitpoint.map(str::to_owned),
            connection: record.connection.clone(),
            since_ms: record.waits_since,
        }
    }
}
