//! Closures that fail, alone in their transaction.

use winfactor_store::{StoreError, params};

use crate::database::{Database, Refusal, add, insert, on_both_engines, stored};

on_both_engines!(
    a_refusal_undoes_what_was_written,
    a_panic_goes_on_at_the_caller_and_undoes_what_was_written,
    a_key_that_exists_is_a_conflict,
    a_callers_own_error_carries_the_stores,
    a_row_that_is_referred_to_must_exist,
    a_check_that_fails_is_our_mistake,
    a_failed_statement_ends_the_transaction,
    a_conflict_of_the_first_write_can_become_a_value,
    success_after_a_failed_statement_does_not_keep_half,
    a_row_that_cannot_be_read_leaves_the_transaction_sound,
);

async fn a_refusal_undoes_what_was_written(database: Database) {
    let store = database.open();
    let refused = store
        .write(|tx| {
            insert(tx, "a")?;
            Err::<(), _>(Refusal::NotWanted)
        })
        .await;
    assert!(matches!(refused, Err(Refusal::NotWanted)));
    assert_eq!(stored(&store).await, [""; 0]);
}

async fn a_panic_goes_on_at_the_caller_and_undoes_what_was_written(database: Database) {
    let store = database.open();
    let panicking = store.clone();
    let task = tokio::spawn(async move {
        panicking
            .write(|tx| -> Result<(), StoreError> {
                insert(tx, "a")?;
                panic!("told to the caller");
            })
            .await
    });
    let panic = task.await.unwrap_err().into_panic();
    assert_eq!(panic.downcast_ref(), Some(&"told to the caller"));
    add(&store, "b").await.unwrap();
    assert_eq!(stored(&store).await, ["b"]);
}

async fn a_key_that_exists_is_a_conflict(database: Database) {
    let store = database.open();
    add(&store, "a").await.unwrap();
    let error = add(&store, "a").await.unwrap_err();
    assert!(matches!(error, StoreError::Conflict { table: "notes", .. }));
    assert!(std::error::Error::source(&error).is_some());
}

async fn a_callers_own_error_carries_the_stores(database: Database) {
    let store = database.open();
    add(&store, "a").await.unwrap();
    let refused = store
        .write(|tx| {
            insert(tx, "a")?;
            Ok::<_, Refusal>(())
        })
        .await;
    assert!(matches!(
        refused,
        Err(Refusal::Store(StoreError::Conflict { .. }))
    ));
}

async fn a_row_that_is_referred_to_must_exist(database: Database) {
    let store = database.open();
    let orphan = store
        .write(|tx| {
            tx.execute(
                "INSERT INTO children (id, parent_id) VALUES ($1, $2)",
                params!["c", "nobody"],
            )
        })
        .await;
    assert!(matches!(
        orphan,
        Err(StoreError::Reference {
            table: "children",
            ..
        })
    ));
}

async fn a_check_that_fails_is_our_mistake(database: Database) {
    let store = database.open();
    let negative = store
        .write(|tx| {
            tx.execute(
                "INSERT INTO counters (id, value) VALUES ($1, $2)",
                params!["c", -1],
            )
        })
        .await;
    assert!(matches!(negative, Err(StoreError::Sql { .. })));
}

async fn a_failed_statement_ends_the_transaction(database: Database) {
    let store = database.open();
    add(&store, "a").await.unwrap();
    let second = store
        .write(|tx| {
            assert!(insert(tx, "a").is_err());
            insert(tx, "b")
        })
        .await;
    assert!(matches!(
        second,
        Err(StoreError::Ended {
            statement: "INSERT INTO notes (id) VALUES ($1)"
        })
    ));
    assert_eq!(stored(&store).await, ["a"]);
}

async fn a_conflict_of_the_first_write_can_become_a_value(database: Database) {
    let store = database.open();
    add(&store, "a").await.unwrap();
    let added = store
        .write(|tx| match insert(tx, "a") {
            Ok(_) => Ok(true),
            Err(StoreError::Conflict { .. }) => Ok(false),
            Err(other) => Err(other),
        })
        .await;
    assert!(!added.unwrap());
}

async fn success_after_a_failed_statement_does_not_keep_half(database: Database) {
    let store = database.open();
    add(&store, "a").await.unwrap();
    let result = store
        .write(|tx| {
            insert(tx, "half")?;
            let _ = insert(tx, "a");
            Ok::<_, StoreError>(())
        })
        .await;
    assert!(matches!(result, Err(StoreError::Ended { .. })));
    assert_eq!(stored(&store).await, ["a"]);
}

async fn a_row_that_cannot_be_read_leaves_the_transaction_sound(database: Database) {
    let store = database.open();
    store
        .write(|tx| {
            insert(tx, "a")?;
            let misread = tx.query_one("SELECT id FROM notes", params![], |row| row.int(0));
            assert!(matches!(
                misread,
                Err(StoreError::Column {
                    index: 0,
                    expected: "BIGINT",
                    ..
                })
            ));
            insert(tx, "b")
        })
        .await
        .unwrap();
    assert_eq!(stored(&store).await, ["a", "b"]);
}
