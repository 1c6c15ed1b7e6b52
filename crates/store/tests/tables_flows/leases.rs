use std::time::Duration;

use winfactor_domain::{FlowRunId, NodeId, Timestamp};
use winfactor_store::flow_runs;

use crate::tables::{NOW, Tables, on_both_engines};

const LEASE: Duration = Duration::from_secs(90);

on_both_engines!(
    what_waited_longest_is_taken_first_and_by_one_only,
    what_is_not_due_or_has_ended_is_left_alone,
    only_the_owner_writes_what_became_of_a_run,
    a_lease_that_ran_out_can_be_taken_and_counts_no_more,
    a_server_that_is_gone_gives_everything_back,
);

async fn claim(tables: &Tables, node: NodeId, now: Timestamp, limit: u32) -> Vec<FlowRunId> {
    let claimed = tables
        .write(move |tx| flow_runs::claim(tx, node, now, now + LEASE, limit))
        .await;
    claimed.iter().map(|run| run.id).collect()
}

async fn progress(
    tables: &Tables,
    node: NodeId,
    id: FlowRunId,
    stands: (&'static str, Option<&'static str>),
    due_at: Option<Timestamp>,
) -> bool {
    let organization = tables.organization;
    tables
        .write(move |tx| flow_runs::progress(tx, node, organization, id, stands, due_at, NOW))
        .await
}

async fn what_waited_longest_is_taken_first_and_by_one_only(tables: Tables) {
    let flow = tables.id();
    let newer = tables.add_run(flow, Some(NOW)).await.id;
    let older = tables.add_run(flow, Some(Timestamp(NOW.0 - 5))).await.id;
    let (one, other) = (tables.node(), tables.node());
    assert!(tables.read(|tx| flow_runs::is_any_due(tx, NOW)).await);
    assert_eq!(claim(&tables, one, NOW, 1).await, [older]);
    assert_eq!(claim(&tables, other, NOW, 5).await, [newer]);
    assert_eq!(claim(&tables, other, NOW, 5).await, []);
    assert!(!tables.read(|tx| flow_runs::is_any_due(tx, NOW)).await);
    let run = tables.run(older).await;
    assert_eq!(
        (run.lease_owner, run.due_at),
        (Some(one), Some(NOW + LEASE))
    );
}

async fn what_is_not_due_or_has_ended_is_left_alone(tables: Tables) {
    let flow = tables.id();
    tables.add_run(flow, None).await;
    tables.add_run(flow, Some(Timestamp(NOW.0 + 1))).await;
    assert!(!tables.read(|tx| flow_runs::is_any_due(tx, NOW)).await);
    assert_eq!(claim(&tables, tables.node(), NOW, 5).await, []);
}

async fn only_the_owner_writes_what_became_of_a_run(tables: Tables) {
    let id = tables.add_run(tables.id(), Some(NOW)).await.id;
    let (owner, other) = (tables.node(), tables.node());
    let failed = ("FAILED", Some("{}"));
    assert!(
        !progress(&tables, owner, id, failed, None).await,
        "not taken yet"
    );
    claim(&tables, owner, NOW, 5).await;
    assert!(!progress(&tables, other, id, failed, None).await);

    let later = Some(Timestamp(NOW.0 + 4_000));
    assert!(progress(&tables, owner, id, ("RUNNING", None), later).await);
    let waiting = tables.run(id).await;
    assert_eq!((waiting.due_at, waiting.lease_owner), (later, None));
    assert_eq!(waiting.finished_at, None);

    claim(&tables, owner, NOW + LEASE, 5).await;
    assert!(progress(&tables, owner, id, failed, None).await);
    let ended = tables.run(id).await;
    assert_eq!((&*ended.status, ended.failed_step.as_deref()), failed);
    assert_eq!((ended.due_at, ended.lease_owner), (None, None));
    assert_eq!(ended.finished_at, Some(NOW));
    assert!(
        !progress(&tables, owner, id, failed, None).await,
        "it is over"
    );
}

async fn a_lease_that_ran_out_can_be_taken_and_counts_no_more(tables: Tables) {
    let id = tables.add_run(tables.id(), Some(NOW)).await.id;
    let (slow, quick) = (tables.node(), tables.node());
    claim(&tables, slow, NOW, 5).await;
    let almost = Timestamp((NOW + LEASE).0 - 1);
    assert_eq!(claim(&tables, quick, almost, 5).await, []);
    assert_eq!(claim(&tables, quick, NOW + LEASE, 5).await, [id]);
    assert!(!progress(&tables, slow, id, ("SUCCEEDED", None), None).await);
    assert!(progress(&tables, quick, id, ("SUCCEEDED", None), None).await);
}

async fn a_server_that_is_gone_gives_everything_back(tables: Tables) {
    let flow = tables.id();
    let mine = tables.add_run(flow, Some(NOW)).await.id;
    let (dead, alive) = (tables.node(), tables.node());
    claim(&tables, dead, NOW, 5).await;
    let theirs = tables.add_run(flow, Some(NOW)).await.id;
    claim(&tables, alive, NOW, 5).await;
    let freed = tables
        .write(move |tx| flow_runs::release_all_of(tx, dead, NOW))
        .await;
    assert_eq!(freed, 1);
    assert_eq!(tables.run(theirs).await.lease_owner, Some(alive));
    assert_eq!(claim(&tables, alive, NOW, 5).await, [mine]);
}
