use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use crate::code::{CodeError, CodeStep};
use crate::javascript::{
    Environment, ExceededLimit, Limits, Script, ScriptFailure, ScriptValue, Scripts, Stopwatch,
    Watch,
};

use super::connection::Connections;
use super::scope::Scope;

/// What evaluates the expressions and code steps of one run: its connections, its time, its chance
/// and, once something needs it, a JavaScript engine of its own.
#[derive(Debug)]
pub struct Evaluator {
    pub(super) connections: Connections,
    environment: Environment,
    limits: Limits,
    watch: Arc<Watch>,
    /// The time that JavaScript has taken in this run.
    spent: Duration,
    scripts: Option<Scripts>,
}

impl Evaluator {
    /// `now_ms`: the time of the run in milliseconds since 1970. `seed`: where `Math.random()`
    /// starts from. The stopwatch measures how long scripts take.
    pub fn new(connections: Connections, now_ms: i64, seed: u64, stopwatch: Stopwatch) -> Self {
        Self {
            connections,
            environment: Environment::new(now_ms, seed),
            limits: Limits::default(),
            watch: Arc::new(Watch::new(stopwatch)),
            spent: Duration::ZERO,
            scripts: None,
        }
    }

    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self.scripts = None;
        self
    }

    /// Moves the time that expressions and code see, e.g. before each step.
    pub fn set_now_ms(&mut self, now_ms: i64) {
        self.environment.set_now_ms(now_ms);
    }

    pub(super) fn now_ms(&self) -> i64 {
        self.environment.now_ms()
    }

    /// Runs a code step once, in an engine of its own. Its output is what `code` returns;
    /// undefined is null.
    pub fn run_code(&mut self, step: &CodeStep, inputs: &Value) -> Result<Value, CodeError> {
        let (limits, environment) = (self.limits, self.environment.clone());
        self.timed(limits.code_time, CodeError::Limit, |watch| {
            step.run(inputs, limits, watch, &environment)
        })
    }

    pub(super) fn evaluate(
        &mut self,
        script: &Script,
        scope: &Scope,
    ) -> Result<ScriptValue, ScriptFailure> {
        let (limits, environment) = (self.limits, self.environment.clone());
        let mut kept = self.scripts.take();
        let result = self.timed(limits.expression_time, ScriptFailure::Limit, |watch| {
            let is_fresh = kept.is_none();
            let scripts = match &mut kept {
                Some(scripts) => scripts,
                none => none.insert(new_scripts(limits, watch, &environment)?),
            };
            match scripts.evaluate(script, scope.outputs()) {
                // What earlier expressions have put in may be what fills the memory.
                Err(ScriptFailure::Limit(ExceededLimit::Memory(_))) if !is_fresh => kept
                    .insert(new_scripts(limits, watch, &environment)?)
                    .evaluate(script, scope.outputs()),
                result => result,
            }
        });
        if result.is_ok() && script.leaves_no_trace() {
            self.scripts = kept;
        }
        result
    }

    /// Lets JavaScript work for as long as it may, and counts its time.
    fn timed<T, E>(
        &mut self,
        time: Duration,
        exceeded: fn(ExceededLimit) -> E,
        work: impl FnOnce(&Arc<Watch>) -> Result<T, E>,
    ) -> Result<T, E> {
        let left = self.limits.run_time.saturating_sub(self.spent);
        let run_time = ExceededLimit::RunTime(self.limits.run_time);
        if left.is_zero() {
            return Err(exceeded(run_time));
        }
        let limit = if time <= left {
            ExceededLimit::Time(time)
        } else {
            run_time
        };
        let started = self.watch.start(time.min(left), limit);
        let result = work(&self.watch);
        self.spent += self.watch.since(started);
        result
    }
}

fn new_scripts(
    limits: Limits,
    watch: &Arc<Watch>,
    environment: &Environment,
) -> Result<Scripts, ScriptFailure> {
    Scripts::new(limits, Arc::clone(watch), environment).map_err(ScriptFailure::Limit)
}
