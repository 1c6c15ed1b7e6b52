//! JavaScript's own values, texts and conversions, and the sandbox for scripts.
//!
//! Flows are written for an engine in JavaScript, so `{{ price }}` inside a message must read as it
//! reads there: `5` for 5.0, `1e+21`, lists and objects as compact JSON. A condition and the input
//! of a step go by its numbers, truths and dates in the same way.

mod date;
mod display;
mod json_text;
mod limits;
mod number;
mod script;
mod script_value;
mod to_number;
mod truthiness;
mod whitespace;

pub(crate) use date::{date_of_text, day_of_text, epoch_ms, iso_text};
pub(crate) use display::display;
pub(crate) use json_text::push_text;
pub use limits::{ExceededLimit, Limits, Stopwatch};
pub(crate) use number::number_value;
pub use script::Script;
pub(crate) use script_value::ScriptValue;
pub(crate) use to_number::to_number;
pub(crate) use truthiness::is_truthy;
pub(crate) use whitespace::{is_whitespace, trim};
