//! The guarded client and the webhook sender against real sockets.
#![allow(clippy::unwrap_used)]
#![allow(
    clippy::disallowed_methods,
    reason = "the published verifier compares with the real time, and tests measure time-outs"
)]

mod client;
mod guide;
mod http_request;
mod mail;
mod setup;
mod sink;
mod ssrf;
mod tls;
mod webhook;
