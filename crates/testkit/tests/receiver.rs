//! The receiver records, answers as told, and wakes who waits.
#![allow(clippy::unwrap_used)]

use std::{panic::AssertUnwindSafe, time::Duration};

use http::Method;
use serde_json::json;
use winfactor_testkit::{Answer, Client, TestReceiver};

/// One delivery with an id.
async fn deliver(client: &Client, url: &str, id: &str) -> u16 {
    let headers = [
        ("x-winfactor-delivery", id),
        ("content-type", "application/json"),
    ];
    client
        .send(Method::POST, url, &headers, r#"{"a":1}"#)
        .await
        .unwrap()
        .status
        .as_u16()
}

#[tokio::test]
async fn a_request_is_kept_as_it_arrived() {
    let receiver = TestReceiver::start();
    assert_eq!(
        deliver(&Client::new(), &receiver.url("/hook?x=1"), "evt_1").await,
        204
    );
    let requests = receiver.wait_for(1).await;
    let request = &requests[0];
    assert_eq!((request.number, &request.method), (0, &Method::POST));
    assert_eq!(
        (request.path.as_str(), request.query.as_deref()),
        ("/hook", Some("x=1"))
    );
    assert_eq!(request.delivery(), Some("evt_1"));
    assert_eq!(request.json::<serde_json::Value>(), json!({"a": 1}));
}

#[tokio::test]
async fn a_path_answers_as_told_and_others_do_not_mind() {
    let (receiver, client) = (TestReceiver::start(), Client::new());
    let unavailable = Answer::status(503).header("retry-after", "5").body("later");
    receiver.answer_in_order(
        "/hook",
        [
            unavailable,
            Answer::status(500),
            Answer::json(200, &json!({"ok": true})),
        ],
    );

    let first = client.get(&receiver.url("/hook")).await.unwrap();
    assert_eq!(
        (
            first.status.as_u16(),
            first.header("retry-after"),
            first.text()
        ),
        (503, Some("5"), "later".into())
    );
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(
            client
                .get(&receiver.url("/hook"))
                .await
                .unwrap()
                .status
                .as_u16(),
        );
    }
    assert_eq!(statuses, [500, 200, 200], "the last answer stays");
    assert_eq!(
        client
            .get(&receiver.url("/other"))
            .await
            .unwrap()
            .status
            .as_u16(),
        204
    );
    assert_eq!(receiver.requests_to("/hook").len(), 4);
}

#[tokio::test]
async fn a_decision_sees_the_request() {
    let (receiver, client) = (TestReceiver::start(), Client::new());
    receiver.answer_with("/api", |request| match request.header("authorization") {
        Some("Bearer good") => Answer::status(200),
        _ => Answer::status(401),
    });
    let bare = client.get(&receiver.url("/api")).await.unwrap();
    let authorized = [("authorization", "Bearer good")];
    let known = client
        .send(Method::GET, &receiver.url("/api"), &authorized, "")
        .await
        .unwrap();
    assert_eq!((bare.status.as_u16(), known.status.as_u16()), (401, 200));
}

#[tokio::test]
async fn a_hanging_request_is_answered_when_released() {
    let (receiver, client) = (TestReceiver::start(), Client::new());
    receiver.answer("/hook", Answer::hang());
    let (one, two, url) = (client.clone(), client.clone(), receiver.url("/hook"));
    let hanging = [
        tokio::spawn({
            let url = url.clone();
            async move { deliver(&one, &url, "evt_1").await }
        }),
        tokio::spawn(async move { deliver(&two, &url, "evt_2").await }),
    ];
    receiver.wait_for_at("/hook", 2).await;
    assert!(hanging.iter().all(|request| !request.is_finished()));
    assert_eq!(
        client
            .get(&receiver.url("/other"))
            .await
            .unwrap()
            .status
            .as_u16(),
        204,
        "others are served"
    );
    receiver.release("/hook");
    for request in hanging {
        assert_eq!(request.await.unwrap(), 204);
    }
    assert_eq!(receiver.most_at_once("/hook"), 2);
    assert_eq!(receiver.most_at_once("/other"), 1);
}

#[tokio::test]
async fn a_closed_connection_is_an_error_for_the_sender() {
    let (receiver, client) = (TestReceiver::start(), Client::new());
    receiver.answer("/hook", Answer::close());
    client.get(&receiver.url("/hook")).await.unwrap_err();
    assert_eq!(
        receiver.requests_to("/hook").len(),
        1,
        "and yet the request had arrived"
    );
    let address = receiver.url("/");
    drop(receiver);
    client.get(&address).await.unwrap_err();
}

#[tokio::test]
async fn repeats_are_counted_by_delivery() {
    let (receiver, client) = (TestReceiver::start(), Client::new());
    for id in ["evt_1", "evt_2", "evt_1"] {
        deliver(&client, &receiver.url("/hook"), id).await;
    }
    receiver.wait_for_deliveries(2).await;
    assert_eq!(
        receiver.journal(|journal| journal.repeated()),
        [("evt_1".to_owned(), 2)]
    );
    receiver.forget();
    assert_eq!(receiver.journal(|journal| journal.count()), 0);
}

#[tokio::test]
async fn waiting_fails_after_real_time_and_says_what_arrived() {
    let receiver = TestReceiver::start().with_patience(Duration::from_millis(50));
    deliver(&Client::new(), &receiver.url("/hook"), "evt_1").await;
    // A test that has stopped its own time still waits by the receiver's.
    tokio::time::pause();
    let waiting = AssertUnwindSafe(receiver.wait_for(2));
    let failure = futures_util::FutureExt::catch_unwind(waiting)
        .await
        .unwrap_err();
    let message = failure.downcast::<String>().unwrap();
    assert!(message.contains("tests/receiver.rs"), "{message}");
    assert!(
        message.contains("waited 50ms for 2 requests; 1 arrived: 1 to /hook"),
        "{message}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thousands_of_requests_are_taken_and_counted() {
    let (receiver, client) = (TestReceiver::start(), Client::new());
    let senders: Vec<_> = (0..32)
        .map(|sender| {
            let (client, url) = (client.clone(), receiver.url("/hook"));
            tokio::spawn(async move {
                for event in 0..100 {
                    deliver(&client, &url, &format!("evt_{}", sender * 100 + event)).await;
                }
            })
        })
        .collect();
    receiver.wait_for_deliveries(3_200).await;
    for sender in senders {
        sender.await.unwrap();
    }
    assert_eq!(
        receiver.journal(|journal| (journal.count_at("/hook"), journal.repeated().len())),
        (3_200, 0)
    );
}
