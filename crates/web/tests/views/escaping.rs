//! A name can be anything. Wherever somebody outside the organization, or a program, puts a text, it
//! arrives on the page as that text and as nothing else.

use scraper::{Html, Selector};

use crate::samples::{self, cast::HOSTILE};

/// Pages on which no text of somebody outside stands.
const WITHOUT_STRANGERS: [&str; 4] = ["problem-", "sign-in", "sign-in-expired", "waitpoint-"];

#[test]
fn hostile_texts_stay_texts() {
    let script = Selector::parse("script:not([src]), img[onerror], [onerror]").expect("valid");
    let pages = samples::hostile();
    let mut reached = 0;
    for page in &pages {
        let html = Html::parse_document(&page.html);
        let broken_out: Vec<_> = html.select(&script).map(|element| element.html()).collect();
        assert!(broken_out.is_empty(), "{}: {broken_out:?}", page.name);
        assert!(!page.html.contains("<script>alert"), "{}", page.name);

        let in_texts = html
            .root_element()
            .text()
            .any(|text| text.contains(HOSTILE));
        let in_inputs = html
            .tree
            .nodes()
            .filter_map(|node| node.value().as_element())
            .any(|element| element.attr("value") == Some(HOSTILE));
        reached += usize::from(in_texts || in_inputs);
        let expected = !WITHOUT_STRANGERS.iter().any(|start| {
            page.name == *start || (start.ends_with('-') && page.name.starts_with(start))
        });
        assert_eq!(in_texts || in_inputs, expected, "{}", page.name);
    }
    assert!(
        reached > 50,
        "the text reached only {reached} of {} pages",
        pages.len()
    );
}

#[test]
fn a_message_never_links_to_a_script() {
    let link = Selector::parse("#messages a[href]").expect("valid");
    let inboxes = samples::ordinary()
        .into_iter()
        .filter(|page| page.name == "inbox");
    for page in inboxes {
        let html = Html::parse_document(&page.html);
        let links: Vec<_> = html
            .select(&link)
            .filter_map(|link| link.attr("href"))
            .collect();
        // The third message of the samples carries a `javascript:` address.
        assert_eq!(
            links,
            [
                "https://app.winfactor.example/submissions/sub_01",
                "/webhooks"
            ]
        );
    }
}
