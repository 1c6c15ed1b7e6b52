//! Word between nodes.

use winfactor_store::{StoreError, Wake};
use winfactor_testkit::postgres::Cluster;

use crate::database::{Database, Refusal};

#[tokio::test]
async fn sqlite_has_nobody_to_listen_to() {
    let database = Database::sqlite();
    let store = database.open();
    assert!(store.notifications().unwrap().is_none());
    store
        .write(|tx| tx.notify("nobody"))
        .await
        .unwrap_or_else(|error: StoreError| panic!("{error}"));
}

#[tokio::test]
async fn committed_words_are_heard_by_every_node_and_refused_ones_by_nobody() {
    let database = Database::postgres();
    let (speaker, listener) = (database.open(), database.open());
    let mut heard = listener.notifications().unwrap().unwrap();
    assert_eq!(heard.next().await, Some(Wake::MayHaveMissed));

    let refused = speaker
        .write(|tx| {
            tx.notify("refused")?;
            Err::<(), _>(Refusal::NotWanted)
        })
        .await;
    assert!(matches!(refused, Err(Refusal::NotWanted)));
    speaker
        .write(|tx| {
            tx.notify("one")?;
            tx.notify("two")?;
            tx.notify("one")
        })
        .await
        .unwrap_or_else(|error: StoreError| panic!("{error}"));
    assert_eq!(heard.next().await, Some(Wake::Payload("one".into())));
    assert_eq!(heard.next().await, Some(Wake::Payload("two".into())));

    listener.close().await;
    assert_eq!(heard.next().await, None);
}

#[tokio::test]
async fn a_listener_that_was_cut_off_says_that_it_may_have_missed_something() {
    let database = Database::postgres();
    let store = database.open();
    let mut heard = store.notifications().unwrap().unwrap();
    assert_eq!(heard.next().await, Some(Wake::MayHaveMissed));
    // Every connection of this test's database.
    let name = database.url.to_string();
    let name = name.rsplit('/').next().unwrap();
    Cluster::shared()
        .administer(&format!(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{name}'"
        ))
        .unwrap();
    assert_eq!(heard.next().await, Some(Wake::MayHaveMissed));
    store
        .write(|tx| tx.notify("again"))
        .await
        .unwrap_or_else(|error: StoreError| panic!("{error}"));
    assert_eq!(heard.next().await, Some(Wake::Payload("again".into())));
}

#[tokio::test]
async fn a_word_has_a_length() {
    let store = Database::postgres().open();
    for payload in [String::new(), "x".repeat(8000)] {
        let refused = store.write(move |tx| tx.notify(&payload)).await;
        assert!(matches!(refused, Err(StoreError::Misuse { .. })));
    }
}
