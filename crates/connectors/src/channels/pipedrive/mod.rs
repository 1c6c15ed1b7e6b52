//! Pipedrive's API: version 2 for persons, deals and stages, version 1 for the account's fields and
//! the user, of which version 2 has none.
//!
//! Pipedrive makes a record whenever it is asked to. So a record is looked for first: by the ID that
//! is noted here, persons by their e-mail address, and what has neither by its name among those that
//! were made since. What is found is changed with care: addresses, numbers and labels are added to
//! those that are there, and a deal never goes back.
//!
//! Everything is read before something is written, and one request writes it all. So a failure before
//! the last request has changed nothing, and can be repeated.
//!
//! Sources: Pipedrive's published OpenAPI descriptions, version 1 (`personFields`, `dealFields`,
//! `users/me`) and version 2 (`persons`, `deals`, their `search`, `stages`); its migration guide to
//! version 2 for custom fields; its pages "HTTP status codes", "OAuth status codes", "Responses" and
//! "Rate limiting".

mod access;
mod api;
mod custom_fields;
mod deals;
mod failure;
mod limits;
mod merge;
mod records;
mod search;

pub use access::PipedriveAccess;
pub use api::{Pipedrive, test};
pub use custom_fields::Fields;
pub use limits::GAP_MS;
pub use records::Kind;
