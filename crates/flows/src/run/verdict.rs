use serde::{Deserialize, Serialize};

/// How a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RunStatus {
    Queued,
    Running,
    Paused,
    Succeeded,
    Failed,
    InternalError,
    Timeout,
    MemoryLimitExceeded,
    LogSizeExceeded,
    QuotaExceeded,
    Canceled,
}

impl RunStatus {
    /// Whether nothing further happens in the run.
    pub fn is_terminal(self) -> bool {
        !matches!(self, Self::Queued | Self::Running | Self::Paused)
    }

    /// The name in the format, such as `SUCCEEDED`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "QUEUED",
            Self::Running => "RUNNING",
            Self::Paused => "PAUSED",
            Self::Succeeded => "SUCCEEDED",
            Self::Failed => "FAILED",
            Self::InternalError => "INTERNAL_ERROR",
            Self::Timeout => "TIMEOUT",
            Self::MemoryLimitExceeded => "MEMORY_LIMIT_EXCEEDED",
            Self::LogSizeExceeded => "LOG_SIZE_EXCEEDED",
            Self::QuotaExceeded => "QUOTA_EXCEEDED",
            Self::Canceled => "CANCELED",
        }
    }
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    /// `Succeeded` or `Failed`.
    pub status: RunStatus,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed_step: Option<FailedStep>,
    /// How many steps were performed, without the failed ones.
    pub steps_count: u32,
}

/// The step that ended a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FailedStep {
    pub name: String,
    pub display_name: String,
    pub message: String,
}
