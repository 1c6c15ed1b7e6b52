//! An installation with its router, visited as by a browser.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, header},
};
use serde_json::Value;
use tower::ServiceExt;
use url::form_urlencoded;
use winfactor_domain::{Quote, QuoteVersion};
use winfactor_service::{
    events::{self, EventRow},
    organizations::{self, OrganizationPatch},
    quotes::{self, LineItemFields, NewQuote, SendFields},
};
use winfactor_testkit::TestApp;
use winfactor_web::{AppState, RateLimits, WebConfig, router};

use crate::page::Page;

pub(crate) const ORGANIZATION: &str = "/window-door-solutions";
pub(crate) const CONFIGURATOR: &str = "/window-door-solutions/modern-glass-facade";
pub(crate) const CONTACT_FORM: &str = "#contact form";
pub(crate) const CONFIGURATION: &str = "#configuration";

/// How a browser of our day calls itself.
pub(crate) const BROWSER: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:127.0) \
                                  Gecko/20100101 Firefox/127.0";

pub(crate) struct Site {
    pub(crate) app: TestApp,
    pub(crate) router: Router,
}

impl Site {
    pub(crate) async fn open() -> Site {
        Site::of(TestApp::sqlite().await)
    }

    pub(crate) fn of(app: TestApp) -> Site {
        let config = WebConfig {
            rate_limits: RateLimits::OFF,
            ..WebConfig::default()
        };
        Site::with(app, config)
    }

    pub(crate) fn with(app: TestApp, config: WebConfig) -> Site {
        let router = router(AppState::new(app.service.clone(), config));
        Site { app, router }
    }

    /// Sends a request as it is.
    pub(crate) async fn send(&self, request: Request<Body>) -> Page {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Page {
            status: head.status,
            headers: head.headers,
            html: String::from_utf8(body.to_vec()).unwrap(),
        }
    }

    /// A browser that prefers English opens an address; a fragment stays with the browser.
    pub(crate) async fn get(&self, address: &str) -> Page {
        self.get_with(address, &[("accept-language", "en")]).await
    }

    pub(crate) async fn get_with(&self, address: &str, headers: &[(&str, &str)]) -> Page {
        let address = address.split('#').next().unwrap();
        let request = with(Request::get(address), headers);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// A browser sends fields.
    pub(crate) async fn post(&self, address: &str, fields: &[(String, String)]) -> Page {
        self.post_with(address, fields, &[("accept-language", "en")])
            .await
    }

    pub(crate) async fn post_with(
        &self,
        address: &str,
        fields: &[(String, String)],
        headers: &[(&str, &str)],
    ) -> Page {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        let request = with(Request::post(address), headers)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body.finish())).unwrap())
            .await
    }

    /// Opens a page, fills in its form and sends it, as a browser does.
    pub(crate) async fn fill_in(
        &self,
        address: &str,
        form: &str,
        entries: &[(&str, &str)],
    ) -> Page {
        let page = self.get(address).await.expect(200);
        self.send_form(&page, form, entries).await
    }

    /// Sends the form of an open page, filled in.
    pub(crate) async fn send_form(
        &self,
        page: &Page,
        form: &str,
        entries: &[(&str, &str)],
    ) -> Page {
        let action = page.attribute(form, "action").unwrap();
        let fields = filled_in(page.form(form), entries);
        self.post(&action, &fields).await
    }

    /// The events of one type as they are delivered.
    pub(crate) async fn events(&self, event_type: &str) -> Vec<Value> {
        let all = self.all_events().await.into_iter();
        let of_type = all.filter(|event| event.event_type.name() == event_type);
        of_type
            .map(|event| serde_json::from_str(&event.body).unwrap())
            .collect()
    }

    /// The types of the events about a quote, in their order.
    pub(crate) async fn events_of(&self, quote: &Quote) -> Vec<&'static str> {
        let subject = quote.id.to_string();
        let mut events = self.all_events().await;
        events.retain(|event| event.subject == subject);
        events.sort_by_key(|event| event.subject_seq);
        events
            .into_iter()
            .map(|event| event.event_type.name())
            .collect()
    }

    async fn all_events(&self) -> Vec<EventRow> {
        let organization = self.app.organization.id;
        let all = events::since(&self.app.service, organization, String::new(), 1000).await;
        all.unwrap()
    }

    pub(crate) async fn patch_organization(&self, patch: OrganizationPatch) {
        let id = self.app.organization.id;
        organizations::update(&self.app.service, id, patch)
            .await
            .unwrap();
    }

    /// A quote over 1,390.50 € that was sent in English.
    pub(crate) async fn sent_quote(&self) -> Quote {
        let (service, organization) = (&self.app.service, self.app.organization.id);
        let submission = self.app.submit().await;
        let wanted = NewQuote {
            line_items: vec![LineItemFields {
                description: "Glass panel 2400 × 1500".to_owned(),
                unit_price: Some("1390.50".parse().unwrap()),
                ..LineItemFields::default()
            }],
            ..NewQuote::default()
        };
        let made = quotes::create(service, organization, submission.id, wanted, None).await;
        let draft = made.unwrap().created().unwrap();
        self.send_quote(&draft).await
    }

    pub(crate) async fn send_quote(&self, quote: &Quote) -> Quote {
        let (service, organization) = (&self.app.service, self.app.organization.id);
        let sent = quotes::send(service, organization, quote.id, SendFields::default()).await;
        sent.unwrap()
    }

    pub(crate) async fn revise(&self, quote: &Quote) -> Quote {
        let (service, organization) = (&self.app.service, self.app.organization.id);
        quotes::revise(service, organization, quote.id)
            .await
            .unwrap()
    }

    /// The newest version of the quote that was sent.
    pub(crate) async fn version(&self, quote: &Quote) -> QuoteVersion {
        let (service, organization) = (&self.app.service, self.app.organization.id);
        let versions = quotes::versions(service, organization, quote.id).await;
        versions.unwrap().sent.remove(0)
    }
}

/// The fields of a form with some of them filled in.
pub(crate) fn filled_in(
    mut fields: Vec<(String, String)>,
    entries: &[(&str, &str)],
) -> Vec<(String, String)> {
    for (name, value) in entries {
        fields.retain(|(each, _)| each != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    fields
}

/// The address of a quote's page.
pub(crate) fn page_of(quote: &Quote) -> String {
    format!("/q/{}", quote.sending.as_ref().unwrap().token)
}

fn with(
    mut request: axum::http::request::Builder,
    headers: &[(&str, &str)],
) -> axum::http::request::Builder {
    let named = headers.iter().any(|(name, _)| *name == "user-agent");
    if !named {
        request = request.header(header::USER_AGENT, BROWSER);
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request
}
