//! Every statement of the tables is prepared on both engines: a misspelt column, or a word that
//! one engine does not know, fails here and not in front of a customer.
//!
//! The statements are read from the sources, so that nobody has to list them.
#![allow(clippy::unwrap_used)]

mod plans;
mod source;
mod tokens;

use std::{
    fs,
    path::{Path, PathBuf},
};

use source::{Found, statements};
use tempfile::TempDir;
use winfactor_store::{DatabaseUrl, Engine, Store, StoreError, StoreOptions};
use winfactor_testkit::postgres::Cluster;

#[tokio::test]
async fn every_statement_is_known_to_sqlite() {
    let folder = TempDir::new().unwrap();
    let url = DatabaseUrl::Sqlite(folder.path().join("store.db"));
    check(url, Engine::Sqlite).await;
}

#[tokio::test]
async fn every_statement_is_known_to_postgres() {
    let url = Cluster::shared().create_database().parse().unwrap();
    check(url, Engine::Postgres).await;
}

async fn check(url: DatabaseUrl, engine: Engine) {
    let store = Store::open(&url, StoreOptions::default()).unwrap();
    let mut refused = Vec::new();
    let mut checked = 0;
    for path in sources() {
        let text = fs::read_to_string(&path).unwrap();
        let found = statements(&text).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
        for Found { sql, only } in found {
            if only.is_some_and(|only| only != engine) {
                continue;
            }
            checked += 1;
            let known: Result<(), StoreError> = store.read(move |tx| tx.prepare_check(&sql)).await;
            if let Err(error) = known {
                refused.push(format!("{}: {}", path.display(), explain(&error)));
            }
        }
    }
    assert!(refused.is_empty(), "\n{}", refused.join("\n\n"));
    assert!(checked > 0, "no statement was found");
}

/// The sources of the tables.
fn sources() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                // The engine's own statements are not about tables.
                if path != root.join("engine") {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn explain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str("\n  ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
