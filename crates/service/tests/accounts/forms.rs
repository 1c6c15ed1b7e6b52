use std::time::Duration;

use winfactor_service::forms::{self, FormOwner, FormTokenError};

use crate::installation::Installation;

const PURPOSE: &str = "lead:window-door";
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[tokio::test]
async fn a_token_counts_for_its_form_for_a_day() {
    let installation = Installation::on_sqlite().await;
    let (service, clock) = (&installation.service, &installation.clock);
    let issued_at = service.now();
    let token = forms::issue(service, FormOwner::Anyone, PURPOSE);
    assert!(
        token
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
    );

    clock.advance(DAY);
    let used = forms::verify(service, FormOwner::Anyone, PURPOSE, &token).unwrap();
    assert_eq!(used.issued_at, issued_at);
    let elsewhere = installation.another_server();
    assert!(forms::verify(&elsewhere, FormOwner::Anyone, PURPOSE, &token).is_ok());
    clock.advance(Duration::from_millis(1));
    let late = forms::verify(service, FormOwner::Anyone, PURPOSE, &token);
    assert_eq!(late, Err(FormTokenError::Expired));
}

#[tokio::test]
async fn a_form_posted_twice_is_recognized_and_another_one_is_not() {
    let installation = Installation::on_sqlite().await;
    let service = &installation.service;
    let key = |token: &str| {
        forms::verify(service, FormOwner::Anyone, PURPOSE, token)
            .unwrap()
            .idempotency_key()
    };
    let token = forms::issue(service, FormOwner::Anyone, PURPOSE);
    let other = forms::issue(service, FormOwner::Anyone, PURPOSE);
    assert_eq!(key(&token), key(&token));
    assert_ne!(key(&token), key(&other));
}

#[tokio::test]
async fn a_token_is_worth_nothing_in_another_form_or_session() {
    let installation = Installation::on_sqlite().await;
    let service = &installation.service;
    let (one, other) = (
        installation.signed_in().await,
        installation.signed_in().await,
    );
    let own = FormOwner::Session(&one.staff.session);
    let token = forms::issue(service, own, PURPOSE);
    assert!(forms::verify(service, own, PURPOSE, &token).is_ok());
    for (owner, purpose) in [
        (FormOwner::Session(&other.staff.session), PURPOSE),
        (FormOwner::Anyone, PURPOSE),
        (own, "lead:window-doo"),
        (own, ""),
    ] {
        let result = forms::verify(service, owner, purpose, &token);
        assert_eq!(result, Err(FormTokenError::Foreign), "{owner:?} {purpose}");
    }
    let public = forms::issue(service, FormOwner::Anyone, PURPOSE);
    let result = forms::verify(service, own, PURPOSE, &public);
    assert_eq!(result, Err(FormTokenError::Foreign));
}

#[tokio::test]
async fn a_changed_or_invented_token_is_refused() {
    let installation = Installation::on_sqlite().await;
    let service = &installation.service;
    let token = forms::issue(service, FormOwner::Anyone, PURPOSE);
    for at in 0..token.len() {
        let mut changed = token.clone();
        let other = if &token[at..=at] == "A" { "B" } else { "A" };
        changed.replace_range(at..=at, other);
        let result = forms::verify(service, FormOwner::Anyone, PURPOSE, &changed);
        assert_eq!(result, Err(FormTokenError::Foreign), "{at}");
    }
    for text in ["", "A", &token[1..], &format!("{token}A"), &"A".repeat(75)] {
        let result = forms::verify(service, FormOwner::Anyone, PURPOSE, text);
        assert_eq!(result, Err(FormTokenError::Foreign), "{text}");
    }
}
