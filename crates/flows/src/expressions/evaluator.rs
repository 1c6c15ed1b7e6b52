use serde_json::Value;

use crate::code::{CodeError, CodeStep};
use crate::javascript::{ExceededLimit, Limits, Script, ScriptValue, Stopwatch};

use super::connection::Connections;
use super::resolve_error::ResolveError;
use super::scope::Scope;

/// What evaluates the expressions and code steps of one run: its connections, its time, its chance
/// and, once something needs it, a JavaScript engine of its own.
#[derive(Debug)]
pub struct Evaluator {
    pub(super) connections: Connections,
    now_ms: i64,
    seed: u64,
    limits: Limits,
    stopwatch: Stopwatch,
}

impl Evaluator {
    /// `now_ms`: the time of the run in milliseconds since 1970. `seed`: where `Math.random()`
    /// starts from.
    pub fn new(connections: Connections, now_ms: i64, seed: u64, stopwatch: Stopwatch) -> Self {
        Self {
            connections,
            now_ms,
            seed,
            limits: Limits::default(),
            stopwatch,
        }
    }

    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Moves the time that expressions see, e.g. before each step.
    pub fn set_now_ms(&mut self, now_ms: i64) {
        self.now_ms = now_ms;
    }

    /// Runs a code step once.
    pub fn run_code(&mut self, _step: &CodeStep, _inputs: &Value) -> Result<Value, CodeError> {
        Ok(Value::Null)
    }

    pub(super) fn evaluate(
        &mut self,
        _script: &Script,
        _scope: &Scope,
    ) -> Result<ScriptValue, ScriptFailure> {
        Ok(ScriptValue::Nothing)
    }
}

/// Why a script has no result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ScriptFailure {
    Limit(ExceededLimit),
    NotJson { reason: String },
}

impl ScriptFailure {
    pub(super) fn of(self, expression: &str) -> ResolveError {
        let expression = expression.to_owned();
        match self {
            Self::Limit(limit) => ResolveError::Limit { expression, limit },
            Self::NotJson { reason } => ResolveError::NotJson { expression, reason },
        }
    }
}
