use winfactor_domain::{ConnectionId, FlowRunId, Timestamp};
use winfactor_store::{
    connections::{self, ConnectionStatus},
    flow_runs::{self, RunRow, Standing},
};

use crate::connections::connection;
use crate::tables::{NOW, Tables, on_both_engines};

on_both_engines!(
    runs_that_wait_for_a_connection_are_woken_part_by_part,
    who_goes_on_with_a_run_takes_it_out_of_the_wait,
    connections_that_are_awaited_though_they_work_or_are_gone_are_found,
);

/// A run that waits for a connection, and gives up much later.
async fn waiting(tables: &Tables, connection: ConnectionId) -> RunRow {
    let mut run = tables.add_run(tables.id(), Some(NOW)).await;
    let (organization, id, node) = (run.organization, run.id, tables.node());
    let gives_up = Timestamp(NOW.0 + 1_000_000);
    let standing = Standing {
        status: "PAUSED",
        failed_step: None,
        due_at: Some(gives_up),
        awaited_connection: Some(connection),
    };
    let key = (organization, run.flow);
    let written = tables.write(move |tx| {
        flow_runs::claim(tx, node, key, NOW, gives_up, 5)?;
        flow_runs::progress(tx, node, organization, id, standing, NOW)
    });
    assert!(written.await);
    "PAUSED".clone_into(&mut run.status);
    run.due_at = Some(gives_up);
    run.awaited_connection = Some(connection);
    run
}

async fn wake(tables: &Tables, connection: ConnectionId, limit: u32) -> u64 {
    let organization = tables.organization;
    tables
        .write(move |tx| flow_runs::wake_awaiting(tx, organization, connection, NOW, limit))
        .await
}

async fn runs_that_wait_for_a_connection_are_woken_part_by_part(tables: Tables) {
    let [ours, other] = [tables.id(), tables.id()];
    let mut ids: Vec<FlowRunId> = Vec::new();
    for _ in 0..3 {
        let run = waiting(&tables, ours).await;
        assert_eq!(tables.run(run.id).await, run);
        ids.push(run.id);
    }
    let left = waiting(&tables, other).await;
    let organization = tables.organization;
    let count = tables.read(move |tx| flow_runs::count_awaiting(tx, organization));
    assert_eq!(count.await, [(ours, 3), (other, 1)].into());

    assert_eq!(wake(&tables, ours, 2).await, 2);
    assert_eq!(wake(&tables, ours, 2).await, 1);
    assert_eq!(wake(&tables, ours, 2).await, 0);
    for id in ids {
        let woken = tables.run(id).await;
        assert_eq!((woken.due_at, woken.awaited_connection), (Some(NOW), None));
        assert_eq!(
            woken.status, "PAUSED",
            "whoever goes on with it changes that"
        );
    }
    assert_eq!(tables.run(left.id).await, left);
}

async fn who_goes_on_with_a_run_takes_it_out_of_the_wait(tables: Tables) {
    let connection = tables.id();
    let run = waiting(&tables, connection).await;
    let (node, key) = (tables.node(), (run.organization, run.flow));
    let given_up = run.due_at.unwrap();
    let claimed = tables
        .write(move |tx| flow_runs::claim(tx, node, key, given_up, Timestamp(given_up.0 + 1), 5));
    assert_eq!(claimed.await.len(), 1);
    assert_eq!(tables.run(run.id).await.awaited_connection, None);
    assert_eq!(wake(&tables, connection, 5).await, 0);
}

async fn connections_that_are_awaited_though_they_work_or_are_gone_are_found(tables: Tables) {
    let gone = tables.id();
    let mut expected = vec![(tables.organization, gone)];
    waiting(&tables, gone).await;
    for status in ConnectionStatus::ALL {
        let mut row = connection(&tables, status.code());
        row.state.status = status;
        waiting(&tables, row.id).await;
        waiting(&tables, row.id).await;
        if status == ConnectionStatus::Works {
            expected.push((row.organization, row.id));
        }
        tables.write(move |tx| connections::insert(tx, &row)).await;
    }
    let mut found = tables.read(flow_runs::awaited_in_vain).await;
    found.sort_by_key(|(_, id)| id.to_string());
    expected.sort_by_key(|(_, id)| id.to_string());
    assert_eq!(found, expected);
}
