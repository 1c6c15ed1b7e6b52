//! What customers configured and sent: from the public page or through the API, with the same
//! checks and the same effect.

mod check;
mod create;
mod get;
mod input;
mod list;
mod update;

pub use create::{create, submit};
pub use get::get;
pub use input::{ConfigurationFields, NewSubmission, SizeInput, TemplateChoice};
pub use list::list;
pub(crate) use update::update_within;
pub use update::{SubmissionPatch, update};
pub use winfactor_store::submissions::SubmissionFilter;
