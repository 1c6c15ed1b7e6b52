use serde_json::Value;

use super::FormatError;
use super::action::{Action, read_chain, write_chain};
use super::fields::{Fields, put, put_all, take_object};

const KEY: &str = "continueOnFailureBranches";

/// What follows a step with `continueOnFailure` before its next step, by how it ended
/// (`continueOnFailureBranches`). Without that option they have no meaning.
#[derive(Debug, Clone, PartialEq)]
pub struct FailureBranches {
    pub on_success: Vec<Action>,
    pub on_failure: Vec<Action>,
    pub fields: Fields,
}

impl FailureBranches {
    pub(super) fn read(step: &mut Fields, place: &str) -> Result<Option<Self>, FormatError> {
        let Some(mut fields) = take_object(step, KEY) else {
            return Ok(None);
        };
        let mut chain = |key| {
            // An explicit null stays, to be written back.
            let first = take_object(&mut fields, key).map(Value::Object);
            read_chain(first, key, place)
        };
        Ok(Some(Self {
            on_success: chain("onSuccess")?,
            on_failure: chain("onFailure")?,
            fields,
        }))
    }

    pub(super) fn write(&self, step: &mut Fields) {
        let mut out = Fields::new();
        put(&mut out, "onSuccess", write_chain(&self.on_success));
        put(&mut out, "onFailure", write_chain(&self.on_failure));
        put_all(&mut out, &self.fields);
        put(step, KEY, Some(Value::Object(out)));
    }
}
