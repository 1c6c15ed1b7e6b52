//! What the tests of every crate share: time and chance that a test decides, a receiver of
//! webhooks that can misbehave, a real browser, the published verifier of signatures, the published
//! types of ActivePieces, golden files.
//!
//! These are real parts, not mocks: requests travel over sockets, signatures are verified by code
//! that shares nothing with the code that made them, pages are drawn by Chromium. Since it serves
//! tests alone, the testkit panics with a sentence that says what went wrong, instead of
//! returning errors that every test would unwrap.

pub mod activepieces;
pub mod app;
pub mod browser;
pub mod client;
mod clock;
pub mod golden;
mod identity;
pub mod javascript;
pub mod mail_server;
mod node;
pub mod oracle;
pub mod postgres;
mod python;
pub mod receiver;
mod rng;
pub mod signature;
pub mod spreadsheet;
pub mod vendors;

pub use app::TestApp;
pub use browser::Browser;
pub use client::Client;
pub use clock::ManualClock;
pub use identity::Identity;
pub use receiver::{Answer, TestReceiver};
pub use rng::SeededRng;
