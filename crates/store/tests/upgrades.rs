//! A database of an earlier version keeps what is in it.
#![allow(clippy::unwrap_used)]

use tempfile::TempDir;
use winfactor_domain::{ConnectionId, EventId, FlowRunId, OrganizationId};
use winfactor_store::{
    DatabaseUrl, Store, StoreError, StoreOptions, connections, events, flow_runs,
    migrations::MIGRATIONS, params,
};
use winfactor_testkit::postgres::Cluster;

const ORGANIZATION: &str = "org_01h455vb4pex5vsknk084sn02q";
const EVENT: &str = "evt_01h455vb4pex5vsknk084sn02q";

#[tokio::test]
async fn events_of_the_first_version_come_from_no_flow_on_sqlite() {
    let folder = TempDir::new().unwrap();
    events_of_the_first_version(&DatabaseUrl::Sqlite(folder.path().join("store.db"))).await;
}

#[tokio::test]
async fn events_of_the_first_version_come_from_no_flow_on_postgres() {
    let url = Cluster::shared().create_database().parse().unwrap();
    events_of_the_first_version(&url).await;
}

async fn events_of_the_first_version(url: &DatabaseUrl) {
    let store = Store::open_with(url, StoreOptions::default(), &MIGRATIONS[..1]).unwrap();
    let inserted: Result<u64, StoreError> = store
        .write(|tx| {
            tx.execute(
                "INSERT INTO events (organization_id, id, event_type, subject, subject_seq, test, \
                 occurred_at, body) VALUES ($1, $2, 'lead.created', 'lead', 1, 1, 5, '{}')",
                params![ORGANIZATION, EVENT],
            )
        })
        .await;
    assert_eq!(inserted.unwrap(), 1);
    store.close().await;

    let store = Store::open(url, StoreOptions::default()).unwrap();
    let (organization, id): (OrganizationId, EventId) =
        (ORGANIZATION.parse().unwrap(), EVENT.parse().unwrap());
    let found: Result<_, StoreError> = store
        .read(move |tx| {
            Ok((
                events::get(tx, organization, id)?.unwrap(),
                events::origin(tx, organization, id)?.unwrap(),
            ))
        })
        .await;
    let (event, origin) = found.unwrap();
    assert_eq!((event.run_depth, origin.run_depth), (0, 0));
    assert!(event.test && origin.test);
    assert_eq!((event.occurred_at.0, event.body.as_str()), (5, "{}"));
}

const CONNECTIONS: [(&str, &str); 2] = [
    ("conn_01h455vb4pex5vsknk084sn02q", "works"),
    ("conn_01h455vb4pex5vsknk084sn02r", "expired"),
];
const RUN: &str = "run_01h455vb4pex5vsknk084sn02q";

#[tokio::test]
async fn connections_of_the_fifth_version_have_been_told_of_on_sqlite() {
    let folder = TempDir::new().unwrap();
    connections_of_the_fifth_version(&DatabaseUrl::Sqlite(folder.path().join("store.db"))).await;
}

#[tokio::test]
async fn connections_of_the_fifth_version_have_been_told_of_on_postgres() {
    let url = Cluster::shared().create_database().parse().unwrap();
    connections_of_the_fifth_version(&url).await;
}

async fn connections_of_the_fifth_version(url: &DatabaseUrl) {
    let store = Store::open_with(url, StoreOptions::default(), &MIGRATIONS[..5]).unwrap();
    let inserted: Result<(), StoreError> = store
        .write(|tx| {
            tx.execute(
                "INSERT INTO organizations (id, slug, name, email, locale, unit_system, currency, \
                 time_zone, tax_rate, validity_days, expiring_soon_days, created_at, updated_at) \
                 VALUES ($1, 'o', 'O', 'o@o.example', 'nl', 'metric', 'EUR', 'Europe/Amsterdam', \
                 2100, 30, 3, 1, 1)",
                params![ORGANIZATION],
            )?;
            for (id, status) in CONNECTIONS {
                tx.execute(
                    "INSERT INTO connections (organization_id, id, external_id, display_name, \
                     piece_name, connection_type, sealed, status, status_reason, \
                     status_changed_at, revision, created_at, updated_at) \
                     VALUES ($1, $2, $3, 'Slack', 'slack', 'OAUTH2', 'v1', $3, NULL, 5, 1, 5, 5)",
                    params![ORGANIZATION, id, status],
                )?;
            }
            tx.execute(
                "INSERT INTO flow_runs (organization_id, id, flow_id, flow_revision, event_id, \
                 status, due_at, started_at) VALUES ($1, $2, 'flow_01h455vb4pex5vsknk084sn02q', 1, \
                 $3, 'PAUSED', 9, 5)",
                params![ORGANIZATION, RUN, EVENT],
            )?;
            Ok(())
        })
        .await;
    inserted.unwrap();
    store.close().await;

    let store = Store::open(url, StoreOptions::default()).unwrap();
    let (organization, run): (OrganizationId, FlowRunId) =
        (ORGANIZATION.parse().unwrap(), RUN.parse().unwrap());
    let found: Result<_, StoreError> = store
        .read(move |tx| {
            let mut told = Vec::new();
            for (id, _) in CONNECTIONS {
                let id: ConnectionId = id.parse().unwrap();
                let row = connections::get(tx, organization, id)?.unwrap();
                told.push(row.state.is_told);
            }
            Ok((told, flow_runs::get(tx, organization, run)?.unwrap()))
        })
        .await;
    let (told, run) = found.unwrap();
    assert_eq!(told, [false, true], "of what did not work people know");
    assert_eq!(run.awaited_connection, None);
    assert_eq!(run.due_at.unwrap().0, 9);
}
