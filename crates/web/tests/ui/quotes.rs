//! Quotes: a draft is written and sent, what was sent is revised.

use winfactor_domain::{Locale, QuoteStatus};
use winfactor_service::quotes::{self, AcceptFields, Visitor};

use crate::{forms::Form, office::Office, page::Page};

/// The editor of a draft, with one line filled in.
fn one_line(page: &Page, address: &str, price: &str) -> Form {
    Form::to(page, address)
        .column("description", &["Sliding door"])
        .column("quantity", &["2"])
        .column("unit_price", &[price])
}

#[tokio::test]
async fn a_draft_is_saved_and_its_totals_are_computed() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let draft = office.draft().await;
    let address = format!("/quotes/{}", draft.id);
    let page = eva.get(&address).await.expect(200);
    let form = one_line(&page, &address, "1,250.50")
        .column("description", &["Sliding door", "", "Mounting"])
        .column("unit_price", &["1,250.50", "", "80"])
        .column("item_type", &["product", "product", "service"])
        .set("tax_rate", "19")
        .set("validity_days", "14")
        .set("notes", "Delivery:\r\nsix weeks")
        .set("reference", "Project 7");
    let saved = eva.send(form).await;
    assert_eq!(saved.leads_to(), format!("{address}?notice=saved"));
    let quote = office.quote(&draft).await;
    let lines: Vec<_> = quote
        .line_items
        .iter()
        .map(|line| line.description.as_str())
        .collect();
    assert_eq!(
        lines,
        ["Sliding door", "Mounting"],
        "the blank line is dropped"
    );
    assert_eq!(quote.totals.subtotal.to_string(), "2581.00");
    assert_eq!(quote.totals.total.to_string(), "3071.39");
    assert_eq!(quote.terms.validity_days, 14);
    assert_eq!(quote.terms.notes.as_deref(), Some("Delivery:\nsix weeks"));
    assert_eq!(quote.status, QuoteStatus::Draft);
    assert_eq!(
        office.event_types().await,
        ["submission.created", "quote.created"]
    );
    let page = eva.follow(&saved).await.expect(200);
    assert!(
        page.text(".page-head").contains("€3,071.39"),
        "{}",
        page.text(".page-head")
    );
    let form = Form::to(&page, &address);
    assert_eq!(form.values("unit_price")[..2], ["1250.50", "80.00"]);
}

#[tokio::test]
async fn numbers_are_read_as_the_language_of_the_reader_writes_them() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let cases = [
        (Locale::En, "1,234.50", "1234.50"),
        (Locale::En, "1,234", "1234.00"),
        (Locale::En, "12,5", "12.50"),
        (Locale::De, "1.234,50", "1234.50"),
        (Locale::De, "1.234", "1234.00"),
        (Locale::De, "12.5", "12.50"),
        (Locale::Nl, "1 234,5", "1234.50"),
        (Locale::Nl, "-99,95", "-99.95"),
    ];
    for (locale, typed, expected) in cases {
        office.speak(locale).await;
        let draft = office.draft().await;
        let address = format!("/quotes/{}", draft.id);
        let page = eva.get(&address).await.expect(200);
        eva.send(one_line(&page, &address, typed)).await.leads_to();
        let quote = office.quote(&draft).await;
        let price = quote.line_items[0].unit_price.to_string();
        assert_eq!(price, expected, "{typed} in {locale}");
    }
}

#[tokio::test]
async fn what_is_wrong_is_said_in_place_and_nothing_is_saved_or_lost() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let draft = office.draft().await;
    let address = format!("/quotes/{}", draft.id);
    let page = eva.get(&address).await.expect(200);
    let form = one_line(&page, &address, "a lot")
        .set("tax_rate", "")
        .set("validity_days", "soon")
        .set("notes", "Kept");
    let refused = eva.send(form).await.expect(422);
    assert_eq!(
        refused.wrong_fields(),
        ["unit_price", "tax_rate", "validity_days"]
    );
    assert_eq!(
        refused.text("[role=alert]"),
        "3 entries need your attention."
    );
    let shown = Form::to(&refused, &address);
    assert_eq!(shown.values("unit_price")[0], "a lot");
    assert_eq!(shown.value("validity_days"), "soon");
    assert_eq!(shown.value("notes").trim(), "Kept");

    // What the domain refuses is said in the same way: too many decimals, too many days.
    let form = one_line(&page, &address, "12.345").set("validity_days", "9999");
    let refused = eva.send(form).await.expect(422);
    assert_eq!(refused.wrong_fields(), ["unit_price", "validity_days"]);
    let cursor = refused.attribute("[autofocus]", "name");
    assert_eq!(
        cursor.as_deref(),
        Some("unit_price"),
        "the first one on the page"
    );
    assert_eq!(office.quote(&draft).await, draft);
}

#[tokio::test]
async fn save_and_send_offers_what_was_typed() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let draft = office.draft().await;
    let address = format!("/quotes/{}", draft.id);
    let page = eva.get(&address).await.expect(200);
    assert_eq!(
        page.attribute("[formaction]", "formaction"),
        Some(format!("{address}/send"))
    );
    let form = one_line(&page, &address, "100")
        .set("recipients", "john@example.com; anna@example.com")
        .set("locale", "de")
        .sent_to(&format!("{address}/send"));
    let sent = eva.send(form.clone()).await;
    assert_eq!(sent.leads_to(), format!("{address}?notice=quote-sent"));
    let quote = office.quote(&draft).await;
    assert_eq!(quote.status, QuoteStatus::Sent);
    assert_eq!(quote.locale, Locale::De);
    let sending = quote.sending.clone().unwrap();
    let recipients: Vec<_> = sending.recipients.iter().map(ToString::to_string).collect();
    assert_eq!(recipients, ["john@example.com", "anna@example.com"]);
    let page = eva.follow(&sent).await.expect(200);
    assert!(page.shows("anna@example.com"));
    let customer_page = format!("https://app.winfactor.example/q/{}", sending.token);
    assert!(page.shows(&customer_page), "{}", page.html);

    // The second half of a double click finds it done; another text does not.
    assert_eq!(eva.send(form.clone()).await.leads_to(), sent.leads_to());
    let other = eva
        .send(form.column("unit_price", &["99"]))
        .await
        .expect(409);
    assert!(
        other.text("[role=alert]").contains("cannot be changed"),
        "{}",
        other.html
    );
    assert_eq!(office.quote(&draft).await, quote);
    let types = office.event_types().await;
    assert_eq!(types, ["submission.created", "quote.created", "quote.sent"]);
}

#[tokio::test]
async fn a_draft_that_cannot_be_sent_is_saved_all_the_same() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let draft = office.draft().await;
    let address = format!("/quotes/{}", draft.id);
    let page = eva.get(&address).await.expect(200);
    let form = one_line(&page, &address, "100")
        .set("recipients", "john@example.com, nobody")
        .sent_to(&format!("{address}/send"));
    let refused = eva.send(form).await.expect(422);
    assert_eq!(refused.wrong_fields(), ["recipients"]);
    assert_eq!(
        Form::to(&refused, &address).value("recipients"),
        "john@example.com, nobody"
    );
    let quote = office.quote(&draft).await;
    assert_eq!(quote.status, QuoteStatus::Draft);
    assert_eq!(quote.line_items[0].description, "Sliding door");
}

#[tokio::test]
async fn whom_to_send_to_is_not_forgotten_by_saving() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let draft = office.draft().await;
    let address = format!("/quotes/{}", draft.id);
    let page = eva.get(&address).await.expect(200);
    let form = one_line(&page, &address, "100")
        .set("recipients", "anna@example.com, b@example.com")
        .set("locale", "nl");
    let saved = eva.send(form).await;
    let form = Form::to(&eva.follow(&saved).await.expect(200), &address);
    assert_eq!(form.value("recipients"), "anna@example.com, b@example.com");
    assert_eq!(form.value("locale"), "nl");
}

#[tokio::test]
async fn a_sent_quote_is_revised_into_its_next_version() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let sent = office.sent_quote().await;
    let address = format!("/quotes/{}", sent.id);
    let revise = format!("{address}/revise");
    let page = eva.get(&address).await.expect(200);
    assert!(
        page.texts("form.editor").is_empty(),
        "what was sent cannot be edited"
    );
    let form = Form::to(&page, &revise);
    let revised = eva.send(form.clone()).await;
    let quote = office.quote(&sent).await;
    assert_eq!((quote.status, quote.version), (QuoteStatus::Draft, 2));
    let page = eva.follow(&revised).await.expect(200);
    assert!(
        page.text("[role=status]")
            .contains("draft of the next version")
    );
    assert!(!page.texts("form.editor").is_empty());
    // A second press of the old button leaves the draft as it is.
    eva.send(form.clone()).await.leads_to();
    assert_eq!(office.quote(&sent).await.version, 2);
}

#[tokio::test]
async fn an_answered_quote_stays_as_it_is() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let sent = office.sent_quote().await;
    let address = format!("/quotes/{}", sent.id);
    let before = eva.get(&address).await.expect(200);
    let yes = AcceptFields {
        name: "John Smith".to_owned(),
        confirmed: true,
    };
    let visitor = Visitor::new("192.0.2.7", "Firefox");
    let token = sent.sending.clone().unwrap().token;
    quotes::accept(office.service(), &token, yes, visitor)
        .await
        .unwrap();

    let refused = eva
        .send(Form::to(&before, &format!("{address}/revise")))
        .await
        .expect(409);
    assert!(
        refused.text("[role=alert]").contains("Q-2026-0001"),
        "{}",
        refused.html
    );
    assert!(
        refused.shows("Accepted by John Smith"),
        "the page shows how it now stands"
    );
    let page = eva.get(&address).await.expect(200);
    assert!(
        page.attribute(&format!("form[action='{address}/revise']"), "method")
            .is_none()
    );
    assert_eq!(office.quote(&sent).await.status, QuoteStatus::Accepted);
}

#[tokio::test]
async fn the_list_is_narrowed_to_a_status() {
    let office = Office::open().await;
    let eva = office.eva().await;
    office.draft().await;
    office.sent_quote().await;
    let rows = async |address: &str| eva.get(address).await.expect(200).texts(".list tbody tr");
    let all = rows("/quotes").await;
    assert_eq!(all.len(), 2);
    assert!(
        all[0].contains("Q-2026-0002") && all[0].contains("Sent"),
        "{all:?}"
    );
    assert_eq!(rows("/quotes?status=draft").await.len(), 1);
    assert_eq!(rows("/quotes?status=accepted").await.len(), 0);
}
