//! Numbered steps that bring a database to the shape this program knows.

use super::StoreError;

/// One step. It runs in one transaction together with the note that it was done.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Its number, from 1 without gaps.
    pub version: i64,
    /// Its file's name, for messages.
    pub name: &'static str,
    /// Statements in the common dialect, with `/*sqlite: … */` and `/*postgres: … */` where the
    /// engines differ. Constraints are immediate: a deferred one would refuse a whole group of
    /// closures at its commit.
    pub sql: &'static str,
}

/// The steps after version `found`.
pub(super) fn pending(
    found: i64,
    migrations: &'static [Migration],
) -> impl Iterator<Item = &'static Migration> {
    migrations
        .iter()
        .filter(move |migration| migration.version > found)
}

/// Refuses a database that a newer program has migrated.
pub(super) fn check_supported(
    found: i64,
    migrations: &'static [Migration],
) -> Result<(), StoreError> {
    let supported = migrations.last().map_or(0, |last| last.version);
    if found > supported {
        return Err(StoreError::TooNew {
            database: found,
            supported,
        });
    }
    Ok(())
}
