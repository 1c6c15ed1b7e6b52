//! Which language a page speaks.

use crate::site::{CONFIGURATION, CONFIGURATOR, ORGANIZATION, Site, page_of};

const ACCEPT: &str = "accept-language";

#[tokio::test]
async fn the_address_decides_then_the_cookie_then_the_browser_then_the_organization() {
    let site = Site::open().await;
    let language = async |address: &str, headers: &[(&str, &str)]| {
        site.get_with(address, headers).await.expect(200).language()
    };
    assert_eq!(language(ORGANIZATION, &[]).await, "nl");
    assert_eq!(language(ORGANIZATION, &[(ACCEPT, "fr")]).await, "nl");
    assert_eq!(
        language(ORGANIZATION, &[(ACCEPT, "de-AT,en;q=0.5")]).await,
        "de"
    );
    let cookie = ("cookie", "winfactor_language=en");
    assert_eq!(
        language(ORGANIZATION, &[(ACCEPT, "de"), cookie]).await,
        "en"
    );
    let asked = format!("{ORGANIZATION}?lang=nl");
    assert_eq!(language(&asked, &[(ACCEPT, "de"), cookie]).await, "nl");
}

#[tokio::test]
async fn a_choice_is_remembered() {
    let site = Site::open().await;
    let page = site
        .get(&format!("{CONFIGURATOR}?lang=de"))
        .await
        .expect(200);
    let cookie = page.header("set-cookie");
    assert!(
        cookie.starts_with("winfactor_language=de; Path=/; Max-Age=31536000"),
        "{cookie}"
    );
    assert!(
        cookie.contains("SameSite=Lax") && cookie.contains("Secure"),
        "{cookie}"
    );
    assert_eq!(site.get(CONFIGURATOR).await.header("set-cookie"), "");
    let unknown = site
        .get(&format!("{CONFIGURATOR}?lang=xx"))
        .await
        .expect(200);
    assert_eq!(unknown.header("set-cookie"), "");
}

#[tokio::test]
async fn every_page_can_be_had_in_every_language() {
    let site = Site::open().await;
    let quote = site.sent_quote().await;
    let cases = [
        (
            ORGANIZATION.to_owned(),
            ["Our products", "Unsere Produkte", "Onze producten"],
        ),
        (
            CONFIGURATOR.to_owned(),
            ["Request a quote", "Angebot anfordern", "Offerte aanvragen"],
        ),
        (
            page_of(&quote),
            ["Accept quote", "Angebot annehmen", "Offerte accepteren"],
        ),
    ];
    for (address, words) in cases {
        for (code, words) in ["en", "de", "nl"].into_iter().zip(words) {
            let page = site
                .get(&format!("{address}?lang={code}"))
                .await
                .expect(200);
            assert_eq!(page.language(), code, "{address}");
            assert!(page.shows(words), "{address}: {words}");
        }
    }
}

#[tokio::test]
async fn a_customer_is_known_by_the_language_of_the_form() {
    let site = Site::open().await;
    let german = format!("{CONFIGURATOR}?lang=de");
    let request = crate::configurator::REQUEST;
    let sent = site.fill_in(&german, CONFIGURATION, &request).await;
    assert_eq!(site.get(sent.leads_to()).await.language(), "de");
    assert_eq!(
        site.events("submission.created").await[0]["customerLocale"],
        "de"
    );
}

#[tokio::test]
async fn an_offer_speaks_the_language_it_was_sent_in() {
    let site = Site::open().await;
    let quote = site.sent_quote().await;
    let address = page_of(&quote);
    let german = [(ACCEPT, "de"), ("cookie", "winfactor_language=nl")];
    assert_eq!(site.get_with(&address, &german).await.language(), "en");
}
