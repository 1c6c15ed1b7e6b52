//! Who comes in, who does not, and where they are led.

use std::time::Duration;

use winfactor_domain::Locale;
use winfactor_testkit::app::PASSWORD;

use crate::{
    forms::Form,
    office::{EMAIL, Office, Person},
    page::Page,
};

const SESSION: &str = "winfactor_session";

async fn attempt(person: &Person<'_>, address: &str, email: &str, password: &str) -> Page {
    let page = person.get(address).await.expect(200);
    let form = Form::to(&page, "/sign-in")
        .set("email", email)
        .set("password", password);
    person.send(form).await
}

#[tokio::test]
async fn the_right_password_leads_to_the_page_that_was_asked_for() {
    let office = Office::open().await;
    let eva = office.stranger();
    let first = eva.get("/quotes?status=sent").await;
    assert_eq!(first.leads_to(), "/sign-in?next=%2Fquotes%3Fstatus%3Dsent");
    let entered = attempt(&eva, first.leads_to(), EMAIL, PASSWORD).await;
    assert_eq!(entered.leads_to(), "/quotes?status=sent");
    let cookie = entered.header("set-cookie");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
    assert!(
        cookie.contains("Secure"),
        "the public address is encrypted: {cookie}"
    );
    eva.follow(&entered).await.expect(200);
    // Somebody who is signed in already is not asked again.
    let again = eva.get("/sign-in?next=%2Fleads").await;
    assert_eq!(again.leads_to(), "/leads");
}

#[tokio::test]
async fn nobody_is_led_to_another_site() {
    let office = Office::open().await;
    for next in [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "quotes",
    ] {
        let eva = office.stranger();
        let page = eva.get("/sign-in").await.expect(200);
        let form = Form::to(&page, "/sign-in")
            .set("email", EMAIL)
            .set("password", PASSWORD);
        let entered = eva.send(form.set("next", next)).await;
        assert_eq!(entered.leads_to(), "/", "{next}");
    }
}

#[tokio::test]
async fn a_wrong_password_is_told_in_every_language_and_opens_nothing() {
    let office = Office::open().await;
    let words = [
        (Locale::En, "E-mail or password are not right."),
        (Locale::De, "E-Mail oder Passwort stimmen nicht."),
        (Locale::Nl, "E-mail of wachtwoord klopt niet."),
    ];
    for (locale, words) in words {
        let person = office.stranger();
        let address = format!("/sign-in?lang={locale}&next=%2Fleads");
        let refused = attempt(&person, &address, EMAIL, "not the password")
            .await
            .expect(422);
        assert_eq!(refused.language(), locale.code());
        assert_eq!(refused.text("[role=alert]"), words);
        let form = Form::to(&refused, "/sign-in");
        assert_eq!(form.value("email"), EMAIL);
        assert_eq!(form.value("next"), "/leads");
        assert_eq!(form.value("password"), "");
        assert!(!refused.html.contains("not the password"));
        assert_eq!(person.cookie(SESSION), None);
        // An address that nobody has is refused in the same words.
        let unknown = attempt(&person, &address, "nobody@example.com", PASSWORD)
            .await
            .expect(422);
        assert_eq!(unknown.text("[role=alert]"), words);
        person.get("/").await.leads_to();
    }
}

#[tokio::test]
async fn after_ten_failures_even_the_right_password_waits() {
    let office = Office::open().await;
    let person = office.stranger();
    for _ in 0..10 {
        attempt(&person, "/sign-in?lang=en", EMAIL, "guess")
            .await
            .expect(422);
    }
    let refused = attempt(&person, "/sign-in", EMAIL, PASSWORD)
        .await
        .expect(429);
    assert_eq!(
        refused.text("[role=alert]"),
        "Too many attempts. Please wait 15 minutes."
    );
    let wait: u64 = refused.header("retry-after").parse().unwrap();
    assert!((890..=900).contains(&wait), "{wait}");
    office.app.clock.advance(Duration::from_secs(900));
    attempt(&person, "/sign-in", EMAIL, PASSWORD)
        .await
        .leads_to();
}

#[tokio::test]
async fn signing_out_ends_the_session_for_good() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let token = eva.cookie(SESSION).unwrap();
    let left = eva.press("/", "/sign-out").await;
    assert_eq!(eva.cookie(SESSION), None, "the browser forgets it");
    let page = eva.follow(&left).await.expect(200);
    assert!(
        page.text("[role=status]").contains("signed out"),
        "{}",
        page.html
    );
    // Somebody who kept the cookie has kept nothing.
    eva.put_cookie(SESSION, &token);
    let sent_off = eva.get("/inbox").await;
    assert_eq!(sent_off.leads_to(), "/sign-in?next=%2Finbox");
    let page = eva.follow(&sent_off).await.expect(200);
    assert!(
        page.text("[role=alert]").contains("signed out"),
        "{}",
        page.html
    );
    assert_eq!(eva.cookie(SESSION), None);
}

#[tokio::test]
async fn a_session_ends_after_two_weeks_without_a_visit_and_not_before() {
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    let office = Office::open().await;
    let eva = office.eva().await;
    office.app.clock.advance(13 * DAY);
    let visit = eva.get("/").await.expect(200);
    assert!(
        visit.header("set-cookie").starts_with(SESSION),
        "the cookie is sent with its new end"
    );
    office.app.clock.advance(13 * DAY);
    eva.get("/").await.expect(200);
    office.app.clock.advance(15 * DAY);
    eva.get("/").await.leads_to();
}

#[tokio::test]
async fn what_is_no_page_does_not_lead_anywhere() {
    let office = Office::open().await;
    let stranger = office.stranger();
    let accept = [("accept", "text/event-stream")];
    stranger
        .get_with("/inbox/stream", &accept)
        .await
        .expect(401);
    let form = Form {
        action: "/inbox/read".to_owned(),
        fields: Vec::new(),
    };
    assert_eq!(stranger.send(form).await.leads_to(), "/sign-in");
}

#[tokio::test]
async fn another_site_cannot_sign_its_visitors_in() {
    let office = Office::open().await;
    let visitor = office.stranger();
    let page = visitor.get("/sign-in").await.expect(200);
    let form = Form::to(&page, "/sign-in")
        .set("email", EMAIL)
        .set("password", PASSWORD);
    let forged = form.clone().set("form_token", "made-up");
    visitor.send(forged).await.expect(403);
    let elsewhere = [("sec-fetch-site", "cross-site")];
    visitor
        .send_with(form.clone(), &elsewhere)
        .await
        .expect(403);
    assert_eq!(visitor.cookie(SESSION), None);
    let here = [("sec-fetch-site", "same-origin")];
    visitor.send_with(form, &here).await.leads_to();
}
