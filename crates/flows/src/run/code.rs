//! One try of a CODE step. It has no effects outside, so that nothing is asked of the driver.

use serde_json::Value;

use super::compiled::{CodeTemplate, CompiledStep};
use super::go_on::Reached;
use super::machine::{Current, Run};
use super::resolve::{is_of_step, resolve};
use super::settle::Attempt;

impl Run {
    pub(super) fn try_code(
        &mut self,
        current: Current,
        step: &CompiledStep,
        code: &CodeTemplate,
        reached: &Reached,
        now_ms: i64,
    ) {
        let mut attempt = Attempt {
            input: Value::Null,
            tries: reached.tries(),
            duration_ms: 0,
            put_off: 0,
            is_repeated: false,
        };
        let inputs = match resolve(&code.input, &self.scope, &mut self.evaluator) {
            Ok(resolved) => {
                attempt.input = resolved.censored;
                resolved.value
            }
            Err(error) if is_of_step(&error) => {
                return self.fail(current, attempt, &error.to_string(), now_ms);
            }
            Err(error) => {
                if self
                    .await_unresolved(current, &error, reached, now_ms)
                    .is_some()
                {
                    self.escape(step, &error.to_string());
                }
                return;
            }
        };
        match self.evaluator.run_code(&code.step, &inputs) {
            Ok(output) => self.succeed(&current, attempt, output),
            Err(error) => self.fail(current, attempt, &error.to_string(), now_ms),
        }
    }
}
