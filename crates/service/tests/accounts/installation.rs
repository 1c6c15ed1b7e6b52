//! A server with one organization, its first user and its first API key.

use std::{net::IpAddr, sync::Arc};

use tempfile::TempDir;
use winfactor_connectors::channels::VendorAddresses;
use winfactor_connectors::http::{HttpClient, HttpClientOptions};
use winfactor_domain::{FieldError, Locale, OrganizationId, UnitSystem};
use winfactor_service::{
    Service, ServiceError, Settings,
    accounts::{self, NewUser, SignIn, SignInAttempt, SignedIn},
    api_keys::NewApiKey,
    secrets::{MasterKeys, SecretString, Secrets},
    setup::{self, Created, NewOrganization},
};
use winfactor_store::{DatabaseUrl, SqliteRole, Store, StoreOptions};
use winfactor_testkit::{ManualClock, SeededRng, postgres::Cluster};

pub(crate) const OLD_KEY: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
pub(crate) const PASSWORD: &str = "correct horse battery";
pub(crate) const EMAIL: &str = "Anna@Window-Door.example";

pub(crate) struct Installation {
    pub(crate) service: Service,
    pub(crate) clock: ManualClock,
    pub(crate) created: Created,
    url: DatabaseUrl,
    _folder: Option<TempDir>,
}

impl Installation {
    pub(crate) async fn on_sqlite() -> Installation {
        let folder = TempDir::new().unwrap();
        let url = DatabaseUrl::Sqlite(folder.path().join("winfactor.db"));
        Installation::new(url, Some(folder)).await
    }

    pub(crate) async fn on_postgres() -> Installation {
        let url = Cluster::shared().create_database().parse().unwrap();
        Installation::new(url, None).await
    }

    async fn new(url: DatabaseUrl, folder: Option<TempDir>) -> Installation {
        let clock = ManualClock::default();
        let service = server(&url, SqliteRole::Node, &clock, OLD_KEY, 1);
        let created = setup::create_organization(&service, new_organization("window-door", EMAIL))
            .await
            .unwrap();
        Installation {
            service,
            clock,
            created,
            url,
            _folder: folder,
        }
    }

    /// Another process on the same database.
    pub(crate) fn another_server(&self) -> Service {
        self.another_server_with(OLD_KEY)
    }

    /// Another process on the same database, with other master keys.
    pub(crate) fn another_server_with(&self, keys: &str) -> Service {
        server(&self.url, SqliteRole::Tool, &self.clock, keys, 2)
    }

    pub(crate) fn organization(&self) -> OrganizationId {
        self.created.organization
    }

    /// Signs the first user in.
    pub(crate) async fn signed_in(&self) -> SignedIn {
        match attempt(&self.service, EMAIL, PASSWORD).await {
            SignIn::Done(signed_in) => signed_in,
            other => panic!("{other:?}"),
        }
    }
}

fn server(
    url: &DatabaseUrl,
    sqlite_role: SqliteRole,
    clock: &ManualClock,
    keys: &str,
    seed: u64,
) -> Service {
    let options = StoreOptions {
        sqlite_role,
        ..StoreOptions::default()
    };
    let rng = Arc::new(SeededRng::new(seed));
    let keys = MasterKeys::parse(keys).unwrap();
    Service::new(
        Store::open(url, options).unwrap(),
        Arc::new(clock.clone()),
        rng.clone(),
        Secrets::new(&keys, rng),
        HttpClient::new(HttpClientOptions::default()).unwrap(),
        &Settings {
            public_url: "https://winfactor.example".to_owned(),
            vendors: VendorAddresses::default(),
        },
    )
}

/// Tries to sign in, from one and the same address.
pub(crate) async fn attempt(service: &Service, email: &str, password: &str) -> SignIn {
    let attempt = SignInAttempt {
        email: email.to_owned(),
        password: SecretString::from(password),
        address: IpAddr::from([192, 0, 2, 1]),
    };
    accounts::sign_in(service, attempt).await.unwrap()
}

pub(crate) fn new_organization(slug: &str, email: &str) -> NewOrganization {
    NewOrganization {
        name: "Window & Door Solutions".to_owned(),
        slug: slug.to_owned(),
        email: "office@window-door.example".to_owned(),
        phone: Some(" +31 20 123 4567 ".to_owned()),
        locale: Locale::Nl,
        unit_system: UnitSystem::Metric,
        currency: "EUR".to_owned(),
        time_zone: "Europe/Amsterdam".to_owned(),
        user: new_user(email),
        api_key: NewApiKey {
            name: "First key".to_owned(),
            read_only: false,
        },
    }
}

pub(crate) fn new_user(email: &str) -> NewUser {
    NewUser {
        name: "Anna de Vries".to_owned(),
        email: email.to_owned(),
        password: SecretString::from(PASSWORD),
        locale: Locale::Nl,
    }
}

/// The code of a conflict.
pub(crate) fn conflict<T: std::fmt::Debug>(result: Result<T, ServiceError>) -> &'static str {
    match result.unwrap_err() {
        ServiceError::Conflict { code, .. } => code,
        other => panic!("{other:?}"),
    }
}

/// The pointers and codes of wrong fields.
pub(crate) fn wrong_fields<T: std::fmt::Debug>(
    result: Result<T, ServiceError>,
) -> Vec<(String, &'static str)> {
    match result.unwrap_err() {
        ServiceError::Invalid(invalid) => invalid
            .0
            .into_iter()
            .map(|FieldError { pointer, code, .. }| (pointer, code))
            .collect(),
        other => panic!("{other:?}"),
    }
}

/// Runs each test on SQLite and on PostgreSQL.
macro_rules! on_both_engines {
    ($($test:ident),+ $(,)?) => {
        mod on_sqlite {
            use crate::installation::Installation;
            $(#[tokio::test] async fn $test() { super::$test(Installation::on_sqlite().await).await })+
        }
        mod on_postgres {
            use crate::installation::Installation;
            $(#[tokio::test] async fn $test() { super::$test(Installation::on_postgres().await).await })+
        }
    };
}
pub(crate) use on_both_engines;
