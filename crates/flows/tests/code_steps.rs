//! CODE steps: what compiles, what is refused by name, and what comes of a run.

#![allow(clippy::unwrap_used)]

mod code_steps {
    mod hostile;
    mod refusals;
    mod results;
    mod support;
}
