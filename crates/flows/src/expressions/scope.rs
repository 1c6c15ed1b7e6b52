use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use serde_json::Value;

/// What expressions can see: the output of every step that has run, under the step's name. The
/// trigger's name stands for its payload.
#[derive(Default)]
pub struct Scope {
    outputs: HashMap<Arc<str>, Value>,
}

impl Scope {
    pub fn insert(&mut self, step_name: impl Into<Arc<str>>, output: Value) {
        self.outputs.insert(step_name.into(), output);
    }

    pub fn output(&self, step_name: &str) -> Option<&Value> {
        self.outputs.get(step_name)
    }
}

/// Outputs hold personal data, so only the names are shown.
impl fmt::Debug for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.outputs.keys()).finish()
    }
}
