//! An installation with its router, and people who use it with a browser each.

use std::{collections::BTreeMap, sync::Mutex, time::Duration};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, header},
    response::Response,
};
use tower::ServiceExt;
use url::form_urlencoded;
use winfactor_domain::{Locale, OrganizationId, Quote, Submission};
use winfactor_service::{
    Service, accounts,
    events::{self, EventRow},
    flows::{self, Flow},
    leads::{self, LeadFields},
    quotes::{self, LineItemFields, NewQuote, SendFields},
};
use winfactor_testkit::{TestApp, app::PASSWORD};
use winfactor_web::{AppState, RateLimits, WebConfig, router};

use crate::{forms::Form, page::Page};

pub(crate) const EMAIL: &str = "eva@window-door-solutions.example";

pub(crate) struct Office {
    pub(crate) app: TestApp,
    pub(crate) state: AppState,
    router: Router,
}

/// Somebody with a browser of their own, which keeps cookies.
pub(crate) struct Person<'a> {
    pub(crate) office: &'a Office,
    cookies: Mutex<BTreeMap<String, String>>,
}

impl Office {
    pub(crate) async fn open() -> Office {
        Office::of(TestApp::sqlite().await)
    }

    pub(crate) fn of(app: TestApp) -> Office {
        let config = WebConfig {
            rate_limits: RateLimits::OFF,
            ..WebConfig::default()
        };
        let state = AppState::new(app.service.clone(), config);
        Office {
            router: router(state.clone()),
            state,
            app,
        }
    }

    pub(crate) fn service(&self) -> &Service {
        &self.app.service
    }

    pub(crate) fn id(&self) -> OrganizationId {
        self.app.organization.id
    }

    /// Somebody who is not signed in.
    pub(crate) fn stranger(&self) -> Person<'_> {
        Person {
            office: self,
            cookies: Mutex::default(),
        }
    }

    /// The organization's first user, signed in, reading English.
    pub(crate) async fn eva(&self) -> Person<'_> {
        self.speak(Locale::En).await;
        self.member(EMAIL).await
    }

    /// A user of whatever organization, signed in.
    pub(crate) async fn member(&self, email: &str) -> Person<'_> {
        let person = self.stranger();
        let page = person.get("/sign-in").await.expect(200);
        let form = Form::to(&page, "/sign-in")
            .set("email", email)
            .set("password", PASSWORD);
        person.send(form).await.leads_to();
        person
    }

    /// Changes the language of the first user's pages.
    pub(crate) async fn speak(&self, locale: Locale) {
        let users = accounts::list(self.service(), self.id()).await.unwrap();
        let (user, name) = (users[0].id, users[0].name.clone());
        let changed = accounts::update_profile(self.service(), self.id(), user, name, locale);
        changed.await.unwrap();
    }

    /// Lets a moment pass, so that what follows is later than what was before.
    fn tick(&self) {
        self.app.clock.advance(Duration::from_millis(1));
    }

    pub(crate) async fn draft(&self) -> Quote {
        self.tick();
        let submission = self.app.submit().await;
        self.draft_for(&submission).await
    }

    /// A draft over 1,390.50 € before tax.
    pub(crate) async fn draft_for(&self, submission: &Submission) -> Quote {
        let wanted = NewQuote {
            line_items: vec![LineItemFields {
                description: "Glass panel 2400 × 1500".to_owned(),
                unit_price: Some("1390.50".parse().unwrap()),
                ..LineItemFields::default()
            }],
            ..NewQuote::default()
        };
        self.tick();
        let made = quotes::create(self.service(), self.id(), submission.id, wanted, None).await;
        made.unwrap().created().unwrap()
    }

    pub(crate) async fn sent_quote(&self) -> Quote {
        let draft = self.draft().await;
        self.tick();
        let sent = quotes::send(self.service(), self.id(), draft.id, SendFields::default()).await;
        sent.unwrap()
    }

    pub(crate) async fn quote(&self, quote: &Quote) -> Quote {
        quotes::get(self.service(), self.id(), quote.id)
            .await
            .unwrap()
    }

    pub(crate) async fn leave_lead(&self, name: &str) -> leads::Left {
        let fields = LeadFields {
            locale: Locale::Nl,
            name: name.to_owned(),
            email: "daan@example.nl".to_owned(),
            phone: None,
            message: format!("Hello from {name}"),
        };
        let slug = self.app.organization.slug.as_str();
        self.tick();
        let left = leads::leave(self.service(), slug, fields, None).await;
        left.unwrap().created().unwrap()
    }

    /// The ready-made flow that posts new submissions to the inbox, switched on, in English.
    pub(crate) async fn inbox_flow(&self) -> Flow {
        let (service, id) = (self.service(), self.id());
        let recipe = "submission-to-inbox";
        let made = flows::create_from_recipe(service, id, recipe, Locale::En, Some("Eva")).await;
        flows::enable(service, id, made.unwrap().id).await.unwrap()
    }

    /// All events, in their order.
    pub(crate) async fn events(&self) -> Vec<EventRow> {
        let all = events::since(self.service(), self.id(), String::new(), 1000).await;
        all.unwrap()
    }

    pub(crate) async fn event_types(&self) -> Vec<&'static str> {
        let events = self.events().await;
        events.iter().map(|event| event.event_type.name()).collect()
    }
}

impl Person<'_> {
    /// Opens an address; a fragment stays with the browser.
    pub(crate) async fn get(&self, address: &str) -> Page {
        self.get_with(address, &[]).await
    }

    pub(crate) async fn get_with(&self, address: &str, headers: &[(&str, &str)]) -> Page {
        read(self.open(address, headers).await).await
    }

    /// The answer with a body that has not been read yet.
    pub(crate) async fn open(&self, address: &str, headers: &[(&str, &str)]) -> Response {
        let address = address.split('#').next().unwrap();
        let request = with(Request::get(address), headers);
        self.request(request.body(Body::empty()).unwrap()).await
    }

    /// Opens a page and sends one of its forms as it stands.
    pub(crate) async fn press(&self, address: &str, action: &str) -> Page {
        let page = self.get(address).await.expect(200);
        self.send(Form::to(&page, action)).await
    }

    pub(crate) async fn send(&self, form: Form) -> Page {
        self.send_with(form, &[]).await
    }

    pub(crate) async fn send_with(&self, form: Form, headers: &[(&str, &str)]) -> Page {
        self.office.tick();
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(&form.fields);
        let request = with(Request::post(&form.action), headers)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let request = request.body(Body::from(body.finish())).unwrap();
        read(self.request(request).await).await
    }

    /// Goes where an answer leads to.
    pub(crate) async fn follow(&self, page: &Page) -> Page {
        self.get(page.leads_to()).await
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    /// The same browser with one cookie changed.
    pub(crate) fn put_cookie(&self, name: &str, value: &str) {
        let mut cookies = self.cookies.lock().unwrap();
        cookies.insert(name.to_owned(), value.to_owned());
    }

    async fn request(&self, mut request: Request<Body>) -> Response {
        let carried: Vec<_> = self
            .cookies
            .lock()
            .unwrap()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !carried.is_empty() {
            let carried = carried.join("; ").parse().unwrap();
            request.headers_mut().insert(header::COOKIE, carried);
        }
        let response = self.office.router.clone().oneshot(request).await.unwrap();
        self.keep(response.headers());
        response
    }

    fn keep(&self, headers: &HeaderMap) {
        let mut cookies = self.cookies.lock().unwrap();
        for cookie in headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if cookie.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

async fn read(response: Response) -> Page {
    let (head, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    Page {
        status: head.status,
        headers: head.headers,
        html: String::from_utf8(body.to_vec()).unwrap(),
    }
}

fn with(
    mut request: axum::http::request::Builder,
    headers: &[(&str, &str)],
) -> axum::http::request::Builder {
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request
}
