//! SQLite: one writer thread, a few readers, one server per file.

mod error;
mod group;
mod lock;
pub(super) mod migrate;
mod open;
mod read;
pub(super) mod row;
mod session;

pub(super) use group::write_groups;
pub(super) use lock::NodeLock;
pub(super) use open::{Access, create_file, finish, open};
pub(super) use read::read_each;
pub(super) use session::Session;
