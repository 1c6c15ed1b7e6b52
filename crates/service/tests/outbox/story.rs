//! What the tests ask about deliveries.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use serde_json::Value;
use winfactor_domain::{EndpointId, EventId};
use winfactor_service::{
    endpoints::{self, Endpoint, EndpointInput},
    events::{self, DeliveryView},
    inbox,
};
use winfactor_store::Page;
use winfactor_testkit::{TestApp, TestReceiver, receiver::Received};

pub(crate) const SECOND: Duration = Duration::from_secs(1);
pub(crate) const MINUTE: Duration = Duration::from_secs(60);
pub(crate) const HOUR: Duration = Duration::from_secs(3600);
/// An address that is recognized as one of ActivePieces.
pub(crate) const ACTIVE_PIECES: &str = "/api/v1/webhooks/abcdefghij0123456789X";

pub(crate) fn page() -> Page {
    Page {
        limit: 100,
        before: None,
    }
}

/// The ids of all events, the newest first.
pub(crate) async fn event_ids(app: &TestApp) -> Vec<EventId> {
    let listed = events::list(
        &app.service,
        app.organization.id,
        Default::default(),
        page(),
    );
    let (list, _) = listed.await.unwrap();
    list.into_iter().map(|event| event.id).collect()
}

/// The only delivery of an event.
pub(crate) async fn delivery(app: &TestApp, event: EventId) -> DeliveryView {
    let view = events::get(&app.service, app.organization.id, event)
        .await
        .unwrap();
    let [delivery] = <[_; 1]>::try_from(view.deliveries).unwrap();
    delivery
}

/// The only delivery of the newest event.
pub(crate) async fn newest_delivery(app: &TestApp) -> DeliveryView {
    let newest = event_ids(app).await[0];
    delivery(app, newest).await
}

pub(crate) async fn endpoint(app: &TestApp, id: EndpointId) -> Endpoint {
    endpoints::get(&app.service, app.organization.id, id)
        .await
        .unwrap()
}

/// An endpoint with settings of its own.
pub(crate) async fn endpoint_with(app: &TestApp, input: EndpointInput) -> EndpointId {
    let created = endpoints::create(&app.service, app.organization.id, input).await;
    created.unwrap().endpoint.id
}

/// One that sends one request after the other.
pub(crate) async fn slow_endpoint(
    app: &TestApp,
    receiver: &TestReceiver,
    path: &str,
) -> EndpointId {
    let input = EndpointInput {
        url: receiver.url(path),
        max_in_flight: Some(1),
        ..EndpointInput::default()
    };
    endpoint_with(app, input).await
}

pub(crate) async fn alerts(app: &TestApp) -> Vec<String> {
    let (messages, _) = inbox::list(&app.service, app.organization.id, page())
        .await
        .unwrap();
    messages.into_iter().map(|message| message.title).collect()
}

pub(crate) fn event_type(request: &Received) -> String {
    request.header("x-winfactor-event").unwrap().to_owned()
}

/// The types of events in the order of their arrival, repeats included.
pub(crate) fn event_types(requests: &[Arc<Received>]) -> Vec<String> {
    requests.iter().map(|request| event_type(request)).collect()
}

/// The id of the quote, or of the submission, that an event is about.
pub(crate) fn subject(request: &Received) -> String {
    let body: Value = request.json();
    let data = &body["data"];
    let id = match data["quote"]["id"].as_str() {
        Some(quote) => quote,
        None => data["submission"]["id"].as_str().unwrap(),
    };
    id.to_owned()
}

/// For each subject the types of its events, in the order of their first arrival.
pub(crate) fn by_subject(requests: &[Arc<Received>]) -> BTreeMap<String, Vec<String>> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for request in requests {
        let types = all.entry(subject(request)).or_default();
        let event_type = event_type(request);
        if !types.contains(&event_type) {
            types.push(event_type);
        }
    }
    all
}

/// What becomes of a quote from its draft to its acceptance, in this order.
pub(crate) const LIFE_OF_A_QUOTE: [&str; 4] = [
    "quote.created",
    "quote.sent",
    "quote.viewed",
    "quote.accepted",
];
