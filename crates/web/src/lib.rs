//! What WinFactor shows and answers over HTTP.
//!
//! [`api`] answers other programs, the pages answer people; both only translate: a request into the
//! input of a use case, its result or its typed refusal into an answer. No decision is taken here,
//! and nothing but [`winfactor_service`] is asked. What every request passes stands in `edge`; how
//! often somebody may ask in `rate_limit`.

pub mod api;
pub mod assets;
mod client_address;
mod cookies;
mod edge;
mod form_body;
mod health;
mod language;
mod logged_path;
mod page_error;
mod page_layer;
mod public;
mod rate_limit;
mod request_id;
mod router;
mod session;
mod state;
mod ui;
pub mod view;

pub use client_address::{ClientAddress, NotANetwork, TrustedProxies};
pub use rate_limit::{Limits, RateLimit, RateLimited, RateLimits};
pub use router::router;
pub use state::{AppState, WebConfig};
