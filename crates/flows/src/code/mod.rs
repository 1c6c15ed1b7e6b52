//! CODE steps: a module in JavaScript or TypeScript that exports `code`, a function from the step's
//! resolved inputs to its output.
//!
//! Types are taken out when the flow is compiled. What the module imports is refused then, too, by
//! name: there are no packages here. It runs in an engine of its own that is thrown away afterwards,
//! so whatever it does to the built-in objects ends with it.

mod error;
mod execution;
mod imports;
mod step;
mod typescript;

pub use error::{CodeError, CodeRefusal};
pub use step::CodeStep;
