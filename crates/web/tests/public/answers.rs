//! How customers answer offers.

use std::time::Duration;

use winfactor_domain::{Quote, QuoteStatus};
use winfactor_service::quotes;

use crate::{
    page::Page,
    site::{BROWSER, Site, page_of},
};

const ACCEPT: &str = "form.accept";
const REJECT: &str = ".reject form";
const YES: [(&str, &str); 2] = [("name", "John Smith"), ("confirmed", "yes")];
const NO: [(&str, &str); 3] = [
    ("name", "John Smith"),
    ("reason", "Too expensive"),
    ("confirmed", "yes"),
];
const DAY: Duration = Duration::from_secs(24 * 3600);

async fn status(site: &Site, quote: &Quote) -> QuoteStatus {
    let organization = site.app.organization.id;
    let quote = quotes::get(&site.app.service, organization, quote.id).await;
    quote.unwrap().status
}

fn verdict(page: &Page) -> String {
    page.text(".verdict h1")
}

#[tokio::test]
async fn an_offer_is_read_and_accepted() {
    let site = Site::open().await;
    let quote = site.sent_quote().await;
    let address = page_of(&quote);
    let page = site.get(&address).await.expect(200);
    assert_eq!(page.text("h1"), format!("Quote {}", quote.number));
    assert_eq!(page.text(".sheet-total strong"), "€1,390.50");
    assert_eq!(verdict(&page), "");

    let answer = site.send_form(&page, ACCEPT, &YES).await;
    assert_eq!(answer.leads_to(), address);
    let after = site.get(&address).await.expect(200);
    assert_eq!(verdict(&after), "You have accepted this quote");
    assert!(after.shows("Accepted by John Smith"));
    assert!(after.attribute("main form", "action").is_none());
    assert_eq!(
        site.events_of(&quote).await,
        [
            "quote.created",
            "quote.sent",
            "quote.viewed",
            "quote.accepted"
        ]
    );
    let acceptance = &site.events("quote.accepted").await[0]["data"]["acceptance"];
    assert_eq!(acceptance["acceptedByName"], "John Smith");
    assert_eq!(acceptance["ipAddress"], "127.0.0.1");
    assert_eq!(acceptance["userAgent"], BROWSER);
}

#[tokio::test]
async fn an_offer_is_declined_with_a_reason_or_without() {
    let site = Site::open().await;
    let quote = site.sent_quote().await;
    let answer = site.fill_in(&page_of(&quote), REJECT, &NO).await;
    let after = site.get(answer.leads_to()).await.expect(200);
    assert_eq!(verdict(&after), "You have declined this quote");
    let rejection = &site.events("quote.rejected").await[0]["data"]["rejection"];
    assert_eq!(rejection["rejectedByName"], "John Smith");
    assert_eq!(rejection["reason"], "Too expensive");

    let other = site.sent_quote().await;
    site.fill_in(&page_of(&other), REJECT, &NO[2..])
        .await
        .leads_to();
    let rejections = site.events("quote.rejected").await.into_iter();
    assert_eq!(
        rejections
            .filter(|event| event["data"]["rejection"]["reason"].is_null())
            .count(),
        1
    );
}

#[tokio::test]
async fn an_answer_without_name_or_tick_comes_back_with_what_was_typed() {
    let site = Site::open().await;
    let quote = site.sent_quote().await;
    let address = page_of(&quote);
    type Case = (
        &'static str,
        &'static [(&'static str, &'static str)],
        &'static [&'static str],
        &'static [&'static str],
    );
    let cases: [Case; 5] = [
        (
            ACCEPT,
            &[("name", "John Smith")],
            &["confirmed"],
            &["Please tick this box."],
        ),
        (
            ACCEPT,
            &[("confirmed", "yes")],
            &["name"],
            &["Please fill in this field."],
        ),
        (
            ACCEPT,
            &[],
            &["name", "confirmed"],
            &["Please fill in this field.", "Please tick this box."],
        ),
        (REJECT, &NO[..2], &["confirmed"], &["Please tick this box."]),
        (
            REJECT,
            &[("name", "a\tb"), ("confirmed", "yes")],
            &["name"],
            &["This contains characters that cannot be used, such as a line break."],
        ),
    ];
    for (form, entries, fields, words) in cases {
        let page = site.fill_in(&address, form, entries).await.expect(422);
        assert_eq!(page.wrong_fields(), fields);
        assert_eq!(page.texts(".field-error"), words);
        for (name, value) in entries {
            assert_eq!(page.value(form, name).trim_start_matches('\n'), *value);
        }
    }
    assert_eq!(status(&site, &quote).await, QuoteStatus::Sent);
}

#[tokio::test]
async fn accepting_twice_is_accepting_once() {
    let site = Site::open().await;
    let quote = site.sent_quote().await;
    let (one, other) = (
        site.get(&page_of(&quote)).await,
        site.get(&page_of(&quote)).await,
    );
    for page in [&one, &one, &other] {
        let answer = site.send_form(page, ACCEPT, &YES).await;
        assert_eq!(answer.leads_to(), page_of(&quote));
    }
    assert_eq!(site.events("quote.accepted").await.len(), 1);
    assert_eq!(site.events("quote.viewed").await.len(), 1);
}

#[tokio::test]
async fn of_two_tabs_that_race_exactly_one_wins_and_both_are_told() {
    let site = Site::open().await;
    let quote = site.sent_quote().await;
    let (one, other) = (
        site.get(&page_of(&quote)).await,
        site.get(&page_of(&quote)).await,
    );
    let (yes, no) = tokio::join!(
        site.send_form(&one, ACCEPT, &YES),
        site.send_form(&other, REJECT, &NO)
    );
    let accepted = site.events("quote.accepted").await.len();
    let rejected = site.events("quote.rejected").await.len();
    assert_eq!(accepted + rejected, 1);
    let (winner, loser, words) = match accepted {
        1 => (yes, no, "You have accepted this quote"),
        _ => (no, yes, "You have declined this quote"),
    };
    assert_eq!(verdict(&site.get(winner.leads_to()).await), words);
    assert_eq!(verdict(&loser.expect(409)), words);
}

#[tokio::test]
async fn a_yes_after_a_no_changes_nothing_and_says_so() {
    let site = Site::open().await;
    let quote = site.sent_quote().await;
    let page = site.get(&page_of(&quote)).await;
    site.send_form(&page, REJECT, &NO).await.leads_to();
    let refused = site.send_form(&page, ACCEPT, &YES).await.expect(409);
    assert_eq!(verdict(&refused), "You have declined this quote");
    assert_eq!(status(&site, &quote).await, QuoteStatus::Rejected);
    assert!(site.events("quote.accepted").await.is_empty());
}

#[tokio::test]
async fn an_offer_that_expired_while_its_page_was_open_cannot_be_answered() {
    let site = Site::open().await;
    let quote = site.sent_quote().await;
    // Half an hour before the end of the last day in Amsterdam, and half an hour after it.
    let valid_until = quote.sending.as_ref().unwrap().valid_until;
    site.app
        .clock
        .set(valid_until.before(Duration::from_secs(1800)));
    let page = site.get(&page_of(&quote)).await.expect(200);
    assert_eq!(verdict(&page), "");
    site.app.clock.advance(Duration::from_secs(3600));
    for (form, entries) in [(ACCEPT, &YES[..]), (REJECT, &NO[..])] {
        let refused = site.send_form(&page, form, entries).await.expect(409);
        assert_eq!(verdict(&refused), "This quote has expired");
    }
    let after = site.get(&page_of(&quote)).await.expect(200);
    assert_eq!(verdict(&after), "This quote has expired");
    assert_eq!(
        site.events_of(&quote).await,
        ["quote.created", "quote.sent"]
    );
}

#[tokio::test]
async fn only_the_newest_version_can_be_accepted() {
    let site = Site::open().await;
    let first = site.sent_quote().await;
    let old_page = site.get(&page_of(&first)).await;

    site.revise(&first).await;
    let refused = site.send_form(&old_page, ACCEPT, &YES).await.expect(409);
    assert_eq!(verdict(&refused), "This quote is being revised");
    let looked_at = site.get(&page_of(&first)).await.expect(200);
    assert_eq!(verdict(&looked_at), "This quote is being revised");

    let second = site.send_quote(&first).await;
    let refused = site.send_form(&old_page, ACCEPT, &YES).await.expect(409);
    assert_eq!(verdict(&refused), "A newer offer exists");
    // A page of the old version does not lead to the new one: its address is for its recipients.
    assert!(!refused.html.contains(&page_of(&second)));

    site.fill_in(&page_of(&second), ACCEPT, &YES)
        .await
        .leads_to();
    assert_eq!(
        site.events("quote.accepted").await[0]["data"]["quote"]["version"],
        2
    );
    let old = site.get(&page_of(&first)).await.expect(200);
    assert_eq!(verdict(&old), "A newer offer exists");
}

#[tokio::test]
async fn the_form_of_an_offer_belongs_to_that_offer() {
    let site = Site::open().await;
    let (quote, other) = (site.sent_quote().await, site.sent_quote().await);
    let foreign = site.get(&page_of(&other)).await.value(ACCEPT, "form_token");
    let entries = [&YES[..], &[("form_token", foreign.as_str())]].concat();
    let back = site
        .fill_in(&page_of(&quote), ACCEPT, &entries)
        .await
        .expect(422);
    assert!(
        back.text("[role=alert]")
            .starts_with("This form was open for too long")
    );
    assert_eq!(back.value(ACCEPT, "name"), "John Smith");
    assert_eq!(back.value(ACCEPT, "confirmed"), "yes");
    assert_eq!(status(&site, &quote).await, QuoteStatus::Sent);

    site.send_form(&back, ACCEPT, &[]).await.leads_to();
    assert_eq!(status(&site, &quote).await, QuoteStatus::Accepted);
}

#[tokio::test]
async fn a_page_that_was_open_for_days_asks_once_more() {
    let site = Site::open().await;
    let quote = site.sent_quote().await;
    let page = site.get(&page_of(&quote)).await;
    site.app.clock.advance(2 * DAY);
    let back = site.send_form(&page, REJECT, &NO).await.expect(422);
    assert_eq!(back.value(REJECT, "reason").trim(), "Too expensive");
    assert!(site.events("quote.rejected").await.is_empty());
    site.send_form(&back, REJECT, &[]).await.leads_to();
    assert_eq!(site.events("quote.rejected").await.len(), 1);
}

#[tokio::test]
async fn the_language_of_the_page_is_kept_over_the_answer() {
    let site = Site::open().await;
    let quote = site.sent_quote().await;
    let german = format!("{}?lang=de", page_of(&quote));
    let unticked = site.fill_in(&german, ACCEPT, &YES[..1]).await.expect(422);
    assert_eq!(
        unticked.text(".field-error"),
        "Bitte setzen Sie hier ein Häkchen."
    );
    let answer = site.send_form(&unticked, ACCEPT, &YES).await;
    assert_eq!(answer.leads_to(), german);
    assert_eq!(
        verdict(&site.get(&german).await),
        "Sie haben dieses Angebot angenommen"
    );
}

#[tokio::test]
async fn whoever_loads_the_address_of_a_form_sees_the_offer() {
    let site = Site::open().await;
    let quote = site.sent_quote().await;
    for form in ["accept", "reject"] {
        let address = format!("{}/{form}", page_of(&quote));
        assert_eq!(site.get(&address).await.leads_to(), page_of(&quote));
    }
    assert_eq!(status(&site, &quote).await, QuoteStatus::Sent);
}
