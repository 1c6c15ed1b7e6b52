//! An empty database on one of the engines, and the tables the tests use.

use tempfile::TempDir;
use winfactor_store::{DatabaseUrl, Migration, Store, StoreError, StoreOptions, Tx, params};
use winfactor_testkit::postgres::Cluster;

/// Tables with each kind of constraint that the tests provoke.
pub(crate) const TABLES: &[Migration] = &[Migration {
    version: 1,
    name: "0001_tables.sql",
    sql: "CREATE TABLE notes (
            id TEXT PRIMARY KEY,
            body TEXT,
            size BIGINT
          );
          CREATE TABLE parents (id TEXT PRIMARY KEY);
          CREATE TABLE children (
            id TEXT PRIMARY KEY,
            parent_id TEXT NOT NULL REFERENCES parents (id)
          );
          CREATE TABLE counters (
            id TEXT PRIMARY KEY,
            value BIGINT NOT NULL CHECK (value >= 0)
          );",
}];

pub(crate) struct Database {
    pub(crate) url: DatabaseUrl,
    _folder: Option<TempDir>,
}

impl Database {
    pub(crate) fn sqlite() -> Database {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("store.db");
        Database {
            url: DatabaseUrl::Sqlite(path),
            _folder: Some(folder),
        }
    }

    pub(crate) fn postgres() -> Database {
        Database {
            url: Cluster::shared().create_database().parse().unwrap(),
            _folder: None,
        }
    }

    /// The store with one writer, so that what waits becomes one group on both engines.
    pub(crate) fn open(&self) -> Store {
        self.open_with(StoreOptions {
            writers: 1,
            ..StoreOptions::default()
        })
    }

    pub(crate) fn open_with(&self, options: StoreOptions) -> Store {
        Store::open_with(&self.url, options, TABLES).unwrap()
    }
}

/// Makes a test of each function for each engine.
macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test]
            async fn $name() {
                super::$name(crate::database::Database::sqlite()).await;
            })+
        }
        mod on_postgres {
            $(#[tokio::test]
            async fn $name() {
                super::$name(crate::database::Database::postgres()).await;
            })+
        }
    };
}
pub(crate) use on_both_engines;

/// A caller's error: the store's, or one of its own.
#[derive(Debug)]
pub(crate) enum Refusal {
    Store(StoreError),
    NotWanted,
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Refusal::Store(error)
    }
}

pub(crate) fn insert(tx: &mut Tx<'_>, id: &str) -> Result<u64, StoreError> {
    tx.execute("INSERT INTO notes (id) VALUES ($1)", params![id])
}

/// The ids of all notes, in order.
pub(crate) fn ids(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreError> {
    tx.query("SELECT id FROM notes ORDER BY id", params![], |row| {
        Ok(row.text(0)?.to_owned())
    })
}

pub(crate) async fn stored(store: &Store) -> Vec<String> {
    store.read(ids).await.unwrap()
}

pub(crate) async fn add(store: &Store, id: &'static str) -> Result<u64, StoreError> {
    store.write(move |tx| insert(tx, id)).await
}
