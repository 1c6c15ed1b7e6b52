//! A quote's life, seen from outside: which transition leads where and what it tells of, when an
//! offer ends, when its customer is reminded, and whose answer counts.

#![allow(clippy::unwrap_used)]

mod answers;
mod editing;
mod payloads;
mod reminder;
mod scene;
mod sequences;
mod table;
mod validity;
