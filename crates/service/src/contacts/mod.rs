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
pub use update::{ContactPatch, update};
pub use upsert::{ContactFields, Upserted, upsert};

pub(crate) use get::email_key;
pub(crate) use learn::learn;
