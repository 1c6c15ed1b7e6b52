//! A customer with a real browser: from the products to an accepted offer, with scripts and without,
//! on a telephone and on a desk. The receiver of webhooks hears of each step, signed.
#![allow(clippy::unwrap_used)]

use std::net::SocketAddr;

use serde_json::{Value, json};
use tokio::net::TcpListener;
use winfactor_domain::Quote;
use winfactor_service::{
    quotes::{self, LineItemFields, NewQuote, SendFields},
    submissions::{self, SubmissionFilter},
};
use winfactor_testkit::{
    Browser, TestApp, TestReceiver,
    browser::{Locator, Options},
};
use winfactor_web::{AppState, WebConfig, router};

/// What a browser with a window calls itself; the one of the tests admits that it has none.
const PERSON: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
                      Chrome/138.0.0.0 Safari/537.36";
const WIDTHS: [u32; 2] = [390, 1280];

/// A server with its worker, a receiver of its events, and a customer's browser.
struct Shop {
    app: TestApp,
    receiver: TestReceiver,
    secret: String,
    browser: Browser,
    address: String,
    name: &'static str,
}

impl Shop {
    async fn open(name: &'static str, browser: Options) -> Shop {
        let app = TestApp::sqlite().await;
        let receiver = TestReceiver::start();
        let endpoint = app.endpoint(&receiver, "/hook").await;
        app.deliver_in_background();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let router = router(AppState::new(app.service.clone(), WebConfig::default()));
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
        let browser = browser.start().await;
        // A page that still fades in cannot be laid out for another width.
        let calm = json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
        browser.dev_tools("Emulation.setEmulatedMedia", calm).await;
        let person = json!({ "userAgent": PERSON });
        browser
            .dev_tools("Emulation.setUserAgentOverride", person)
            .await;
        Shop {
            secret: endpoint.secret.expose().to_owned(),
            app,
            receiver,
            browser,
            address,
            name,
        }
    }

    async fn goto(&self, path: &str) {
        self.browser
            .goto(&format!("{}{path}", self.address))
            .await
            .unwrap();
    }

    async fn click(&self, selector: &str) {
        self.browser
            .find(Locator::Css(selector))
            .await
            .unwrap()
            .click()
            .await
            .unwrap();
    }

    async fn fill_in(&self, selector: &str, text: &str) {
        let field = self.browser.find(Locator::Css(selector)).await.unwrap();
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// The text of an element, which may be about to appear.
    async fn text(&self, selector: &str) -> String {
        let shown = self
            .browser
            .wait()
            .for_element(Locator::Css(selector))
            .await;
        shown.unwrap().text().await.unwrap()
    }

    /// Waits for the page with that heading.
    async fn arrives_at(&self, title: &str) {
        let heading = format!("//h1[normalize-space() = '{title}']");
        let shown = self
            .browser
            .wait()
            .for_element(Locator::XPath(&heading))
            .await;
        shown.unwrap_or_else(|error| panic!("there is no page \"{title}\": {error}"));
    }

    /// Draws the page as a telephone and as a desk show it; nothing may reach over the edge.
    async fn look(&self, page: &str) {
        for width in WIDTHS {
            self.browser.resize(width, 900).await;
            let over = "return document.scrollingElement.scrollWidth - window.innerWidth";
            let over = self.browser.execute(over, vec![]).await.unwrap();
            let over = over.as_i64().unwrap();
            self.browser
                .execute("scrollTo(0, 0)", vec![])
                .await
                .unwrap();
            self.browser
                .screenshot(&format!("{}-{page}-{width}", self.name))
                .await;
            assert!(over <= 0, "{page}: {over} pixels over the edge at {width}");
        }
        let mut errors = self.browser.console_errors().await;
        // A form that comes back is no mistake of the page.
        errors.retain(|error| !error.contains("status of 422"));
        assert!(errors.is_empty(), "{page}: {errors:?}");
    }

    /// The customer configures the only product and asks for a quote.
    async fn ask_for_a_quote(&self) {
        self.fill_in("#width", "2400").await;
        self.fill_in("#height", "1500").await;
        self.fill_in("#name", "Margaret Ellis").await;
        self.fill_in("#email", "margaret@example.com").await;
    }

    /// What staff do: a quote for the only submission, sent.
    async fn send_quote(&self) -> Quote {
        let (service, organization) = (&self.app.service, self.app.organization.id);
        let one = winfactor_service::Page {
            limit: 1,
            before: None,
        };
        let filter = SubmissionFilter::default();
        let (submissions, _) = submissions::list(service, organization, filter, one)
            .await
            .unwrap();
        let line = |description: &str, price: &str| LineItemFields {
            description: description.to_owned(),
            unit_price: Some(price.parse().unwrap()),
            ..LineItemFields::default()
        };
        let wanted = NewQuote {
            line_items: vec![
                line(
                    "Modern Glass Panel, 2,400 × 1,500 mm, two panes, tilt and turn",
                    "1390.50",
                ),
                line("Installation and removal of the old window", "480"),
            ],
            ..NewQuote::default()
        };
        let made = quotes::create(service, organization, submissions[0].id, wanted, None).await;
        let draft = made.unwrap().created().unwrap();
        let sent = quotes::send(service, organization, draft.id, SendFields::default()).await;
        sent.unwrap()
    }

    /// Waits until the receiver has got as many events, and tells the newest; all are signed.
    async fn received(&self, count: usize) -> Value {
        let requests = self.receiver.wait_for(count).await;
        self.receiver
            .assert_signed(&self.secret, self.app.service.now());
        assert_eq!(requests.len(), count);
        requests[count - 1].json()
    }
}

fn page_of(quote: &Quote) -> String {
    format!("/q/{}", quote.sending.as_ref().unwrap().token)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_asks_looks_and_accepts() {
    let shop = Shop::open("customer", Browser::options().language("en-GB")).await;
    shop.goto("/window-door-solutions").await;
    shop.arrives_at("Made to your measure").await;
    shop.look("organization").await;

    shop.click(".product a").await;
    shop.arrives_at("Modern Glass Panel").await;
    let before = shop.text("#sketch").await;
    shop.ask_for_a_quote().await;
    // The drawing follows without a click.
    let drawn = "#sketch svg[aria-label*='2,400'][aria-label*='1,500']";
    assert_ne!(shop.text(drawn).await, before);
    shop.click("[data-step='1']").await;
    shop.text("#sketch svg[aria-label$='fixed, tilt and turn, fixed']")
        .await;
    shop.look("configurator").await;
    shop.click("#configuration .button").await;
    shop.arrives_at("Thank you, your request has arrived").await;
    shop.look("thanks").await;
    let submission = shop.received(1).await;
    assert_eq!(submission["eventType"], "submission.created");
    assert_eq!(submission["data"]["configuration"]["componentCount"], 3);

    let quote = shop.send_quote().await;
    shop.received(3).await;
    shop.goto(&page_of(&quote)).await;
    shop.arrives_at(&format!("Quote {}", quote.number)).await;
    let viewed = shop.received(4).await;
    assert_eq!(viewed["eventType"], "quote.viewed");
    assert_eq!(viewed["data"]["view"]["userAgent"], PERSON);
    shop.look("offer").await;

    shop.click("form.accept .button").await;
    assert_eq!(
        shop.text("form.accept .field-error").await,
        "Please fill in this field."
    );
    shop.look("offer-incomplete").await;
    shop.fill_in("#accept-name", "Margaret Ellis").await;
    shop.click("#confirmed").await;
    shop.click("form.accept .button").await;
    assert_eq!(
        shop.text(".verdict h1").await,
        "You have accepted this quote"
    );
    shop.look("offer-accepted").await;
    let accepted = shop.received(5).await;
    assert_eq!(accepted["eventType"], "quote.accepted");
    assert_eq!(
        accepted["data"]["acceptance"]["acceptedByName"],
        "Margaret Ellis"
    );

    // Loading the answered page again answers nothing again.
    shop.browser.refresh().await.unwrap();
    assert_eq!(
        shop.text(".verdict h1").await,
        "You have accepted this quote"
    );
    assert_eq!(shop.receiver.requests().len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_everything_works_but_the_drawing_that_follows() {
    let options = Browser::options().language("de").without_javascript();
    let shop = Shop::open("customer-plain", options).await;
    shop.goto("/window-door-solutions/modern-glass-facade")
        .await;
    shop.ask_for_a_quote().await;
    shop.fill_in("#email", "margaret").await;
    shop.click("#configuration .button").await;
    let wrong = shop.text("#configuration .field-error").await;
    assert!(
        wrong.starts_with("Bitte geben Sie eine E-Mail-Adresse"),
        "{wrong}"
    );
    shop.text("#sketch svg[aria-label*='2.400']").await;
    shop.fill_in("#email", "margaret@example.com").await;
    shop.click("#configuration .button").await;
    shop.arrives_at("Vielen Dank, Ihre Anfrage ist angekommen")
        .await;
    shop.received(1).await;

    let quote = shop.send_quote().await;
    shop.goto(&page_of(&quote)).await;
    shop.click(".reject summary").await;
    shop.look("declining").await;
    shop.fill_in("#reason", "Zu teuer").await;
    shop.click("#reject-confirmed").await;
    shop.click(".reject .button").await;
    assert_eq!(
        shop.text(".verdict h1").await,
        "Sie haben dieses Angebot abgelehnt"
    );
    // Whoever answers has seen the offer.
    let rejected = shop.received(5).await;
    assert_eq!(rejected["eventType"], "quote.rejected");
    assert_eq!(rejected["data"]["rejection"]["reason"], "Zu teuer");

    shop.goto("/window-door-solutions").await;
    shop.fill_in("#contact #name", "Margaret Ellis").await;
    shop.fill_in("#contact #email", "margaret@example.com")
        .await;
    shop.fill_in("#contact #message", "Bauen Sie auch Türen?")
        .await;
    shop.click("#contact .button").await;
    assert_eq!(
        shop.text("#contact .notice strong").await,
        "Vielen Dank für Ihre Nachricht"
    );
    let lead = shop.received(6).await;
    assert_eq!(lead["eventType"], "lead.created");
    assert_eq!(lead["customerLocale"], "de");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_problems_fit_every_screen() {
    let shop = Shop::open("problem", Browser::options().language("nl")).await;
    for (path, title) in [
        ("/nobody", "Deze pagina bestaat niet"),
        ("/q/nothing", "Deze link is niet geldig"),
    ] {
        shop.goto(path).await;
        shop.arrives_at(title).await;
        for width in WIDTHS {
            shop.browser.resize(width, 900).await;
            shop.browser
                .screenshot(&format!("problem{}-{width}", path.replace('/', "-")))
                .await;
        }
    }
}
