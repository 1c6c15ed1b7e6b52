//! PostgreSQL: a few writer threads and readers, each with a connection, on any number of nodes.
//!
//! Every thread drives its connection on a small runtime of its own, so that a statement can be
//! sent together with the `BEGIN` before it, and statements whose results nobody needs without
//! waiting in between (`pipeline`).

mod address;
mod error;
mod group;
mod link;
mod listen;
pub(super) mod migrate;
mod param;
mod pipeline;
mod read;
pub(super) mod row;
mod server;
mod session;
mod tls;

pub use address::PostgresAddress;
pub(super) use group::write_groups;
pub(super) use link::{Link, Purpose};
pub(super) use listen::Listener;
pub(super) use read::read_each;
pub(super) use server::Server;
pub(super) use session::Session;
