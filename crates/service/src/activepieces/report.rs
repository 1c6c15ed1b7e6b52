use winfactor_domain::EndpointId;

use super::Missing;

/// What came of it. Bringing the same flow again goes on where this ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    pub source: String,
    pub name: String,
    pub project_id: String,
    /// All of them, in order.
    pub steps: Vec<Progress>,
    /// What the flow needs and the server has not; nothing is changed there before it has.
    pub missing: Vec<Missing>,
    /// Once the flow is there.
    pub flow_id: Option<String>,
    pub webhook_url: Option<String>,
    /// Once there is one; none for a trigger that registers itself.
    pub endpoint: Option<EndpointId>,
    /// Whether events start the flow from now on.
    pub complete: bool,
}

/// A step of bringing a flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    pub task: Task,
    pub state: StepState,
    /// For people: what was done, what went wrong, or what was not done.
    pub message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Pieces and connections are looked up.
    Check,
    /// The flow is made there, or replaced.
    Import,
    /// It is published and switched on.
    Publish,
    /// An endpoint sends it our events.
    Endpoint,
}

impl Task {
    pub const ALL: [Task; 4] = [Task::Check, Task::Import, Task::Publish, Task::Endpoint];

    /// A stable word for programs.
    pub fn code(self) -> &'static str {
        match self {
            Task::Check => "check",
            Task::Import => "import",
            Task::Publish => "publish",
            Task::Endpoint => "endpoint",
        }
    }

    pub(super) fn not_done(self) -> &'static str {
        match self {
            Task::Check => "pieces and connections were not looked up",
            Task::Import => "the flow was not imported",
            Task::Publish => "the flow was not published",
            Task::Endpoint => "no endpoint was made for it",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    Done,
    Failed,
    /// A step before it failed.
    NotDone,
}

impl StepState {
    /// A stable word for programs.
    pub fn code(self) -> &'static str {
        match self {
            StepState::Done => "done",
            StepState::Failed => "failed",
            StepState::NotDone => "not_done",
        }
    }
}
