use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use serde_json::Value;

/// What expressions can see: the output of every step that has run, under the step's name. The
/// trigger's name stands for its payload.
///
/// Outputs are shared, so a copy of a scope is cheap, and an output that did not change is handed
/// to a run's JavaScript engine only once.
#[derive(Default, Clone)]
pub struct Scope {
    outputs: HashMap<Arc<str>, Arc<Value>>,
}

impl Scope {
    pub fn insert(&mut self, step_name: impl Into<Arc<str>>, output: impl Into<Arc<Value>>) {
        self.outputs.insert(step_name.into(), output.into());
    }

    /// Takes a step out: it is no longer visible.
    pub fn remove(&mut self, step_name: &str) -> Option<Arc<Value>> {
        self.outputs.remove(step_name)
    }

    pub fn output(&self, step_name: &str) -> Option<&Value> {
        self.outputs.get(step_name).map(|output| &**output)
    }

    pub(crate) fn outputs(&self) -> impl Iterator<Item = (&Arc<str>, &Arc<Value>)> {
        self.outputs.iter()
    }
}

/// Outputs hold personal data, so only the names are shown.
impl fmt::Debug for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.outputs.keys()).finish()
    }
}
