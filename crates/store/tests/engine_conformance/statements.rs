//! Values in, values out.

use winfactor_store::{Engine, StoreError, params};

use crate::database::{Database, insert, on_both_engines};

on_both_engines!(
    values_come_back_as_they_went_in,
    parameters_may_repeat_and_stand_in_any_order,
    flags_are_zero_and_one_or_a_condition,
    wrong_columns_are_named,
    the_number_of_rows_is_checked,
    returning_counts_as_a_write,
    markers_choose_words_for_an_engine,
    numbers_stay_wide,
    a_missing_parameter_is_refused,
    a_check_tells_what_is_wrong_with_a_statement,
);

async fn values_come_back_as_they_went_in(database: Database) {
    let store = database.open();
    let text = "ü — 窓 \u{1f6aa} 'quoted' $1 -- no comment";
    store
        .write(move |tx| {
            tx.execute(
                "INSERT INTO notes (id, body, size) VALUES ($1, $2, $3)",
                params!["full", text, i64::MAX],
            )?;
            let (no_text, no_number) = (None::<&str>, None::<i64>);
            tx.execute(
                "INSERT INTO notes (id, body, size) VALUES ($1, $2, $3)",
                params!["nulls", no_text, no_number],
            )
        })
        .await
        .unwrap();
    let rows = store
        .read(|tx| {
            tx.query(
                "SELECT id, body, size FROM notes ORDER BY id",
                params![],
                |row| {
                    Ok((
                        row.text(0)?.to_owned(),
                        row.opt_text(1)?.map(str::to_owned),
                        row.opt_int(2)?,
                    ))
                },
            )
        })
        .await
        .unwrap_or_else(|error: StoreError| panic!("{error}"));
    assert_eq!(
        rows,
        [
            ("full".to_owned(), Some(text.to_owned()), Some(i64::MAX)),
            ("nulls".to_owned(), None, None),
        ]
    );
}

async fn parameters_may_repeat_and_stand_in_any_order(database: Database) {
    let store = database.open();
    let row = store
        .write(|tx| {
            tx.execute(
                "INSERT INTO notes (size, body, id) VALUES ($3, $1, $2)",
                params!["body", "id", 7],
            )?;
            tx.query_one(
                "SELECT id, body, size FROM notes \
                 WHERE body = $2 AND id = $1 AND (id = $1 OR body = $1) AND size = $3",
                params!["id", "body", 7],
                |row| {
                    Ok((
                        row.text(0)?.to_owned(),
                        row.text(1)?.to_owned(),
                        row.int(2)?,
                    ))
                },
            )
        })
        .await
        .unwrap_or_else(|error: StoreError| panic!("{error}"));
    assert_eq!(row, ("id".to_owned(), "body".to_owned(), 7));
}

async fn flags_are_zero_and_one_or_a_condition(database: Database) {
    let store = database.open();
    let flags = store
        .write(|tx| {
            tx.execute(
                "INSERT INTO notes (id, size) VALUES ($1, $2)",
                params!["yes", true],
            )?;
            tx.execute(
                "INSERT INTO notes (id, size) VALUES ($1, $2)",
                params!["no", false],
            )?;
            tx.query(
                "SELECT size, EXISTS (SELECT 1 FROM parents), size = 1, 1 FROM notes ORDER BY id",
                params![],
                |row| Ok([row.flag(0)?, row.flag(1)?, row.flag(2)?, row.flag(3)?]),
            )
        })
        .await
        .unwrap_or_else(|error: StoreError| panic!("{error}"));
    assert_eq!(
        flags,
        [[false, false, false, true], [true, false, true, true]]
    );
}

async fn wrong_columns_are_named(database: Database) {
    let store = database.open();
    store
        .write(|tx| {
            insert(tx, "a")?;
            let null = tx.query_one("SELECT body FROM notes", params![], |row| {
                row.text(0).map(str::to_owned)
            });
            assert!(matches!(
                null.unwrap_err(),
                StoreError::Column { index: 0, name, found, .. } if name == "body" && found == "NULL"
            ));
            let missing = tx.query_one("SELECT body FROM notes", params![], |row| row.opt_int(1));
            assert!(matches!(
                missing.unwrap_err(),
                StoreError::Column { index: 1, name, .. } if name.is_empty()
            ));
            let number = tx.query_one("SELECT 2 AS two FROM notes", params![], |row| {
                row.flag(0)
            });
            assert!(matches!(
                number.unwrap_err(),
                StoreError::Column { expected: "0 or 1", name, .. } if name == "two"
            ));
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
}

async fn the_number_of_rows_is_checked(database: Database) {
    let store = database.open();
    store
        .write(|tx| {
            const ALL: &str = "SELECT id FROM notes";
            let none = tx.query_opt(ALL, params![], |row| row.text(0).map(str::to_owned))?;
            assert_eq!(none, None);
            let none = tx.query_one(ALL, params![], |row| row.text(0).map(str::to_owned));
            assert!(matches!(
                none,
                Err(StoreError::NotOne { found: "none", .. })
            ));
            insert(tx, "a")?;
            insert(tx, "b")?;
            let several = tx.query_opt(ALL, params![], |row| row.text(0).map(str::to_owned));
            assert!(matches!(
                several,
                Err(StoreError::NotOne {
                    found: "several",
                    ..
                })
            ));
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
}

async fn returning_counts_as_a_write(database: Database) {
    let store = database.open();
    let refused = store
        .write(|tx| {
            let id = tx.query_one(
                "INSERT INTO notes (id) VALUES ($1) RETURNING id",
                params!["a"],
                |row| row.text(0).map(str::to_owned),
            )?;
            assert_eq!(id, "a");
            Err::<(), _>(StoreError::Busy)
        })
        .await;
    assert!(matches!(refused, Err(StoreError::Busy)));
    assert_eq!(crate::database::stored(&store).await, [""; 0]);
}

async fn markers_choose_words_for_an_engine(database: Database) {
    let store = database.open();
    let engine = store.engine();
    let name = store
        .write(|tx| {
            insert(tx, "a")?;
            tx.query_one(
                "SELECT /*sqlite: 'sqlite' *//*postgres: 'postgres' */ FROM notes \
                 WHERE id = $1 /*postgres: FOR UPDATE*/",
                params!["a"],
                |row| row.text(0).map(str::to_owned),
            )
        })
        .await
        .unwrap_or_else(|error: StoreError| panic!("{error}"));
    let expected = match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    };
    assert_eq!(name, expected);
}

/// PostgreSQL would otherwise take `$1 + 1` for 32-bit arithmetic.
async fn numbers_stay_wide(database: Database) {
    let store = database.open();
    let sum = store
        .read(|tx| {
            tx.query_one("SELECT $1 + 1", params![5_000_000_000_i64], |row| {
                row.int(0)
            })
        })
        .await
        .unwrap_or_else(|error: StoreError| panic!("{error}"));
    assert_eq!(sum, 5_000_000_001);
}

async fn a_missing_parameter_is_refused(database: Database) {
    let store = database.open();
    let refused = store
        .write(|tx| tx.execute("INSERT INTO notes (id, body) VALUES ($1, $2)", params!["a"]))
        .await;
    assert!(matches!(
        refused,
        Err(StoreError::Misuse { .. } | StoreError::Sql { .. })
    ));
}

async fn a_check_tells_what_is_wrong_with_a_statement(database: Database) {
    let store = database.open();
    store
        .read(|tx| tx.prepare_check("UPDATE notes SET body = $1 WHERE id = $2"))
        .await
        .unwrap_or_else(|error: StoreError| panic!("{error}"));
    let unknown = store
        .read(|tx| tx.prepare_check("SELECT nothing FROM notes"))
        .await;
    assert!(matches!(unknown, Err(StoreError::Sql { .. })));
}
