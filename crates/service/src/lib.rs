//! What WinFactor does: one function for each thing that a page, the API, the command line or a
//! flow can ask for, as `<aggregate>::<verb>`. There is no other way to change state.
//!
//! A use case runs its decision and its writes in one transaction ([`Service::write`]): it loads,
//! lets the domain's transition decide, saves, and records the events that the transition returned
//! ([`Work::record`]). What must follow the commit (sending, running flows) is work that the same
//! transaction left in the database; the commit only wakes whoever does it. See [`outbox`].

pub mod accounts;
pub mod activepieces;
pub mod api_keys;
pub mod connections;
pub mod contacts;
mod context;
pub mod endpoints;
mod error;
pub mod events;
mod fields;
pub mod files;
pub mod flows;
pub mod forms;
pub mod health;
pub mod idempotency;
pub mod inbox;
pub mod leads;
pub mod organizations;
pub mod outbox;
mod outside;
pub mod overview;
pub mod paging;
pub mod quotes;
mod recheck_cache;
pub mod runs;
pub mod secrets;
pub mod setup;
pub mod submissions;
pub mod templates;
mod work;

pub use context::{Change, Service, Settings};
pub use error::{Result, ServiceError};
pub use fields::Nullable;
pub use outside::Outside;
/// A part of a list, by number and cursor.
pub use winfactor_store::Page;
/// What the database had to say.
pub use winfactor_store::StoreError;
pub use work::Work;
