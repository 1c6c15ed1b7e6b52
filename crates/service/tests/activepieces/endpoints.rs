//! Saving a webhook address of ActivePieces: what is refused, what is told, and what is found out
//! without starting the flow.

use serde_json::json;
use winfactor_domain::{EndpointId, EventType};
use winfactor_service::{
    activepieces,
    endpoints::{self, EndpointPatch, FlowState, Trial},
};
use winfactor_testkit::{TestApp, vendors::ActivePiecesStandIn};

use crate::support::{add_endpoint, refused, sign_in, version};

async fn flow_state(app: &TestApp, id: EndpointId) -> (FlowState, String) {
    let endpoint = endpoints::get(&app.service, app.organization.id, id)
        .await
        .unwrap();
    let flow = endpoint.flow.unwrap();
    (flow.state, flow.message)
}

async fn try_out(app: &TestApp, id: EndpointId) {
    let trial = Trial {
        event_type: EventType::SubmissionCreated,
        sparse: false,
    };
    endpoints::test(&app.service, app.organization.id, id, trial)
        .await
        .unwrap();
    app.deliver().await;
}

#[tokio::test]
async fn addresses_that_would_lose_every_event_are_refused_with_the_reason() {
    let app = TestApp::sqlite().await;
    let id = "aB3dE6gH9jK2mN5pQ8sT1";
    let cloud = "https://cloud.activepieces.com";
    for (url, code, words) in [
        (
            format!("{cloud}/api/v1/webhooks/{id}/test"),
            "activepieces_sample_data",
            "only collects sample data",
        ),
        (
            format!("{cloud}/api/v1/webhooks/{id}/draft"),
            "activepieces_sample_data",
            "leave out",
        ),
        (
            format!("{cloud}/api/v1/webhooks/{id}/draft/sync"),
            "activepieces_sample_data",
            "never starts",
        ),
        (
            format!("{cloud}/api/v1/webhooks/8xk2"),
            "activepieces_incomplete",
            "Live URL",
        ),
        (
            format!("{cloud}/projects/{id}/flows/{id}"),
            "activepieces_page",
            "Catch Webhook",
        ),
        (
            format!("{cloud}/flows/{id}"),
            "activepieces_page",
            "copy the Live URL",
        ),
    ] {
        let (pointer, found, message) = refused(add_endpoint(&app, &url).await);
        assert_eq!((pointer.as_str(), found), ("/url", code), "{url}");
        assert!(message.contains(words), "{url}: {message}");
    }
}

#[tokio::test]
async fn addresses_with_something_to_know_are_taken_with_a_warning_and_gentle_defaults() {
    let app = TestApp::sqlite().await;
    let there = ActivePiecesStandIn::start();
    let flow = there.add_flow(&version(json!({}), &[]));
    let address = there.webhook(&flow);
    for (url, warning, limits) in [
        (address.clone(), None, (2, Some(10))),
        (
            format!("{address}/sync"),
            Some("waits for the flow"),
            (2, Some(10)),
        ),
        (format!("{address}x"), Some("not complete"), (16, None)),
        (there.receiver().url("/hook"), None, (16, None)),
    ] {
        let created = add_endpoint(&app, &url).await.unwrap();
        let told = created.warning.unwrap_or_default();
        assert!(told.contains(warning.unwrap_or_default()), "{url}: {told}");
        assert_eq!(told.is_empty(), warning.is_none(), "{url}: {told}");
        let endpoint = &created.endpoint;
        assert_eq!(
            (endpoint.max_in_flight, endpoint.max_per_second),
            limits,
            "{url}"
        );
    }
    assert_eq!(
        there.receiver().requests().len(),
        0,
        "nothing is sent on saving"
    );
}

#[tokio::test]
async fn whoever_is_signed_in_is_told_on_off_and_gone_apart_without_a_run() {
    let app = TestApp::sqlite().await;
    let there = ActivePiecesStandIn::start();
    let flow = there.add_flow(&version(json!({}), &[]));
    sign_in(&app, &there).await;
    let id = add_endpoint(&app, &there.webhook(&flow))
        .await
        .unwrap()
        .endpoint
        .id;
    let (state, message) = flow_state(&app, id).await;
    assert_eq!(state, FlowState::On);
    assert!(message.contains("switched on"), "{message}");

    let save_again = || async {
        let patch = EndpointPatch {
            url: Some(there.webhook(&flow)),
            ..EndpointPatch::default()
        };
        endpoints::update(&app.service, app.organization.id, id, patch)
            .await
            .unwrap();
        flow_state(&app, id).await
    };
    there.switch(&flow, false);
    let (state, message) = save_again().await;
    assert_eq!(state, FlowState::Off);
    assert!(message.contains("switched off"), "{message}");
    there.delete_flow(&flow);
    let (state, message) = save_again().await;
    assert_eq!(state, FlowState::Gone);
    assert!(message.contains("deleted"), "{message}");
    there.end_sessions();
    let (state, message) = save_again().await;
    assert_eq!(state, FlowState::Unknown);
    assert!(
        message.starts_with("not checked: ") && message.contains("sign in again"),
        "{message}"
    );
    let signed_in = activepieces::get(&app.service, app.organization.id)
        .await
        .unwrap();
    assert!(!signed_in.is_live);
    assert_eq!(there.runs(), []);
}

#[tokio::test]
async fn without_a_sign_in_the_connection_is_tried_and_events_show_the_rest() {
    TestApp::on_both_engines(|app| async move {
        let there = ActivePiecesStandIn::start();
        let flow = there.add_flow(&version(json!({}), &[]));
        let id = add_endpoint(&app, &there.webhook(&flow))
            .await
            .unwrap()
            .endpoint
            .id;
        let (state, message) = flow_state(&app, id).await;
        assert_eq!(state, FlowState::Unknown);
        assert!(
            message.contains("sign in to this server, or send a test event"),
            "{message}"
        );
        assert_eq!(there.runs(), []);

        try_out(&app, id).await;
        let (state, message) = flow_state(&app, id).await;
        assert_eq!(
            (state, message.contains("accepted by ActivePieces")),
            (FlowState::On, true)
        );
        there.switch(&flow, false);
        try_out(&app, id).await;
        assert_eq!(flow_state(&app, id).await.0, FlowState::Off);
        there.switch(&flow, true);
        app.submit().await;
        app.deliver().await;
        assert_eq!(
            flow_state(&app, id).await.0,
            FlowState::On,
            "an event that is not a test shows it too"
        );
        there.delete_flow(&flow);
        try_out(&app, id).await;
        assert_eq!(flow_state(&app, id).await.0, FlowState::Gone);
    })
    .await;
}

#[tokio::test]
async fn a_server_that_cannot_be_reached_is_told_and_the_address_is_taken() {
    let app = TestApp::sqlite().await;
    let url = "http://127.0.0.1:1/api/v1/webhooks/aB3dE6gH9jK2mN5pQ8sT1";
    let id = add_endpoint(&app, url).await.unwrap().endpoint.id;
    let (state, message) = flow_state(&app, id).await;
    assert_eq!(state, FlowState::Unknown);
    assert!(
        message.starts_with("not checked: no connection to 127.0.0.1:1"),
        "{message}"
    );
}
