//! How many threads serve a store, and how much may wait for them.

/// How a process uses a SQLite file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SqliteRole {
    /// A server: there is one per file, held by a lock file beside it.
    Node,
    /// A command that runs beside a server, or without one. It takes no lock; SQLite itself
    /// keeps its transactions apart from the server's.
    Tool,
}

/// Sizes of a store.
#[derive(Debug, Clone, Copy)]
pub struct StoreOptions {
    /// Writer threads on PostgreSQL, each with a connection. SQLite always has one.
    pub writers: usize,
    /// Reader threads, each with a connection.
    pub readers: usize,
    /// Closures that may wait, for writing and for reading each; one more is refused with
    /// [`StoreError::Busy`](super::StoreError::Busy).
    pub queue: usize,
    /// How this process uses a SQLite file. Without meaning on PostgreSQL.
    pub sqlite_role: SqliteRole,
}

impl Default for StoreOptions {
    fn default() -> Self {
        StoreOptions {
            writers: 4,
            readers: 4,
            queue: 4096,
            sqlite_role: SqliteRole::Node,
        }
    }
}
