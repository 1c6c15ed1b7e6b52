use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use crate::{Answer, receiver::Received};

/// Answers that a test puts before what the stand-in would say.
#[derive(Debug, Default)]
pub(super) struct Planned(Mutex<VecDeque<Plan>>);

#[derive(Debug)]
struct Plan {
    method: &'static str,
    path: String,
    answer: Answer,
}

impl Planned {
    /// The next request of this method whose path begins so gets this answer; nothing else happens.
    pub(super) fn add(&self, method: &'static str, path: &str, answer: Answer) {
        let mut plans = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        plans.push_back(Plan {
            method,
            path: path.to_owned(),
            answer,
        });
    }

    pub(super) fn take(&self, request: &Received) -> Option<Answer> {
        let mut plans = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fits = |plan: &Plan| {
            request.method.as_str() == plan.method && request.path.starts_with(&plan.path)
        };
        let position = plans.iter().position(fits)?;
        plans.remove(position).map(|plan| plan.answer)
    }
}
