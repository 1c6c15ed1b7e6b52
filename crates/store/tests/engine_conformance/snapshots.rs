//! Reads beside writes.

use std::sync::mpsc;

use tokio::sync::oneshot;
use winfactor_store::StoreError;

use crate::{
    database::{Database, add, ids, insert, on_both_engines, stored},
    gate::queued,
};

on_both_engines!(
    a_read_sees_one_moment,
    a_read_sees_what_was_answered_before,
    a_read_cannot_write,
    what_was_answered_is_there_after_a_restart,
);

async fn a_read_sees_one_moment(database: Database) {
    let store = database.open();
    add(&store, "before").await.unwrap();
    let (go_on, wait) = mpsc::channel::<()>();
    let (looked, has_looked) = oneshot::channel();
    let mut looked = Some(looked);
    let reading = queued({
        let store = store.clone();
        async move {
            store
                .read(move |tx| {
                    let first = ids(tx)?;
                    if let Some(looked) = looked.take() {
                        looked.send(()).unwrap();
                    }
                    let _ = wait.recv();
                    Ok::<_, StoreError>((first, ids(tx)?))
                })
                .await
        }
    })
    .await;
    has_looked.await.unwrap();
    add(&store, "meanwhile").await.unwrap();
    drop(go_on);
    let (first, second) = reading.await.unwrap().unwrap();
    assert_eq!(first, ["before"]);
    assert_eq!(second, first);
    assert_eq!(stored(&store).await, ["before", "meanwhile"]);
}

async fn a_read_sees_what_was_answered_before(database: Database) {
    let store = database.open();
    for number in 0..50 {
        let id = format!("{number:02}");
        store
            .write({
                let id = id.clone();
                move |tx| insert(tx, &id)
            })
            .await
            .unwrap();
        assert_eq!(stored(&store).await.last(), Some(&id));
    }
}

async fn a_read_cannot_write(database: Database) {
    let store = database.open();
    let refused = store.read(|tx| insert(tx, "a")).await;
    assert!(refused.is_err());
    assert_eq!(stored(&store).await, [""; 0]);
}

async fn what_was_answered_is_there_after_a_restart(database: Database) {
    let store = database.open();
    add(&store, "a").await.unwrap();
    store.close().await;
    let store = database.open();
    add(&store, "b").await.unwrap();
    store.close().await;
    assert_eq!(stored(&database.open()).await, ["a", "b"]);
}
