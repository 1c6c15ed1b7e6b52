//! The pages of an organization's people in a real Chromium: what arrives by itself, what a person
//! clicks through in a day, and whether it fits a phone.
#![allow(clippy::unwrap_used)]

use std::{net::SocketAddr, time::Duration};

use serde_json::json;
use winfactor_domain::{EventId, Locale, QuoteId, SubmissionId};
use winfactor_service::{
    Page, accounts,
    contacts::CustomerFields,
    endpoints, events, flows, inbox,
    leads::{self, LeadFields},
    quotes::{self, LineItemFields, NewQuote, SendFields},
    submissions,
};
use winfactor_testkit::{
    Answer, Browser, TestApp, TestReceiver,
    app::PASSWORD,
    browser::{Element, Locator},
};
use winfactor_web::{AppState, RateLimits, WebConfig, router};

const EMAIL: &str = "eva@window-door-solutions.example";
const RECIPE: &str = "submission-to-inbox";

const LONG_NAME: &str = "Karl-Friedrich Freiherr von Drachenfels-Hohenstein";
const LONG_EMAIL: &str = "karl-friedrich.von.drachenfels-hohenstein@architekturbuero.example";
const LONG_WORD: &str = "Donaudampfschifffahrtsgesellschaftskapitänskajütenfenster";
/// As ActivePieces makes them, and longer.
const LONG_PATH: &str = "/api/v1/webhooks/kGqWfy8Nls0Y4M2iJ1xRbkGqWfy8Nls0Y4M2iJ1xRb/test";

/// An installation that answers on a port of this machine.
struct Office {
    app: TestApp,
    state: AppState,
    base: String,
}

impl Office {
    async fn open(locale: Locale) -> Office {
        let app = TestApp::sqlite().await;
        let id = app.organization.id;
        let user = accounts::list(&app.service, id).await.unwrap().remove(0);
        let spoken = accounts::update_profile(&app.service, id, user.id, user.name, locale);
        spoken.await.unwrap();
        let config = WebConfig {
            rate_limits: RateLimits::OFF,
            ..WebConfig::default()
        };
        let state = AppState::new(app.service.clone(), config);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let service = router(state.clone()).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
        Office { app, state, base }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    async fn inbox_flow(&self, locale: Locale) {
        let (service, id) = (&self.app.service, self.app.organization.id);
        let made = flows::create_from_recipe(service, id, RECIPE, locale, Some("Eva de Vries"));
        let flow = made.await.unwrap();
        flows::enable(service, id, flow.id).await.unwrap();
    }

    /// A submission of somebody with a long name and a lot to say.
    async fn long_submission(&self) -> SubmissionId {
        let mut new = self.app.new_submission();
        new.customer = CustomerFields {
            name: LONG_NAME.to_owned(),
            email: LONG_EMAIL.to_owned(),
            company_name: Some("Fensterbaugenossenschaftsverwaltungsgesellschaft mbH".to_owned()),
            ..new.customer
        };
        new.configuration.notes = Some(format!("{LONG_WORD}, 12 Stück.\n\nBitte anrufen."));
        let (service, id) = (&self.app.service, self.app.organization.id);
        let made = submissions::create(service, id, new, None).await.unwrap();
        made.created().unwrap().id
    }

    /// A quote over 1,390.50 € that was sent, and a draft beside it.
    async fn quotes(&self) -> (QuoteId, QuoteId) {
        let (service, id) = (&self.app.service, self.app.organization.id);
        let mut made = Vec::new();
        for _ in 0..2 {
            let submission = self.long_submission().await;
            let wanted = NewQuote {
                line_items: vec![LineItemFields {
                    description: "Glass panel 2400 × 1500, triple glazing, anthracite".to_owned(),
                    unit_price: Some("1390.50".parse().unwrap()),
                    ..LineItemFields::default()
                }],
                ..NewQuote::default()
            };
            let quote = quotes::create(service, id, submission, wanted, None)
                .await
                .unwrap();
            made.push(quote.created().unwrap().id);
            self.app.clock.advance(Duration::from_secs(60));
        }
        let sent = quotes::send(service, id, made[0], SendFields::default())
            .await
            .unwrap();
        (sent.id, made[1])
    }

    async fn events(&self) -> Vec<EventId> {
        let id = self.app.organization.id;
        let all = events::since(&self.app.service, id, String::new(), 100)
            .await
            .unwrap();
        all.into_iter().map(|event| event.id).collect()
    }
}

async fn find(browser: &Browser, css: &str) -> Element {
    let found = browser.wait().for_element(Locator::Css(css)).await;
    match found {
        Ok(element) => element,
        Err(error) => {
            let page = browser.source().await.unwrap_or_default();
            panic!("there is no {css} ({error}): {page}");
        }
    }
}

async fn text(browser: &Browser, css: &str) -> String {
    find(browser, css).await.text().await.unwrap()
}

async fn press(browser: &Browser, css: &str) {
    find(browser, css).await.click().await.unwrap();
}

async fn type_into(browser: &Browser, css: &str, text: &str) {
    let field = find(browser, css).await;
    field.clear().await.unwrap();
    field.send_keys(text).await.unwrap();
}

async fn sign_in(browser: &Browser, office: &Office, path: &str) {
    browser.goto(&office.url(path)).await.unwrap();
    type_into(browser, "#email", EMAIL).await;
    type_into(browser, "#password", PASSWORD).await;
    press(browser, ".sign-in button").await;
    find(browser, ".nav").await;
}

#[tokio::test]
async fn a_submission_appears_by_itself_and_becomes_a_sent_quote() {
    let office = Office::open(Locale::En).await;
    let receiver = TestReceiver::start();
    let created = office.app.endpoint(&receiver, "/hook").await;
    office.inbox_flow(Locale::En).await;
    let browser = Browser::start().await;
    sign_in(&browser, &office, "/inbox").await;
    assert_eq!(
        browser.current_url().await.unwrap().path(),
        "/inbox",
        "the page that was asked for"
    );
    assert!(
        text(&browser, "#inbox-empty")
            .await
            .contains("No messages yet")
    );
    // A page that is loaded again forgets this.
    browser
        .execute("window.marker = 'still here'", vec![])
        .await
        .unwrap();

    let submission = office.app.submit().await;
    office.app.deliver().await;
    assert_eq!(
        text(&browser, ".message h2").await,
        "New submission received"
    );
    assert_eq!(
        text(&browser, ".message .lines").await,
        "Customer: John Smith\nTemplate: Modern Glass Panel\nSize: 2400 x 1500 mm"
    );
    assert_eq!(text(&browser, "[data-unread]").await, "1");
    let marker = browser
        .execute("return window.marker", vec![])
        .await
        .unwrap();
    assert_eq!(marker, json!("still here"), "nothing was loaded again");
    browser.screenshot("staff-inbox-live").await;

    press(&browser, ".message .actions a").await;
    find(&browser, ".panel-drawing").await;
    assert_eq!(text(&browser, "h1").await, "John Smith");
    let address = browser.current_url().await.unwrap();
    assert_eq!(address.path(), format!("/submissions/{}", submission.id));
    // Whoever followed its link has read the message, which is told by the stream.
    find(&browser, "[data-unread][hidden]").await;

    press(
        &browser,
        &format!(
            "form[action='/submissions/{}/quotes'] button",
            submission.id
        ),
    )
    .await;
    assert!(
        text(&browser, "[role=status]")
            .await
            .contains("created as a draft")
    );
    assert_eq!(
        browser.current_url().await.unwrap().query(),
        None,
        "which is said once"
    );
    press(&browser, "[data-add-line]").await;
    type_into(&browser, "#description-1", "Sliding door, 4 panes").await;
    type_into(&browser, "#quantity-1", "2").await;
    type_into(&browser, "#unit-price-1", "1,250.50").await;
    browser.screenshot("staff-quote-editor").await;
    press(&browser, "button[formaction]").await;
    // Only what was sent has a link to copy, shown as soon as a script can copy it.
    assert!(
        find(&browser, "[data-copy]")
            .await
            .is_displayed()
            .await
            .unwrap()
    );
    assert!(
        text(&browser, "[role=status]")
            .await
            .contains("The quote was sent")
    );
    assert!(text(&browser, ".page-head").await.contains("€2,501.00"));
    browser.screenshot("staff-quote-sent").await;

    office.app.deliver().await;
    browser.goto(&office.url("/events")).await.unwrap();
    assert!(
        text(&browser, ".list tbody tr")
            .await
            .contains("accepted by the receiver")
    );
    press(&browser, ".list tbody a").await;
    let badge = text(&browser, ".delivery .badge").await;
    assert_eq!(badge, format!("accepted by {}", created.endpoint.url));
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    office.state.stop_streams();
}

#[tokio::test]
async fn everything_works_without_scripts() {
    let office = Office::open(Locale::Nl).await;
    office.inbox_flow(Locale::Nl).await;
    let submission = office.app.submit().await;
    office.app.deliver().await;
    let browser = Browser::options().without_javascript().start().await;
    sign_in(&browser, &office, "/").await;
    press(&browser, "a[href='/inbox']").await;
    assert_eq!(
        text(&browser, ".message h2").await,
        "Nieuwe aanvraag ontvangen"
    );
    press(&browser, ".message form button").await;
    find(&browser, ".message:not(.message-unread)").await;
    browser
        .goto(&office.url(&format!("/submissions/{}", submission.id)))
        .await
        .unwrap();
    press(
        &browser,
        &format!(
            "form[action='/submissions/{}/quotes'] button",
            submission.id
        ),
    )
    .await;
    type_into(&browser, "#description-1", "Schuifpui").await;
    type_into(&browser, "#unit-price-1", "1.250,50").await;
    type_into(&browser, "#description-2", "Montage").await;
    type_into(&browser, "#unit-price-2", "80").await;
    press(&browser, "button[formaction]").await;
    find(&browser, ".offer").await;
    assert!(text(&browser, "[role=status]").await.contains("verzonden"));
    assert!(text(&browser, ".page-head").await.contains("1.330,50"));
    press(&browser, ".link-button").await;
    // Nobody is signed in any more: the page speaks the browser's language.
    let said = text(&browser, ".sign-in [role=status]").await;
    assert!(said.contains("signed out"), "{said}");
}

#[tokio::test]
async fn every_page_fits_a_phone_and_a_desk() {
    // German has the longest words.
    let office = Office::open(Locale::De).await;
    let receiver = TestReceiver::start();
    receiver.answer("/broken", Answer::status(410));
    let endpoint = office.app.endpoint(&receiver, LONG_PATH).await.endpoint.id;
    let broken = office.app.endpoint(&receiver, "/broken").await.endpoint.id;
    office.inbox_flow(Locale::De).await;
    let (sent, draft) = office.quotes().await;
    let fields = LeadFields {
        locale: Locale::De,
        name: LONG_NAME.to_owned(),
        email: LONG_EMAIL.to_owned(),
        phone: Some("+49 30 1234567".to_owned()),
        message: format!("{LONG_WORD}, 12 Stück.\n\nBitte rufen Sie mich an."),
    };
    let (service, id) = (&office.app.service, office.app.organization.id);
    let slug = office.app.organization.slug.as_str();
    leads::leave(service, slug, fields, None).await.unwrap();
    office.app.deliver().await;
    endpoints::pause(service, id, endpoint).await.unwrap();
    let submission = office.long_submission().await;
    office.app.deliver().await;
    let newest = Page {
        limit: 1,
        before: None,
    };
    let (messages, _) = inbox::list(service, id, newest).await.unwrap();
    let message = messages.into_iter().next().unwrap();
    let (flow, run) = (message.source.unwrap(), message.run.unwrap());
    let event = office.events().await[0];
    let pages = [
        ("sign-in", "/sign-in".to_owned()),
        ("home", "/".to_owned()),
        ("inbox", "/inbox".to_owned()),
        ("submissions", "/submissions".to_owned()),
        ("submission", format!("/submissions/{submission}")),
        ("quotes", "/quotes".to_owned()),
        ("quote-sent", format!("/quotes/{sent}")),
        ("quote-draft", format!("/quotes/{draft}")),
        ("leads", "/leads".to_owned()),
        ("events", "/events".to_owned()),
        ("event", format!("/events/{event}")),
        ("endpoints", "/webhooks".to_owned()),
        ("endpoint-new", "/webhooks/new".to_owned()),
        ("endpoint-paused", format!("/webhooks/{endpoint}")),
        ("endpoint-gone", format!("/webhooks/{broken}")),
        ("endpoint-edit", format!("/webhooks/{endpoint}/edit")),
        ("flows", "/flows".to_owned()),
        ("flow", format!("/flows/{flow}")),
        ("flow-run", format!("/flow-runs/{run}")),
        ("not-found", "/quotes/nothing".to_owned()),
    ];
    let browser = Browser::options().language("de").start().await;
    let mut too_wide = Vec::new();
    for (name, path) in &pages {
        if *name == "home" {
            sign_in(&browser, &office, path).await;
        } else {
            browser.goto(&office.url(path)).await.unwrap();
        }
        for (device, width, height) in [("desk", 1280, 900), ("phone", 390, 844)] {
            browser.resize(width, height).await;
            browser.screenshot(&format!("staff-{name}-{device}")).await;
            // A phone makes its view as wide as what does not fit, so that is no measure.
            let measured = "return document.documentElement.scrollWidth";
            let measured = browser.execute(measured, vec![]).await.unwrap();
            if measured.as_u64() > Some(u64::from(width)) {
                too_wide.push(format!("{name} at {width}: {measured}"));
            }
        }
    }
    assert_eq!(too_wide, Vec::<String>::new());
    let errors = browser.console_errors().await;
    let unexpected: Vec<_> = errors
        .iter()
        .filter(|error| !error.contains("404"))
        .collect();
    assert_eq!(unexpected, Vec::<&String>::new());
    office.state.stop_streams();
}
