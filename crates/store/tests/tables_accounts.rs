//! Users, sessions and API keys, on both engines.
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use tempfile::TempDir;
use winfactor_domain::{
    ApiKeyId, Currency, EmailAddress, Locale, Organization, OrganizationId, QuoteDefaults, Slug,
    TimeZone, Timestamp, UnitSystem, UserId,
};
use winfactor_store::{
    DatabaseUrl, Store, StoreError, StoreOptions, Tx,
    api_keys::{self, ApiKey},
    organizations, sessions,
    users::{self, User},
};
use winfactor_testkit::{SeededRng, postgres::Cluster};

const NOW: Timestamp = Timestamp(1_768_467_600_000);
const HOUR: Duration = Duration::from_secs(3600);

/// An installation with one organization.
struct Tables {
    store: Store,
    rng: SeededRng,
    organization: OrganizationId,
    _folder: Option<TempDir>,
}

impl Tables {
    async fn on_sqlite() -> Tables {
        let folder = TempDir::new().unwrap();
        let url = DatabaseUrl::Sqlite(folder.path().join("store.db"));
        Tables::open(&url, Some(folder)).await
    }

    async fn on_postgres() -> Tables {
        let url = Cluster::shared().create_database().parse().unwrap();
        Tables::open(&url, None).await
    }

    async fn open(url: &DatabaseUrl, folder: Option<TempDir>) -> Tables {
        let store = Store::open(url, StoreOptions::default()).unwrap();
        let rng = SeededRng::new(1);
        let mut tables = Tables {
            store,
            organization: OrganizationId::new(NOW, &rng),
            rng,
            _folder: folder,
        };
        tables.organization = tables.add_organization("first").await;
        tables
    }

    async fn add_organization(&self, slug: &str) -> OrganizationId {
        let organization = Organization {
            id: OrganizationId::new(NOW, &self.rng),
            name: "Window & Door Solutions".to_owned(),
            slug: Slug::parse("/slug", slug).unwrap(),
            email: email("office@example.com"),
            phone: None,
            logo_url: None,
            locale: Locale::De,
            unit_system: UnitSystem::Metric,
            currency: "EUR".parse::<Currency>().unwrap(),
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

    fn user(&self, address: &str) -> User {
        User {
            organization: self.organization,
            id: UserId::new(NOW, &self.rng),
            name: "Anna Müller".to_owned(),
            email: email(address),
            locale: Locale::De,
            created_at: NOW,
        }
    }

    async fn add_user(&self, address: &str) -> User {
        let user = self.user(address);
        let added = user.clone();
        assert!(
            self.write(move |tx| users::insert(tx, &added, "hash"))
                .await
        );
        user
    }

    async fn add_session(&self, user: &User, token_hash: &'static str, expires_at: Timestamp) {
        let user = user.clone();
        self.write(move |tx| {
            sessions::insert(tx, token_hash, user.organization, user.id, NOW, expires_at)
        })
        .await;
    }

    async fn has_session(&self, token_hash: &'static str) -> bool {
        let found = self.read(move |tx| sessions::get(tx, token_hash, NOW));
        found.await.is_some()
    }

    async fn add_key(&self, organization: OrganizationId, key_hash: &'static str) -> ApiKey {
        let key = ApiKey {
            organization,
            id: ApiKeyId::new(NOW, &self.rng),
            name: "ERP".to_owned(),
            hint: "wf_live_abcd".to_owned(),
            read_only: true,
            created_at: NOW,
            last_used_at: None,
            revoked_at: None,
        };
        let added = key.clone();
        self.write(move |tx| api_keys::insert(tx, &added, key_hash))
            .await;
        key
    }

    async fn write<T: Send + 'static>(
        &self,
        closure: impl FnMut(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        self.store.write(closure).await.unwrap()
    }

    async fn read<T: Send + 'static>(
        &self,
        closure: impl FnMut(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        self.store.read(closure).await.unwrap()
    }
}

fn email(text: &str) -> EmailAddress {
    EmailAddress::parse("/email", text).unwrap()
}

macro_rules! on_both_engines {
    ($($test:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test] async fn $test() { super::$test(super::Tables::on_sqlite().await).await })+
        }
        mod on_postgres {
            $(#[tokio::test] async fn $test() { super::$test(super::Tables::on_postgres().await).await })+
        }
    };
}

on_both_engines!(
    a_user_is_found_by_id_and_by_address_in_whatever_case,
    an_address_is_taken_across_organizations,
    a_changed_profile_and_password_are_read_back,
    a_session_counts_until_its_end_and_can_be_extended_but_not_shortened,
    a_password_change_ends_all_sessions_but_one,
    a_removed_user_takes_their_sessions_along,
    sessions_that_ended_are_swept,
    a_key_is_found_by_its_hash_until_it_is_revoked,
    keys_in_use_are_listed_first_and_counted_per_organization,
    the_last_use_of_a_key_never_goes_back,
);

async fn a_user_is_found_by_id_and_by_address_in_whatever_case(tables: Tables) {
    let user = tables.add_user("Anna@Example.com").await;
    let key = email("ANNA@example.COM").key();
    let (organization, id) = (user.organization, user.id);
    let by_email = tables.read(move |tx| users::by_email(tx, &key)).await;
    let by_id = tables
        .read(move |tx| users::get(tx, organization, id))
        .await;
    let for_change = tables
        .write(move |tx| users::get_for_change(tx, organization, id))
        .await;
    assert_eq!(by_email, by_id);
    assert_eq!(for_change, by_id);
    let credentials = by_id.unwrap();
    assert_eq!(credentials.user, user);
    assert_eq!(credentials.password_hash, "hash");
    assert!(!format!("{credentials:?}").contains("hash\""));

    let elsewhere = tables.add_organization("second").await;
    let found = tables.read(move |tx| users::get(tx, elsewhere, id)).await;
    assert_eq!(found, None);
}

async fn an_address_is_taken_across_organizations(tables: Tables) {
    tables.add_user("anna@example.com").await;
    let other = User {
        organization: tables.add_organization("second").await,
        ..tables.user("ANNA@example.com")
    };
    let organization = other.organization;
    assert!(
        !tables
            .write(move |tx| users::insert(tx, &other, "hash"))
            .await
    );
    let listed = tables.read(move |tx| users::list(tx, organization)).await;
    assert_eq!(listed, []);
}

async fn a_changed_profile_and_password_are_read_back(tables: Tables) {
    let user = tables.add_user("anna@example.com").await;
    let (organization, id) = (user.organization, user.id);
    let changed = tables
        .write(move |tx| {
            Ok(
                users::set_profile(tx, organization, id, "Anna Schmidt", Locale::Nl)?
                    && users::set_password_hash(tx, organization, id, "new")?,
            )
        })
        .await;
    assert!(changed);
    let found = tables
        .read(move |tx| users::get(tx, organization, id))
        .await;
    let found = found.unwrap();
    assert_eq!(
        (found.user.name.as_str(), found.user.locale),
        ("Anna Schmidt", Locale::Nl)
    );
    assert_eq!(found.password_hash, "new");
}

async fn a_session_counts_until_its_end_and_can_be_extended_but_not_shortened(tables: Tables) {
    let user = tables.add_user("anna@example.com").await;
    let end = NOW + HOUR;
    tables.add_session(&user, "aa", end).await;
    let at = |now| tables.read(move |tx| sessions::get(tx, "aa", now));
    let session = at(end.before(Duration::from_millis(1))).await.unwrap();
    assert_eq!((session.user, session.expires_at), (user, end));
    assert_eq!(at(end).await, None);

    let extend = |to| tables.write(move |tx| sessions::extend(tx, "aa", to));
    assert!(extend(end + HOUR).await);
    assert!(extend(end).await);
    assert_eq!(at(end).await.unwrap().expires_at, end + HOUR);
    let unknown = tables
        .write(move |tx| sessions::extend(tx, "bb", end))
        .await;
    assert!(!unknown);
}

async fn a_password_change_ends_all_sessions_but_one(tables: Tables) {
    let user = tables.add_user("anna@example.com").await;
    let other = tables.add_user("ben@example.com").await;
    for hash in ["aa", "bb", "cc"] {
        tables.add_session(&user, hash, NOW + HOUR).await;
    }
    tables.add_session(&other, "dd", NOW + HOUR).await;
    let (organization, id) = (user.organization, user.id);
    let ended = tables
        .write(move |tx| sessions::delete_of_user(tx, organization, id, Some("bb")))
        .await;
    assert_eq!(ended, 2);
    assert!(tables.has_session("bb").await && tables.has_session("dd").await);
    assert!(!tables.has_session("aa").await);
    let ended = tables
        .write(move |tx| sessions::delete_of_user(tx, organization, id, None))
        .await;
    assert_eq!(ended, 1);
    assert!(!tables.has_session("bb").await);
}

async fn a_removed_user_takes_their_sessions_along(tables: Tables) {
    let user = tables.add_user("anna@example.com").await;
    tables.add_user("ben@example.com").await;
    tables.add_session(&user, "aa", NOW + HOUR).await;
    let (organization, id) = (user.organization, user.id);
    let (before, removed, again) = tables
        .write(move |tx| {
            Ok((
                users::count_for_removal(tx, organization)?,
                users::delete(tx, organization, id)?,
                users::delete(tx, organization, id)?,
            ))
        })
        .await;
    assert_eq!((before, removed, again), (2, true, false));
    // Read as a row, not through the user who is gone.
    assert!(!tables.write(|tx| sessions::delete(tx, "aa")).await);
}

async fn sessions_that_ended_are_swept(tables: Tables) {
    let user = tables.add_user("anna@example.com").await;
    tables.add_session(&user, "aa", NOW).await;
    tables.add_session(&user, "bb", NOW + HOUR).await;
    let swept = tables.write(|tx| sessions::delete_expired(tx, NOW)).await;
    assert_eq!(swept, 1);
    assert!(tables.has_session("bb").await);
}

async fn a_key_is_found_by_its_hash_until_it_is_revoked(tables: Tables) {
    let key = tables.add_key(tables.organization, "aa").await;
    let (organization, id) = (key.organization, key.id);
    let by_hash = |hash| tables.read(move |tx| api_keys::by_hash(tx, hash));
    assert_eq!(by_hash("aa").await, Some(key));
    assert_eq!(by_hash("bb").await, None);

    tables
        .write(move |tx| api_keys::set_hash(tx, organization, id, "bb"))
        .await;
    assert!(by_hash("aa").await.is_none() && by_hash("bb").await.is_some());

    let elsewhere = tables.add_organization("second").await;
    let revoke =
        |organization, at| tables.write(move |tx| api_keys::revoke(tx, organization, id, at));
    assert!(!revoke(elsewhere, NOW).await);
    assert!(revoke(organization, NOW).await);
    assert!(!revoke(organization, NOW + HOUR).await);
    assert_eq!(by_hash("bb").await, None);
    let found = tables.read(move |tx| api_keys::get(tx, organization, id));
    assert_eq!(found.await.unwrap().revoked_at, Some(NOW));
}

async fn keys_in_use_are_listed_first_and_counted_per_organization(tables: Tables) {
    let organization = tables.organization;
    let mut ids = Vec::new();
    for hash in ["aa", "bb", "cc"] {
        ids.push(tables.add_key(organization, hash).await.id);
    }
    let elsewhere = tables.add_organization("second").await;
    tables.add_key(elsewhere, "dd").await;
    ids.sort();
    let newest = ids[2];
    tables
        .write(move |tx| api_keys::revoke(tx, organization, newest, NOW))
        .await;

    let listed = tables
        .read(move |tx| api_keys::list(tx, organization))
        .await;
    let listed: Vec<_> = listed.iter().map(|key| key.id).collect();
    assert_eq!(listed, [ids[1], ids[0], ids[2]]);
    let active = tables
        .write(move |tx| api_keys::count_active_for_insert(tx, organization))
        .await;
    assert_eq!(active, 2);
}

async fn the_last_use_of_a_key_never_goes_back(tables: Tables) {
    let key = tables.add_key(tables.organization, "aa").await;
    let (organization, id) = (key.organization, key.id);
    for used_at in [NOW, NOW + HOUR, NOW] {
        tables
            .write(move |tx| api_keys::set_last_used(tx, organization, id, used_at))
            .await;
    }
    let found = tables.read(move |tx| api_keys::get(tx, organization, id));
    assert_eq!(found.await.unwrap().last_used_at, Some(NOW + HOUR));
}
