//! What must not travel: addresses that open something, and what customers typed.

use crate::{
    configurator::REQUEST,
    site::{CONFIGURATION, CONFIGURATOR, ORGANIZATION, Site, page_of},
};

#[tokio::test]
async fn nobody_keeps_an_offer_and_its_address_is_told_to_nobody() {
    let site = Site::open().await;
    let quote = site.sent_quote().await;
    let address = page_of(&quote);
    let accept = format!("{address}/accept");
    let answers = [
        site.get(&address).await.expect(200),
        site.get(&accept).await.expect(303),
        site.post(&accept, &[]).await.expect(422),
        site.get("/q/unknown").await.expect(404),
    ];
    for answer in answers {
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("x-robots-tag"), "noindex");
        assert!(answer.attribute("meta[name=referrer]", "content").is_none());
    }
}

#[tokio::test]
async fn the_thanks_for_a_request_are_kept_by_nobody() {
    let site = Site::open().await;
    let sent = site.fill_in(CONFIGURATOR, CONFIGURATION, &REQUEST).await;
    let thanks = site.get(sent.leads_to()).await.expect(200);
    assert_eq!(thanks.header("cache-control"), "no-store");
    assert_eq!(thanks.header("x-robots-tag"), "noindex");
}

#[tokio::test]
async fn pages_run_no_foreign_script_and_cannot_be_framed() {
    let site = Site::open().await;
    for address in [ORGANIZATION, CONFIGURATOR, "/nobody", "/q/unknown"] {
        let page = site.get(address).await;
        let policy = page.header("content-security-policy");
        assert!(policy.contains("default-src 'self'"), "{address}: {policy}");
        assert!(
            policy.contains("frame-ancestors 'none'"),
            "{address}: {policy}"
        );
        assert_eq!(page.header("x-content-type-options"), "nosniff");
        assert!(page.header("x-request-id").starts_with("req_"));
    }
}

#[tokio::test]
async fn a_form_page_is_shared_by_no_cache() {
    let site = Site::open().await;
    let (one, other) = (site.get(CONFIGURATOR).await, site.get(CONFIGURATOR).await);
    assert_eq!(one.header("cache-control"), "private, no-cache");
    let token = |page: &crate::page::Page| page.value(CONFIGURATION, "form_token");
    assert_ne!(token(&one), token(&other));
}
