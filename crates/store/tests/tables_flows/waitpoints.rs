use winfactor_domain::{FlowRunId, Timestamp};
use winfactor_store::flow_run_waitpoints::{self, WaitpointRow};

use crate::tables::{NOW, Tables, on_both_engines};

on_both_engines!(
    a_waitpoint_is_used_once,
    what_is_known_of_a_waitpoint_stays,
    a_waitpoint_is_that_of_its_run,
);

async fn put(tables: &Tables, run: FlowRunId, id: &'static str, awaited_at: Option<Timestamp>) {
    let organization = tables.organization;
    tables
        .write(move |tx| flow_run_waitpoints::put(tx, organization, run, id, awaited_at))
        .await;
}

async fn get(tables: &Tables, run: FlowRunId, id: &'static str) -> Option<WaitpointRow> {
    tables
        .read(move |tx| flow_run_waitpoints::get(tx, run, id))
        .await
}

async fn use_once(tables: &Tables, waitpoint: &WaitpointRow, payload: &'static str) -> bool {
    let waitpoint = waitpoint.clone();
    tables
        .write(move |tx| flow_run_waitpoints::use_once(tx, &waitpoint, payload, NOW))
        .await
}

async fn a_waitpoint_is_used_once(tables: Tables) {
    let run = tables.id();
    put(&tables, run, "w", Some(NOW)).await;
    let waitpoint = get(&tables, run, "w").await.unwrap();
    assert_eq!((waitpoint.used_at, &waitpoint.payload), (None, &None));
    assert!(use_once(&tables, &waitpoint, "first").await);
    assert!(!use_once(&tables, &waitpoint, "second").await);
    let used = get(&tables, run, "w").await.unwrap();
    assert_eq!(used.used_at, Some(NOW));
    assert_eq!(used.payload.as_deref(), Some("first"));
    let shown = format!("{used:?}");
    assert!(!shown.contains("first"), "{shown}");
}

async fn what_is_known_of_a_waitpoint_stays(tables: Tables) {
    let run = tables.id();
    put(&tables, run, "w", None).await;
    let offered = get(&tables, run, "w").await.unwrap();
    assert_eq!(offered.awaited_at, None);
    assert!(use_once(&tables, &offered, "early").await);
    put(&tables, run, "w", Some(NOW)).await;
    put(&tables, run, "w", Some(Timestamp(NOW.0 + 1))).await;
    let awaited = get(&tables, run, "w").await.unwrap();
    assert_eq!(awaited.awaited_at, Some(NOW));
    assert_eq!(awaited.payload.as_deref(), Some("early"));
}

async fn a_waitpoint_is_that_of_its_run(tables: Tables) {
    let (run, other) = (tables.id(), tables.id());
    put(&tables, run, "w", None).await;
    put(&tables, other, "v", None).await;
    assert_eq!(get(&tables, other, "w").await, None);
    let organization = tables.organization;
    tables
        .write(move |tx| flow_run_waitpoints::delete_all(tx, organization, run))
        .await;
    assert_eq!(get(&tables, run, "w").await, None);
    assert!(get(&tables, other, "v").await.is_some());
}
