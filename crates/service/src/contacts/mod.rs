//! The people an organization deals with, one for each e-mail address. They are filled by
//! submissions and by other systems, which may keep their own id of a contact in its reference.

mod fields;
mod get;
mod learn;
mod list;
mod update;
mod upsert;

pub use fields::CustomerFields;
pub use get::{by_email, get};
pub use list::list;
pub(crate) use update::update_within;
pub use update::{ContactPatch, update};
pub(crate) use upsert::upsert_within;
pub use upsert::{ContactFields, Upserted, upsert};

pub(crate) use get::email_key;
pub(crate) use learn::learn;
