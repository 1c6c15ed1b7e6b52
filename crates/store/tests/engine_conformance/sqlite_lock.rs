//! One server per SQLite file.

use winfactor_store::{DatabaseUrl, SqliteRole, Store, StoreError, StoreOptions};

use crate::database::{Database, TABLES, add, stored};

#[tokio::test]
async fn a_second_server_is_told_that_the_file_is_in_use() {
    let database = Database::sqlite();
    let first = database.open();
    let second = Store::open_with(&database.url, StoreOptions::default(), TABLES);
    let error = second.unwrap_err();
    assert!(matches!(error, StoreError::Locked { .. }));
    let message = error.to_string();
    assert!(
        message.contains("another WinFactor server uses"),
        "{message}"
    );
    first.close().await;
    add(&database.open(), "after").await.unwrap();
}

#[tokio::test]
async fn a_command_works_beside_a_server() {
    let database = Database::sqlite();
    let server = database.open();
    let command = database.open_with(StoreOptions {
        sqlite_role: SqliteRole::Tool,
        ..StoreOptions::default()
    });
    add(&server, "server").await.unwrap();
    add(&command, "command").await.unwrap();
    assert_eq!(stored(&server).await, ["command", "server"]);
    assert_eq!(stored(&command).await, ["command", "server"]);
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_to_the_file_is_the_same_file() {
    let database = Database::sqlite();
    let _first = database.open();
    let DatabaseUrl::Sqlite(path) = &database.url else {
        panic!("not on SQLite");
    };
    let link = path.with_file_name("link.db");
    std::os::unix::fs::symlink(path, &link).unwrap();
    let second = Store::open_with(&DatabaseUrl::Sqlite(link), StoreOptions::default(), TABLES);
    assert!(matches!(second, Err(StoreError::Locked { .. })));
}

#[cfg(unix)]
#[tokio::test]
async fn folders_are_made_and_files_are_private() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("new/deeper/store.db");
    let url = DatabaseUrl::Sqlite(path.clone());
    let store = Store::open_with(&url, StoreOptions::default(), TABLES).unwrap();
    add(&store, "a").await.unwrap();
    for suffix in ["", "-wal", "-shm", ".lock"] {
        let mut name = path.clone().into_os_string();
        name.push(suffix);
        let mode = std::fs::metadata(&name).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name:?}");
    }
}

#[tokio::test]
async fn a_closed_store_leaves_one_file_with_everything() {
    let database = Database::sqlite();
    let store = database.open();
    add(&store, "a").await.unwrap();
    store.close().await;
    let DatabaseUrl::Sqlite(path) = &database.url else {
        panic!("not on SQLite");
    };
    let mut log = path.clone().into_os_string();
    log.push("-wal");
    assert!(!std::fs::exists(&log).unwrap());
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("store.db");
    std::fs::write(&path, "not a database".repeat(100)).unwrap();
    let opened = Store::open_with(&DatabaseUrl::Sqlite(path), StoreOptions::default(), TABLES);
    assert!(matches!(opened, Err(StoreError::Open { .. })));
}
