//! Texts for a language: `Intl` and the `toLocale…` functions give what Node.js gives, and refuse
//! what they do not have; the ready-made code step and the page about formatting keep their word.

#![allow(clippy::unwrap_used)]

mod dates;
mod numbers;
mod page;
mod refusals;
mod support;
mod texts;
