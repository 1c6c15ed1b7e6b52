//! JavaScript's own values and texts, and the sandbox for scripts.
//!
//! Flows are written for an engine in JavaScript, so `{{ price }}` inside a message must read as it
//! reads there: `5` for 5.0, `1e+21`, lists and objects as compact JSON.

mod json_text;
mod limits;
mod number;
mod script;
mod script_value;

pub(crate) use json_text::push_text;
pub use limits::{ExceededLimit, Limits, Stopwatch};
pub use script::Script;
pub(crate) use script_value::ScriptValue;
