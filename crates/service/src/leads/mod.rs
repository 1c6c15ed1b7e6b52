//! Messages that visitors leave in the contact form of an organization's public page.

mod get;
mod leave;
mod list;
mod update;

pub use get::get;
pub use leave::{LeadFields, Left, SAME_LEAD_WITHIN, leave};
pub use list::list;
pub use update::update;
