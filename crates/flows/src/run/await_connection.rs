//! A step whose connection cannot be used: it waits, and is performed as the same try once it can.
//!
//! A run keeps the connections that it was given, so that in memory such a step never goes on: the
//! run rests until it is restored, and then looks at the connections that it has by then.

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::expressions::ResolveError;

use super::compiled::CompiledStep;
use super::go_on::Reached;
use super::machine::{Current, Run};
use super::record::{AwaitedConnection, StepRecord, StepStatus};
use super::settle::Attempt;

impl Run {
    /// Lets the step wait for the connection that its input could not be resolved without. Gives the
    /// step back when the error is another one.
    pub(super) fn await_unresolved(
        &mut self,
        current: Current,
        error: &ResolveError,
        reached: &Reached,
        now_ms: i64,
    ) -> Option<Current> {
        let ResolveError::ConnectionAwaited {
            name,
            reason,
            look_again_at_ms,
        } = error
        else {
            return Some(current);
        };
        let before = self.journal.get(&current.path);
        let input = before.map(|record| record.input.clone());
        let attempt = Attempt {
            input: input.unwrap_or_else(|| Value::Object(Map::new())),
            tries: reached.tries(),
            duration_ms: 0,
            put_off: reached.put_off(),
            is_repeated: reached.is_uncertain(),
        };
        let connection = AwaitedConnection {
            name: name.clone(),
            reason: reason.clone(),
        };
        self.await_connection(current, attempt, connection, *look_again_at_ms, now_ms);
        None
    }

    /// Lets a loop or a router wait; another error is no step's own.
    pub(super) fn await_or_escape(
        &mut self,
        current: Current,
        step: &CompiledStep,
        error: &ResolveError,
        now_ms: i64,
    ) {
        let given_back = self.await_unresolved(current, error, &Reached::ANEW, now_ms);
        if given_back.is_some() {
            self.escape(step, &error.to_string());
        }
    }

    /// Lets the step wait for a connection, until a moment if there is one.
    pub(super) fn await_connection(
        &mut self,
        current: Current,
        attempt: Attempt,
        connection: AwaitedConnection,
        look_again_at_ms: Option<i64>,
        now_ms: i64,
    ) {
        let flow = Arc::clone(&self.flow);
        let step = flow.step(current.step);
        let before = self.journal.get(&current.path);
        let waited_before = before.filter(|record| record.connection.is_some());
        let waits_since = waited_before.and_then(|record| record.waits_since);
        let record = StepRecord {
            continue_at: look_again_at_ms,
            waits_since: Some(waits_since.unwrap_or(now_ms)),
            waitpoint: before.and_then(|record| record.waitpoint.clone()),
            connection: Some(connection),
            ..attempt.record(step, StepStatus::Paused)
        };
        let current = Current {
            needs_connection: true,
            ..current
        };
        self.pause(current, step, record);
    }
}
