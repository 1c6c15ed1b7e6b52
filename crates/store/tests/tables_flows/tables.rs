//! An empty database with organizations in it, on one of the engines.

use tempfile::TempDir;
use winfactor_domain::{
    EmailAddress, EventType, FlowId, FlowRunId, Id, IdKind, Locale, NodeId, Organization,
    OrganizationId, QuoteDefaults, Slug, TimeZone, Timestamp, UnitSystem,
};
use winfactor_store::{
    DatabaseUrl, Page, Store, StoreError, StoreOptions, Tx,
    flow_runs::{self, RunRow},
    flows::{self, FlowRow},
    organizations,
};
use winfactor_testkit::{SeededRng, postgres::Cluster};

pub(crate) const NOW: Timestamp = Timestamp(1_768_467_600_000);

pub(crate) struct Tables {
    store: Store,
    rng: SeededRng,
    pub(crate) organization: OrganizationId,
    _folder: Option<TempDir>,
}

impl Tables {
    pub(crate) async fn on_sqlite() -> Tables {
        let folder = TempDir::new().unwrap();
        let url = DatabaseUrl::Sqlite(folder.path().join("store.db"));
        Tables::open(&url, Some(folder)).await
    }

    pub(crate) async fn on_postgres() -> Tables {
        let url = Cluster::shared().create_database().parse().unwrap();
        Tables::open(&url, None).await
    }

    async fn open(url: &DatabaseUrl, folder: Option<TempDir>) -> Tables {
        let rng = SeededRng::new(1);
        let mut tables = Tables {
            store: Store::open(url, StoreOptions::default()).unwrap(),
            organization: OrganizationId::new(NOW, &rng),
            rng,
            _folder: folder,
        };
        tables.organization = tables.add_organization("first").await;
        tables
    }

    pub(crate) async fn add_organization(&self, slug: &str) -> OrganizationId {
        let organization = Organization {
            id: self.id(),
            name: "Window & Door Solutions".to_owned(),
            slug: Slug::parse("/slug", slug).unwrap(),
            email: EmailAddress::parse("/email", "office@example.com").unwrap(),
            phone: None,
            logo_url: None,
            locale: Locale::De,
            unit_system: UnitSystem::Metric,
            currency: "EUR".parse().unwrap(),
            time_zone: TimeZone::utc(),
            quote_defaults: QuoteDefaults::default(),
            created_at: NOW,
            updated_at: NOW,
        };
        let id = organization.id;
        self.write(move |tx| organizations::insert(tx, &organization))
            .await;
        id
    }

    /// A new id; later ones sort after earlier ones.
    pub(crate) fn id<K: IdKind>(&self) -> Id<K> {
        Id::new(NOW, &self.rng)
    }

    pub(crate) fn node(&self) -> NodeId {
        self.id()
    }

    pub(crate) fn flow(&self) -> FlowRow {
        FlowRow {
            id: self.id(),
            organization: self.organization,
            name: "Tell the team".to_owned(),
            owner_name: Some("Anna Müller".to_owned()),
            event_types: vec![EventType::SubmissionCreated, EventType::QuoteAccepted],
            enabled: true,
            revision: 1,
            created_at: NOW,
            updated_at: NOW,
        }
    }

    pub(crate) async fn add_flow(&self, flow: FlowRow) -> FlowRow {
        let added = flow.clone();
        self.write(move |tx| flows::insert(tx, &added)).await;
        flow
    }

    /// A run that is due at a moment, or has ended.
    pub(crate) async fn add_run(&self, flow: FlowId, due_at: Option<Timestamp>) -> RunRow {
        let run = RunRow {
            organization: self.organization,
            id: self.id::<_>(),
            flow,
            flow_revision: 1,
            event: self.id::<_>(),
            status: if due_at.is_some() {
                "RUNNING"
            } else {
                "SUCCEEDED"
            }
            .to_owned(),
            failed_step: None,
            due_at,
            awaited_connection: None,
            lease_owner: None,
            started_at: NOW,
            finished_at: due_at.is_none().then_some(NOW),
        };
        let added = run.clone();
        self.write(move |tx| flow_runs::insert(tx, &added)).await;
        run
    }

    pub(crate) async fn run(&self, id: FlowRunId) -> RunRow {
        let organization = self.organization;
        self.read(move |tx| flow_runs::get(tx, organization, id))
            .await
            .unwrap()
    }

    pub(crate) async fn write<T: Send + 'static>(
        &self,
        closure: impl FnMut(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        self.store.write(closure).await.unwrap()
    }

    pub(crate) async fn read<T: Send + 'static>(
        &self,
        closure: impl FnMut(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        self.store.read(closure).await.unwrap()
    }
}

pub(crate) fn page(limit: u32) -> Page {
    Page {
        limit,
        before: None,
    }
}

/// Makes a test of each function for each engine.
macro_rules! on_both_engines {
    ($($test:ident),+ $(,)?) => {
        mod on_sqlite {
            use crate::tables::Tables;
            $(#[tokio::test]
            async fn $test() {
                super::$test(Tables::on_sqlite().await).await;
            })+
        }
        mod on_postgres {
            use crate::tables::Tables;
            $(#[tokio::test]
            async fn $test() {
                super::$test(Tables::on_postgres().await).await;
            })+
        }
    };
}
pub(crate) use on_both_engines;
