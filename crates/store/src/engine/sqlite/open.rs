//! The file, and connections to it.

use std::{
    fs::{self, OpenOptions},
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags, config::DbConfig};

use super::Session;
use crate::engine::StoreError;

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine) enum Access {
    Write,
    Read,
}

/// Makes the file where it is missing (readable by its owner only, as are the files SQLite puts
/// beside it) and tells its path without links, so that the lock is the same by every name.
pub(in crate::engine) fn create_file(path: &Path) -> Result<PathBuf, StoreError> {
    let create = || {
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            fs::create_dir_all(folder)?;
        }
        private().open(path)?;
        fs::canonicalize(path)
    };
    create().map_err(|source| StoreError::open(path.display(), source))
}

pub(super) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Opens a connection. A commit is on the disk when it returns (`synchronous=FULL` in WAL mode).
pub(in crate::engine) fn open(path: &Path, access: Access) -> Result<Connection, StoreError> {
    connect(path, access).map_err(|source| StoreError::open(path.display(), source))
}

fn connect(path: &Path, access: Access) -> rusqlite::Result<Connection> {
    let flags = match access {
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
    };
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // A plan that depends on the values bound to it would be made anew for each execution.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.execute_batch(match access {
        // The timeout is for commands that write beside the server.
        Access::Write => {
            "PRAGMA busy_timeout = 5000;
             PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON;
             PRAGMA temp_store = MEMORY;
             PRAGMA cache_size = -16000;
             PRAGMA journal_size_limit = 67108864;"
        }
        Access::Read => {
            "PRAGMA busy_timeout = 5000;
             PRAGMA query_only = ON;
             PRAGMA temp_store = MEMORY;"
        }
    })?;
    Ok(connection)
}

/// Ends the writer's connection: statistics for the planner are refreshed where they have aged,
/// and the log is folded into the file.
pub(in crate::engine) fn finish(session: Session) {
    let finished = session
        .connection()
        .execute_batch("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);");
    if let Err(failure) = finished {
        // Nothing is lost: the next start reads the log.
        tracing::warn!(error = %failure, "the database's log could not be folded back");
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use rusqlite::StatementStatus;
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn a_prepared_statement_is_planned_once_whatever_is_bound_to_it() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("plans.db");
        create_file(&path).unwrap();
        let connection = open(&path, Access::Write).unwrap();
        let tables = "CREATE TABLE a (id TEXT PRIMARY KEY, name TEXT);
            CREATE TABLE b (a_id TEXT, slug TEXT, PRIMARY KEY (a_id, slug));
            INSERT INTO a VALUES ('1', 'x'), ('2', 'y'), ('3', 'z');
            ANALYZE;";
        connection.execute_batch(tables).unwrap();
        let mut statement = connection
            .prepare(
                "SELECT a.name FROM a LEFT JOIN b ON b.a_id = a.id AND b.slug = ?2 WHERE a.id = ?1",
            )
            .unwrap();
        for id in ["1", "2", "3"] {
            let found: String = statement.query_row([id, "slug"], |row| row.get(0)).unwrap();
            assert!(!found.is_empty());
        }
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
    }
}
