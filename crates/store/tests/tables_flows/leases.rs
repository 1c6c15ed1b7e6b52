use std::time::Duration;

use winfactor_domain::{FlowRunId, NodeId, Timestamp};
use winfactor_store::{
    flow_runs,
    nodes::{self, NodeRow},
};

use crate::tables::{NOW, Tables, on_both_engines};

const LEASE: Duration = Duration::from_secs(90);

on_both_engines!(
    what_waited_longest_is_taken_first_and_by_one_only,
    what_is_not_due_or_has_ended_is_left_alone,
    only_the_owner_writes_what_became_of_a_run,
    a_lease_that_ran_out_is_its_owners_to_renew,
    a_run_of_an_owner_that_nobody_knows_is_freed,
    a_server_that_is_gone_gives_everything_back,
    many_runs_of_one_flow_do_not_stand_before_those_of_others,
    an_owner_keeps_its_run_while_it_goes_on,
    a_paused_run_is_woken_unless_somebody_has_it,
);

/// Takes up to `limit` runs of each flow that has due ones.
async fn claim(tables: &Tables, node: NodeId, now: Timestamp, limit: u32) -> Vec<FlowRunId> {
    let claimed = tables
        .write(move |tx| {
            let mut claimed = Vec::new();
            for flow in flow_runs::due_flows(tx, node, now)? {
                claimed.extend(flow_runs::claim(tx, node, flow, now, now + LEASE, limit)?);
            }
            Ok(claimed)
        })
        .await;
    claimed.iter().map(|run| run.id).collect()
}

async fn is_any_due(tables: &Tables, node: NodeId, now: Timestamp) -> bool {
    tables
        .read(move |tx| flow_runs::is_any_due(tx, node, now))
        .await
}

async fn progress(
    tables: &Tables,
    node: NodeId,
    id: FlowRunId,
    (status, failed_step): (&'static str, Option<&'static str>),
    due_at: Option<Timestamp>,
) -> bool {
    let organization = tables.organization;
    let standing = flow_runs::Standing {
        status,
        failed_step,
        due_at,
        awaited_connection: None,
    };
    tables
        .write(move |tx| flow_runs::progress(tx, node, organization, id, standing, NOW))
        .await
}

async fn what_waited_longest_is_taken_first_and_by_one_only(tables: Tables) {
    let flow = tables.id();
    let newer = tables.add_run(flow, Some(NOW)).await.id;
    let older = tables.add_run(flow, Some(Timestamp(NOW.0 - 5))).await.id;
    let (one, other) = (tables.node(), tables.node());
    assert!(is_any_due(&tables, one, NOW).await);
    assert_eq!(claim(&tables, one, NOW, 1).await, [older]);
    assert_eq!(claim(&tables, other, NOW, 5).await, [newer]);
    assert_eq!(claim(&tables, other, NOW, 5).await, []);
    assert!(!is_any_due(&tables, one, NOW).await);
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
    assert!(!is_any_due(&tables, tables.node(), NOW).await);
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

async fn a_lease_that_ran_out_is_its_owners_to_renew(tables: Tables) {
    let id = tables.add_run(tables.id(), Some(NOW)).await.id;
    let (owner, other) = (tables.node(), tables.node());
    claim(&tables, owner, NOW, 5).await;
    let end = NOW + LEASE;
    let early = Timestamp(end.0 - 1);
    assert_eq!(claim(&tables, owner, early, 5).await, []);
    // The other's clock may be ahead.
    assert!(!is_any_due(&tables, other, end).await);
    assert_eq!(claim(&tables, other, end, 5).await, []);
    assert!(is_any_due(&tables, owner, end).await);
    assert_eq!(claim(&tables, owner, end, 5).await, [id]);
}

async fn a_run_of_an_owner_that_nobody_knows_is_freed(tables: Tables) {
    let id = tables.add_run(tables.id(), Some(NOW)).await.id;
    let (known, unknown) = (tables.node(), tables.node());
    let row = NodeRow {
        id: known,
        version: "1".to_owned(),
        started_at: NOW,
        heartbeat_at: NOW,
    };
    tables
        .write(move |tx| nodes::heartbeat(tx, &row).map(|_| ()))
        .await;
    let free = async || {
        tables
            .write(|tx| flow_runs::release_all_of_unknown(tx, NOW))
            .await
    };
    claim(&tables, known, NOW, 5).await;
    assert_eq!(free().await, 0);
    assert!(progress(&tables, known, id, ("RUNNING", None), Some(NOW)).await);
    claim(&tables, unknown, NOW, 5).await;
    assert_eq!(free().await, 1);
    assert_eq!(claim(&tables, known, NOW, 5).await, [id]);
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

async fn many_runs_of_one_flow_do_not_stand_before_those_of_others(tables: Tables) {
    let (busy, quiet) = (tables.id(), tables.id());
    for age in 10..15 {
        tables.add_run(busy, Some(Timestamp(NOW.0 - age))).await;
    }
    let one = tables.add_run(quiet, Some(NOW)).await.id;
    let node = tables.node();
    let flows = tables
        .read(move |tx| flow_runs::due_flows(tx, node, NOW))
        .await;
    let organization = tables.organization;
    assert_eq!(flows, [(organization, busy), (organization, quiet)]);
    let claimed = claim(&tables, node, NOW, 2).await;
    assert_eq!(claimed.len(), 3);
    assert_eq!(claimed.last(), Some(&one));
}

async fn an_owner_keeps_its_run_while_it_goes_on(tables: Tables) {
    let id = tables.add_run(tables.id(), Some(NOW)).await.id;
    let (owner, other, organization) = (tables.node(), tables.node(), tables.organization);
    let keep = async |node| {
        let end = NOW + LEASE * 2;
        tables
            .write(move |tx| flow_runs::keep(tx, node, organization, id, "RUNNING", end))
            .await
    };
    assert!(!keep(owner).await, "not taken yet");
    claim(&tables, owner, NOW, 1).await;
    assert!(!keep(other).await);
    assert!(keep(owner).await);
    assert_eq!(tables.run(id).await.due_at, Some(NOW + LEASE * 2));
}

async fn a_paused_run_is_woken_unless_somebody_has_it(tables: Tables) {
    let later = Timestamp(NOW.0 + 1_000);
    let id = tables.add_run(tables.id(), Some(later)).await.id;
    let (node, organization) = (tables.node(), tables.organization);
    let wake = async |status: &'static str| {
        tables
            .write(move |tx| flow_runs::wake(tx, organization, id, status, NOW))
            .await
    };
    assert!(!wake("PAUSED").await, "it runs");
    assert!(wake("RUNNING").await);
    assert_eq!(claim(&tables, node, NOW, 1).await, [id]);
    assert!(!wake("RUNNING").await, "it has an owner");
}
