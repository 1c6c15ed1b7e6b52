//! Every recipe in every language: what is in it, what must be filled in, and what it does.

#![allow(clippy::unwrap_used)]

#[path = "../support/mod.rs"]
mod support;

mod absence;
mod channels;
mod documents;
mod elsewhere;
mod everyday;
mod hostile;
mod messages;
mod scene;
mod settings;
