use winfactor_domain::{FlowRunId, Timestamp};
use winfactor_store::{
    Page,
    flow_runs::{self, RunFilter, RunRow},
};

use crate::tables::{NOW, Tables, on_both_engines, page};

on_both_engines!(
    a_run_is_read_back_as_it_was_written,
    lists_are_narrowed_and_turned_page_by_page,
    only_a_run_in_the_expected_state_is_opened_again,
    all_open_runs_of_a_flow_are_ended,
);

async fn a_run_is_read_back_as_it_was_written(tables: Tables) {
    let flow = tables.id();
    for run in [
        tables.add_run(flow, None).await,
        tables.add_run(flow, Some(NOW)).await,
    ] {
        assert_eq!(tables.run(run.id).await, run);
    }
}

async fn lists_are_narrowed_and_turned_page_by_page(tables: Tables) {
    let (one, other) = (tables.id(), tables.id());
    let mut all: Vec<RunRow> = Vec::new();
    for flow in [one, one, one, other] {
        all.push(tables.add_run(flow, None).await);
    }
    all.push(tables.add_run(one, Some(NOW)).await);
    all.sort_by_key(|run| std::cmp::Reverse(run.id.to_string()));
    let list = async |filter: RunFilter, page: Page| {
        let organization = tables.organization;
        tables
            .read(move |tx| flow_runs::list(tx, organization, &filter, &page))
            .await
    };
    let any = RunFilter::default();
    assert_eq!(list(any.clone(), page(10)).await, all);

    let (first, more) = page(2).split(list(any.clone(), page(2)).await);
    assert!(more);
    let rest = Page {
        limit: 10,
        before: first.last().map(|run| run.id.to_string()),
    };
    assert_eq!(list(any.clone(), rest).await, all[2..]);

    let of_one = RunFilter {
        flow: Some(one),
        ..any.clone()
    };
    assert_eq!(list(of_one.clone(), page(10)).await.len(), 4);
    let ended = RunFilter {
        status: Some("SUCCEEDED"),
        ..of_one
    };
    assert_eq!(list(ended, page(10)).await.len(), 3);
    let running = RunFilter {
        status: Some("RUNNING"),
        ..any.clone()
    };
    assert_eq!(list(running, page(10)).await.len(), 1);
    let of_event = RunFilter {
        event: Some(all[0].event),
        ..any.clone()
    };
    assert_eq!(list(of_event.clone(), page(10)).await, all[..1]);
    let nothing = RunFilter {
        flow: Some(tables.id()),
        ..of_event
    };
    assert_eq!(list(nothing, page(10)).await, []);

    let elsewhere = tables.add_organization("second").await;
    let found = tables
        .read(move |tx| flow_runs::list(tx, elsewhere, &RunFilter::default(), &page(10)))
        .await;
    assert_eq!(found, []);
}

async fn only_a_run_in_the_expected_state_is_opened_again(tables: Tables) {
    let id = tables.add_run(tables.id(), None).await.id;
    let later = Timestamp(NOW.0 + 7);
    let reopen = async |id: FlowRunId, from: &'static str| {
        let organization = tables.organization;
        tables
            .write(move |tx| flow_runs::reopen(tx, organization, id, (from, "RUNNING"), later))
            .await
    };
    assert!(!reopen(id, "FAILED").await);
    assert!(reopen(id, "SUCCEEDED").await);
    assert!(!reopen(id, "RUNNING").await, "it is open");
    let run = tables.run(id).await;
    assert_eq!((&*run.status, run.due_at), ("RUNNING", Some(later)));
    assert_eq!(run.finished_at, None);
}

async fn all_open_runs_of_a_flow_are_ended(tables: Tables) {
    let (flow, other) = (tables.id(), tables.id());
    let open = tables.add_run(flow, Some(NOW)).await.id;
    let ended = tables.add_run(flow, None).await;
    let elsewhere = tables.add_run(other, Some(NOW)).await;
    let (organization, later) = (tables.organization, Timestamp(NOW.0 + 7));
    let count = tables
        .write(move |tx| flow_runs::end_open_of_flow(tx, organization, flow, "CANCELED", later))
        .await;
    assert_eq!(count, 1);
    let run = tables.run(open).await;
    assert_eq!((&*run.status, run.due_at), ("CANCELED", None));
    assert_eq!(run.finished_at, Some(later));
    assert_eq!(tables.run(ended.id).await, ended);
    assert_eq!(tables.run(elsewhere.id).await, elsewhere);
}
