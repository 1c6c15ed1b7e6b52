//! Two transactions of PostgreSQL that wait for each other.

use std::sync::{Arc, Barrier};

use tokio::sync::oneshot;
use winfactor_store::{Store, StoreError, StoreOptions, Tx, params};

use crate::database::Database;

fn increment(tx: &mut Tx<'_>, id: &str) -> Result<u64, StoreError> {
    tx.execute(
        "UPDATE counters SET value = value + 1 WHERE id = $1",
        params![id],
    )
}

/// Locks the two counters in the given order; the first time it says `started` before, and takes
/// the second lock only after the other transaction holds its first one.
async fn both(
    store: Store,
    order: [&'static str; 2],
    met: Arc<Barrier>,
    started: oneshot::Sender<()>,
) -> u32 {
    let mut runs = 0;
    let mut started = Some(started);
    store
        .write(move |tx| {
            runs += 1;
            increment(tx, order[0])?;
            if let Some(started) = started.take() {
                let _ = started.send(());
                met.wait();
            }
            increment(tx, order[1])?;
            Ok::<_, StoreError>(runs)
        })
        .await
        .unwrap()
}

#[tokio::test]
async fn a_deadlock_is_resolved_by_running_one_of_them_again() {
    let store = Database::postgres().open_with(StoreOptions {
        writers: 2,
        ..StoreOptions::default()
    });
    store
        .write(|tx| {
            for id in ["a", "b"] {
                tx.execute(
                    "INSERT INTO counters (id, value) VALUES ($1, 0)",
                    params![id],
                )?;
            }
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
    let met = Arc::new(Barrier::new(2));
    let (started, first_runs) = oneshot::channel();
    let first = tokio::spawn(both(store.clone(), ["a", "b"], met.clone(), started));
    // One writer is busy with the first from now on. Before, it could have taken both as one
    // group, in which the first would wait for the second for ever.
    first_runs.await.unwrap();
    let (started, _) = oneshot::channel();
    let second = tokio::spawn(both(store.clone(), ["b", "a"], met, started));
    let runs = first.await.unwrap() + second.await.unwrap();
    assert!(runs > 2, "there was no deadlock");
    let values = store
        .read(|tx| tx.query("SELECT value FROM counters", params![], |row| row.int(0)))
        .await
        .unwrap_or_else(|error: StoreError| panic!("{error}"));
    assert_eq!(values, [2, 2]);
}
