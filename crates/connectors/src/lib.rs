//! How WinFactor reaches other systems.
//!
//! [`http`] is the only way out of the product: one guarded client through which every request to
//! an address that somebody typed has to go. [`signing`] proves to a receiver where a request
//! comes from. Each channel is a module beside them: it knows its vendor's format, limits and
//! errors, makes one attempt, and says what became of it. When to try again, what to keep and
//! whom to tell is decided elsewhere: nothing here sees the database, sleeps, or retries.
//!
//! Time and randomness are arguments, except for durations, which are measured on tokio's clock
//! (so that a paused clock drives time-outs in tests).

pub mod activepieces;
mod agent;
pub mod channels;
pub mod http;
pub mod http_request;
mod monotonic;
mod retry_after;
pub mod secret;
pub mod signing;
pub mod webhook;
