use std::time::Duration;

use winfactor_domain::{OrganizationId, Timestamp};
use winfactor_service::{
    Service, ServiceError,
    api_keys::{self, ApiCaller, CreatedApiKey, MAX_ACTIVE, NewApiKey},
    secrets::{ExposeSecret, SecretString},
    setup,
};

use crate::installation::{
    Installation, conflict, new_organization, on_both_engines, wrong_fields,
};

on_both_engines!(
    a_key_names_its_organization_and_whether_it_only_reads,
    a_revoked_key_opens_nothing_here_at_once_and_elsewhere_within_seconds,
    an_organization_has_ten_keys_in_use_at_most_also_when_they_are_made_at_once,
    the_last_use_is_written_once_a_minute,
);

async fn create(installation: &Installation, name: &str, read_only: bool) -> CreatedApiKey {
    let new = NewApiKey {
        name: name.to_owned(),
        read_only,
    };
    api_keys::create(&installation.service, installation.organization(), new)
        .await
        .unwrap()
}

async fn caller(service: &Service, text: &SecretString) -> Option<ApiCaller> {
    api_keys::authenticate(service, text.expose_secret())
        .await
        .unwrap()
}

async fn a_key_names_its_organization_and_whether_it_only_reads(installation: Installation) {
    let service = &installation.service;
    let created = create(&installation, " Reports ", true).await;
    let text = created.text.expose_secret();
    assert_eq!(text.len(), "wf_live_".len() + 43);
    assert_eq!(created.key.name, "Reports");
    assert!(text.starts_with(&created.key.hint) && created.key.hint.len() == 12);
    assert!(!format!("{created:?}").contains(text));

    let expected = ApiCaller {
        organization: installation.organization(),
        key: created.key.id,
        read_only: true,
    };
    // From the database, then from memory.
    assert_eq!(caller(service, &created.text).await, Some(expected));
    assert_eq!(caller(service, &created.text).await, Some(expected));
    let wrong = SecretString::from(format!("wf_live_{}", "A".repeat(43)));
    assert_eq!(caller(service, &wrong).await, None);
    assert_eq!(caller(service, &SecretString::from("wf_live_")).await, None);

    let listed = api_keys::list(service, installation.organization()).await;
    let names: Vec<_> = listed.unwrap().into_iter().map(|key| key.name).collect();
    assert_eq!(names.len(), 2);
    assert!(names.contains(&"Reports".to_owned()) && names.contains(&"First key".to_owned()));
}

async fn a_revoked_key_opens_nothing_here_at_once_and_elsewhere_within_seconds(
    installation: Installation,
) {
    let (service, organization) = (&installation.service, installation.organization());
    let elsewhere = installation.another_server();
    let CreatedApiKey { key, text } = create(&installation, "ERP", false).await;
    assert!(caller(service, &text).await.is_some() && caller(&elsewhere, &text).await.is_some());

    let other = setup::create_organization(service, new_organization("other", "x@other.example"))
        .await
        .unwrap();
    let foreign = api_keys::revoke(service, other.organization, key.id).await;
    assert!(matches!(foreign, Err(ServiceError::NotFound { .. })));
    assert!(caller(service, &text).await.is_some());

    let revoked_at = service.now();
    let revoked = api_keys::revoke(service, organization, key.id).await;
    assert_eq!(revoked.unwrap().revoked_at, Some(revoked_at));
    assert_eq!(caller(service, &text).await, None);
    installation.clock.advance(Duration::from_secs(5));
    assert_eq!(caller(&elsewhere, &text).await, None);

    let again = api_keys::revoke(service, organization, key.id).await;
    assert_eq!(again.unwrap().revoked_at, Some(revoked_at));
    // The other key of the organization is still in use.
    let first = &installation.created.api_key.text;
    assert!(caller(service, first).await.is_some());
}

async fn an_organization_has_ten_keys_in_use_at_most_also_when_they_are_made_at_once(
    installation: Installation,
) {
    let organization = installation.organization();
    let servers = [installation.service.clone(), installation.another_server()];
    let new = NewApiKey {
        name: "ERP".to_owned(),
        read_only: false,
    };
    let creations =
        (0..14).map(|number| api_keys::create(&servers[number % 2], organization, new.clone()));
    let results = futures_util::future::join_all(creations).await;
    let (made, refused): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
    assert_eq!(made.len(), MAX_ACTIVE - 1, "one was there");
    for result in refused {
        assert_eq!(conflict(result), "too_many_api_keys");
    }

    let service = &servers[0];
    let one = made.into_iter().next().unwrap().unwrap().key.id;
    api_keys::revoke(service, organization, one).await.unwrap();
    api_keys::create(service, organization, new).await.unwrap();
}

async fn the_last_use_is_written_once_a_minute(installation: Installation) {
    let (service, clock) = (&installation.service, &installation.clock);
    let text = installation.created.api_key.text.clone();
    let organization = installation.organization();
    assert_eq!(last_used(service, organization).await, None);
    assert_eq!(api_keys::flush_last_used(service).await.unwrap(), 0);

    let first = service.now();
    caller(service, &text).await;
    assert_eq!(api_keys::flush_last_used(service).await.unwrap(), 1);
    assert_eq!(last_used(service, organization).await, Some(first));

    clock.advance(Duration::from_secs(30));
    caller(service, &text).await;
    assert_eq!(api_keys::flush_last_used(service).await.unwrap(), 0);
    let latest = clock.advance(Duration::from_secs(29));
    caller(service, &text).await;
    clock.advance(Duration::from_secs(1));
    assert_eq!(api_keys::flush_last_used(service).await.unwrap(), 1);
    assert_eq!(last_used(service, organization).await, Some(latest));

    // Nothing new, nothing written; and used again, written at once.
    clock.advance(Duration::from_secs(600));
    assert_eq!(api_keys::flush_last_used(service).await.unwrap(), 0);
    caller(service, &text).await;
    assert_eq!(api_keys::flush_last_used(service).await.unwrap(), 1);
}

async fn last_used(service: &Service, organization: OrganizationId) -> Option<Timestamp> {
    let keys = api_keys::list(service, organization).await.unwrap();
    keys[0].last_used_at
}

#[tokio::test]
async fn a_key_needs_a_name_and_an_organization() {
    let installation = Installation::on_sqlite().await;
    let service = &installation.service;
    let new = |name: String| NewApiKey {
        name,
        read_only: false,
    };
    let nameless = api_keys::create(service, installation.organization(), new(" ".into())).await;
    assert_eq!(wrong_fields(nameless), [("/name".to_owned(), "required")]);
    let nowhere = OrganizationId::new(service.now(), service.rng());
    let result = api_keys::create(service, nowhere, new("ERP".into())).await;
    assert!(matches!(result, Err(ServiceError::NotFound { .. })));
}
