//! The text forms that JavaScript gives to values.
//!
//! Flows are written for an engine in JavaScript, so `{{ price }}` inside a message must read as it
//! reads there: `5` for 5.0, `1e+21`, lists and objects as compact JSON.

mod json_text;
mod number;

pub(crate) use json_text::push_text;
