//! A PostgreSQL server for tests, from the binaries that are installed.
//!
//! [`Cluster::shared`] starts one server per test process, on a free port of the loopback
//! address, in a temporary folder; each test takes a database of its own with
//! [`Cluster::create_database`]. The server ends with the process, however that ends: a small
//! shell waits for a pipe that the process holds open, and then stops the server and removes
//! the folder.
//!
//! With `WINFACTOR_TEST_POSTGRES=postgres://…` set to a user that may create databases, a server
//! that runs already is used. Databases made there are left behind.

mod account;
mod admin;
mod binaries;
mod cluster;
mod error;
mod watchdog;

pub use cluster::{Cluster, Durability, TlsIdentity};
pub use error::ClusterError;
