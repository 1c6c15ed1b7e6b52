//! What people see: every page and every live fragment, as a pure function from a view model to
//! markup.
//!
//! Nothing here asks a service, reads a clock or knows a request. A handler gathers what a page
//! shows into the page's struct and calls its function; the same function renders the fragment that
//! arrives later over an event stream. So each state of each page can be rendered in a test, in
//! every language, without a server.
//!
//! Words stand in [`texts`], side by side in all languages, and do not compile when one is missing.
//! Whoever is shown a page is a [`Reader`]: the language, the time zone and the units that moments,
//! amounts and sizes are written in. Pages work without scripts, carry neither inline scripts nor
//! inline styles (`Content-Security-Policy: default-src 'self'`), and every form that changes
//! something carries the form token of its reader.

pub mod app;
mod document;
mod drawing;
pub mod form;
mod icons;
mod notice;
mod problem;
pub mod public;
mod reader;
mod refusal;
pub mod routes;
mod status;
mod texts;
mod waitpoint;

pub use drawing::{Drawing, drawing};
pub use notice::Notice;
pub use problem::{Problem, ProblemPage, problem_page};
pub use reader::Reader;
pub use refusal::refusal_text;
pub use status::{
    AttemptOutcome, DeliveryCounts, DeliveryState, EndpointState, HeldBecause, RunState, StepState,
};
pub use waitpoint::{WaitpointAction, WaitpointPage, waitpoint_page};
