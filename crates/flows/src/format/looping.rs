use serde_json::Value;

use super::FormatError;
use super::action::{Action, read_chain, write_chain};
use super::fields::{Fields, put, put_all, require_object, take_text};

/// A LOOP_ON_ITEMS step: its body runs once for each item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Loop {
    /// A template that resolves to the list, normally one `{{ … }}`.
    pub items: Option<String>,
    pub body: Vec<Action>,
    /// Further settings.
    pub settings: Fields,
}

impl Loop {
    pub(super) fn read(step: &mut Fields, place: &str) -> Result<Self, FormatError> {
        let mut settings = require_object(step, "settings", place)?;
        Ok(Self {
            items: take_text(&mut settings, "items"),
            body: read_chain(
                step.shift_remove("firstLoopAction"),
                "firstLoopAction",
                place,
            )?,
            settings,
        })
    }

    pub(super) fn write(&self, step: &mut Fields) {
        let mut settings = Fields::new();
        put(&mut settings, "items", self.items.as_deref());
        put_all(&mut settings, &self.settings);
        put(step, "settings", Some(Value::Object(settings)));
        put(step, "firstLoopAction", write_chain(&self.body));
    }
}
