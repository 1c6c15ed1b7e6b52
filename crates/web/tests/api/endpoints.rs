use std::time::Duration;

use http::Method;
use serde_json::{Value, json};
use winfactor_testkit::{Answer, TestReceiver};

use crate::support::{Server, details};

#[tokio::test]
async fn an_endpoint_is_created_with_its_secret_and_shown_without() {
    Server::on_both_engines(|server| async move {
        let new = json!({
            "url": "http://127.0.0.1:9/hook",
            "description": "Our CRM",
            "eventTypes": ["quote.accepted", "quote.rejected"],
            "filter": [{"path": "data.quote.currency", "operator": "equals", "value": "EUR"}],
            "headers": {"X-Team": "sales-secret"},
            "auth": {"type": "basic", "username": "wf", "password": "hidden-word"},
            "retrySchedule": [5, 60],
            "maxInFlight": 4,
            "autoPause": false,
        });
        let made = server.post("/webhook-endpoints", &new, 201).await;
        let secret = made["secret"].as_str().unwrap();
        assert!(secret.starts_with("whsec_"), "{secret}");
        assert_eq!(made["eventTypes"], new["eventTypes"]);
        assert_eq!(made["filter"], new["filter"]);
        assert_eq!(made["headerNames"], json!(["X-Team"]));
        assert_eq!(made["auth"], "basic");
        assert_eq!(made["retrySchedule"], json!([5, 60]));
        assert_eq!(
            (&made["maxInFlight"], &made["autoPause"]),
            (&json!(4), &json!(false))
        );
        assert_eq!(
            (&made["status"], &made["held"]),
            (&json!("active"), &json!(0))
        );

        let path = format!("/webhook-endpoints/{}", made["id"].as_str().unwrap());
        let reply = server.call(Method::GET, &path, None).await;
        for secret in ["whsec_", "sales-secret", "hidden-word"] {
            assert!(!reply.text().contains(secret), "{}", reply.text());
        }
        let shown: Value = reply.json();
        assert_eq!(shown["id"], made["id"]);
        assert_eq!(
            server.get("/webhook-endpoints").await["data"],
            json!([shown])
        );
    })
    .await;
}

#[tokio::test]
async fn an_endpoint_is_changed_field_by_field_and_deleted() {
    let server = Server::start().await;
    let new = json!({"url": "http://127.0.0.1:9/hook", "filter": [{"path": "data", "operator": "exists"}]});
    let made = server.post("/webhook-endpoints", &new, 201).await;
    let path = format!("/webhook-endpoints/{}", made["id"].as_str().unwrap());
    let changes = json!({
        "description": "CRM",
        "eventTypes": ["lead.created"],
        "filter": null,
        "headers": {"X-A": "1"},
        "auth": {"type": "body_hmac", "header": "X-Sign", "secret": "s3cret"},
        "retrySchedule": [10],
    });
    let changed = server.patch(&path, &changes).await;
    assert_eq!(changed["description"], "CRM");
    assert_eq!(changed["eventTypes"], json!(["lead.created"]));
    assert_eq!(changed["filter"], json!(null));
    assert_eq!(
        (&changed["headerNames"], &changed["auth"]),
        (&json!(["X-A"]), &json!("body_hmac"))
    );
    let back = json!({"retrySchedule": null, "auth": {"type": "none"}, "headers": {}});
    let changed = server.patch(&path, &back).await;
    assert_eq!(
        (&changed["retrySchedule"], &changed["auth"]),
        (&json!(null), &json!("none"))
    );
    assert_eq!(changed["url"], made["url"]);

    assert_eq!(server.call(Method::DELETE, &path, None).await.status, 204);
    let refused = server.refused(Method::DELETE, &path, None).await;
    assert_eq!(refused, (404, "not_found".to_owned()));
}

#[tokio::test]
async fn an_endpoint_that_cannot_be_is_refused_with_the_field() {
    let server = Server::start().await;
    let ok = "http://127.0.0.1:9/hook";
    let cases = [
        (json!({}), "/url"),
        (json!({"url": "nonsense"}), "/url"),
        (json!({"url": "ftp://127.0.0.1/"}), "/url"),
        (json!({"url": "http://10.0.0.1/hook"}), "/url"),
        (json!({"url": "http://169.254.169.254/latest"}), "/url"),
        (
            json!({"url": ok, "eventTypes": ["quote.sent", "quote.lost"]}),
            "/eventTypes/1",
        ),
        (
            json!({"url": ok, "filter": [{"path": "a..b", "operator": "exists"}]}),
            "/filter",
        ),
        (
            json!({"url": ok, "filter": [{"path": "a", "operator": "like"}]}),
            "/filter/0/operator",
        ),
        (
            json!({"url": ok, "headers": {"Content-Length": "1"}}),
            "/headers",
        ),
        (json!({"url": ok, "headers": {"X-A": 1}}), "/headers/X-A"),
        (
            json!({"url": ok, "auth": {"type": "kerberos"}}),
            "/auth/type",
        ),
        (
            json!({"url": ok, "auth": {"type": "header", "name": "x y", "value": "1"}}),
            "/auth",
        ),
        (json!({"url": ok, "retrySchedule": [0]}), "/retrySchedule"),
        (json!({"url": ok, "maxInFlight": 65}), "/maxInFlight"),
        (json!({"url": ok, "secret": "whsec_mine"}), "/secret"),
    ];
    for (body, pointer) in cases {
        let reply = server
            .call(Method::POST, "/webhook-endpoints", Some(&body))
            .await;
        let found = details(&reply);
        assert_eq!(found.len(), 1, "{body}: {found:?}");
        assert_eq!(found[0].0, pointer, "{body}");
    }
    assert_eq!(server.get("/webhook-endpoints").await["data"], json!([]));
}

#[tokio::test]
async fn an_activepieces_address_is_refused_or_shown_with_what_is_known_of_its_flow() {
    let server = Server::start().await;
    let receiver = TestReceiver::start();
    let address = receiver.url("/api/v1/webhooks/abcdefghijklmnopqrstu");
    let sample_data = json!({"url": format!("{address}/test")});
    let reply = server
        .call(Method::POST, "/webhook-endpoints", Some(&sample_data))
        .await;
    assert_eq!(reply.status, 422);
    assert_eq!(details(&reply)[0].0, "/url");
    assert!(reply.text().contains("sample data"), "{}", reply.text());

    let made = server
        .post("/webhook-endpoints", &json!({"url": address}), 201)
        .await;
    assert_eq!(made["activepieces"]["state"], "unknown");
    let said = made["activepieces"]["message"].as_str().unwrap();
    assert!(said.starts_with("not checked:"), "{said}");
    assert_eq!(
        made["activepieces"]["checkedAt"],
        server.app.service.now().0
    );
    assert_eq!(
        (&made["maxInFlight"], &made["maxPerSecond"]),
        (&json!(2), &json!(10))
    );
    let path = format!("/webhook-endpoints/{}", made["id"].as_str().unwrap());
    let changed = server.patch(&path, &json!({"maxPerSecond": null})).await;
    assert_eq!(changed["maxPerSecond"], json!(null));
    let elsewhere = server
        .patch(&path, &json!({"url": receiver.url("/hook")}))
        .await;
    assert_eq!(elsewhere["activepieces"], json!(null));
    let too_fast = json!({"url": address, "maxPerSecond": 0});
    let reply = server
        .call(Method::POST, "/webhook-endpoints", Some(&too_fast))
        .await;
    assert_eq!(details(&reply)[0].0, "/maxPerSecond");
}

#[tokio::test]
async fn while_paused_events_are_held_and_resuming_offers_all_some_or_none() {
    Server::on_both_engines(|server| async move {
        let receiver = TestReceiver::start();
        let id = server
            .app
            .endpoint(&receiver, "/hook")
            .await
            .endpoint
            .id
            .to_string();
        let path = format!("/webhook-endpoints/{id}");
        let pause = async || {
            let paused = server
                .call(Method::POST, &format!("{path}/pause"), None)
                .await;
            let paused: Value = paused.json();
            assert_eq!(
                (&paused["status"], &paused["statusReason"]),
                (&json!("paused"), &json!("by_hand"))
            );
        };
        let resume = async |body: Value| {
            let resumed = server.post(&format!("{path}/resume"), &body, 200).await;
            assert_eq!(
                (&resumed["status"], &resumed["held"]),
                (&json!("active"), &json!(0))
            );
            (resumed["released"].clone(), resumed["skipped"].clone())
        };
        pause().await;
        server.app.submit().await;
        server.app.submit().await;
        assert_eq!(server.get(&path).await["held"], 2);
        assert_eq!(
            server.get("/events?status=held").await["data"]
                .as_array()
                .unwrap()
                .len(),
            2
        );
        assert_eq!(resume(json!({})).await, (json!(2), json!(0)));
        server.app.deliver().await;

        pause().await;
        server.app.submit().await;
        let later = server.app.clock.advance(Duration::from_secs(60)).0;
        server.app.submit().await;
        assert_eq!(resume(json!({"since": later})).await, (json!(1), json!(1)));
        server.app.deliver().await;

        pause().await;
        server.app.submit().await;
        assert_eq!(resume(json!({"held": "none"})).await, (json!(0), json!(1)));
        server.app.deliver().await;
        assert_eq!(receiver.wait_for(3).await.len(), 3);

        for (body, pointer) in [
            (json!({"held": "some"}), "/held"),
            (json!({"held": "all", "since": 1}), "/since"),
        ] {
            let reply = server
                .call(Method::POST, &format!("{path}/resume"), Some(&body))
                .await;
            assert_eq!(details(&reply)[0].0, pointer);
        }
    })
    .await;
}

#[tokio::test]
async fn a_rotated_secret_signs_beside_the_old_one_for_a_while() {
    let server = Server::start().await;
    let receiver = TestReceiver::start();
    receiver.answer("/hook", Answer::status(204));
    let made = server.app.endpoint(&receiver, "/hook").await;
    let path = format!("/webhook-endpoints/{}", made.endpoint.id);
    let rotated = server
        .post(
            &format!("{path}/rotate-secret"),
            &json!({"overlapSeconds": 60}),
            200,
        )
        .await;
    assert_ne!(rotated["secret"].as_str().unwrap(), made.secret.expose());
    let until = server.app.service.now().0 + 60_000;
    assert_eq!(rotated["previousValidUntil"], until);

    let sent = server
        .call(Method::POST, &format!("{path}/test"), None)
        .await;
    assert_eq!(sent.status, 202, "{}", sent.text());
    server.app.deliver().await;
    server.app.clock.advance(Duration::from_secs(61));
    server
        .post(
            &format!("{path}/test"),
            &json!({"eventType": "lead.created"}),
            202,
        )
        .await;
    server.app.deliver().await;
    let received = receiver.wait_for(2).await;
    let signatures = |index: usize| {
        let header = received[index].header("x-winfactor-signature").unwrap();
        header.matches("v1=").count()
    };
    assert_eq!((signatures(0), signatures(1)), (2, 1));

    let body = json!({"overlapSeconds": 604_801});
    let reply = server
        .call(Method::POST, &format!("{path}/rotate-secret"), Some(&body))
        .await;
    assert_eq!(details(&reply)[0].0, "/overlapSeconds");
}
