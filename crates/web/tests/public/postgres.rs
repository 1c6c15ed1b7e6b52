//! The same on PostgreSQL: from the products to an accepted offer.

use winfactor_testkit::TestApp;

use crate::{
    configurator::REQUEST,
    site::{CONFIGURATION, CONFIGURATOR, CONTACT_FORM, ORGANIZATION, Site, page_of},
};

#[tokio::test]
async fn a_customer_asks_and_accepts() {
    let site = Site::of(TestApp::postgres().await);
    let page = site.get(CONFIGURATOR).await.expect(200);
    for _ in 0..2 {
        let sent = site.send_form(&page, CONFIGURATION, &REQUEST).await;
        let thanks = site.get(sent.leads_to()).await.expect(200);
        assert_eq!(thanks.text("h1"), "Thank you, your request has arrived");
    }
    assert_eq!(site.events("submission.created").await.len(), 1);

    let message = [
        ("name", "Margaret"),
        ("email", "margaret@example.com"),
        ("message", "Hello"),
    ];
    site.fill_in(ORGANIZATION, CONTACT_FORM, &message)
        .await
        .leads_to();
    assert_eq!(site.events("lead.created").await.len(), 1);

    let quote = site.sent_quote().await;
    let yes = [("name", "John Smith"), ("confirmed", "yes")];
    let page = site.get(&page_of(&quote)).await.expect(200);
    let (one, other) = tokio::join!(
        site.send_form(&page, "form.accept", &yes),
        site.send_form(&page, "form.accept", &yes)
    );
    assert_eq!(one.leads_to(), other.leads_to());
    assert_eq!(site.events("quote.accepted").await.len(), 1);
    site.get("/%00").await.expect(404);
    site.get("/q/%00").await.expect(404);
}
