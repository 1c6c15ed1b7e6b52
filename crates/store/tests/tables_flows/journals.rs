use winfactor_domain::FlowRunId;
use winfactor_store::flow_run_steps::{self, StepRow};

use crate::tables::{Tables, on_both_engines};

on_both_engines!(
    a_journal_is_that_of_its_run_alone,
    a_later_record_of_a_step_replaces_the_earlier_one,
    a_forgotten_step_leaves_the_others,
);

fn step(path: &str, record: &str) -> StepRow {
    StepRow {
        path: path.to_owned(),
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

async fn a_journal_is_that_of_its_run_alone(tables: Tables) {
    let (run, other) = (tables.id(), tables.id());
    for path in ["step_1", "loop[1].step_2", "loop[0].step_2"] {
        put(&tables, run, step(path, "{}")).await;
    }
    put(&tables, other, step("step_1", "{}")).await;
    let journal = journal(&tables, run).await;
    let paths: Vec<_> = journal.iter().map(|step| &*step.path).collect();
    assert_eq!(paths, ["loop[0].step_2", "loop[1].step_2", "step_1"]);
    let elsewhere = tables.add_organization("second").await;
    let found = tables
        .read(move |tx| flow_run_steps::of_run(tx, elsewhere, run))
        .await;
    assert_eq!(found, []);
}

async fn a_later_record_of_a_step_replaces_the_earlier_one(tables: Tables) {
    let run = tables.id();
    put(&tables, run, step("a", "first")).await;
    put(&tables, run, step("a", "second")).await;
    assert_eq!(journal(&tables, run).await, [step("a", "second")]);
    let shown = format!("{:?}", step("a", "secret"));
    assert!(!shown.contains("secret"), "{shown}");
}

async fn a_forgotten_step_leaves_the_others(tables: Tables) {
    let (run, other) = (tables.id(), tables.id());
    put(&tables, run, step("a", "kept")).await;
    put(&tables, run, step("b", "failed")).await;
    put(&tables, other, step("b", "another run's")).await;
    let organization = tables.organization;
    tables
        .write(move |tx| flow_run_steps::delete(tx, organization, run, "b"))
        .await;
    assert_eq!(journal(&tables, run).await, [step("a", "kept")]);
    tables
        .write(move |tx| flow_run_steps::delete_all(tx, organization, run))
        .await;
    assert_eq!(journal(&tables, run).await, []);
    assert_eq!(journal(&tables, other).await.len(), 1);
}
