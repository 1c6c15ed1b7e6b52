use std::time::Duration;

use futures_util::future::join_all;
use winfactor_domain::{Locale, UserId};
use winfactor_service::{
    Service, ServiceError,
    accounts::{self, NewUser, SignIn},
    secrets::{ExposeSecret, SecretString},
    setup,
};

use crate::installation::{
    EMAIL, Installation, PASSWORD, attempt, conflict, new_organization, new_user, on_both_engines,
    wrong_fields,
};

const NEW_PASSWORD: &str = "another horse, another battery";

on_both_engines!(
    a_second_user_can_sign_in_and_is_listed,
    a_changed_password_ends_the_other_sessions,
    the_operator_can_reset_a_password,
    a_removed_user_is_signed_out_and_the_last_one_stays,
    removals_at_once_leave_somebody,
);

fn ben() -> NewUser {
    NewUser {
        name: "Ben".to_owned(),
        ..new_user("ben@window-door.example")
    }
}

fn secret(text: &str) -> SecretString {
    SecretString::from(text)
}

async fn is_signed_in(service: &Service, token: &SecretString) -> bool {
    let found = accounts::session(service, token.expose_secret()).await;
    found.unwrap().is_some()
}

async fn a_second_user_can_sign_in_and_is_listed(installation: Installation) {
    let (service, organization) = (&installation.service, installation.organization());
    let user = accounts::create(service, organization, ben())
        .await
        .unwrap();
    let listed = accounts::list(service, organization).await.unwrap();
    assert!(listed.contains(&user) && listed.contains(&installation.created.user));
    assert_eq!(listed.len(), 2);
    let SignIn::Done(signed_in) = attempt(service, "ben@window-door.example", PASSWORD).await
    else {
        panic!("not signed in");
    };
    assert_eq!(signed_in.staff.user, user.id);

    let again = accounts::create(service, organization, ben()).await;
    assert_eq!(conflict(again), "email_taken");
}

async fn a_changed_password_ends_the_other_sessions(installation: Installation) {
    let service = &installation.service;
    let (here, there) = (
        installation.signed_in().await,
        installation.signed_in().await,
    );
    assert!(is_signed_in(service, &here.token).await && is_signed_in(service, &there.token).await);
    let ended =
        accounts::change_password(service, &here.staff, secret(PASSWORD), secret(NEW_PASSWORD))
            .await
            .unwrap();
    assert_eq!(ended, 1);
    assert!(is_signed_in(service, &here.token).await);
    assert!(!is_signed_in(service, &there.token).await);
    let old = attempt(service, EMAIL, PASSWORD).await;
    assert!(matches!(old, SignIn::Wrong));
    let new = attempt(service, EMAIL, NEW_PASSWORD).await;
    assert!(matches!(new, SignIn::Done(_)));
}

async fn the_operator_can_reset_a_password(installation: Installation) {
    let service = &installation.service;
    let before = installation.signed_in().await;
    let user = accounts::reset_password(service, EMAIL, secret(NEW_PASSWORD))
        .await
        .unwrap();
    assert_eq!(user, installation.created.user);
    assert!(!is_signed_in(service, &before.token).await);
    let new = attempt(service, EMAIL, NEW_PASSWORD).await;
    assert!(matches!(new, SignIn::Done(_)));

    let nobody = accounts::reset_password(service, "nobody@x.example", secret(NEW_PASSWORD)).await;
    assert!(matches!(nobody, Err(ServiceError::NotFound { .. })));
}

async fn a_removed_user_is_signed_out_and_the_last_one_stays(installation: Installation) {
    let (service, organization) = (&installation.service, installation.organization());
    let first = installation.signed_in().await;
    let last = accounts::remove(service, organization, first.staff.user).await;
    assert_eq!(conflict(last), "last_user");

    accounts::create(service, organization, ben())
        .await
        .unwrap();
    assert!(is_signed_in(service, &first.token).await);
    let other = setup::create_organization(service, new_organization("other", "x@other.example"))
        .await
        .unwrap();
    let foreign = accounts::remove(service, other.organization, first.staff.user).await;
    assert!(matches!(foreign, Err(ServiceError::NotFound { .. })));

    accounts::remove(service, organization, first.staff.user)
        .await
        .unwrap();
    assert!(!is_signed_in(service, &first.token).await);
    let answer = attempt(service, EMAIL, PASSWORD).await;
    assert!(matches!(answer, SignIn::Wrong));
}

async fn removals_at_once_leave_somebody(installation: Installation) {
    let (service, organization) = (&installation.service, installation.organization());
    for name in ["ben", "cleo", "dirk"] {
        let user = new_user(&format!("{name}@window-door.example"));
        accounts::create(service, organization, user).await.unwrap();
    }
    let servers = [service.clone(), installation.another_server()];
    let users = accounts::list(service, organization).await.unwrap();
    let removals = users
        .iter()
        .enumerate()
        .map(|(number, user)| accounts::remove(&servers[number % 2], organization, user.id));
    let results = join_all(removals).await;
    let refused: Vec<_> = results.into_iter().filter(Result::is_err).collect();
    assert_eq!(refused.len(), 1);
    for result in refused {
        assert_eq!(conflict(result), "last_user");
    }
    let left = accounts::list(service, organization).await.unwrap();
    assert_eq!(left.len(), 1);
}

#[tokio::test]
async fn a_changed_profile_shows_at_once() {
    let installation = Installation::on_sqlite().await;
    let (service, organization) = (&installation.service, installation.organization());
    let signed_in = installation.signed_in().await;
    assert!(is_signed_in(service, &signed_in.token).await);
    let name = " Anna Schmidt ".to_owned();
    accounts::update_profile(
        service,
        organization,
        signed_in.staff.user,
        name,
        Locale::De,
    )
    .await
    .unwrap();
    let staff = accounts::session(service, signed_in.token.expose_secret()).await;
    let staff = staff.unwrap().unwrap();
    assert_eq!(
        (staff.name.as_str(), staff.locale),
        ("Anna Schmidt", Locale::De)
    );

    let nobody = UserId::new(service.now(), service.rng());
    let result =
        accounts::update_profile(service, organization, nobody, "X".to_owned(), Locale::En).await;
    assert!(matches!(result, Err(ServiceError::NotFound { .. })));
}

#[tokio::test]
async fn a_password_has_to_be_long_enough_and_not_the_address() {
    let installation = Installation::on_sqlite().await;
    let (service, organization) = (&installation.service, installation.organization());
    for (password, code) in [
        ("ninechars", "too_short"),
        ("éééééééé", "too_short"),
        ("BEN@window-door.example", "password_is_email"),
        (&"x".repeat(201), "too_long"),
    ] {
        let new = NewUser {
            password: secret(password),
            ..ben()
        };
        let result = accounts::create(service, organization, new).await;
        assert_eq!(wrong_fields(result), [("/password".to_owned(), code)]);
    }
}

#[tokio::test]
async fn whoever_finds_an_open_page_cannot_guess_the_password_there() {
    let installation = Installation::on_sqlite().await;
    let service = &installation.service;
    let staff = installation.signed_in().await.staff;
    let change = |current: &'static str| {
        accounts::change_password(service, &staff, secret(current), secret(NEW_PASSWORD))
    };
    for _ in 0..10 {
        let wrong = wrong_fields(change("wrong password").await);
        assert_eq!(wrong, [("/currentPassword".to_owned(), "wrong_password")]);
    }
    assert_eq!(conflict(change(PASSWORD).await), "too_many_failures");
    installation.clock.advance(Duration::from_secs(15 * 60));
    change(PASSWORD).await.unwrap();
}
