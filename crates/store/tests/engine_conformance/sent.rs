//! Statements that are sent without waiting for their results.

use winfactor_store::{StoreError, Tx, params};

use crate::{
    database::{Database, Refusal, add, ids, insert, on_both_engines, stored},
    gate::{Gate, queued},
};

on_both_engines!(
    what_was_sent_is_seen_by_what_follows,
    a_failure_is_the_closures_answer,
    a_failure_ends_the_transaction_for_what_follows,
    a_failure_in_a_group_touches_nobody_else,
    what_was_sent_by_a_refused_closure_is_undone,
    each_run_tells_its_own_number_of_rows,
    one_failing_run_fails_all,
);

fn send(tx: &mut Tx<'_>, id: &str) -> Result<(), StoreError> {
    tx.send("INSERT INTO notes (id) VALUES ($1)", params![id])
}

async fn what_was_sent_is_seen_by_what_follows(database: Database) {
    let store = database.open();
    let seen = store
        .write(|tx| {
            for number in 0..300 {
                send(tx, &format!("{number:03}"))?;
            }
            let seen = ids(tx)?;
            send(tx, "last")?;
            Ok::<_, StoreError>(seen)
        })
        .await
        .unwrap();
    let expected: Vec<_> = (0..300).map(|number| format!("{number:03}")).collect();
    assert_eq!(seen, expected);
    assert_eq!(stored(&store).await.len(), 301);
}

async fn a_failure_is_the_closures_answer(database: Database) {
    let store = database.open();
    add(&store, "there already").await.unwrap();
    let answer = store
        .write(|tx| {
            send(tx, "before")?;
            // PostgreSQL has not told of it yet when the closure ends.
            let _ = send(tx, "there already");
            let _ = send(tx, "behind");
            Ok::<_, StoreError>("all is well")
        })
        .await;
    match answer {
        // SQLite has refused the statement at once, and the closure passed over it.
        Err(StoreError::Conflict { table, .. }) => assert_eq!(table, "notes"),
        Err(StoreError::Ended { .. }) => {}
        other => panic!("{other:?}"),
    }
    assert_eq!(stored(&store).await, ["there already"]);
}

async fn a_failure_ends_the_transaction_for_what_follows(database: Database) {
    let store = database.open();
    add(&store, "there already").await.unwrap();
    let answer = store
        .write(|tx| {
            send(tx, "before")?;
            send(tx, "there already")?;
            insert(tx, "behind")
        })
        .await;
    assert!(
        matches!(&answer, Err(StoreError::Conflict { table, .. }) if *table == "notes"),
        "{answer:?}"
    );
    assert_eq!(stored(&store).await, ["there already"]);
}

async fn a_failure_in_a_group_touches_nobody_else(database: Database) {
    let store = database.open();
    add(&store, "there already").await.unwrap();
    let gate = Gate::close(&store).await;
    let mut tasks = Vec::new();
    for id in ["first", "there already", "third"] {
        let store = store.clone();
        tasks.push(queued(async move { store.write(move |tx| send(tx, id)).await }).await);
    }
    gate.open().await;
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.unwrap());
    }
    assert!(answers[0].is_ok(), "{answers:?}");
    assert!(
        matches!(answers[1], Err(StoreError::Conflict { .. })),
        "{answers:?}"
    );
    assert!(answers[2].is_ok(), "{answers:?}");
    assert_eq!(stored(&store).await, ["first", "there already", "third"]);
}

async fn what_was_sent_by_a_refused_closure_is_undone(database: Database) {
    let store = database.open();
    let refused = store
        .write(|tx| {
            send(tx, "refused")?;
            Err::<(), _>(Refusal::NotWanted)
        })
        .await;
    assert!(matches!(refused, Err(Refusal::NotWanted)), "{refused:?}");
    add(&store, "kept").await.unwrap();
    assert_eq!(stored(&store).await, ["kept"]);
}

async fn each_run_tells_its_own_number_of_rows(database: Database) {
    let store = database.open();
    let changed = store
        .write(|tx| {
            for id in ["a", "b", "c"] {
                send(tx, id)?;
            }
            let names = [["a", "c"], ["x", "y"], ["b", "b"]];
            let sets = names.each_ref().map(|[one, other]| params_of(one, other));
            tx.execute_each(
                "UPDATE notes SET size = 1 WHERE id IN ($1, $2)",
                sets.iter().map(|set| &set[..]),
            )
        })
        .await
        .unwrap();
    assert_eq!(changed, [2, 0, 1]);
}

fn params_of<'a>(one: &'a str, other: &'a str) -> [winfactor_store::Param<'a>; 2] {
    [one.into(), other.into()]
}

async fn one_failing_run_fails_all(database: Database) {
    let store = database.open();
    add(&store, "there already").await.unwrap();
    let answer = store
        .write(|tx| {
            let sets = ["new", "there already", "newer"].map(|id| [id.into()]);
            tx.execute_each(
                "INSERT INTO notes (id) VALUES ($1)",
                sets.iter().map(|set| &set[..]),
            )
        })
        .await;
    assert!(
        matches!(answer, Err(StoreError::Conflict { .. })),
        "{answer:?}"
    );
    assert_eq!(stored(&store).await, ["there already"]);
}
