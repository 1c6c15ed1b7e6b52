//! Migrations on SQLite: the version is the file's `user_version`, set in the same transaction.

use std::sync::Arc;

use rusqlite::Connection;

use crate::engine::{
    Engine, Migration, StoreError, dialect,
    migrate::{check_supported, pending},
};

/// Brings the database to the newest version.
pub(in crate::engine) fn migrate(
    connection: &Connection,
    migrations: &'static [Migration],
) -> Result<(), StoreError> {
    let mut found = version(connection)?;
    check_supported(found, migrations)?;
    for migration in pending(found, migrations) {
        // Tables are rebuilt by copying, which foreign keys would forbid half-way: they are
        // checked at the end of the step instead. The setting cannot change in a transaction.
        let applied = connection
            .execute_batch("PRAGMA foreign_keys = OFF")
            .and_then(|()| apply(connection, migration));
        if applied.is_err() && !connection.is_autocommit() {
            // The error that stopped the step is the one to tell.
            let _ = connection.execute_batch("ROLLBACK");
        }
        applied
            .and_then(|()| connection.execute_batch("PRAGMA foreign_keys = ON"))
            .map_err(|source| StoreError::Migration {
                name: migration.name,
                engine: Engine::Sqlite,
                source: Arc::new(source),
            })?;
        found = migration.version;
        tracing::info!(migration = migration.name, "migrated the database");
    }
    debug_assert!(migrations.last().is_none_or(|last| last.version <= found));
    Ok(())
}

fn apply(connection: &Connection, migration: &Migration) -> rusqlite::Result<()> {
    connection.execute_batch("BEGIN IMMEDIATE")?;
    // A command beside this one may have been faster.
    let now: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if now < migration.version {
        connection.execute_batch(&dialect::render(migration.sql, Engine::Sqlite))?;
        let dangling: i64 =
            connection.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| {
                row.get(0)
            })?;
        if dangling > 0 {
            return Err(rusqlite::Error::SqliteFailure(
                rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY),
                Some(format!("{dangling} rows refer to rows that are gone")),
            ));
        }
        connection.pragma_update(None, "user_version", migration.version)?;
    }
    connection.execute_batch("COMMIT")
}

fn version(connection: &Connection) -> Result<i64, StoreError> {
    connection
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .map_err(StoreError::unavailable)
}
