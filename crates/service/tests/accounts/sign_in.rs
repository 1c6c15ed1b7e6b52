use std::{net::IpAddr, time::Duration};

use winfactor_service::{
    accounts::{self, SignIn, SignInAttempt},
    secrets::{ExposeSecret, SecretString},
};

use crate::installation::{EMAIL, Installation, PASSWORD, attempt, on_both_engines};

on_both_engines!(
    the_right_password_signs_in_with_the_address_in_whatever_case,
    whatever_is_wrong_the_answer_is_the_same,
);

async fn the_right_password_signs_in_with_the_address_in_whatever_case(installation: Installation) {
    let email = format!(" {} ", EMAIL.to_uppercase());
    let SignIn::Done(signed_in) = attempt(&installation.service, &email, PASSWORD).await else {
        panic!("not signed in");
    };
    assert_eq!(signed_in.staff.email.as_str(), EMAIL);
    assert_eq!(signed_in.token.expose_secret().len(), 43);
    let token = signed_in.token.expose_secret();
    assert!(!format!("{signed_in:?}").contains(token));
}

async fn whatever_is_wrong_the_answer_is_the_same(installation: Installation) {
    for (email, password) in [
        (EMAIL, "correct horse batterY"),
        (EMAIL, ""),
        ("nobody@window-door.example", PASSWORD),
        ("no address", PASSWORD),
        ("", ""),
    ] {
        let answer = attempt(&installation.service, email, password).await;
        assert!(matches!(answer, SignIn::Wrong), "{email}: {answer:?}");
    }
}

#[tokio::test]
async fn after_ten_failures_even_the_right_password_waits_a_quarter_of_an_hour() {
    let installation = Installation::on_sqlite().await;
    let service = &installation.service;
    for _ in 0..10 {
        let answer = attempt(service, EMAIL, "wrong password").await;
        assert!(matches!(answer, SignIn::Wrong));
    }
    installation.clock.advance(Duration::from_secs(60));
    let answer = attempt(service, &EMAIL.to_lowercase(), PASSWORD).await;
    let SignIn::TooManyFailures { retry_after } = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(retry_after, Duration::from_secs(14 * 60));
    installation.clock.advance(retry_after);
    installation.signed_in().await;
}

#[tokio::test]
async fn attempts_at_the_same_time_are_counted_before_they_are_decided() {
    let installation = Installation::on_sqlite().await;
    let attempts = (0..12).map(|_| attempt(&installation.service, EMAIL, "wrong password"));
    let answers = futures_util::future::join_all(attempts).await;
    let refused = answers
        .iter()
        .filter(|answer| matches!(answer, SignIn::TooManyFailures { .. }));
    assert_eq!(refused.count(), 2);
}

#[tokio::test]
async fn an_office_is_not_closed_by_signing_in_often() {
    let installation = Installation::on_sqlite().await;
    for _ in 0..12 {
        installation.signed_in().await;
    }
    // A mistake by somebody else there does not count against the first user.
    let attempt = SignInAttempt {
        email: "nobody@window-door.example".to_owned(),
        password: SecretString::from(PASSWORD),
        address: IpAddr::from([192, 0, 2, 1]),
    };
    let answer = accounts::sign_in(&installation.service, attempt).await;
    assert!(matches!(answer.unwrap(), SignIn::Wrong));
    installation.signed_in().await;
}
