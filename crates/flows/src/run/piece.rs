//! One try of a step of a piece.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value};

use crate::conversion::convert;
use crate::expressions::ResolveError;
use crate::pieces::webhook::Response;

use super::action::{Action, WaitpointUse, act, waitpoint_use};
use super::compiled::{CompiledStep, PieceStep};
use super::go_on::Reached;
use super::machine::{Current, Next, Run};
use super::record::{RecordedWaitpoint, StepRecord, StepStatus};
use super::request::StepRequest;
use super::resolve::Resolved;
use super::settle::Attempt;

impl Run {
    pub(super) fn try_piece(
        &mut self,
        current: Current,
        step: &CompiledStep,
        piece: &PieceStep,
        reached: Reached,
        now_ms: i64,
    ) -> Option<Next> {
        let mut attempt = Attempt {
            input: Value::Object(Map::new()),
            tries: reached.tries(),
            duration_ms: 0,
            put_off: reached.put_off(),
            is_repeated: false,
        };
        let mut input = match piece.resolve_input(&self.scope, &mut self.evaluator) {
            Ok(Resolved { value, censored }) => {
                attempt.input = censored;
                value
            }
            Err(error) => {
                let current = self.await_unresolved(current, &error, &reached, now_ms)?;
                let message = error.to_string();
                match error {
                    // Somebody has to do something first, and is told at once.
                    ResolveError::ConnectionBroken { .. } => {
                        self.fail_for_good(&current, attempt, &message);
                    }
                    _ => self.fail(current, attempt, &message, now_ms),
                }
                return None;
            }
        };
        if let Err(message) = convert(
            &mut input,
            &piece.definition.props,
            &piece.property_settings,
        ) {
            self.fail(current, attempt, &message, now_ms);
            return None;
        }
        let waitpoint = self.waitpoint_for(piece);
        let address = waitpoint.as_deref().map(|id| self.waitpoints.address(id));
        match act(piece, &input, &reached, now_ms, address.as_ref()) {
            Action::Outside => {
                return Some(self.ask(current, step, piece, input, attempt, &reached));
            }
            Action::Output(output) => self.succeed(&current, attempt, output),
            Action::Fails(message) => self.fail(current, attempt, &message, now_ms),
            Action::Respond {
                output,
                response,
                ends_run,
            } => {
                self.respond(piece, response);
                let record = StepRecord {
                    output: Some(output),
                    ends_run,
                    ..attempt.record(step, StepStatus::Succeeded)
                };
                self.succeed_with(&current, step, record);
            }
            Action::Offer { output } => {
                let record = StepRecord {
                    output: Some(output),
                    waitpoint: waitpoint.map(RecordedWaitpoint::Offered),
                    ..attempt.record(step, StepStatus::Succeeded)
                };
                self.succeed_with(&current, step, record);
            }
            Action::Called { output } => {
                let kept = self.journal.get(&current.path);
                let record = StepRecord {
                    output: Some(output),
                    waitpoint: kept.and_then(|kept| kept.waitpoint.clone()),
                    ..attempt.record(step, StepStatus::Succeeded)
                };
                self.succeed_with(&current, step, record);
            }
            Action::WaitUntil {
                at_ms,
                paused_output,
            } => {
                let status = match paused_output {
                    Some(_) => StepStatus::Paused,
                    None => StepStatus::Running,
                };
                let record = StepRecord {
                    output: paused_output,
                    continue_at: Some(at_ms),
                    waits_since: Some(now_ms),
                    ..attempt.record(step, status)
                };
                self.pause(current, step, record);
            }
            Action::AwaitCall { output, response } => {
                self.respond(piece, response);
                let record = StepRecord {
                    output: Some(output),
                    waitpoint: waitpoint.map(RecordedWaitpoint::Awaited),
                    waits_since: Some(now_ms),
                    ..attempt.record(step, StepStatus::Paused)
                };
                self.pause(current, step, record);
            }
        }
        None
    }

    fn ask(
        &mut self,
        current: Current,
        step: &CompiledStep,
        piece: &PieceStep,
        input: Map<String, Value>,
        attempt: Attempt,
        reached: &Reached,
    ) -> Next {
        let left_ms = self.limits.active_ms.saturating_sub(self.used.active_ms);
        let request = StepRequest {
            path: current.path.clone(),
            step_display_name: step.display_name.clone(),
            piece_name: piece.piece_name.clone(),
            piece_version: piece.piece_version.clone(),
            action_name: piece.action_name.clone(),
            input,
            censored_input: attempt.input,
            attempt: attempt.tries,
            may_have_happened: reached.is_uncertain(),
            settings: Arc::clone(&piece.settings),
            put_off: attempt.put_off,
            time_left: Duration::from_millis(left_ms),
        };
        self.current = Some(Current {
            awaited: Some(request.clone()),
            ..current
        });
        Next::Perform(request)
    }

    /// Records that the step waits; the run stays at it.
    pub(super) fn pause(&mut self, current: Current, step: &CompiledStep, record: StepRecord) {
        if self
            .put(&current.path, &step.display_name, record)
            .is_none()
        {
            return;
        }
        let frames = std::mem::take(&mut self.frames);
        for frame in frames.iter().rev() {
            self.record_position(frame);
        }
        self.frames = frames;
        self.current = Some(current);
    }

    /// The id of the waitpoint that the action makes or waits at.
    fn waitpoint_for(&mut self, piece: &PieceStep) -> Option<String> {
        Some(match waitpoint_use(piece)? {
            WaitpointUse::Offer => self.waitpoints.new_id(),
            WaitpointUse::Await => match self.offered_waitpoint.clone() {
                Some(id) => id,
                None => self.waitpoints.new_id(),
            },
        })
    }

    /// Only the piece whose trigger began the run knows whom to answer.
    fn respond(&mut self, piece: &PieceStep, response: Option<Response>) {
        if piece.piece_name == self.flow.trigger.piece_name {
            self.responses.extend(response);
        }
    }
}
