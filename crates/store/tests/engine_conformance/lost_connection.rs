//! A PostgreSQL server that ends connections.

use winfactor_store::{Migration, Store, StoreError, StoreOptions, Tx, params};
use winfactor_testkit::postgres::{Cluster, Durability};

use crate::{
    database::{Database, add, ids, insert, stored},
    gate::{Gate, queued},
};

/// The server's process behind this transaction.
fn process(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    tx.query_one("SELECT pg_backend_pid()", params![], |row| row.int(0))
}

fn terminate(process: i64) {
    // Returns when the process is gone.
    Cluster::shared()
        .administer(&format!("SELECT pg_terminate_backend({process}, 10000)"))
        .unwrap();
}

#[tokio::test]
async fn an_idle_connection_that_was_ended_is_made_anew() {
    let store = Database::postgres().open();
    let writer = store.write(process).await.unwrap();
    let reader = store.read(process).await.unwrap();
    terminate(writer);
    terminate(reader);
    add(&store, "after").await.unwrap();
    assert_eq!(stored(&store).await, ["after"]);
}

#[tokio::test]
async fn a_transaction_that_lost_its_connection_is_run_again() {
    let store = Database::postgres().open();
    let mut runs = 0;
    let runs = store
        .write(move |tx| {
            runs += 1;
            insert(tx, "once")?;
            if runs == 1 {
                terminate(process(tx)?);
            }
            insert(tx, "twice")?;
            Ok::<_, StoreError>(runs)
        })
        .await
        .unwrap();
    assert_eq!(runs, 2);
    assert_eq!(stored(&store).await, ["once", "twice"]);
}

#[tokio::test]
async fn a_group_that_lost_its_connection_is_run_again() {
    let store = Database::postgres().open();
    let gate = Gate::close(&store).await;
    let first = queued({
        let store = store.clone();
        async move { add(&store, "first").await }
    })
    .await;
    let second = queued({
        let store = store.clone();
        let mut ended = false;
        async move {
            store
                .write(move |tx| {
                    if !std::mem::replace(&mut ended, true) {
                        terminate(process(tx)?);
                    }
                    insert(tx, "second")
                })
                .await
        }
    })
    .await;
    gate.open().await;
    first.await.unwrap().unwrap();
    second.await.unwrap().unwrap();
    assert_eq!(stored(&store).await, ["first", "second"]);
}

#[tokio::test]
async fn a_read_that_lost_its_connection_is_run_again() {
    let store = Database::postgres().open();
    add(&store, "a").await.unwrap();
    let mut ended = false;
    let read = store
        .read(move |tx| {
            if !std::mem::replace(&mut ended, true) {
                terminate(process(tx)?);
            }
            ids(tx)
        })
        .await;
    assert_eq!(read.unwrap(), ["a"]);
}

/// A trigger that runs at the commit ends the connection there.
const ENDS_AT_COMMIT: &[Migration] = &[Migration {
    version: 1,
    name: "0001_ends_at_commit.sql",
    sql: "CREATE TABLE notes (id TEXT PRIMARY KEY);
          CREATE FUNCTION end_connection() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
            PERFORM pg_terminate_backend(pg_backend_pid());
            RETURN NULL;
          END $$;
          CREATE CONSTRAINT TRIGGER ends AFTER INSERT ON notes
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION end_connection();",
}];

#[tokio::test]
async fn a_commit_without_an_answer_is_not_repeated() {
    let database = Database::postgres();
    let store = Store::open_with(&database.url, StoreOptions::default(), ENDS_AT_COMMIT).unwrap();
    let mut runs = 0;
    let result = store
        .write(move |tx| {
            runs += 1;
            assert_eq!(runs, 1);
            insert(tx, "a")
        })
        .await;
    assert!(matches!(result, Err(StoreError::OutcomeUnknown { .. })));
    assert_eq!(stored(&store).await, [""; 0]);
}

#[tokio::test]
async fn callers_are_told_while_the_server_is_away() {
    let cluster = Cluster::start(Durability::Fast).unwrap();
    let url = cluster.create_database().parse().unwrap();
    let store = Store::open_with(&url, StoreOptions::default(), crate::database::TABLES).unwrap();
    add(&store, "a").await.unwrap();
    drop(cluster);
    let refused = add(&store, "b").await.unwrap_err();
    assert!(matches!(refused, StoreError::Unavailable { .. }));
    assert!(refused.is_temporary());
    let refused: Result<_, StoreError> = store.read(ids).await;
    assert!(matches!(refused, Err(StoreError::Unavailable { .. })));
    let reopened = Store::open_with(&url, StoreOptions::default(), crate::database::TABLES);
    assert!(matches!(reopened, Err(StoreError::Open { .. })));
}
