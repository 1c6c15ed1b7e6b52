use winfactor_domain::FlowRunId;
use winfactor_store::flow_run_steps::{self, StepRow};

use crate::tables::{Tables, on_both_engines};

on_both_engines!(
    a_journal_is_read_in_the_order_of_the_steps,
    a_later_record_of_a_step_replaces_the_earlier_one,
    a_forgotten_step_leaves_the_others,
);

fn step(position: u32, record: &str) -> StepRow {
    StepRow {
        position,
        step_name: format!("step_{position}"),
        record: record.to_owned(),
    }
}

async fn put(tables: &Tables, run: FlowRunId, step: StepRow) {
    let organization = tables.organization;
    tables
        .write(move |tx| flow_run_steps::put(tx, organization, run, &step))
        .await;
}

async fn journal(tables: &Tables, run: FlowRunId) -> Vec<StepRow> {
    let organization = tables.organization;
    tables
        .read(move |tx| flow_run_steps::of_run(tx, organization, run))
        .await
}

async fn a_journal_is_read_in_the_order_of_the_steps(tables: Tables) {
    let (run, other) = (tables.id(), tables.id());
    for position in [10, 0, 2] {
        put(&tables, run, step(position, "{}")).await;
    }
    put(&tables, other, step(1, "{}")).await;
    let positions: Vec<_> = journal(&tables, run)
        .await
        .iter()
        .map(|step| step.position)
        .collect();
    assert_eq!(positions, [0, 2, 10]);
    let elsewhere = tables.add_organization("second").await;
    let found = tables
        .read(move |tx| flow_run_steps::of_run(tx, elsewhere, run))
        .await;
    assert_eq!(found, []);
}

async fn a_later_record_of_a_step_replaces_the_earlier_one(tables: Tables) {
    let run = tables.id();
    put(&tables, run, step(1, "first")).await;
    put(&tables, run, step(1, "second")).await;
    assert_eq!(journal(&tables, run).await, [step(1, "second")]);
    let shown = format!("{:?}", step(1, "secret"));
    assert!(!shown.contains("secret"), "{shown}");
}

async fn a_forgotten_step_leaves_the_others(tables: Tables) {
    let run = tables.id();
    put(&tables, run, step(1, "kept")).await;
    put(&tables, run, step(2, "failed")).await;
    let organization = tables.organization;
    tables
        .write(move |tx| flow_run_steps::delete(tx, organization, run, 2))
        .await;
    assert_eq!(journal(&tables, run).await, [step(1, "kept")]);
}
