//! A long queue of one destination costs the others nothing: no statement about deliveries looks at
//! rows that are not its own, with and without the planner's statistics.

use std::{fs, path::Path};

use rusqlite::Connection;
use tempfile::TempDir;
use winfactor_store::{DatabaseUrl, Engine, Store, StoreOptions};

use crate::source::{Found, statements};

/// 30,000 events that one endpoint has received, 30,000 that are held for it, and a few that are due
/// for it and for fifty others.
const CROWD: &str = "
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)
    INSERT INTO deliveries (organization_id, event_id, destination_id, event_type, subject,
        subject_seq, status, attempts, round_start, due_at, created_at)
    SELECT 'org_1', printf('evt_%08d', i), 'end_crowded', 'quote.sent', printf('quote_%d', i / 4),
        i % 4, CASE WHEN i % 2 = 0 THEN 'held' WHEN i % 999 = 0 THEN 'pending' ELSE 'delivered' END,
        1, 0, i, i FROM n;
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
    INSERT INTO deliveries (organization_id, event_id, destination_id, event_type, subject,
        subject_seq, status, attempts, round_start, due_at, lease_owner, created_at)
    SELECT 'org_1', printf('evt_x%08d', i), printf('end_%d', i % 50), 'quote.sent',
        printf('quote_x%d', i), 1, 'pending', 0, 0, i, CASE WHEN i % 5 = 0 THEN 'node_1' END, i
    FROM n;";

#[tokio::test]
async fn statements_about_deliveries_find_their_rows_by_an_index() {
    let (_folder, database) = empty().await;
    database.execute_batch(CROWD).unwrap();
    let mut scans = scans(&database);
    database.execute_batch("ANALYZE").unwrap();
    scans.extend(self::scans(&database));
    assert!(scans.is_empty(), "\n{}", scans.join("\n\n"));
}

/// A database without rows, in a folder that is there for as long as it is kept.
async fn empty() -> (TempDir, Connection) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("store.db");
    let url = DatabaseUrl::Sqlite(path.clone());
    let store = Store::open(&url, StoreOptions::default()).unwrap();
    store.close().await;

    let database = Connection::open(&path).unwrap();
    (folder, database)
}

fn scans(database: &Connection) -> Vec<String> {
    steps_but(database, of_deliveries(), is_selective)
}

/// The steps of the statements' plans that `is_good` does not take, each with its statement.
fn steps_but(
    database: &Connection,
    statements: Vec<Found>,
    is_good: impl Fn(&str, &str) -> bool,
) -> Vec<String> {
    let mut others = Vec::new();
    for Found { sql, only } in statements {
        if only.is_some_and(|only| only != Engine::Sqlite) {
            continue;
        }
        let explain = format!("EXPLAIN QUERY PLAN {sql}");
        let mut statement = database.prepare(&explain).unwrap();
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().unwrap() {
            let detail: String = row.get(3).unwrap();
            if !is_good(&detail, &sql) {
                others.push(format!("{detail}: {sql}"));
            }
        }
    }
    others
}

/// An organization has any number of runs and sales. Few of them wait for one connection, or have one
/// reference.
#[tokio::test]
async fn statements_about_waiting_runs_and_references_find_their_rows_by_an_index() {
    let (_folder, database) = empty().await;
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (file, count) in [("flow_runs/awaiting.rs", 3), ("external_refs.rs", 1)] {
        let text = fs::read_to_string(source.join(file)).unwrap();
        let found = statements(&text).unwrap();
        assert_eq!(found.len(), count, "the statements of {file} were found");
        let scans = steps_but(&database, found, |step, _| {
            // The index of what waits holds nothing else; `r` is what came of it.
            let waiting = "SCAN flow_runs USING COVERING INDEX flow_runs_by_awaited_connection";
            let is_scan = step.starts_with("SCAN ") && step != "SCAN r" && step != waiting;
            let by_key = step.contains("autoindex") && !step.contains(" id=?");
            !is_scan && !by_key && !step.contains("AUTOMATIC")
        });
        assert!(scans.is_empty(), "\n{}", scans.join("\n\n"));
    }
}

/// Whether a step of a plan looks at rows that the statement is about, and hardly any others.
fn is_selective(step: &str, sql: &str) -> bool {
    if let Some(table) = step.strip_prefix("SCAN ") {
        // One step for each destination is what the recursion is for.
        return matches!(table, "step" | "CONSTANT ROW");
    }
    let of_deliveries = ["SEARCH deliveries ", "SEARCH d ", "SEARCH p "];
    if !of_deliveries.iter().any(|start| step.starts_with(start)) {
        return !step.contains("AUTOMATIC");
    }
    // An organization has millions of rows, a destination as many, a subject has four.
    let by_key = !step.contains("autoindex") || step.contains("event_id=?");
    let about_a_subject = sql.contains("AND subject = $") || step.starts_with("SEARCH p ");
    by_key && (!about_a_subject || step.contains("subject=?"))
}

fn of_deliveries() -> Vec<Found> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/deliveries");
    let files = fs::read_dir(folder).unwrap();
    let found: Vec<Found> = files
        .flat_map(|file| {
            let text = fs::read_to_string(file.unwrap().path()).unwrap();
            statements(&text).unwrap()
        })
        .collect();
    assert!(found.len() > 20, "the statements were found");
    found
}
