//! JavaScript: its values, texts and conversions, and the sandbox for scripts.
//!
//! Flows are written for an engine in JavaScript, so `{{ price }}` inside a message must read as it
//! reads there: `5` for 5.0, `1e+21`, lists and objects as compact JSON. A condition and the input
//! of a step go by its numbers, truths and dates in the same way.
//!
//! What is more than a plain path runs in QuickJS ([`Sandbox`]): a runtime of its own for each run,
//! bounded in time, memory and stack, without any access to the host. One expression must not
//! change what another one sees, and making a fresh engine for each is slow. So the engine is kept
//! after a script that by its text can leave no trace in it ([`Script::leaves_no_trace`]: nearly
//! all), and thrown away after any other.
//!
//! The engine has no language data; what it writes for people of a language comes from [`intl`].

mod date;
mod display;
mod environment;
mod failure;
mod intl;
mod json_text;
mod limits;
mod number;
mod put_in;
mod sandbox;
mod script;
mod script_value;
mod scripts;
mod take_out;
mod to_number;
mod traces;
mod truthiness;
mod watch;
mod whitespace;

pub(crate) use date::{date_of_text, day_of_text, epoch_ms, iso_text};
pub(crate) use display::display;
pub(crate) use environment::Environment;
pub(crate) use failure::{Stop, describe};
pub(crate) use json_text::push_text;
pub use limits::{ExceededLimit, Limits, Stopwatch};
pub(crate) use number::number_value;
pub(crate) use put_in::put_in;
pub(crate) use sandbox::Sandbox;
pub use script::Script;
pub(crate) use script_value::ScriptValue;
pub(crate) use scripts::{ScriptFailure, Scripts};
pub(crate) use take_out::{NotTakenOut, take_out};
pub(crate) use to_number::{number_from_text, to_number};
pub(crate) use traces::quoted_length;
pub(crate) use truthiness::is_truthy;
pub(crate) use watch::Watch;
pub(crate) use whitespace::is_whitespace;
