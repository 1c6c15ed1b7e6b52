//! Signing in: in plain words when it fails, and nothing kept that is not needed.

use std::time::Duration;

use winfactor_service::activepieces;
use winfactor_store::activepieces as tables;
use winfactor_testkit::{Answer, TestApp, vendors::ActivePiecesStandIn};

use crate::support::{refused, sign_in, try_sign_in};

const DAY: Duration = Duration::from_secs(24 * 3600);

#[tokio::test]
async fn a_token_is_kept_encrypted_for_seven_days_and_the_password_is_not() {
    TestApp::on_both_engines(|app| async move {
        let there = ActivePiecesStandIn::start();
        let organization = app.organization.id;
        let signed_in = sign_in(&app, &there).await;
        assert_eq!(signed_in.url, there.address());
        assert_eq!(signed_in.project_id, ActivePiecesStandIn::PROJECT);
        assert!(signed_in.is_live);

        let read = app
            .service
            .read(move |tx| Ok(tables::sign_in(tx, organization)?));
        let row = read.await.unwrap().unwrap();
        let kept = format!("{row:?}");
        assert!(
            !kept.contains(ActivePiecesStandIn::PASSWORD) && !kept.contains("tOken"),
            "{kept}"
        );

        app.clock.advance(DAY * 6);
        assert_eq!(
            activepieces::projects(&app.service, organization)
                .await
                .unwrap()
                .len(),
            2
        );
        app.clock.advance(DAY);
        assert!(
            !activepieces::get(&app.service, organization)
                .await
                .unwrap()
                .is_live
        );
        let (_, code, message) = refused(activepieces::projects(&app.service, organization).await);
        assert_eq!(code, "activepieces_sign_in_expired");
        assert!(message.contains("sign in again"), "{message}");

        assert!(sign_in(&app, &there).await.is_live);
        activepieces::forget(&app.service, organization)
            .await
            .unwrap();
        let (_, code, _) = refused(activepieces::get(&app.service, organization).await);
        assert_eq!(code, "activepieces_not_signed_in");
    })
    .await;
}

#[tokio::test]
async fn what_keeps_somebody_from_signing_in_is_said_in_plain_words() {
    let app = TestApp::sqlite().await;
    let there = ActivePiecesStandIn::start();
    let cases = [
        (
            there.address(),
            "wrong",
            "/password",
            "invalid_credentials",
            "knows no account",
        ),
        (
            "flows.example".to_owned(),
            "secret",
            "/url",
            "url_malformed",
            "complete web address",
        ),
        (
            "http://10.1.2.3:8080".to_owned(),
            "secret",
            "/url",
            "url_refused",
            "--allow-host 10.1.2.3:8080",
        ),
        (
            "http://127.0.0.1:1".to_owned(),
            "secret",
            "",
            "activepieces_unreachable",
            "no connection to 127.0.0.1",
        ),
        (
            format!("{}/elsewhere", there.address()),
            "secret",
            "",
            "activepieces_unexpected",
            "status 404",
        ),
    ];
    for (url, password, pointer, code, words) in cases {
        let (at, found, message) = refused(try_sign_in(&app, &url, password).await);
        assert_eq!((at.as_str(), found), (pointer, code), "{url}: {message}");
        assert!(message.contains(words), "{url}: {message}");
    }
    there.answer_next("POST", "/api/v1/authentication", Answer::status(502));
    let (_, code, _) = refused(try_sign_in(&app, &there.address(), "secret").await);
    assert_eq!(code, "activepieces_busy");
}

#[tokio::test]
async fn a_token_that_the_server_does_not_take_any_more_is_remembered_as_ended() {
    let app = TestApp::sqlite().await;
    let there = ActivePiecesStandIn::start();
    let organization = app.organization.id;
    sign_in(&app, &there).await;
    there.end_sessions();
    let (_, code, _) = refused(activepieces::projects(&app.service, organization).await);
    assert_eq!(code, "activepieces_sign_in_expired");
    assert!(
        !activepieces::get(&app.service, organization)
            .await
            .unwrap()
            .is_live
    );
}

#[tokio::test]
async fn an_organization_sees_its_own_sign_in_alone() {
    let app = TestApp::sqlite().await;
    let there = ActivePiecesStandIn::start();
    sign_in(&app, &there).await;
    let (other, _) = app.other_organization().await;
    let (_, code, _) = refused(activepieces::projects(&app.service, other.id).await);
    assert_eq!(code, "activepieces_not_signed_in");
}
