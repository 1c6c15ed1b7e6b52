//! Transactions as synchronous closures, over SQLite or PostgreSQL.
//!
//! A caller hands a closure to [`Store::write`] and awaits its answer. The closure runs on a
//! writer thread that owns a connection, so nobody can wait for the network, or hold a lock over
//! an `await`, inside a transaction. What waits when the writer becomes free is one *group*: its
//! closures share one `BEGIN` and one `COMMIT`, and thus one fsync. There is no timer: an idle
//! store commits a lone closure at once, a busy one forms groups by itself. Nobody is answered
//! before the commit.
//!
//! A closure may run more than once (a group that failed, a deadlock, a lost connection), so it
//! must have no effect but on its transaction. What has to happen after the commit is part of
//! the value it returns.
//!
//! The closures of a group do not see each other's failures. On SQLite a savepoint is set
//! before a closure's first statement that writes; a refusal after a write rolls back to it. On PostgreSQL,
//! where each savepoint is a round trip, a failure after a write rolls the group back and runs
//! its closures again, each in a transaction of its own.
//!
//! On both engines a statement that fails ends its transaction: the same closure means the same
//! on both, and a half-done change cannot be committed by forgetting to look at a result.

mod dialect;
mod error;
mod job;
mod migrate;
mod notifications;
mod options;
mod param;
mod postgres;
mod queue;
mod row;
mod sqlite;
mod store;
mod thread;
mod tx;
mod url;

pub use dialect::Engine;
pub use error::{Cause, StoreError};
pub use migrate::Migration;
pub use notifications::{Notifications, Wake};
pub use options::{SqliteRole, StoreOptions};
pub use param::Param;
pub use postgres::PostgresAddress;
pub use row::Row;
pub use store::Store;
pub use tx::Tx;
pub use url::{DatabaseUrl, DatabaseUrlError};
