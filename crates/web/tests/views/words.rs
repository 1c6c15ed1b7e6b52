//! What pages say: in the reader's language throughout, in plain words, and never more than is
//! known.

use scraper::{ElementRef, Html, Node, Selector};
use winfactor_domain::Locale;

use crate::samples::{self, Sample};

/// What somebody reads or hears on a page: texts, labels, hints, titles; without codes.
fn words(page: &Sample) -> Vec<String> {
    let html = Html::parse_document(&page.html);
    let mut words = Vec::new();
    for node in html.tree.nodes() {
        match node.value() {
            Node::Text(text) => {
                let coded = node
                    .ancestors()
                    .filter_map(ElementRef::wrap)
                    .any(|element| {
                        matches!(element.value().name(), "code" | "pre" | "script")
                            || element
                                .attr("lang")
                                .is_some_and(|lang| lang != page.locale.code())
                    });
                if !coded {
                    words.push(text.trim().to_owned());
                }
            }
            Node::Element(element) => {
                let spoken = ["aria-label", "placeholder", "alt"];
                words.extend(
                    spoken
                        .iter()
                        .filter_map(|name| element.attr(name))
                        .map(String::from),
                );
            }
            _ => {}
        }
    }
    words.retain(|text| !text.is_empty());
    words
}

/// Words that make a sentence English, and are none in German or Dutch.
const ENGLISH: [&str; 22] = [
    "the",
    "and",
    "your",
    "you",
    "this",
    "with",
    "from",
    "please",
    "they",
    "not",
    "are",
    "have",
    "quote",
    "quotes",
    "submission",
    "save",
    "send",
    "received",
    "accepted",
    "failed",
    "waiting",
    "customer",
];

#[test]
fn pages_in_german_and_dutch_hold_no_english_sentence() {
    let mut found = Vec::new();
    for page in samples::ordinary() {
        if page.locale == Locale::En {
            continue;
        }
        for text in words(&page) {
            let lower = text.to_lowercase();
            let english = lower
                .split(|c: char| !c.is_alphabetic())
                .find(|word| ENGLISH.contains(word));
            if let Some(word) = english {
                found.push(format!(
                    "{}.{}: \"{word}\" in \"{text}\"",
                    page.name, page.locale
                ));
            }
        }
    }
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn every_title_is_translated() {
    let title = Selector::parse("h1").expect("valid");
    let pages = samples::ordinary();
    let heading = |page: &Sample| {
        let html = Html::parse_document(&page.html);
        html.select(&title)
            .flat_map(|h1| h1.text())
            .collect::<String>()
    };
    // These are called the same, or are named by the organization's people.
    let same = ["flows", "endpoints"];
    let english: Vec<_> = pages
        .iter()
        .filter(|page| page.locale == Locale::En)
        .collect();
    for page in english {
        if same.iter().any(|name| page.name.starts_with(name)) {
            continue;
        }
        let german = pages
            .iter()
            .find(|other| other.locale == Locale::De && other.name == page.name)
            .expect("every page is rendered in every language");
        assert_ne!(heading(page), heading(german), "{}", page.name);
    }
}

#[test]
fn a_delivery_is_accepted_and_never_called_done() {
    let said = |name: &str, locale: Locale| {
        let pages = samples::ordinary();
        let page = pages
            .iter()
            .find(|page| page.name == name && page.locale == locale);
        words(page.expect("a page of the samples")).join("\n")
    };
    let english = said("event-every-state", Locale::En);
    for words in [
        "accepted by ActivePieces: sales channel",
        "waiting, next try at 14:05",
        "held: the endpoint is paused",
        "held: the flow is switched off",
        "failed for good",
        "being sent now",
        "left out",
    ] {
        assert!(english.contains(words), "{words}");
    }
    for word in ["done", "delivered", "successful"] {
        assert!(!english.to_lowercase().contains(word), "{word}");
    }
    assert!(said("event-every-state", Locale::De).contains("wartet, nächster Versuch um 14:05"));
    assert!(
        said("event-every-state", Locale::Nl).contains("geaccepteerd door ActivePieces: verkoop")
    );
}

#[test]
fn amounts_dates_and_sizes_follow_the_reader() {
    let said = |name: &str, locale: Locale| {
        let pages = samples::ordinary();
        let page = pages
            .iter()
            .find(|page| page.name == name && page.locale == locale);
        words(page.expect("a page of the samples")).join("\n")
    };
    let cases = [
        (Locale::En, "$11,917.00", "6 May 2026"),
        (Locale::De, "13.347,04\u{a0}€", "6. Mai 2026"),
        (Locale::Nl, "€\u{a0}13.571,36", "6 mei 2026"),
    ];
    for (locale, total, last_day) in cases {
        let page = said("offer-open", locale);
        assert!(
            page.contains(total) && page.contains(last_day),
            "{locale}: {page}"
        );
    }
    assert!(said("organization", Locale::De).contains("1.000 – 8.000\u{a0}mm"));
    assert!(
        said("organization", Locale::En).contains("3'\u{a0}3\u{a0}3/8\" – 26'\u{a0}2\u{a0}15/16\"")
    );
}

#[test]
fn an_offer_that_cannot_be_answered_has_no_form_and_says_why() {
    let form = Selector::parse("form").expect("valid");
    let why = Selector::parse(".verdict h1").expect("valid");
    for page in samples::ordinary() {
        if !page.name.starts_with("offer-") {
            continue;
        }
        let html = Html::parse_document(&page.html);
        let open = matches!(
            page.name,
            "offer-open" | "offer-accept-errors" | "offer-reject-errors"
        );
        assert_eq!(
            html.select(&form).count(),
            if open { 2 } else { 0 },
            "{}",
            page.name
        );
        assert_eq!(
            html.select(&why).count(),
            usize::from(!open),
            "{}",
            page.name
        );
        // Only an open offer tells that somebody looks at it.
        assert_eq!(page.html.contains("id=\"seen\""), open, "{}", page.name);
    }
}

#[test]
fn errors_stand_beside_their_fields_and_keep_the_input() {
    let pages = samples::ordinary();
    let page = pages
        .iter()
        .find(|page| page.name == "configurator-errors" && page.locale == Locale::De)
        .expect("a page of the samples");
    let html = Html::parse_document(&page.html);
    let text = |selector: &str| {
        let selector = Selector::parse(selector).expect("valid");
        html.select(&selector)
            .flat_map(|element| element.text())
            .collect::<String>()
    };
    assert_eq!(
        text("#height-error").trim(),
        "Bitte geben Sie einen Wert von 1.000\u{a0}mm bis 4.000\u{a0}mm ein."
    );
    assert_eq!(
        text("#name-error").trim(),
        "Bitte füllen Sie dieses Feld aus."
    );
    assert_eq!(text("#width-error"), "");
    let height = Selector::parse("input#height").expect("valid");
    let height = html.select(&height).next().expect("the field");
    assert_eq!(height.attr("value"), Some("9000"));
    assert_eq!(height.attr("aria-invalid"), Some("true"));
    assert_eq!(
        height.attr("aria-describedby"),
        Some("height-hint height-error")
    );
}
