//! Listening to events as they are recorded.

use std::time::Duration;

use http::Method;
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper_util::{client::legacy, rt::TokioExecutor};
use serde_json::Value;

use crate::support::{Server, details};

const PATIENCE: Duration = Duration::from_secs(20);

/// A stream that is being read.
struct Listener {
    body: Incoming,
    text: String,
}

impl Listener {
    async fn open(server: &Server, query: &str, last: Option<&str>) -> Listener {
        let client = legacy::Client::builder(TokioExecutor::new()).build_http();
        let mut request = http::Request::get(server.url(&format!("/api/v1/events/stream{query}")))
            .header("authorization", format!("Bearer {}", server.app.api_key))
            .header("accept-encoding", "gzip");
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let empty = http_body_util::Empty::<bytes::Bytes>::new();
        let reply = client.request(request.body(empty).unwrap()).await.unwrap();
        assert_eq!(reply.status(), 200);
        assert_eq!(reply.headers()["content-type"], "text/event-stream");
        assert!(reply.headers().get("content-encoding").is_none());
        let mut listener = Listener {
            body: reply.into_body(),
            text: String::new(),
        };
        // The first frame says that the server listens.
        listener.frame().await.unwrap();
        listener
    }

    /// The next frame, or nothing at the end of the stream.
    async fn frame(&mut self) -> Option<String> {
        loop {
            if let Some((frame, rest)) = self.text.split_once("\n\n") {
                let (frame, rest) = (frame.to_owned(), rest.to_owned());
                self.text = rest;
                return Some(frame);
            }
            let more = tokio::time::timeout(PATIENCE, self.body.frame()).await;
            let more = more.expect("something comes in time")?.unwrap();
            if let Some(data) = more.data_ref() {
                self.text.push_str(std::str::from_utf8(data).unwrap());
            }
        }
    }

    /// The next event: id, type, body.
    async fn event(&mut self) -> (String, String, Value) {
        let frame = self.frame().await.expect("the stream goes on");
        let field = |name: &str| {
            let line = frame.lines().find_map(|line| line.strip_prefix(name));
            line.unwrap_or_else(|| panic!("{name} in {frame}"))
                .trim()
                .to_owned()
        };
        let body = serde_json::from_str(&field("data:")).unwrap();
        (field("id:"), field("event:"), body)
    }
}

#[tokio::test]
async fn a_listener_hears_of_each_event_once_with_the_body_that_endpoints_get() {
    Server::on_both_engines(|server| async move {
        server.app.submit().await;
        server.app.clock.advance(Duration::from_millis(5));
        let mut listener = Listener::open(&server, "", None).await;
        let draft = server.app.draft().await;
        let mut kinds = Vec::new();
        for _ in 0..2 {
            let (id, kind, body) = listener.event().await;
            let shown = server.get(&format!("/events/{id}")).await;
            assert_eq!(shown["payload"], body);
            assert_eq!(body["eventType"], Value::from(kind.as_str()));
            kinds.push(kind);
        }
        kinds.sort();
        assert_eq!(
            kinds,
            ["quote.created", "submission.created"],
            "none from before"
        );
        server.app.send(&draft).await;
        assert_eq!(listener.event().await.1, "quote.sent");
    })
    .await;
}

#[tokio::test]
async fn a_listener_that_comes_back_misses_nothing() {
    let server = Server::start().await;
    for _ in 0..3 {
        server.app.submit().await;
        server.app.clock.advance(Duration::from_secs(60));
    }
    let events = server.get("/events").await;
    let ids: Vec<_> = events["data"].as_array().unwrap().iter().rev().collect();
    let id = |index: usize| ids[index]["id"].as_str().unwrap();
    let mut again = Listener::open(&server, "", Some(id(0))).await;
    assert_eq!(again.event().await.0, id(1));
    assert_eq!(again.event().await.0, id(2));
    let mut after = Listener::open(&server, &format!("?after={}", id(1)), None).await;
    assert_eq!(after.event().await.0, id(2));
}

#[tokio::test]
async fn a_listener_can_choose_a_type_and_hears_of_its_own_organization_alone() {
    let server = Server::start().await;
    let mut listener = Listener::open(&server, "?type=quote.created", None).await;
    let (_, key) = server.app.other_organization().await;
    let template = serde_json::json!({
        "name": "T", "slug": "t",
        "minWidth": 1, "maxWidth": 9000, "minHeight": 1, "maxHeight": 9000,
    });
    let template = server
        .call_as(&key, Method::POST, "/templates", Some(&template))
        .await;
    let submission = serde_json::json!({
        "templateId": template.json::<Value>()["id"],
        "customer": {"name": "A", "email": "a@example.com"},
        "configuration": {"width": 100, "height": 100, "componentCount": 1},
    });
    let made = server
        .call_as(&key, Method::POST, "/submissions", Some(&submission))
        .await;
    let quotes = format!(
        "/submissions/{}/quotes",
        made.json::<Value>()["id"].as_str().unwrap()
    );
    assert_eq!(
        server
            .call_as(&key, Method::POST, &quotes, None)
            .await
            .status,
        201
    );

    let draft = server.app.draft().await;
    let (_, kind, body) = listener.event().await;
    assert_eq!(kind, "quote.created");
    assert_eq!(body["data"]["quote"]["id"], serde_json::json!(draft.id));
}

#[tokio::test]
async fn a_stream_ends_when_the_server_stops() {
    let server = Server::start().await;
    let mut listener = Listener::open(&server, "", None).await;
    server.state.stop_streams();
    assert_eq!(listener.frame().await, None);
}

#[tokio::test]
async fn what_is_no_event_cannot_be_gone_on_from() {
    let server = Server::start().await;
    let reply = server
        .call(Method::GET, "/events/stream?after=7", None)
        .await;
    assert_eq!(details(&reply)[0].0, "/query/after");
    let key = format!("Bearer {}", server.app.api_key);
    let headers = [("authorization", key.as_str()), ("last-event-id", "7")];
    let reply = server
        .send(Method::GET, "/events/stream", &headers, "")
        .await;
    assert_eq!(details(&reply)[0].0, "/header/Last-Event-ID");
}
