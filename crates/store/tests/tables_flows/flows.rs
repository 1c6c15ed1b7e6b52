use winfactor_domain::EventType;
use winfactor_store::{
    flow_versions,
    flows::{self, FlowRow, FlowState},
    subscriptions,
};

use crate::tables::{NOW, Tables, on_both_engines, page};

on_both_engines!(
    a_flow_is_read_back_as_it_was_written,
    a_change_is_written_to_one_organizations_flow,
    a_version_never_changes_and_goes_with_its_flow,
    flows_are_listed_newest_first_and_counted,
    a_flow_that_is_on_wants_its_events,
);

async fn a_flow_is_read_back_as_it_was_written(tables: Tables) {
    let flow = tables.add_flow(tables.flow()).await;
    let all = FlowRow {
        owner_name: None,
        event_types: Vec::new(),
        enabled: false,
        ..tables.flow()
    };
    let all = tables.add_flow(all).await;
    for expected in [flow, all] {
        let (organization, id) = (expected.organization, expected.id);
        let found = tables
            .read(move |tx| flows::get(tx, organization, id))
            .await;
        let state = tables
            .read(move |tx| flows::state(tx, organization, id))
            .await;
        let for_update = tables
            .write(move |tx| flows::get_for_update(tx, organization, id))
            .await;
        let enabled = expected.enabled;
        assert_eq!(
            state,
            Some(FlowState {
                enabled,
                revision: 1
            })
        );
        assert_eq!(for_update, found);
        assert_eq!(found, Some(expected));
    }
}

async fn a_change_is_written_to_one_organizations_flow(tables: Tables) {
    let flow = tables.add_flow(tables.flow()).await;
    let changed = FlowRow {
        name: "Another name".to_owned(),
        owner_name: None,
        event_types: vec![EventType::LeadCreated],
        enabled: false,
        revision: 2,
        ..flow.clone()
    };
    let elsewhere = FlowRow {
        organization: tables.add_organization("second").await,
        ..changed.clone()
    };
    let (organization, id) = (flow.organization, flow.id);
    assert!(!tables.write(move |tx| flows::update(tx, &elsewhere)).await);
    let expected = changed.clone();
    assert!(tables.write(move |tx| flows::update(tx, &changed)).await);
    let found = tables
        .read(move |tx| flows::get(tx, organization, id))
        .await;
    assert_eq!(found, Some(expected));
}

async fn a_version_never_changes_and_goes_with_its_flow(tables: Tables) {
    let flow = tables.add_flow(tables.flow()).await;
    let (organization, id) = (flow.organization, flow.id);
    for (revision, text) in [(1, "one"), (2, "two")] {
        tables
            .write(move |tx| flow_versions::insert(tx, organization, id, revision, text, NOW))
            .await;
    }
    let version = async |revision| {
        tables
            .read(move |tx| flow_versions::get(tx, organization, id, revision))
            .await
    };
    assert_eq!(version(1).await.as_deref(), Some("one"));
    assert_eq!(version(2).await.as_deref(), Some("two"));
    assert_eq!(version(3).await, None);

    let elsewhere = tables.add_organization("second").await;
    assert!(
        !tables
            .write(move |tx| flows::delete(tx, elsewhere, id))
            .await
    );
    assert!(
        tables
            .write(move |tx| flows::delete(tx, organization, id))
            .await
    );
    assert_eq!(version(1).await, None);
    assert!(
        !tables
            .write(move |tx| flows::delete(tx, organization, id))
            .await
    );
}

async fn flows_are_listed_newest_first_and_counted(tables: Tables) {
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(tables.add_flow(tables.flow()).await.id);
    }
    ids.sort_by_key(|id| std::cmp::Reverse(id.to_string()));
    let elsewhere = tables.add_organization("second").await;
    let organization = tables.organization;
    let listed = tables
        .read(move |tx| flows::list(tx, organization, &page(10)))
        .await;
    let listed: Vec<_> = listed.iter().map(|flow| flow.id).collect();
    assert_eq!(listed, ids);
    assert_eq!(
        tables.read(move |tx| flows::count(tx, organization)).await,
        3
    );
    assert_eq!(tables.read(move |tx| flows::count(tx, elsewhere)).await, 0);
}

async fn a_flow_that_is_on_wants_its_events(tables: Tables) {
    let on = tables.add_flow(tables.flow()).await;
    let off = FlowRow {
        enabled: false,
        ..tables.flow()
    };
    tables.add_flow(off).await;
    let organization = tables.organization;
    let wanted = tables
        .read(move |tx| subscriptions::of_organization(tx, organization))
        .await;
    assert_eq!(wanted.len(), 1);
    assert_eq!(wanted[0].destination, on.id.to_string());
    assert!(wanted[0].wants(EventType::QuoteAccepted));
    assert!(!wanted[0].wants(EventType::LeadCreated));
    assert!(!wanted[0].holds);
}
