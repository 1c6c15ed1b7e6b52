//! What ActivePieces' own published code says of our flows, words and formulas. It is installed by
//! `cargo xtask provision`; see `winfactor_testkit::activepieces`.

#![allow(clippy::unwrap_used)]

mod exports;
mod formulas;
mod other_versions;
mod recipes;
mod whole_format;
mod words;

/// When the flows of these tests were last changed: 15 January 2025, 14:30 UTC.
const CHANGED_MS: i64 = 1_736_951_400_000;
