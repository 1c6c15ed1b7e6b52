//! Why there is no PostgreSQL server for a test.

use std::{io, path::PathBuf};

/// What went wrong with a cluster.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// No `initdb` and `pg_ctl` on this machine.
    #[error(
        "no PostgreSQL server is installed (looked for initdb and pg_ctl in PATH, \
         /usr/lib/postgresql/*/bin, /usr/pgsql-*/bin and Homebrew); install the package postgresql, \
         or set WINFACTOR_TEST_POSTGRES=postgres://… to a server that runs"
    )]
    NotInstalled,
    /// PostgreSQL refuses to run as root, and there is no other account to run it as.
    #[error("PostgreSQL does not run as root, and there is no account named postgres or nobody")]
    NoAccount,
    /// No temporary folder for the cluster.
    #[error("cannot make a temporary folder")]
    TemporaryFolder(#[source] io::Error),
    /// A file or folder of the cluster.
    #[error("cannot prepare {}", path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A program could not be run.
    #[error("cannot run {program}")]
    Run {
        /// Which.
        program: &'static str,
        /// Why.
        source: io::Error,
    },
    /// A program failed.
    #[error("{program} failed: {output}")]
    Failed {
        /// Which.
        program: &'static str,
        /// What it said, and what stands in the server's log.
        output: String,
    },
    /// No port is free.
    #[error("no port is free on the loopback address")]
    Port(#[source] io::Error),
    /// The server refused.
    #[error("the server at {address} refused to {what}")]
    Refused {
        /// Which server.
        address: String,
        /// What was asked.
        what: &'static str,
        /// Why.
        source: tokio_postgres::Error,
    },
}
