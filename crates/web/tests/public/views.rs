//! What counts as a view of an offer.

use std::time::Duration;

use axum::{
    body::Body,
    http::{Method, Request},
};
use secrecy::ExposeSecret;
use winfactor_service::accounts::{self, SignIn, SignInAttempt};
use winfactor_testkit::app::PASSWORD;

use crate::{
    page::Page,
    site::{BROWSER, Site, page_of},
};

const GOOGLEBOT: &str = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

/// What the page's script sends.
async fn signal(site: &Site, page: &Page, headers: &[(&str, &str)]) -> Page {
    let address = page.attribute("#seen", "data-address").unwrap();
    let token = page.attribute("#seen", "data-form-token").unwrap();
    let fields = [
        ("form_token".to_owned(), token),
        ("signal".to_owned(), "visible".to_owned()),
    ];
    site.post_with(&address, &fields, headers).await
}

async fn sign_in(site: &Site, email: &str) -> String {
    let attempt = SignInAttempt {
        email: email.to_owned(),
        password: PASSWORD.to_owned().into(),
        address: "127.0.0.1".parse().unwrap(),
    };
    match accounts::sign_in(&site.app.service, attempt).await.unwrap() {
        SignIn::Done(done) => format!("winfactor_session={}", done.token.expose_secret()),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn opening_the_page_is_no_view_and_the_signal_of_its_script_is_one() {
    let site = Site::open().await;
    let quote = site.sent_quote().await;
    let page = site.get(&page_of(&quote)).await.expect(200);
    assert_eq!(
        site.events_of(&quote).await,
        ["quote.created", "quote.sent"]
    );
    assert_eq!(site.version(&quote).await.view_count, 0);

    signal(&site, &page, &[]).await.expect(204);
    signal(&site, &page, &[]).await.expect(204);
    let views = site.events("quote.viewed").await;
    assert_eq!(views.len(), 1);
    assert_eq!(views[0]["data"]["view"]["ipAddress"], "127.0.0.1");
    assert_eq!(views[0]["data"]["view"]["userAgent"], BROWSER);
    assert_eq!(site.version(&quote).await.view_count, 1);
}

#[tokio::test]
async fn later_views_are_counted_and_are_no_events() {
    let site = Site::open().await;
    let quote = site.sent_quote().await;
    for minutes in [0, 29, 31] {
        site.app.clock.advance(Duration::from_secs(60 * minutes));
        let page = site.get(&page_of(&quote)).await;
        signal(&site, &page, &[]).await.expect(204);
    }
    assert_eq!(site.version(&quote).await.view_count, 2);
    assert_eq!(site.events("quote.viewed").await.len(), 1);
}

#[tokio::test]
async fn programs_that_open_the_link_create_no_view_and_no_event() {
    let site = Site::open().await;
    let quote = site.sent_quote().await;
    let address = page_of(&quote);
    let programs = [
        GOOGLEBOT,
        "curl/8.5.0",
        "Slackbot-LinkExpanding 1.0",
        "WhatsApp/2.23.20.0",
        "",
    ];
    for program in programs {
        site.get_with(&address, &[("user-agent", program)])
            .await
            .expect(200);
    }
    let version = site.version(&quote).await;
    assert_eq!((version.view_count, version.suspected_robot_count), (0, 5));
    assert_eq!(
        version.last_suspected_robot.unwrap().reason,
        "no_user_agent"
    );
    assert_eq!(
        site.events_of(&quote).await,
        ["quote.created", "quote.sent"]
    );
}

#[tokio::test]
async fn asking_for_the_head_or_loading_in_advance_counts_nothing_at_all() {
    let site = Site::open().await;
    let quote = site.sent_quote().await;
    let address = page_of(&quote);
    let head = Request::builder().method(Method::HEAD).uri(&address);
    let head = head
        .header("user-agent", GOOGLEBOT)
        .body(Body::empty())
        .unwrap();
    let answer = site.send(head).await.expect(200);
    assert_eq!(answer.html, "");
    for purpose in [
        ("sec-purpose", "prefetch;prerender"),
        ("purpose", "prefetch"),
    ] {
        site.get_with(&address, &[purpose]).await.expect(200);
        let program = [purpose, ("user-agent", "curl/8.5.0")];
        site.get_with(&address, &program).await.expect(200);
    }
    let version = site.version(&quote).await;
    assert_eq!((version.view_count, version.suspected_robot_count), (0, 0));
}

#[tokio::test]
async fn a_program_that_runs_the_script_is_noted_with_its_reason() {
    let site = Site::open().await;
    let quote = site.sent_quote().await;
    let page = site.get(&page_of(&quote)).await;
    let cases = [
        (
            ("user-agent", "Mozilla/5.0 HeadlessChrome/126.0.0.0"),
            "headless_browser",
        ),
        (
            ("user-agent", "Mozilla/5.0 (compatible; BarracudaCentral)"),
            "mail_scanner",
        ),
        (("sec-purpose", "prefetch;prerender"), "prefetch"),
    ];
    for (header, reason) in cases {
        signal(&site, &page, &[header]).await.expect(204);
        let version = site.version(&quote).await;
        assert_eq!(version.last_suspected_robot.unwrap().reason, reason);
    }
    let version = site.version(&quote).await;
    assert_eq!((version.view_count, version.suspected_robot_count), (0, 3));
    assert!(site.events("quote.viewed").await.is_empty());
}

#[tokio::test]
async fn the_organizations_own_people_do_not_count() {
    let site = Site::open().await;
    let quote = site.sent_quote().await;
    let page = site.get(&page_of(&quote)).await;
    let own = sign_in(&site, "eva@window-door-solutions.example").await;
    signal(&site, &page, &[("cookie", &own)]).await.expect(204);
    assert_eq!(site.version(&quote).await.view_count, 0);
    assert!(site.events("quote.viewed").await.is_empty());

    // Somebody else's staff can be a customer here, and a session that is over is nobody's.
    site.app.other_organization().await;
    let other = sign_in(&site, "eva@other-windows.example").await;
    signal(&site, &page, &[("cookie", &other)])
        .await
        .expect(204);
    assert_eq!(site.events("quote.viewed").await.len(), 1);
    let next = site.sent_quote().await;
    let page = site.get(&page_of(&next)).await;
    signal(&site, &page, &[("cookie", "winfactor_session=over")])
        .await
        .expect(204);
    assert_eq!(site.version(&next).await.view_count, 1);
}

#[tokio::test]
async fn a_signal_that_the_page_did_not_send_is_refused() {
    let site = Site::open().await;
    let (quote, other) = (site.sent_quote().await, site.sent_quote().await);
    let address = format!("{}/seen", page_of(&quote));
    let own = site
        .get(&page_of(&quote))
        .await
        .attribute("#seen", "data-form-token")
        .unwrap();
    let foreign = site
        .get(&page_of(&other))
        .await
        .attribute("#seen", "data-form-token")
        .unwrap();
    let send = async |token: &str, signal: &str| {
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let fields = [field("form_token", token), field("signal", signal)];
        site.post(&address, &fields).await.status.as_u16()
    };
    assert_eq!(send(&foreign, "visible").await, 403);
    assert_eq!(send("", "visible").await, 403);
    assert_eq!(send(&own, "").await, 400);
    assert_eq!(site.version(&quote).await.view_count, 0);
    assert_eq!(send(&own, "interaction").await, 204);
    assert_eq!(site.version(&quote).await.view_count, 1);
}

#[tokio::test]
async fn a_tab_that_was_opened_days_ago_and_is_looked_at_now_counts() {
    let site = Site::open().await;
    let quote = site.sent_quote().await;
    let page = site.get(&page_of(&quote)).await;
    site.app.clock.advance(Duration::from_secs(3 * 24 * 3600));
    signal(&site, &page, &[]).await.expect(204);
    assert_eq!(site.events("quote.viewed").await.len(), 1);
}
