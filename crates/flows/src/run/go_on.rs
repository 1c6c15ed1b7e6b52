//! Goes on with the step that a run is at, from where its record says that it stands.

use std::sync::Arc;

use crate::pieces::ResumePayload;

use super::compiled::{CompiledStep, StepKind};
use super::machine::{Current, Next, Run};
use super::pause::Pause;
use super::record::{StepRecord, StepStatus};
use super::verdict::FailedStep;

/// What a try of a step begins with.
#[derive(Debug)]
pub(super) enum Reached {
    Anew {
        /// 1 for the first try.
        tries: u32,
        /// This try was begun before a restart.
        is_uncertain: bool,
    },
    /// The wait that the step asked for is over.
    WaitOver {
        tries: u32,
        put_off: u32,
        /// A try before the wait was begun before a restart.
        is_uncertain: bool,
    },
    /// The call that the step waited for has come.
    Called {
        tries: u32,
        payload: Box<ResumePayload>,
    },
}

impl Reached {
    /// The first try.
    pub(super) const ANEW: Self = Self::Anew {
        tries: 1,
        is_uncertain: false,
    };

    pub(super) fn tries(&self) -> u32 {
        match self {
            Self::Anew { tries, .. }
            | Self::WaitOver { tries, .. }
            | Self::Called { tries, .. } => *tries,
        }
    }

    /// How often the receiver has asked to wait.
    pub(super) fn put_off(&self) -> u32 {
        match self {
            Self::WaitOver { put_off, .. } => *put_off,
            Self::Anew { .. } | Self::Called { .. } => 0,
        }
    }

    /// Whether it may be that the effect happened before.
    pub(super) fn is_uncertain(&self) -> bool {
        match self {
            Self::Anew { is_uncertain, .. } | Self::WaitOver { is_uncertain, .. } => *is_uncertain,
            Self::Called { .. } => false,
        }
    }
}

impl Run {
    pub(super) fn go_on(&mut self, current: Current, now_ms: i64) -> Option<Next> {
        if let Some(request) = &current.awaited {
            let request = request.clone();
            self.current = Some(current);
            return Some(Next::Perform(request));
        }
        let flow = Arc::clone(&self.flow);
        let step = flow.step(current.step);
        let record = self.journal.get(&current.path).cloned();
        if let Some(record) = record.as_ref().filter(|_| current.needs_connection) {
            let pause = Pause::of(&current.path, record);
            self.current = Some(current);
            return Some(Next::Paused(pause));
        }
        if let Some(record) = &record
            && self.pass_over(&current, step, record)
        {
            return None;
        }
        if let Some((status, message)) = self.used.exceeds(&self.limits) {
            self.end(status, Some(step.failed(message)));
            return None;
        }
        match &step.kind {
            StepKind::Loop { items, body } => {
                self.enter_loop(current, step, items, *body, now_ms);
            }
            StepKind::Router(router) => self.enter_router(current, step, router, now_ms),
            StepKind::Code(code) => match self.reach(&current, record.as_deref(), now_ms) {
                Ok(reached) => self.try_code(current, step, code, &reached, now_ms),
                Err(waiting) => return Some(self.stay(current, waiting)),
            },
            StepKind::Piece(piece) => match self.reach(&current, record.as_deref(), now_ms) {
                Ok(reached) => return self.try_piece(current, step, piece, reached, now_ms),
                Err(waiting) => return Some(self.stay(current, waiting)),
            },
        }
        None
    }

    fn stay(&mut self, current: Current, waiting: Box<Next>) -> Next {
        self.current = Some(current);
        *waiting
    }

    /// Settles a step that its record says has ended; whether it has.
    fn pass_over(&mut self, current: &Current, step: &CompiledStep, record: &StepRecord) -> bool {
        match (record.status, &step.kind) {
            (StepStatus::Failed, _) => self.settle_failed(current, step, record),
            // What they contain is gone through again.
            (_, StepKind::Loop { .. } | StepKind::Router(_)) => return false,
            (StepStatus::Succeeded | StepStatus::Stopped, _) => {
                self.settle_succeeded(current, step, record);
            }
            (StepStatus::Running | StepStatus::Paused, _) => return false,
        }
        true
    }

    /// How the next try begins, or what it waits for.
    fn reach(
        &mut self,
        current: &Current,
        record: Option<&StepRecord>,
        now_ms: i64,
    ) -> Result<Reached, Box<Next>> {
        let Some(record) = record else {
            return Ok(Reached::ANEW);
        };
        let tries = record.tries;
        let waits_for = record.continue_at.filter(|at| now_ms < *at);
        if record.status == StepStatus::Paused {
            if record.waitpoint.is_some()
                && let Some(payload) = self.payload.take()
            {
                let payload = Box::new(payload);
                return Ok(Reached::Called { tries, payload });
            }
            let is_over = record.continue_at.is_some() && waits_for.is_none();
            // Whether the connection can be used by now shows when its value is asked for.
            if !is_over && record.connection.is_none() {
                return Err(Box::new(Next::Paused(Pause::of(&current.path, record))));
            }
            return Ok(wait_over(record));
        }
        if let Some(until_ms) = waits_for {
            return Err(Box::new(Next::Wait { until_ms }));
        }
        Ok(match &record.error_message {
            Some(_) => Reached::Anew {
                tries: tries + 1,
                is_uncertain: false,
            },
            None if record.continue_at.is_some() => wait_over(record),
            None => Reached::Anew {
                tries,
                is_uncertain: true,
            },
        })
    }
}

fn wait_over(record: &StepRecord) -> Reached {
    Reached::WaitOver {
        tries: record.tries,
        put_off: record.put_off,
        is_uncertain: record.is_repeated,
    }
}

impl CompiledStep {
    /// What is said of a run that this step ended.
    pub(super) fn failed(&self, message: String) -> FailedStep {
        FailedStep {
            name: self.name.to_string(),
            display_name: self.display_name.to_string(),
            message,
        }
    }
}
