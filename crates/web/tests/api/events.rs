use std::time::Duration;

use http::Method;
use serde_json::{Value, json};
use winfactor_testkit::{Answer, TestReceiver};

use crate::support::{Server, details};

async fn only_event(server: &Server) -> String {
    let events = server.get("/events?limit=2").await;
    assert_eq!(events["data"].as_array().unwrap().len(), 1);
    events["data"][0]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_event_is_shown_with_its_bytes_and_every_try() {
    Server::on_both_engines(|server| async move {
        let receiver = TestReceiver::start();
        receiver.answer_in_order("/hook", [Answer::status(500), Answer::status(204)]);
        let endpoint = server
            .app
            .endpoint(&receiver, "/hook")
            .await
            .endpoint
            .id
            .to_string();
        let submission = server.app.submit().await;
        server.app.deliver().await;

        let id = only_event(&server).await;
        let event = server.get(&format!("/events/{id}")).await;
        assert_eq!(event["entityId"], json!(submission.id));
        let delivery = &event["deliveries"][0];
        assert_eq!(delivery["destinationId"], json!(endpoint));
        assert_eq!(delivery["status"], "pending");
        assert!(delivery["nextTryAt"].as_i64().unwrap() > event["occurredAt"].as_i64().unwrap());
        assert_eq!(delivery["attempts"][0]["httpStatus"], 500);

        server.app.deliver_after(Duration::from_secs(10)).await;
        let event = server.get(&format!("/events/{id}")).await;
        let delivery = &event["deliveries"][0];
        assert_eq!(
            (&delivery["status"], &delivery["nextTryAt"]),
            (&json!("delivered"), &json!(null))
        );
        assert_eq!(delivery["attempts"][1]["number"], 2);
        let summary = &server.get("/events").await["data"][0];
        assert_eq!(
            (&summary["status"], &summary["deliveries"]["delivered"]),
            (&json!("delivered"), &json!(1))
        );

        let sent = receiver.wait_for(2).await;
        let reply = server
            .call(Method::GET, &format!("/events/{id}"), None)
            .await;
        let body = String::from_utf8(sent[1].body.to_vec()).unwrap();
        assert!(
            reply.text().contains(&format!("\"payload\":{body}")),
            "the very bytes"
        );
    })
    .await;
}

#[tokio::test]
async fn events_are_listed_by_type_record_and_status() {
    let server = Server::start().await;
    let receiver = TestReceiver::start();
    server.app.endpoint(&receiver, "/hook").await;
    let draft = server.app.draft().await;
    let count = async |query: String| {
        let listed = server.get(&format!("/events?{query}")).await;
        listed["data"].as_array().unwrap().len()
    };
    assert_eq!(count(String::new()).await, 2);
    assert_eq!(count("type=quote.created".to_owned()).await, 1);
    assert_eq!(count("type=quote.sent".to_owned()).await, 0);
    assert_eq!(count(format!("entityId={}", draft.submission)).await, 1);
    assert_eq!(count("entityId=nobody".to_owned()).await, 0);
    assert_eq!(count("status=delivered".to_owned()).await, 0);
    server.app.deliver().await;
    assert_eq!(count("status=delivered".to_owned()).await, 2);
    assert_eq!(count("status=pending".to_owned()).await, 0);
}

#[tokio::test]
async fn an_event_is_sent_again_with_the_same_id_and_bytes() {
    Server::on_both_engines(|server| async move {
        let receiver = TestReceiver::start();
        let endpoint = server
            .app
            .endpoint(&receiver, "/hook")
            .await
            .endpoint
            .id
            .to_string();
        server.app.submit().await;
        server.app.deliver().await;
        let path = format!("/events/{}/redeliver", only_event(&server).await);
        let again = server
            .post(&path, &json!({"endpointId": endpoint}), 200)
            .await;
        assert_eq!(again["redelivered"], 1);
        server.app.deliver().await;
        let reply = server.call(Method::POST, &path, None).await;
        assert_eq!(reply.status, 200, "to all it was for: {}", reply.text());
        server.app.deliver().await;
        let sent = receiver.wait_for(3).await;
        for request in &sent {
            assert_eq!(request.body, sent[0].body);
            assert_eq!(
                request.header("x-winfactor-delivery"),
                sent[0].header("x-winfactor-delivery")
            );
        }
        assert_eq!(sent[2].header("x-winfactor-attempt"), Some("3"));
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_sent_again_is_refused() {
    let server = Server::start().await;
    server.app.submit().await;
    let path = format!("/events/{}/redeliver", only_event(&server).await);
    let refused = server.refused(Method::POST, &path, None).await;
    assert_eq!(refused, (409, "no_destination".to_owned()));
    let unknown = json!({"endpointId": "endpoint_01h455vb4pex5vsknk084sn02q"});
    let refused = server.refused(Method::POST, &path, Some(&unknown)).await;
    assert_eq!(refused, (409, "destination_stopped".to_owned()));

    let receiver = TestReceiver::start();
    receiver.answer("/hook", Answer::hang());
    let endpoint = server
        .app
        .endpoint(&receiver, "/hook")
        .await
        .endpoint
        .id
        .to_string();
    let delivering = server.app.deliver_in_background();
    server.app.submit().await;
    receiver.wait_for(1).await;
    let newest = server.get("/events?limit=1&status=processing").await["data"][0]["id"].clone();
    let path = format!("/events/{}/redeliver", newest.as_str().unwrap());
    let body = json!({"endpointId": endpoint});
    let refused = server.refused(Method::POST, &path, Some(&body)).await;
    assert_eq!(refused, (409, "already_in_flight".to_owned()));
    receiver.release("/hook");
    server.app.stop();
    delivering.await.unwrap();
    let both = json!({"endpointId": endpoint, "flowId": "flow_01h455vb4pex5vsknk084sn02q"});
    let reply = server.call(Method::POST, &path, Some(&both)).await;
    assert_eq!(
        details(&reply),
        [("/flowId".to_owned(), "one_destination".to_owned())]
    );
}

#[tokio::test]
async fn a_range_reaches_an_endpoint_that_did_not_exist_then() {
    Server::on_both_engines(|server| async move {
        let start = server.app.service.now().0;
        server.app.submit().await;
        server.app.clock.advance(Duration::from_secs(60));
        let later = server.app.service.now().0;
        server.app.draft().await;
        let receiver = TestReceiver::start();
        let endpoint = server
            .app
            .endpoint(&receiver, "/hook")
            .await
            .endpoint
            .id
            .to_string();

        let range = |body: Value| {
            let server = &server;
            async move { server.post("/events/redeliver", &body, 200).await["redelivered"].clone() }
        };
        let one = json!({"endpointId": endpoint, "since": later, "eventTypes": ["quote.created"]});
        assert_eq!(range(one).await, 1);
        server.app.deliver().await;
        let missing = json!({"endpointId": endpoint, "since": start, "onlyMissing": true});
        assert_eq!(range(missing.clone()).await, 2);
        server.app.deliver().await;
        assert_eq!(range(missing).await, 0);
        let all = json!({"endpointId": endpoint, "since": start, "until": later - 1});
        assert_eq!(range(all).await, 1);
        server.app.deliver().await;
        assert_eq!(receiver.wait_for(4).await.len(), 4);
    })
    .await;
}

#[tokio::test]
async fn a_range_needs_a_destination_and_a_beginning() {
    let server = Server::start().await;
    let endpoint = "endpoint_01h455vb4pex5vsknk084sn02q";
    let cases = [
        (json!({"since": 1}), "/endpointId", "required"),
        (json!({"endpointId": endpoint}), "/since", "required"),
        (
            json!({"endpointId": endpoint, "since": "yesterday"}),
            "/since",
            "type",
        ),
        (
            json!({"endpointId": endpoint, "since": 5, "until": 4}),
            "/until",
            "out_of_range",
        ),
        (
            json!({"endpointId": endpoint, "since": 5, "eventTypes": ["x"]}),
            "/eventTypes/0",
            "unknown_value",
        ),
        (json!({"endpointId": 7, "since": 5}), "/endpointId", "type"),
    ];
    for (body, pointer, code) in cases {
        let reply = server
            .call(Method::POST, "/events/redeliver", Some(&body))
            .await;
        assert_eq!(
            details(&reply),
            [(pointer.to_owned(), code.to_owned())],
            "{body}"
        );
    }
}

#[tokio::test]
async fn a_test_event_says_that_it_is_one() {
    Server::on_both_engines(|server| async move {
        let receiver = TestReceiver::start();
        let endpoint = server
            .app
            .endpoint(&receiver, "/hook")
            .await
            .endpoint
            .id
            .to_string();
        let body = json!({"eventType": "quote.rejected", "endpointId": endpoint, "sparse": true});
        let sent = server.post("/events/test", &body, 202).await;
        server.app.deliver().await;
        let received = &receiver.wait_for(1).await[0];
        assert_eq!(
            received.header("x-winfactor-delivery"),
            sent["eventId"].as_str()
        );
        let payload: Value = serde_json::from_slice(&received.body).unwrap();
        assert_eq!(
            (&payload["test"], &payload["eventType"]),
            (&json!(true), &json!("quote.rejected"))
        );
        assert_eq!(payload["data"]["rejection"]["reason"], json!(null));
        let shown = server
            .get(&format!("/events/{}", sent["eventId"].as_str().unwrap()))
            .await;
        assert_eq!(shown["test"], true);

        let cases = [
            (json!({"endpointId": endpoint}), "/eventType", "required"),
            (
                json!({"eventType": "x", "endpointId": endpoint}),
                "/eventType",
                "unknown_value",
            ),
            (
                json!({"eventType": "quote.sent"}),
                "/endpointId",
                "required",
            ),
        ];
        for (body, pointer, code) in cases {
            let reply = server.call(Method::POST, "/events/test", Some(&body)).await;
            assert_eq!(
                details(&reply),
                [(pointer.to_owned(), code.to_owned())],
                "{body}"
            );
        }
    })
    .await;
}
