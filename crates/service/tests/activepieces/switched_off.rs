//! A flow that is switched off holds its events and gets them all, once, in order, when it is on again.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use serde_json::json;
use winfactor_domain::EndpointId;
use winfactor_service::{
    Page,
    endpoints::{self, Endpoint, EndpointStatus, FlowState},
    events::{self, EventFilter},
};
use winfactor_testkit::{TestApp, vendors::ActivePiecesStandIn};

use crate::support::{add_endpoint, version};

const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(3600);

async fn endpoint(app: &TestApp, id: EndpointId) -> Endpoint {
    endpoints::get(&app.service, app.organization.id, id)
        .await
        .unwrap()
}

async fn recorded(app: &TestApp) -> BTreeSet<String> {
    let page = Page {
        limit: 100,
        before: None,
    };
    let (service, organization) = (&app.service, app.organization.id);
    let listed = events::list(service, organization, EventFilter::default(), page).await;
    let (listed, _) = listed.unwrap();
    listed.iter().map(|event| event.id.to_string()).collect()
}

/// The types of the events of each quote, in the order in which they started runs.
fn by_quote(there: &ActivePiecesStandIn) -> BTreeMap<String, Vec<String>> {
    let mut quotes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for run in there.runs() {
        let text = |pointer: &str| run.body().pointer(pointer)?.as_str().map(str::to_owned);
        if let Some(quote) = text("/data/quote/id") {
            quotes.entry(quote).or_default().extend(text("/eventType"));
        }
    }
    quotes
}

#[tokio::test]
async fn events_wait_for_the_flow_and_arrive_once_and_in_order() {
    TestApp::on_both_engines(|app| async move {
        let there = ActivePiecesStandIn::start();
        let flow = there.add_flow(&version(json!({}), &[]));
        let id = add_endpoint(&app, &there.webhook(&flow)).await.unwrap();
        let id = id.endpoint.id;
        app.submit().await;
        app.deliver().await;
        assert_eq!(there.runs().len(), 1);

        there.switch(&flow, false);
        for _ in 0..6 {
            // Submitted, created, sent, viewed and accepted.
            let sent = app.send(&app.draft().await).await;
            app.accept(&sent).await;
            app.deliver_after(SECOND).await;
        }
        let off = endpoint(&app, id).await;
        assert_eq!(off.state.status, EndpointStatus::Off);
        assert_eq!(off.held, 29, "one goes on as the probe");
        assert_eq!(off.flow.unwrap().state, FlowState::Off);
        app.deliver_after(HOUR).await;
        assert_eq!(there.runs().len(), 1, "a flow that is off runs nothing");

        there.switch(&flow, true);
        app.deliver_after(2 * HOUR).await;
        let at_once = there.runs().len() - 1;
        assert!(
            at_once <= 11,
            "its server is treated gently: {at_once} in a second"
        );
        for _ in 0..3 {
            app.deliver_after(SECOND).await;
        }
        let on = endpoint(&app, id).await;
        assert_eq!((on.state.status, on.held), (EndpointStatus::Active, 0));
        assert_eq!(on.flow.unwrap().state, FlowState::On);

        let runs = there.runs();
        let arrived: BTreeSet<String> = runs.iter().map(|run| run.event().to_owned()).collect();
        assert_eq!((runs.len(), &arrived), (31, &recorded(&app).await));
        let life = [
            "quote.created",
            "quote.sent",
            "quote.viewed",
            "quote.accepted",
        ];
        let quotes = by_quote(&there);
        assert_eq!(quotes.len(), 6);
        for (quote, types) in quotes {
            assert_eq!(types, life, "{quote}");
        }
    })
    .await;
}
