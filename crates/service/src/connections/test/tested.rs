use winfactor_connectors::channels::{ChannelFailure, Verdict, WhoActs};

use super::super::Fault;

/// What a test of a connection came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tested {
    pub result: TestResult,
    /// In words for people; no secret in it.
    pub message: String,
    /// What is wrong with the connection, where that is known.
    fault: Option<Fault>,
}

/// Whether a connection works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TestResult {
    Works,
    Fails,
    /// The service could not be asked, or can only be asked by sending something.
    Unknown,
}

impl TestResult {
    pub const ALL: [TestResult; 3] = [TestResult::Works, TestResult::Fails, TestResult::Unknown];

    pub fn code(self) -> &'static str {
        match self {
            TestResult::Works => "works",
            TestResult::Fails => "fails",
            TestResult::Unknown => "unknown",
        }
    }
}

impl Tested {
    pub(super) fn of(asked: Result<Verdict, ChannelFailure>) -> Self {
        match asked {
            Ok(Verdict::Works(message)) => Tested {
                result: TestResult::Works,
                message,
                fault: None,
            },
            Ok(Verdict::Unsure(message)) => Tested::unknown(message),
            Err(failure) => match failure.who {
                WhoActs::Connection(fault) => Tested::fails(failure.message, Some(fault.into())),
                WhoActs::Author | WhoActs::Operator | WhoActs::ReceiverForGood => {
                    Tested::fails(failure.message, None)
                }
                WhoActs::ReceiverForNow { .. } => Tested::unknown(failure.message),
            },
        }
    }

    pub(super) fn fails(message: impl Into<String>, fault: Option<Fault>) -> Self {
        Tested {
            result: TestResult::Fails,
            message: message.into(),
            fault,
        }
    }

    pub(super) fn unknown(message: impl Into<String>) -> Self {
        Tested {
            result: TestResult::Unknown,
            message: message.into(),
            fault: None,
        }
    }

    pub(in super::super) fn fault(&self) -> Option<Fault> {
        self.fault
    }
}
