//! An empty database with this program's tables, on one of the engines.

use tempfile::TempDir;
use winfactor_store::{DatabaseUrl, Store, StoreOptions};
use winfactor_testkit::postgres::Cluster;

/// A store, and the folder it may live in.
pub(crate) struct Database {
    pub(crate) store: Store,
    _folder: Option<TempDir>,
}

impl Database {
    pub(crate) fn sqlite() -> Database {
        let folder = TempDir::new().unwrap();
        let url = DatabaseUrl::Sqlite(folder.path().join("winfactor.db"));
        Database {
            store: Store::open(&url, StoreOptions::default()).unwrap(),
            _folder: Some(folder),
        }
    }

    pub(crate) fn postgres() -> Database {
        let url = Cluster::shared().create_database().parse().unwrap();
        Database {
            store: Store::open(&url, StoreOptions::default()).unwrap(),
            _folder: None,
        }
    }
}

/// Makes a test of each function for each engine.
macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test]
            async fn $name() {
                let database = crate::engines::Database::sqlite();
                super::$name(&database.store).await;
            })+
        }
        mod on_postgres {
            $(#[tokio::test]
            async fn $name() {
                let database = crate::engines::Database::postgres();
                super::$name(&database.store).await;
            })+
        }
    };
}
pub(crate) use on_both_engines;
