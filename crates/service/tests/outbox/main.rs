//! What must never happen to an event on its way: to be lost, to be overtaken by a later one of its
//! subject, to be sent twice without a crash, or to be held up by somebody else's failure.

#![allow(clippy::unwrap_used)]

mod crashes;
mod holds;
mod isolation;
mod order;
mod servers;
mod story;
mod switched_off;
mod trials;
mod waits;
