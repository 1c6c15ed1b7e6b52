//! What is wrong with a configuration, told in place and in the language of the page.

use std::time::Duration;

use crate::{
    configurator::REQUEST,
    site::{CONFIGURATION, CONFIGURATOR, Site, filled_in},
};

const SUBMISSIONS: &str = "/window-door-solutions/submissions";

#[tokio::test]
async fn each_wrong_entry_is_named_and_kept() {
    let long = "x".repeat(4001);
    let cases: [(&str, &str, &str); 16] = [
        ("width", "", "Please fill in this field."),
        (
            "width",
            "wide",
            "Please enter a size in millimetres, such as 2400.",
        ),
        (
            "width",
            "499",
            "Please enter a value from 500 mm to 6,000 mm.",
        ),
        (
            "width",
            "-2400",
            "Please enter a size in millimetres, such as 2400.",
        ),
        (
            "width",
            "999999999999999",
            "Please enter a size in millimetres, such as 2400.",
        ),
        (
            "height",
            "3201",
            "Please enter a value from 400 mm to 3,200 mm.",
        ),
        ("component_count", "", "Please fill in this field."),
        ("component_count", "many", "Please enter a number."),
        (
            "component_count",
            "0",
            "Please enter a value from 1 to 100.",
        ),
        (
            "component_count",
            "101",
            "Please enter a value from 1 to 100.",
        ),
        (
            "component_count",
            "99999999999999999999",
            "Please enter a number.",
        ),
        ("notes", &long, "Please use at most 4000 characters."),
        ("name", " ", "Please fill in this field."),
        (
            "name",
            "a\u{0}b",
            "This contains characters that cannot be used, such as a line break.",
        ),
        (
            "email",
            "john.smith",
            "Please enter an e-mail address such as name@example.com.",
        ),
        (
            "phone",
            "0123456789012345678901234567890123456789012345678901",
            "Please use at most 40 characters.",
        ),
    ];
    let site = Site::open().await;
    for (name, entry, words) in cases {
        let request = filled_in(Vec::new(), &REQUEST);
        let request = filled_in(request, &[(name, entry)]);
        let request: Vec<_> = request
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
            .collect();
        let page = site
            .fill_in(CONFIGURATOR, CONFIGURATION, &request)
            .await
            .expect(422);
        assert_eq!(page.wrong_fields(), [name], "{name}={entry}");
        assert_eq!(page.texts(".field-error"), [words], "{name}={entry}");
        let told = page.text("[role=alert]");
        assert_eq!(told, "One entry needs your attention.");
        for (each, value) in request {
            if !value.contains('\0') {
                assert_eq!(
                    page.value(CONFIGURATION, each).trim_start_matches('\n'),
                    value
                );
            }
        }
    }
    assert!(site.events("submission.created").await.is_empty());
}

#[tokio::test]
async fn several_wrong_entries_are_named_at_once_in_each_language() {
    let expected = [
        (
            "en",
            "Please fill in this field.",
            "3 entries need your attention.",
        ),
        (
            "de",
            "Bitte füllen Sie dieses Feld aus.",
            "3 Angaben sind noch zu prüfen.",
        ),
        (
            "nl",
            "Vul dit veld in.",
            "3 velden hebben nog uw aandacht nodig.",
        ),
    ];
    let site = Site::open().await;
    for (code, words, summary) in expected {
        let address = format!("{CONFIGURATOR}?lang={code}");
        let entries = [&REQUEST[..4], &[("width", "")]].concat();
        let page = site
            .fill_in(&address, CONFIGURATION, &entries)
            .await
            .expect(422);
        assert_eq!(page.language(), code);
        assert_eq!(page.texts(".field-error"), [words; 3]);
        assert_eq!(page.text("[role=alert]"), summary);
        assert_eq!(page.wrong_fields(), ["width", "name", "email"]);
    }
}

#[tokio::test]
async fn the_page_that_comes_back_draws_what_was_typed_and_can_be_sent() {
    let site = Site::open().await;
    let without_name = [&REQUEST[..4], &REQUEST[5..]].concat();
    let page = site
        .fill_in(CONFIGURATOR, CONFIGURATION, &without_name)
        .await
        .expect(422);
    assert!(
        page.text("#sketch svg").contains("2,400 mm"),
        "{}",
        page.text("#sketch")
    );
    site.send_form(&page, CONFIGURATION, &[("name", "John Smith")])
        .await
        .leads_to();
    assert_eq!(site.events("submission.created").await.len(), 1);
}

#[tokio::test]
async fn a_form_that_was_open_for_too_long_comes_back_with_what_was_typed() {
    let site = Site::open().await;
    let page = site.get(CONFIGURATOR).await;
    site.app.clock.advance(Duration::from_secs(25 * 3600));
    let back = site
        .send_form(&page, CONFIGURATION, &REQUEST)
        .await
        .expect(422);
    assert!(
        back.text("[role=alert]")
            .starts_with("This form was open for too long")
    );
    assert_eq!(back.value(CONFIGURATION, "width"), "2400");
    assert!(site.events("submission.created").await.is_empty());
    site.send_form(&back, CONFIGURATION, &[]).await.leads_to();
}

#[tokio::test]
async fn a_product_that_is_not_there_cannot_be_configured() {
    let site = Site::open().await;
    let fields = site.get(CONFIGURATOR).await.form(CONFIGURATION);
    for slug in ["", "other", "../x", "a\u{0}b"] {
        let fields = filled_in(fields.clone(), &[("template", slug)]);
        let page = site.post(SUBMISSIONS, &fields).await.expect(404);
        assert_eq!(page.text("h1"), "This page does not exist");
    }
}
