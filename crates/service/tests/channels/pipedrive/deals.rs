use std::time::Duration;

use serde_json::json;
use winfactor_domain::Quote;
use winfactor_service::quotes::{self, QuotePatch};
use winfactor_testkit::{TestApp, vendors::PipedriveStandIn};

use super::{TOKEN, app, app_on, asked, deal, office};
use crate::flows::alerts;

const NUMBER: &str = "{{trigger.body.data.quote.number}}";

async fn quote_now(app: &TestApp, quote: &Quote) -> Quote {
    let found = quotes::get(&app.service, app.organization.id, quote.id);
    found.await.unwrap()
}

async fn note_quote(app: &TestApp, quote: &Quote, external_ref: &str) {
    let patch = QuotePatch {
        external_ref: Some(Some(external_ref.to_owned())),
        ..QuotePatch::default()
    };
    let changed = quotes::edit(&app.service, app.organization.id, quote.id, patch);
    changed.await.unwrap();
}

#[tokio::test]
async fn a_quote_has_one_deal_in_pipedrive_which_moves_on_with_it() {
    for on_sqlite in [true, false] {
        let server = PipedriveStandIn::start(TOKEN);
        let app = app_on(&server, on_sqlite).await;
        let draft = app.draft().await;
        app.deliver().await;
        office(&app, &[deal(NUMBER, 5)]).await;
        let sent = app.send(&draft).await;
        app.deliver().await;
        let deals = server.deals();
        assert_eq!(deals.len(), 1);
        assert_eq!(deals[0]["title"], sent.number.to_string());
        assert_eq!(deals[0]["stage_id"], 5);
        assert_eq!(deals[0]["currency"], "EUR");
        assert_eq!(deals[0]["value"], 1390.5);
        let noted = quote_now(&app, &sent).await.external_ref;
        assert_eq!(noted.as_deref(), Some("pipedrive:deal:45"));

        server.edit_deal(45, &json!({"stage_id": 3}));
        app.accept(&sent).await;
        app.deliver_after(Duration::from_secs(1)).await;
        app.deliver_after(Duration::from_secs(1)).await;
        let deals = server.deals();
        assert_eq!(deals.len(), 1, "the same deal for each event of the quote");
        assert_eq!(deals[0]["stage_id"], 3, "it is not moved back");
        assert_eq!(asked(&server, "/api/v2/deals/search"), 1);
        assert_eq!(alerts(&app).await, []);
    }
}

#[tokio::test]
async fn a_deal_is_found_by_its_title_where_something_else_is_noted() {
    let server = PipedriveStandIn::start(TOKEN);
    let app = app(&server).await;
    let draft = app.draft().await;
    app.deliver().await;
    note_quote(&app, &draft, "erp:4711").await;
    office(&app, &[deal(NUMBER, 5)]).await;
    let sent = app.send(&draft).await;
    app.deliver().await;
    app.accept(&sent).await;
    app.deliver_after(Duration::from_secs(1)).await;
    app.deliver_after(Duration::from_secs(1)).await;
    assert_eq!(server.deals().len(), 1);
    let noted = quote_now(&app, &sent).await.external_ref;
    assert_eq!(noted.as_deref(), Some("erp:4711"), "it stays");
}

#[tokio::test]
async fn quotes_of_the_same_title_have_deals_of_their_own() {
    let server = PipedriveStandIn::start(TOKEN);
    let app = app(&server).await;
    let last_year = server.enter_deal(&json!({
        "title": "John Smith", "status": "won", "add_time": "2025-03-02T08:00:00Z",
    }));
    let (one, other) = (app.draft().await, app.draft().await);
    app.deliver().await;
    office(&app, &[deal("{{trigger.body.data.customer.name}}", 5)]).await;
    for draft in [&one, &other] {
        app.send(draft).await;
        app.deliver_after(Duration::from_secs(1)).await;
    }
    assert_eq!(server.deals().len(), 3);
    let mut noted = Vec::new();
    for quote in [&one, &other] {
        noted.extend(quote_now(&app, quote).await.external_ref);
    }
    let expected = [last_year + 1, last_year + 2].map(|id| format!("pipedrive:deal:{id}"));
    assert_eq!(noted, expected);
}

#[tokio::test]
async fn a_deal_that_somebody_deleted_is_made_again() {
    let server = PipedriveStandIn::start(TOKEN);
    let app = app(&server).await;
    let draft = app.draft().await;
    app.deliver().await;
    let deleted = server.enter_deal(&json!({"title": "Old", "is_deleted": true}));
    note_quote(&app, &draft, &format!("pipedrive:deal:{deleted}")).await;
    office(&app, &[deal(NUMBER, 5)]).await;
    app.send(&draft).await;
    app.deliver().await;
    assert_eq!(server.deals()[0]["title"], "Old");
    assert_eq!(server.deals()[1]["title"], draft.number.to_string());
    assert_eq!(alerts(&app).await.len(), 1, "the note is another one");
}
