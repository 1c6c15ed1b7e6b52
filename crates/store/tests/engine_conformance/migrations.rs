//! From one version of the schema to the next.

use winfactor_store::{Migration, Store, StoreError, StoreOptions, params};

use crate::database::{Database, TABLES, add, on_both_engines};

/// Rebuilds a table that another one refers to, as SQLite requires for most changes.
const NEWER: &[Migration] = &[
    TABLES[0],
    Migration {
        version: 2,
        name: "0002_sizes.sql",
        sql: "/*sqlite:
                CREATE TABLE parents_new (id TEXT PRIMARY KEY, name TEXT NOT NULL DEFAULT '');
                INSERT INTO parents_new (id) SELECT id FROM parents;
                DROP TABLE parents;
                ALTER TABLE parents_new RENAME TO parents;
              */
              /*postgres: ALTER TABLE parents ADD COLUMN name TEXT NOT NULL DEFAULT ''; */
              UPDATE notes SET size = 1 WHERE size IS NULL;",
    },
];

const BROKEN: &[Migration] = &[
    TABLES[0],
    Migration {
        version: 2,
        name: "0002_broken.sql",
        sql: "UPDATE notes SET size = 99; UPDATE nowhere SET size = 1;",
    },
];

on_both_engines!(
    an_upgrade_keeps_the_data,
    a_newer_database_is_refused,
    a_migration_that_fails_changes_nothing,
    nodes_that_start_together_migrate_once,
);

fn open(database: &Database, migrations: &'static [Migration]) -> Result<Store, StoreError> {
    Store::open_with(&database.url, StoreOptions::default(), migrations)
}

async fn size(store: &Store) -> Option<i64> {
    store
        .read(|tx| tx.query_one("SELECT size FROM notes", params![], |row| row.opt_int(0)))
        .await
        .unwrap_or_else(|error: StoreError| panic!("{error}"))
}

async fn an_upgrade_keeps_the_data(database: Database) {
    let store = open(&database, TABLES).unwrap();
    add(&store, "a").await.unwrap();
    store
        .write(|tx| {
            tx.execute("INSERT INTO parents (id) VALUES ($1)", params!["p"])?;
            tx.execute(
                "INSERT INTO children (id, parent_id) VALUES ($1, $2)",
                params!["c", "p"],
            )
        })
        .await
        .unwrap_or_else(|error: StoreError| panic!("{error}"));
    store.close().await;

    let store = open(&database, NEWER).unwrap();
    assert_eq!(size(&store).await, Some(1));
    let named = store
        .read(|tx| {
            tx.query_one(
                "SELECT p.name FROM children c JOIN parents p ON p.id = c.parent_id",
                params![],
                |row| row.text(0).map(str::to_owned),
            )
        })
        .await;
    assert_eq!(
        named.unwrap_or_else(|error: StoreError| panic!("{error}")),
        ""
    );
    // Keys are checked again after the step that could not be done with them.
    let orphan = store
        .write(|tx| {
            tx.execute(
                "INSERT INTO children (id, parent_id) VALUES ($1, $2)",
                params!["d", "nobody"],
            )
        })
        .await;
    assert!(matches!(orphan, Err(StoreError::Reference { .. })));
}

async fn a_newer_database_is_refused(database: Database) {
    open(&database, NEWER).unwrap().close().await;
    let error = open(&database, TABLES).unwrap_err();
    assert!(matches!(
        error,
        StoreError::TooNew {
            database: 2,
            supported: 1
        }
    ));
}

async fn a_migration_that_fails_changes_nothing(database: Database) {
    let store = open(&database, TABLES).unwrap();
    add(&store, "a").await.unwrap();
    store.close().await;
    let error = open(&database, BROKEN).unwrap_err();
    assert!(matches!(
        error,
        StoreError::Migration {
            name: "0002_broken.sql",
            ..
        }
    ));
    let store = open(&database, NEWER).unwrap();
    assert_eq!(size(&store).await, Some(1));
}

async fn nodes_that_start_together_migrate_once(database: Database) {
    let options = StoreOptions {
        sqlite_role: winfactor_store::SqliteRole::Tool,
        ..StoreOptions::default()
    };
    let nodes: Vec<_> = (0..4)
        .map(|_| {
            let url = database.url.clone();
            tokio::task::spawn_blocking(move || Store::open_with(&url, options, NEWER))
        })
        .collect();
    for node in nodes {
        node.await.unwrap().unwrap();
    }
}
