use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use crate::expressions::{Evaluator, Scope};
use crate::pieces::ResumePayload;
use crate::pieces::webhook::Response;

use super::compiled::{CompiledFlow, StepIndex};
use super::error::RunError;
use super::frame::Frame;
use super::journal::Journal;
use super::limits::{RunLimits, Used};
use super::path::{Iteration, StepPath};
use super::pause::Pause;
use super::record::{JournalEntry, StepRecord, StepStatus, StepType};
use super::request::{StepOutcome, StepRequest};
use super::settle::Attempt;
use super::setup::{RunSetup, Waitpoints};
use super::verdict::{RunStatus, Verdict};

/// A run of a flow. See the module for the conversation with its driver.
pub struct Run {
    pub(super) flow: Arc<CompiledFlow>,
    pub(super) scope: Scope,
    pub(super) evaluator: Evaluator,
    pub(super) waitpoints: Waitpoints,
    pub(super) limits: RunLimits,
    pub(super) used: Used,
    pub(super) journal: Journal,
    /// The position in the flow, the outermost level first.
    pub(super) frames: Vec<Frame>,
    /// The iterations around the position.
    pub(super) loops: Arc<[Iteration]>,
    /// Steps inside of loops whose outputs are visible, in the order in which they ran.
    pub(super) visible: Vec<Arc<str>>,
    pub(super) current: Option<Current>,
    /// A waitpoint that was handed out and that no step has waited at yet.
    pub(super) offered_waitpoint: Option<String>,
    pub(super) payload: Option<ResumePayload>,
    pub(super) responses: Vec<Response>,
    pub(super) steps_count: u32,
    pub(super) verdict: Option<Verdict>,
}

/// The step that the run is at. How far it has come stands in its record.
#[derive(Debug)]
pub(super) struct Current {
    pub(super) step: StepIndex,
    pub(super) path: StepPath,
    /// What the driver performs just now.
    pub(super) awaited: Option<StepRequest>,
    /// It waits for a connection that this run has found not to work: the run has to be restored
    /// with the connection as it is by then.
    pub(super) needs_connection: bool,
}

/// What comes next in a run.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    Perform(StepRequest),
    Record(JournalEntry),
    /// A short wait between two tries, or that a step asked for. Ask again at this moment, in
    /// milliseconds since 1970. A restored run gives the same answer.
    Wait {
        until_ms: i64,
    },
    Paused(Pause),
    Finished(Verdict),
}

impl Run {
    /// Begins a run for one output of the trigger.
    pub fn start(flow: Arc<CompiledFlow>, trigger_output: Value, setup: RunSetup) -> Self {
        let mut run = Self::before_its_trigger(flow, setup);
        run.set_off(trigger_output);
        run
    }

    pub(super) fn before_its_trigger(flow: Arc<CompiledFlow>, setup: RunSetup) -> Self {
        let first = Frame::Chain {
            chain: flow.first_chain(),
            next: 0,
        };
        Self {
            flow,
            scope: Scope::default(),
            evaluator: setup.evaluator,
            waitpoints: setup.waitpoints,
            limits: setup.limits,
            used: Used::default(),
            journal: Journal::default(),
            frames: vec![first],
            loops: Arc::default(),
            visible: Vec::new(),
            current: None,
            offered_waitpoint: None,
            payload: None,
            responses: Vec::new(),
            steps_count: 0,
            verdict: None,
        }
    }

    /// Takes what the trigger gave, and records it unless it is recorded already.
    pub(super) fn set_off(&mut self, trigger_output: Value) {
        let flow = Arc::clone(&self.flow);
        let trigger = &flow.trigger;
        let path = StepPath::top_level(Arc::clone(&trigger.name));
        if self.journal.get(&path).is_none() {
            let input = trigger.input.clone();
            let record = StepRecord {
                output: Some(trigger_output.clone()),
                ..StepRecord::new(StepType::PieceTrigger, StepStatus::Succeeded, input)
            };
            self.put(&path, &trigger.display_name, record);
        }
        self.scope.insert(Arc::clone(&trigger.name), trigger_output);
    }

    /// Goes on with a paused run: the step that waits for a call gets this one. Without such a step
    /// the call is kept for the next one.
    pub fn resume(&mut self, payload: ResumePayload) {
        self.payload = Some(payload);
    }

    /// What comes next, at this moment in milliseconds since 1970. Asking again before a step was
    /// completed, or before its wait is over, gives the same answer.
    pub fn next_step(&mut self, now_ms: i64) -> Next {
        self.used.tick(now_ms);
        self.evaluator.set_now_ms(now_ms);
        loop {
            if let Some(entry) = self.journal.take_changed() {
                return Next::Record(entry);
            }
            if let Some(verdict) = &self.verdict {
                return Next::Finished(verdict.clone());
            }
            let next = match self.current.take() {
                Some(current) => self.go_on(current, now_ms),
                None => {
                    self.enter_next();
                    None
                }
            };
            match next {
                // What was recorded meanwhile is committed first; the step gives the same answer.
                Some(_) if self.journal.has_changed() => {}
                Some(next) => {
                    if !matches!(next, Next::Perform(_)) {
                        self.used.rest();
                    }
                    return next;
                }
                None => {}
            }
        }
    }

    /// Takes the outcome of the step that was asked for, and how long it took.
    pub fn complete(
        &mut self,
        path: &StepPath,
        outcome: StepOutcome,
        took: Duration,
        now_ms: i64,
    ) -> Result<(), RunError> {
        self.used.tick(now_ms);
        let awaited = self.current.take_if(|current| {
            let request = current.awaited.as_ref();
            request.is_some_and(|request| request.path == *path)
        });
        let Some(mut current) = awaited else {
            let awaited = self.current.as_ref().and_then(|it| it.awaited.as_ref());
            return Err(RunError::NotAwaited {
                step: path.clone(),
                awaited: awaited.map(|request| request.path.clone()),
            });
        };
        let Some(request) = current.awaited.take() else {
            return Ok(());
        };
        let attempt = Attempt {
            input: request.censored_input,
            tries: request.attempt,
            duration_ms: took.as_millis().try_into().unwrap_or(u64::MAX),
            put_off: request.put_off,
            is_repeated: request.may_have_happened,
        };
        match outcome {
            StepOutcome::Succeeded(output) => self.succeed(&current, attempt, output),
            StepOutcome::Failed(message) => self.fail(current, attempt, &message, now_ms),
            StepOutcome::FailedForGood(message) => {
                self.fail_for_good(&current, attempt, &message);
            }
            StepOutcome::Later { at_ms, was_refused } => {
                let attempt = Attempt {
                    put_off: attempt.put_off + u32::from(was_refused),
                    ..attempt
                };
                self.put_off(current, attempt, at_ms);
            }
            StepOutcome::AwaitsConnection {
                connection,
                look_again_at_ms,
            } => {
                let attempt = Attempt {
                    put_off: attempt.put_off + 1,
                    ..attempt
                };
                self.await_connection(current, attempt, connection, look_again_at_ms, now_ms);
            }
        }
        Ok(())
    }

    /// Answers to the caller that the run has given since the last call. Send them once the records
    /// so far are committed.
    pub fn take_responses(&mut self) -> Vec<Response> {
        std::mem::take(&mut self.responses)
    }

    /// The records of the run so far.
    pub fn records(&self) -> impl Iterator<Item = &JournalEntry> {
        self.journal.iter()
    }

    /// Moves the position on to the next step, iteration, branch or level.
    fn enter_next(&mut self) {
        let flow = Arc::clone(&self.flow);
        match self.frames.last_mut() {
            None => self.end(RunStatus::Succeeded, None),
            Some(Frame::Chain { chain, next }) => match flow.chain(*chain).get(*next) {
                Some(step) => {
                    *next += 1;
                    self.current = Some(Current {
                        step: *step,
                        path: StepPath::new(&self.loops, &flow.step(*step).name),
                        awaited: None,
                        needs_connection: false,
                    });
                    self.used.steps += 1;
                }
                None => {
                    self.frames.pop();
                }
            },
            Some(Frame::Router { branches, .. }) => match branches.next() {
                Some(chain) => self.frames.push(Frame::Chain { chain, next: 0 }),
                None => {
                    self.frames.pop();
                }
            },
            Some(Frame::Loop(_)) => self.iterate(),
        }
    }
}

/// Outputs hold personal data, so only the position is shown.
impl fmt::Debug for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Run")
            .field("flow", &self.flow.display_name())
            .field("at", &self.current.as_ref().map(|current| &current.path))
            .finish_non_exhaustive()
    }
}
