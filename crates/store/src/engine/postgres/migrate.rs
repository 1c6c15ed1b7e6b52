//! Migrations on PostgreSQL: the versions are rows of a table, and an advisory lock lets one node
//! at a time migrate.

use std::sync::Arc;

use tokio_postgres::Error;

use super::{Session, error};
use crate::engine::{
    Engine, Migration, StoreError, dialect,
    migrate::{check_supported, pending},
};

/// `winfacto` in ASCII: the lock's number is ours alone in this database.
const LOCK: i64 = 0x7769_6e66_6163_746f;

/// Brings the database to the newest version.
pub(in crate::engine) fn migrate(
    session: &mut Session,
    migrations: &'static [Migration],
) -> Result<(), StoreError> {
    locked(session, note_book).map_err(error::transaction)?;
    let found = version(session).map_err(error::transaction)?;
    check_supported(found, migrations)?;
    for migration in pending(found, migrations) {
        locked(session, |session| apply(session, migration)).map_err(|source| {
            StoreError::Migration {
                name: migration.name,
                engine: Engine::Postgres,
                source: Arc::new(source),
            }
        })?;
        tracing::info!(migration = migration.name, "migrated the database");
    }
    Ok(())
}

/// Makes the table of what was done, where it is missing: a user who may not make tables can
/// still start on a database that is up to date.
fn note_book(session: &mut Session) -> Result<(), Error> {
    let exists = "SELECT count(*) FROM pg_class WHERE oid = to_regclass('schema_migrations')";
    if session.number(exists)? == Some(1) {
        return Ok(());
    }
    session.batch("CREATE TABLE schema_migrations (version BIGINT PRIMARY KEY, name TEXT NOT NULL)")
}

fn apply(session: &mut Session, migration: &Migration) -> Result<(), Error> {
    // Another node may have been faster.
    if version(session)? >= migration.version {
        return Ok(());
    }
    session.batch(&dialect::render(migration.sql, Engine::Postgres))?;
    session.batch(&format!(
        "INSERT INTO schema_migrations (version, name) VALUES ({}, '{}')",
        migration.version,
        migration.name.replace('\'', "''")
    ))
}

fn version(session: &mut Session) -> Result<i64, Error> {
    let newest = session.number("SELECT max(version) FROM schema_migrations")?;
    Ok(newest.unwrap_or(0))
}

/// Runs `work` in a transaction that holds the lock.
fn locked(
    session: &mut Session,
    work: impl FnOnce(&mut Session) -> Result<(), Error>,
) -> Result<(), Error> {
    // Another node's migration may take its time, so this wait has no limit.
    session.batch(&format!(
        "BEGIN; SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock({LOCK})"
    ))?;
    let done = work(session);
    if done.is_err() {
        // The error that stopped the step is the one to tell.
        let _ = session.batch("ROLLBACK");
        return done;
    }
    session.batch("COMMIT")
}
