//! Many closures, one commit.

use std::sync::mpsc;

use tokio::sync::oneshot;
use winfactor_store::{StoreError, StoreOptions};

use crate::{
    database::{Database, Refusal, add, insert, on_both_engines, stored},
    gate::{Gate, queued},
};

on_both_engines!(
    concurrent_writes_are_all_kept,
    failures_in_a_group_touch_nobody_else,
    nobody_is_answered_before_the_group_is_committed,
    what_was_queued_is_finished_on_close,
    what_was_queued_is_done_when_its_caller_has_gone,
    what_follows_a_commit_does_not_depend_on_the_caller,
    nothing_follows_what_was_undone,
);

async fn concurrent_writes_are_all_kept(database: Database) {
    let store = database.open_with(StoreOptions::default());
    let tasks: Vec<_> = (0..200)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(async move {
                store
                    .write(move |tx| insert(tx, &format!("{number:03}")))
                    .await
            })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap().unwrap(), 1);
    }
    let expected: Vec<_> = (0..200).map(|number| format!("{number:03}")).collect();
    assert_eq!(stored(&store).await, expected);
}

async fn failures_in_a_group_touch_nobody_else(database: Database) {
    let store = database.open();
    add(&store, "there already").await.unwrap();
    let gate = Gate::close(&store).await;

    let first = queued({
        let store = store.clone();
        async move { add(&store, "first").await }
    })
    .await;
    let refused_before_writing = queued({
        let store = store.clone();
        async move { store.write(|_tx| Err::<(), _>(Refusal::NotWanted)).await }
    })
    .await;
    let refused_after_writing = queued({
        let store = store.clone();
        async move {
            store
                .write(|tx| {
                    insert(tx, "refused")?;
                    Err::<(), _>(Refusal::NotWanted)
                })
                .await
        }
    })
    .await;
    let panicked = queued({
        let store = store.clone();
        async move {
            store
                .write(|tx| -> Result<(), StoreError> {
                    insert(tx, "panicked")?;
                    panic!("in the middle");
                })
                .await
        }
    })
    .await;
    let conflicting = queued({
        let store = store.clone();
        async move { add(&store, "there already").await }
    })
    .await;
    let last = queued({
        let store = store.clone();
        async move { add(&store, "last").await }
    })
    .await;
    gate.open().await;

    assert_eq!(first.await.unwrap().unwrap(), 1);
    assert!(matches!(
        refused_before_writing.await.unwrap(),
        Err(Refusal::NotWanted)
    ));
    assert!(matches!(
        refused_after_writing.await.unwrap(),
        Err(Refusal::NotWanted)
    ));
    assert!(panicked.await.unwrap_err().is_panic());
    assert!(matches!(
        conflicting.await.unwrap(),
        Err(StoreError::Conflict { table: "notes", .. })
    ));
    assert_eq!(last.await.unwrap().unwrap(), 1);
    assert_eq!(stored(&store).await, ["first", "last", "there already"]);
}

async fn nobody_is_answered_before_the_group_is_committed(database: Database) {
    let store = database.open();
    let gate = Gate::close(&store).await;
    let early = queued({
        let store = store.clone();
        async move { add(&store, "early").await }
    })
    .await;
    let (go_on, wait) = mpsc::channel::<()>();
    let (entered, has_entered) = oneshot::channel();
    let mut entered = Some(entered);
    let late = queued({
        let store = store.clone();
        async move {
            store
                .write(move |tx| {
                    insert(tx, "late")?;
                    if let Some(entered) = entered.take() {
                        entered.send(()).unwrap();
                    }
                    let _ = wait.recv();
                    Ok::<_, StoreError>(())
                })
                .await
        }
    })
    .await;
    gate.open().await;

    // The first closure of the group has run, the second one is running.
    has_entered.await.unwrap();
    assert_eq!(stored(&store).await, [""; 0]);
    assert!(!early.is_finished());
    drop(go_on);
    early.await.unwrap().unwrap();
    late.await.unwrap().unwrap();
    assert_eq!(stored(&store).await, ["early", "late"]);
}

async fn what_was_queued_is_finished_on_close(database: Database) {
    let store = database.open();
    let gate = Gate::close(&store).await;
    let waiting = queued({
        let store = store.clone();
        async move { add(&store, "waiting").await }
    })
    .await;
    let closing = queued(store.clone().close()).await;
    gate.open().await;
    closing.await.unwrap();

    assert_eq!(waiting.await.unwrap().unwrap(), 1);
    assert!(matches!(
        add(&store, "too late").await,
        Err(StoreError::Closed)
    ));
    assert_eq!(stored(&database.open()).await, ["waiting"]);
}

async fn what_was_queued_is_done_when_its_caller_has_gone(database: Database) {
    let store = database.open();
    let gate = Gate::close(&store).await;
    let (answered, answer) = oneshot::channel();
    let mut answered = Some(answered);
    let waiting = queued({
        let store = store.clone();
        async move {
            store
                .write(move |tx| {
                    insert(tx, "waiting")?;
                    if let Some(answered) = answered.take() {
                        answered.send(()).unwrap();
                    }
                    Ok::<_, StoreError>(())
                })
                .await
        }
    })
    .await;
    // The caller goes away: what it asked for happens all the same.
    waiting.abort();
    assert!(waiting.await.unwrap_err().is_cancelled());
    gate.open().await;
    answer.await.unwrap();
    store.close().await;
    assert_eq!(stored(&database.open()).await, ["waiting"]);
}

async fn what_follows_a_commit_does_not_depend_on_the_caller(database: Database) {
    let store = database.open();
    let gate = Gate::close(&store).await;
    let (followed, follows) = oneshot::channel();
    let waiting = queued({
        let store = store.clone();
        async move {
            let then = move |added| followed.send(added).unwrap();
            store.write_then(|tx| insert(tx, "waiting"), then).await
        }
    })
    .await;
    waiting.abort();
    assert!(waiting.await.unwrap_err().is_cancelled());
    gate.open().await;
    assert_eq!(follows.await.unwrap(), 1);
    assert_eq!(stored(&store).await, ["waiting"]);
}

async fn nothing_follows_what_was_undone(database: Database) {
    let store = database.open();
    add(&store, "there already").await.unwrap();
    let then = |_| panic!("nothing was committed");
    let refused: Result<(), StoreError> = store
        .write_then(|tx| insert(tx, "there already"), then)
        .await;
    assert!(matches!(refused, Err(StoreError::Conflict { .. })));
    // A caller that is told something of its own goes on as it said.
    let length = store.write_then(|tx| insert(tx, "new"), |added| format!("{added} row"));
    assert_eq!(length.await.unwrap(), "1 row");
}
