//! More work than the store takes in.

use winfactor_store::{StoreError, StoreOptions, params};

use crate::{
    database::{Database, add, on_both_engines, stored},
    gate::{Gate, queued},
};

on_both_engines!(a_full_queue_refuses_at_once_and_keeps_what_it_took);

async fn a_full_queue_refuses_at_once_and_keeps_what_it_took(database: Database) {
    let store = database.open_with(StoreOptions {
        writers: 1,
        queue: 2,
        ..StoreOptions::default()
    });
    let gate = Gate::close(&store).await;
    let mut waiting = Vec::new();
    for id in ["a", "b"] {
        let store = store.clone();
        waiting.push(queued(async move { add(&store, id).await }).await);
    }
    let refused = add(&store, "c").await.unwrap_err();
    assert!(matches!(refused, StoreError::Busy));
    assert!(refused.is_temporary());
    gate.open().await;
    for task in waiting {
        task.await.unwrap().unwrap();
    }
    assert_eq!(stored(&store).await, ["a", "b"]);
}

#[tokio::test]
async fn a_full_disk_refuses_the_group_and_is_recovered_from() {
    let database = Database::sqlite();
    let store = database.open();
    // A file that may not grow is a full disk.
    let limit = store
        .write(|tx| tx.query_one("PRAGMA max_page_count = 1", params![], |row| row.int(0)))
        .await;
    assert!(limit.is_ok_and(|pages: i64| pages > 1));

    let gate = Gate::close(&store).await;
    let small = queued({
        let store = store.clone();
        async move { add(&store, "small").await }
    })
    .await;
    let large = queued({
        let store = store.clone();
        let body = "x".repeat(100_000);
        async move {
            store
                .write(move |tx| {
                    tx.execute(
                        "INSERT INTO notes (id, body) VALUES ($1, $2)",
                        params!["large", &body],
                    )
                })
                .await
        }
    })
    .await;
    gate.open().await;

    let large = large.await.unwrap();
    assert!(matches!(large, Err(StoreError::Unavailable { .. })));
    let small = small.await.unwrap();
    let kept = stored(&store).await;
    assert_eq!(kept.contains(&"small".to_owned()), small.is_ok());
    assert!(!kept.contains(&"large".to_owned()));

    store
        .write(|tx| {
            tx.query_one("PRAGMA max_page_count = 100000", params![], |row| {
                row.int(0)
            })
        })
        .await
        .unwrap_or_else(|error: StoreError| panic!("{error}"));
    add(&store, "after").await.unwrap();
    assert!(stored(&store).await.contains(&"after".to_owned()));
}
