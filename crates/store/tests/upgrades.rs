//! A database of an earlier version keeps what is in it.
#![allow(clippy::unwrap_used)]

use tempfile::TempDir;
use winfactor_domain::{EventId, OrganizationId};
use winfactor_store::{
    DatabaseUrl, Store, StoreError, StoreOptions, events, migrations::MIGRATIONS, params,
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
