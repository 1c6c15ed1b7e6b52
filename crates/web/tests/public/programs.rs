//! The same forms, sent by a program as JSON.

use axum::{body::Body, http::Request};
use serde_json::{Value, json};
use winfactor_testkit::TestApp;
use winfactor_web::{RateLimit, RateLimits, WebConfig};

use crate::site::{ORGANIZATION, Site, page_of};

const SUBMISSIONS: &str = "/window-door-solutions/submissions";
const LEADS: &str = "/window-door-solutions/leads";

async fn post(site: &Site, address: &str, body: &Value, key: Option<&str>) -> (u16, Value) {
    let mut request = Request::post(address).header("content-type", "application/json");
    if let Some(key) = key {
        request = request.header("idempotency-key", key);
    }
    let page = site
        .send(request.body(Body::from(body.to_string())).unwrap())
        .await;
    assert_eq!(
        page.header("content-type"),
        "application/json",
        "{}",
        page.html
    );
    (
        page.status.as_u16(),
        serde_json::from_str(&page.html).unwrap(),
    )
}

fn configuration(site: &Site) -> Value {
    json!({
        "templateId": site.app.template.id.to_string(),
        "locale": "de",
        "customer": { "name": "John Smith", "email": "john.smith@example.com" },
        "configuration": { "width": 2400, "height": 1500, "componentCount": 3 },
    })
}

#[tokio::test]
async fn a_configuration_is_submitted() {
    let site = Site::open().await;
    let (status, answer) = post(&site, SUBMISSIONS, &configuration(&site), None).await;
    assert_eq!(status, 201, "{answer}");
    let events = site.events("submission.created").await;
    assert_eq!(events[0]["data"]["submission"]["id"], answer["id"]);
    assert_eq!(events[0]["customerLocale"], "de");
    assert_eq!(answer["configuration"]["width"], 2400);
    let mut names: Vec<_> = answer.as_object().unwrap().keys().collect();
    names.sort();
    // Nothing that only the organization may know.
    assert_eq!(names, ["configuration", "createdAt", "id", "templateId"]);
}

#[tokio::test]
async fn the_same_key_is_the_same_submission_and_no_api_key_is_used_up() {
    let site = Site::open().await;
    let body = configuration(&site);
    let (_, first) = post(&site, SUBMISSIONS, &body, Some("order-1")).await;
    let (status, second) = post(&site, SUBMISSIONS, &body, Some("order-1")).await;
    assert_eq!((status, &second), (201, &first));
    let mut other = body.clone();
    other["configuration"]["width"] = json!(3000);
    let (status, refused) = post(&site, SUBMISSIONS, &other, Some("order-1")).await;
    assert_eq!(
        (status, refused["error"]["code"].as_str()),
        (409, Some("idempotency_conflict"))
    );
    assert_eq!(site.events("submission.created").await.len(), 1);

    let request = Request::post("/api/v1/submissions")
        .header("content-type", "application/json")
        .header("authorization", format!("Bearer {}", site.app.api_key))
        .header("idempotency-key", "order-1")
        .body(Body::from(other.to_string()));
    site.send(request.unwrap()).await.expect(201);
}

#[tokio::test]
async fn a_message_is_left_in_the_language_of_the_organization_or_another() {
    let site = Site::open().await;
    let mut message = json!({ "name": "M", "email": "m@example.com", "message": "Hello" });
    let (status, first) = post(&site, LEADS, &message, None).await;
    assert_eq!(status, 201);
    let (_, again) = post(&site, LEADS, &message, None).await;
    assert_eq!(again, first);
    message["message"] = json!("Hallo");
    message["locale"] = json!("de");
    post(&site, LEADS, &message, None).await;
    let mut locales: Vec<_> = site.events("lead.created").await;
    locales.sort_by_key(|event| event["customerLocale"].to_string());
    assert_eq!(locales.len(), 2);
    assert_eq!(locales[0]["customerLocale"], "de");
    assert_eq!(locales[1]["customerLocale"], "nl");
}

#[tokio::test]
async fn an_offer_is_answered_once() {
    let site = Site::open().await;
    let quote = site.sent_quote().await;
    let (accept, reject) = (
        format!("{}/accept", page_of(&quote)),
        format!("{}/reject", page_of(&quote)),
    );
    let (status, refused) = post(&site, &accept, &json!({ "name": "" }), None).await;
    assert_eq!(
        (status, refused["error"]["code"].as_str()),
        (422, Some("validation_error"))
    );
    let details = refused["error"]["details"].as_array().unwrap();
    let pointers: Vec<_> = details.iter().map(|detail| &detail["pointer"]).collect();
    assert_eq!(pointers, ["/name", "/confirmed"]);

    let yes = json!({ "name": "John Smith", "confirmed": true });
    for _ in 0..2 {
        let (status, answer) = post(&site, &accept, &yes, None).await;
        assert_eq!((status, answer["status"].as_str()), (200, Some("accepted")));
        assert_eq!(answer["answeredByName"], "John Smith");
    }
    let no = json!({ "confirmed": true });
    let (status, refused) = post(&site, &reject, &no, None).await;
    assert_eq!(
        (status, refused["error"]["code"].as_str()),
        (409, Some("already_answered"))
    );
    assert_eq!(site.events("quote.accepted").await.len(), 1);
    assert!(site.events("quote.rejected").await.is_empty());
}

#[tokio::test]
async fn refusals_are_those_of_the_api() {
    let site = Site::open().await;
    let mut wrong = configuration(&site);
    wrong["configuration"]["width"] = json!(1);
    wrong["customer"]["email"] = json!("nobody");
    let (status, refused) = post(&site, SUBMISSIONS, &wrong, None).await;
    assert_eq!(status, 422);
    let details = refused["error"]["details"].as_array().unwrap();
    let pointers: Vec<_> = details.iter().map(|detail| &detail["pointer"]).collect();
    assert_eq!(pointers, ["/customer/email", "/configuration/width"]);

    let unknown = json!({ "surname": "x" });
    let (status, refused) = post(&site, LEADS, &unknown, None).await;
    assert_eq!(
        (status, refused["error"]["code"].as_str()),
        (422, Some("validation_error"))
    );

    let cases = [
        ("/nobody/leads", 404, "not_found"),
        ("/q/unknown/accept", 404, "not_found"),
    ];
    for (address, status, code) in cases {
        let (got, refused) = post(&site, address, &json!({}), None).await;
        assert_eq!(
            (got, refused["error"]["code"].as_str()),
            (status, Some(code)),
            "{address}"
        );
    }

    let cut = Request::post(LEADS).header("content-type", "application/json");
    let page = site
        .send(cut.body(Body::from("{")).unwrap())
        .await
        .expect(400);
    assert!(page.html.contains("malformed_json"), "{}", page.html);
}

#[tokio::test]
async fn programs_are_limited_like_people() {
    let config = WebConfig {
        rate_limits: RateLimits {
            per_public_page: RateLimit::per_minute(1),
            ..RateLimits::OFF
        },
        ..WebConfig::default()
    };
    let site = Site::with(TestApp::sqlite().await, config);
    let message = json!({ "name": "M", "email": "m@example.com", "message": "Hello" });
    assert_eq!(
        post(&site, &format!("{ORGANIZATION}/leads"), &message, None)
            .await
            .0,
        201
    );
    let (status, refused) = post(&site, LEADS, &message, None).await;
    assert_eq!(
        (status, refused["error"]["code"].as_str()),
        (429, Some("rate_limited"))
    );
}
