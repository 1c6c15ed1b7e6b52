//! The organizations of this installation. One is set up by [`setup`](crate::setup); here it is
//! looked at, and its settings are changed.

mod get;
mod update;

pub use get::{by_slug, count, get};
pub use update::{OrganizationPatch, QuoteDefaultsPatch, update};
