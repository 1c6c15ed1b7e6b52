//! How often forms are taken.

use std::time::Duration;

use winfactor_testkit::TestApp;
use winfactor_web::{RateLimit, RateLimits, TrustedProxies, WebConfig};

use crate::{
    page::Page,
    site::{CONTACT_FORM, ORGANIZATION, Site, filled_in, page_of},
};

async fn limited(rate_limits: RateLimits) -> Site {
    let config = WebConfig {
        rate_limits,
        // So that a test can come from many addresses.
        trusted_proxies: TrustedProxies::parse(["127.0.0.1"]).unwrap(),
        ..WebConfig::default()
    };
    Site::with(TestApp::sqlite().await, config)
}

async fn write(site: &Site, organization: &str, address: &str, message: &str) -> Page {
    let page = site.get(organization).await.expect(200);
    let entries = [
        ("name", "Margaret"),
        ("email", "margaret@example.com"),
        ("message", message),
    ];
    let fields = filled_in(page.form(CONTACT_FORM), &entries);
    let headers = [("x-forwarded-for", address), ("accept-language", "de")];
    site.post_with(&format!("{organization}/leads"), &fields, &headers)
        .await
}

#[tokio::test]
async fn one_address_cannot_flood_the_forms() {
    let site = limited(RateLimits {
        per_address: RateLimit::per_minute(3),
        ..RateLimits::OFF
    })
    .await;
    for message in ["1", "2", "3"] {
        write(&site, ORGANIZATION, "203.0.113.7", message)
            .await
            .leads_to();
    }
    let refused = write(&site, ORGANIZATION, "203.0.113.7", "4")
        .await
        .expect(429);
    assert_eq!(refused.text("h1"), "Zu viele Anfragen");
    assert_eq!(refused.header("retry-after"), "20");
    assert_eq!(site.events("lead.created").await.len(), 3);

    // Looking costs nothing, and others go on.
    site.get_with(ORGANIZATION, &[("x-forwarded-for", "203.0.113.7")])
        .await
        .expect(200);
    write(&site, ORGANIZATION, "203.0.113.8", "5")
        .await
        .leads_to();
    site.app.clock.advance(Duration::from_secs(20));
    write(&site, ORGANIZATION, "203.0.113.7", "6")
        .await
        .leads_to();
}

#[tokio::test]
async fn many_addresses_together_cannot_flood_an_organization() {
    let site = limited(RateLimits {
        per_public_page: RateLimit::per_minute(2),
        ..RateLimits::OFF
    })
    .await;
    site.app.other_organization().await;
    write(&site, ORGANIZATION, "203.0.113.1", "1")
        .await
        .leads_to();
    write(&site, ORGANIZATION, "203.0.113.2", "2")
        .await
        .leads_to();
    let refused = write(&site, ORGANIZATION, "203.0.113.3", "3")
        .await
        .expect(429);
    assert_eq!(refused.header("retry-after"), "30");
    write(&site, "/other-windows", "203.0.113.3", "3")
        .await
        .leads_to();
    assert_eq!(site.events("lead.created").await.len(), 2);
}

#[tokio::test]
async fn answers_to_offers_are_limited_as_well() {
    let site = limited(RateLimits {
        per_address: RateLimit::per_minute(1),
        ..RateLimits::OFF
    })
    .await;
    let address = page_of(&site.sent_quote().await);
    site.post(&format!("{address}/accept"), &[])
        .await
        .expect(422);
    for form in ["accept", "reject", "seen"] {
        site.post(&format!("{address}/{form}"), &[])
            .await
            .expect(429);
    }
}
