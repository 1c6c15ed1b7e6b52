use winfactor_domain::Timestamp;
use winfactor_store::connections::{self, ConnectionRow, ConnectionState, ConnectionStatus};

use crate::tables::{NOW, Tables, on_both_engines, page};

on_both_engines!(
    a_connection_is_read_back_as_it_was_written,
    an_external_id_is_taken_within_its_organization_only,
    a_change_is_written_to_one_organizations_connection,
    connections_are_listed_newest_first_and_deleted,
    a_value_is_renewed_by_one_at_a_time,
    a_renewal_does_not_replace_what_somebody_entered_meanwhile,
);

pub(crate) fn connection(tables: &Tables, external_id: &str) -> ConnectionRow {
    ConnectionRow {
        id: tables.id(),
        organization: tables.organization,
        external_id: external_id.to_owned(),
        display_name: "Slack of the office".to_owned(),
        piece_name: "@activepieces/piece-slack".to_owned(),
        connection_type: "OAUTH2".to_owned(),
        sealed: "v1.key.text".to_owned(),
        state: ConnectionState {
            status: ConnectionStatus::Works,
            reason: None,
            changed_at: NOW,
            is_told: false,
        },
        revision: 1,
        created_at: NOW,
        updated_at: NOW,
    }
}

async fn insert(tables: &Tables, row: &ConnectionRow) -> bool {
    let row = row.clone();
    tables.write(move |tx| connections::insert(tx, &row)).await
}

async fn a_connection_is_read_back_as_it_was_written(tables: Tables) {
    let mut row = connection(&tables, "slack");
    row.state = ConnectionState {
        status: ConnectionStatus::Expired,
        reason: Some("token_revoked".to_owned()),
        changed_at: Timestamp(NOW.0 + 1),
        is_told: true,
    };
    assert!(insert(&tables, &row).await);
    let (organization, id) = (row.organization, row.id);
    let found = tables
        .write(move |tx| {
            Ok([
                connections::get(tx, organization, id)?,
                connections::get_for_update(tx, organization, id)?,
                connections::by_external_id(tx, organization, "slack")?,
            ])
        })
        .await;
    assert_eq!(found, [Some(row.clone()), Some(row.clone()), Some(row)]);
    let other_case = tables
        .read(move |tx| connections::by_external_id(tx, organization, "Slack"))
        .await;
    assert_eq!(other_case, None);
}

async fn an_external_id_is_taken_within_its_organization_only(tables: Tables) {
    assert!(insert(&tables, &connection(&tables, "slack")).await);
    assert!(!insert(&tables, &connection(&tables, "slack")).await);
    let elsewhere = tables.add_organization("second").await;
    let theirs = ConnectionRow {
        organization: elsewhere,
        ..connection(&tables, "slack")
    };
    assert!(insert(&tables, &theirs).await);
    let ours = tables.organization;
    let counts = tables
        .write(move |tx| {
            Ok((
                connections::count_for_insert(tx, ours)?,
                connections::count_for_insert(tx, elsewhere)?,
            ))
        })
        .await;
    assert_eq!(counts, (1, 1));
}

async fn a_change_is_written_to_one_organizations_connection(tables: Tables) {
    let row = connection(&tables, "slack");
    insert(&tables, &row).await;
    let changed = ConnectionRow {
        display_name: "Slack".to_owned(),
        piece_name: "@activepieces/piece-teams".to_owned(),
        connection_type: "SECRET_TEXT".to_owned(),
        sealed: "v1.key.other".to_owned(),
        state: ConnectionState {
            status: ConnectionStatus::Broken,
            reason: Some("invalid_auth".to_owned()),
            changed_at: Timestamp(NOW.0 + 5),
            is_told: true,
        },
        revision: 2,
        updated_at: Timestamp(NOW.0 + 5),
        ..row.clone()
    };
    let elsewhere = ConnectionRow {
        organization: tables.add_organization("second").await,
        ..changed.clone()
    };
    let update =
        async |row: ConnectionRow| tables.write(move |tx| connections::update(tx, &row)).await;
    assert!(!update(elsewhere).await);
    assert!(update(changed.clone()).await);
    let (organization, id) = (row.organization, row.id);
    let found = tables
        .read(move |tx| connections::get(tx, organization, id))
        .await;
    assert_eq!(found, Some(changed));
}

async fn connections_are_listed_newest_first_and_deleted(tables: Tables) {
    let mut ids = Vec::new();
    for external_id in ["a", "b", "c"] {
        let row = connection(&tables, external_id);
        insert(&tables, &row).await;
        ids.push(row.id);
    }
    ids.sort_by_key(|id| std::cmp::Reverse(id.to_string()));
    let organization = tables.organization;
    let list = async || {
        let listed = tables
            .read(move |tx| connections::list(tx, organization, &page(10)))
            .await;
        listed.iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(list().await, ids);
    let elsewhere = tables.add_organization("second").await;
    let gone = ids.remove(1);
    let delete = async |organization| {
        tables
            .write(move |tx| connections::delete(tx, organization, gone))
            .await
    };
    assert!(!delete(elsewhere).await);
    assert!(delete(organization).await);
    assert!(!delete(organization).await);
    assert_eq!(list().await, ids);
}

const MINUTE: i64 = 60_000;

async fn begin_renewal(tables: &Tables, row: &ConnectionRow, now: Timestamp) -> bool {
    let (key, revision) = ((row.organization, row.id), row.revision);
    let until = Timestamp(now.0 + MINUTE);
    tables
        .write(move |tx| connections::begin_renewal(tx, key, revision, now, until))
        .await
}

async fn end_renewal(tables: &Tables, row: &ConnectionRow, sealed: Option<&'static str>) -> bool {
    let (key, revision) = ((row.organization, row.id), row.revision);
    tables
        .write(move |tx| connections::end_renewal(tx, key, revision, sealed))
        .await
}

async fn stored(tables: &Tables, row: &ConnectionRow) -> ConnectionRow {
    let (organization, id) = (row.organization, row.id);
    let found = tables.read(move |tx| connections::get(tx, organization, id));
    found.await.unwrap()
}

async fn a_value_is_renewed_by_one_at_a_time(tables: Tables) {
    let row = connection(&tables, "slack");
    insert(&tables, &row).await;
    assert!(begin_renewal(&tables, &row, NOW).await);
    assert!(!begin_renewal(&tables, &row, NOW).await);
    // Whoever began it is gone.
    let later = Timestamp(NOW.0 + MINUTE);
    assert!(begin_renewal(&tables, &row, later).await);
    assert!(end_renewal(&tables, &row, None).await, "in vain");
    assert_eq!(stored(&tables, &row).await, row);
    assert!(begin_renewal(&tables, &row, later).await);
    assert!(end_renewal(&tables, &row, Some("v1.key.new")).await);
    let renewed = stored(&tables, &row).await;
    let expected = ConnectionRow {
        sealed: "v1.key.new".to_owned(),
        revision: 2,
        ..row.clone()
    };
    assert_eq!(renewed, expected);
    assert!(!begin_renewal(&tables, &row, later).await, "it is older");
    assert!(begin_renewal(&tables, &renewed, later).await);
}

async fn a_renewal_does_not_replace_what_somebody_entered_meanwhile(tables: Tables) {
    let row = connection(&tables, "slack");
    insert(&tables, &row).await;
    assert!(begin_renewal(&tables, &row, NOW).await);
    let entered = ConnectionRow {
        sealed: "v1.key.entered".to_owned(),
        revision: 2,
        ..row.clone()
    };
    let updated = entered.clone();
    tables
        .write(move |tx| connections::update(tx, &updated))
        .await;
    assert!(!end_renewal(&tables, &row, Some("v1.key.new")).await);
    assert_eq!(stored(&tables, &row).await, entered);
    assert!(begin_renewal(&tables, &entered, NOW).await);
}
