use std::time::Duration;

use winfactor_service::{
    Service,
    accounts::{self, SESSION_LIFETIME, Staff},
    secrets::ExposeSecret,
};

use crate::installation::{Installation, on_both_engines};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

on_both_engines!(
    a_session_lasts_while_it_is_used_and_ends_when_it_is_not,
    signing_out_ends_one_session_here_at_once_and_elsewhere_within_seconds,
    sessions_that_ended_are_swept,
);

async fn who(service: &Service, token: &str) -> Option<Staff> {
    accounts::session(service, token).await.unwrap()
}

async fn a_session_lasts_while_it_is_used_and_ends_when_it_is_not(installation: Installation) {
    let (service, clock) = (&installation.service, &installation.clock);
    let signed_in = installation.signed_in().await;
    let token = signed_in.token.expose_secret();
    let first = who(service, token).await.unwrap();
    assert_eq!(first, signed_in.staff);

    clock.advance(6 * DAY);
    assert!(!who(service, token).await.unwrap().extended);
    let now = clock.advance(2 * DAY);
    let extended = who(service, token).await.unwrap();
    assert!(extended.extended, "the cookie has to be sent again");
    assert_eq!(extended.expires_at, now + SESSION_LIFETIME);
    assert!(!who(service, token).await.unwrap().extended);
    let elsewhere = who(&installation.another_server(), token).await.unwrap();
    assert_eq!(elsewhere.expires_at, now + SESSION_LIFETIME);

    clock.advance(SESSION_LIFETIME);
    assert_eq!(who(service, token).await, None);
}

async fn signing_out_ends_one_session_here_at_once_and_elsewhere_within_seconds(
    installation: Installation,
) {
    let (service, elsewhere) = (&installation.service, installation.another_server());
    let (one, other) = (
        installation.signed_in().await,
        installation.signed_in().await,
    );
    let (one, other) = (one.token.expose_secret(), other.token.expose_secret());
    assert!(who(service, one).await.is_some() && who(&elsewhere, one).await.is_some());

    accounts::sign_out(service, one).await.unwrap();
    assert_eq!(who(service, one).await, None);
    installation.clock.advance(Duration::from_secs(5));
    assert_eq!(who(&elsewhere, one).await, None);
    assert!(who(service, other).await.is_some());
    accounts::sign_out(service, one).await.unwrap();
    accounts::sign_out(service, "nothing").await.unwrap();
}

async fn sessions_that_ended_are_swept(installation: Installation) {
    let service = &installation.service;
    installation.signed_in().await;
    installation.clock.advance(DAY);
    let younger = installation.signed_in().await;
    installation.clock.advance(SESSION_LIFETIME - DAY);
    assert_eq!(accounts::sweep_sessions(service).await.unwrap(), 1);
    assert_eq!(accounts::sweep_sessions(service).await.unwrap(), 0);
    let token = younger.token.expose_secret();
    assert!(who(service, token).await.is_some());
}

#[tokio::test]
async fn what_is_no_token_opens_nothing() {
    let installation = Installation::on_sqlite().await;
    for text in ["", "a", "ääääääääääääääääääääää", &"A".repeat(43)] {
        assert_eq!(who(&installation.service, text).await, None);
    }
}
