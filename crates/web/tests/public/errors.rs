//! What is not there, and what cannot be read.

use axum::{
    body::Body,
    http::{Method, Request},
};

use crate::site::{CONFIGURATOR, ORGANIZATION, Site};

#[tokio::test]
async fn what_does_not_exist_is_said_in_the_language_of_whoever_asks() {
    let site = Site::open().await;
    let words = [
        ("en", "This page does not exist"),
        ("de", "Diese Seite gibt es nicht"),
        ("nl", "Deze pagina bestaat niet"),
    ];
    let addresses = [
        "/nobody",
        "/Window-Door-Solutions",
        "/nobody/anything",
        "/window-door-solutions/nothing",
        "/window-door-solutions/a/b/c/d",
        "/%00",
        "/%ff%fe",
        "/window-door-solutions/%00",
        "/window-door-solutions/submissions/x/y",
    ];
    for address in addresses {
        for (code, title) in words {
            let page = site
                .get_with(address, &[("accept-language", code)])
                .await
                .expect(404);
            assert_eq!(page.language(), code, "{address}");
            assert_eq!(page.text("h1"), title, "{address}");
        }
    }
}

#[tokio::test]
async fn an_unknown_offer_is_told_from_a_page_that_does_not_exist() {
    let site = Site::open().await;
    for token in [
        "x",
        "AAAAAAAAAAAAAAAAAAAAAA",
        "%00",
        "a%20b",
        &"x".repeat(500),
    ] {
        let page = site.get(&format!("/q/{token}")).await.expect(404);
        assert_eq!(page.text("h1"), "This link is not valid", "{token}");
        assert_eq!(page.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn a_template_of_another_organization_is_not_there() {
    let site = Site::open().await;
    site.app.other_organization().await;
    site.get("/other-windows").await.expect(200);
    site.get("/other-windows/modern-glass-facade")
        .await
        .expect(404);
}

#[tokio::test]
async fn the_products_own_addresses_come_before_organizations() {
    let site = Site::open().await;
    let style = site.get("/assets/winfactor.css").await.expect(200);
    assert!(style.header("content-type").starts_with("text/css"));
    let api = site.get("/api/v1/nothing").await.expect(404);
    assert_eq!(api.header("content-type"), "application/json");
}

#[tokio::test]
async fn a_body_that_is_no_form_or_too_large_is_refused() {
    let site = Site::open().await;
    let post = async |media_type: &str, body: Vec<u8>| {
        let request = Request::post(format!("{ORGANIZATION}/leads"))
            .header("content-type", media_type)
            .body(Body::from(body));
        site.send(request.unwrap()).await.status.as_u16()
    };
    assert_eq!(post("text/plain", b"name=x".to_vec()).await, 415);
    assert_eq!(
        post("multipart/form-data; boundary=x", b"--x--".to_vec()).await,
        415
    );
    let large = vec![b'a'; 300 * 1024];
    assert_eq!(post("application/x-www-form-urlencoded", large).await, 413);
    assert!(site.events("lead.created").await.is_empty());
}

#[tokio::test]
async fn other_methods_are_refused_with_a_page() {
    let site = Site::open().await;
    for address in [ORGANIZATION, CONFIGURATOR, "/q/x/seen"] {
        let request = Request::builder().method(Method::DELETE).uri(address);
        let page = site
            .send(request.body(Body::empty()).unwrap())
            .await
            .expect(405);
        assert!(!page.header("allow").is_empty(), "{address}");
        assert!(page.html.contains("<h1>"), "{address}");
    }
}
