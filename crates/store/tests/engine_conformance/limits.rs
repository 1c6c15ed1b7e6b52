//! More work than the store takes in.

use winfactor_store::{StoreError, StoreOptions};

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
