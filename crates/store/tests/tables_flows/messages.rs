use std::time::Duration;

use winfactor_domain::{FlowRunId, MessageId, OrganizationId, Timestamp};
use winfactor_store::inbox_messages::{self, MessageKind, MessageRow};
use winfactor_testkit::SeededRng;

use crate::tables::{NOW, Tables, on_both_engines, page};

const MINUTE: Duration = Duration::from_secs(60);

on_both_engines!(
    a_message_is_read_back_as_it_was_written,
    alerts_are_counted_by_source_and_time,
    reading_is_noted_once,
);

fn message(organization: OrganizationId, at: Timestamp, seed: u64) -> MessageRow {
    MessageRow {
        id: MessageId::new(at, &SeededRng::new(seed)),
        organization,
        kind: MessageKind::Message,
        title: "Neue Anfrage".to_owned(),
        text: "Kunde: Jörg\nGröße: 5".to_owned(),
        link: Some("https://app.example/submissions/1".to_owned()),
        source: Some("flow_1".to_owned()),
        run: Some(FlowRunId::earliest_at(at)),
        created_at: at,
        read_at: None,
    }
}

async fn add(tables: &Tables, message: MessageRow) -> MessageRow {
    let added = message.clone();
    tables
        .write(move |tx| inbox_messages::insert(tx, &added))
        .await;
    message
}

async fn a_message_is_read_back_as_it_was_written(tables: Tables) {
    let organization = tables.organization;
    let full = add(&tables, message(organization, NOW, 1)).await;
    let bare = MessageRow {
        kind: MessageKind::Alert,
        link: None,
        source: None,
        run: None,
        ..message(organization, NOW + MINUTE, 2)
    };
    let bare = add(&tables, bare).await;
    let listed = tables
        .read(move |tx| inbox_messages::list(tx, organization, &page(10)))
        .await;
    assert_eq!(listed, [bare.clone(), full.clone()]);
    let first = full.id.to_string();
    let after = tables
        .read(move |tx| inbox_messages::after(tx, organization, &first, 10))
        .await;
    assert_eq!(after, [bare]);
    let elsewhere = tables.add_organization("second").await;
    let exists = async |organization, id| {
        tables
            .read(move |tx| inbox_messages::exists(tx, organization, id))
            .await
    };
    assert!(exists(organization, full.id).await);
    assert!(!exists(elsewhere, full.id).await);
}

async fn alerts_are_counted_by_source_and_time(tables: Tables) {
    let organization = tables.organization;
    let alert = |minutes: u32, source: &str, seed| MessageRow {
        kind: MessageKind::Alert,
        source: Some(source.to_owned()),
        ..message(organization, NOW + MINUTE * minutes, seed)
    };
    let others = tables.add_organization("second").await;
    for message in [
        alert(0, "flow_1", 1),
        alert(1, "flow_1", 2),
        alert(2, "flow_1", 3),
        alert(2, "flow_2", 4),
        message(organization, NOW + MINUTE * 2, 5),
        message(others, NOW + MINUTE * 2, 6),
    ] {
        add(&tables, message).await;
    }
    let count = async |since| {
        tables
            .read(move |tx| inbox_messages::count_alerts_since(tx, organization, "flow_1", since))
            .await
    };
    assert_eq!(count(NOW).await, 3);
    assert_eq!(count(NOW + MINUTE).await, 2);
    assert_eq!(count(NOW + MINUTE * 3).await, 0);
}

async fn reading_is_noted_once(tables: Tables) {
    let organization = tables.organization;
    let first = add(&tables, message(organization, NOW, 1)).await.id;
    for seed in 2..5 {
        add(&tables, message(organization, NOW, seed)).await;
    }
    let later = NOW + MINUTE;
    let unread = async || {
        tables
            .read(move |tx| inbox_messages::count_unread(tx, organization))
            .await
    };
    let read = async |at| {
        tables
            .write(move |tx| inbox_messages::mark_read(tx, organization, first, at))
            .await
    };
    assert_eq!(unread().await, 4);
    assert!(read(NOW).await);
    assert!(!read(later).await);
    assert_eq!(unread().await, 3);
    let marked = tables
        .write(move |tx| inbox_messages::mark_all_read(tx, organization, later))
        .await;
    assert_eq!((marked, unread().await), (3, 0));
    let listed = tables
        .read(move |tx| inbox_messages::list(tx, organization, &page(10)))
        .await;
    let read_at = listed.iter().find(|it| it.id == first).unwrap().read_at;
    assert_eq!(read_at, Some(NOW));
}
