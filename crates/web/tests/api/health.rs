use std::time::Duration;

use serde_json::Value;
use winfactor_testkit::{Answer, Client, TestReceiver};

use crate::support::Server;

async fn ask(server: &Server, path: &str) -> (u16, Value) {
    let reply = Client::new().get(&server.url(path)).await.unwrap();
    (reply.status.as_u16(), reply.json())
}

#[tokio::test]
async fn health_fails_when_events_wait_too_long() {
    Server::on_both_engines(|server| async move {
        assert_eq!(ask(&server, "/healthz").await.0, 200);
        let receiver = TestReceiver::start();
        receiver.answer("/hook", Answer::status(204));
        server.app.endpoint(&receiver, "/hook").await;
        server.app.submit().await;
        server.app.clock.advance(Duration::from_secs(10 * 60));
        let (status, body) = ask(&server, "/healthz").await;
        assert_eq!(
            (status, &body["status"]),
            (503, &Value::from("late")),
            "{body}"
        );
        assert_eq!(
            ask(&server, "/readyz").await.0,
            200,
            "requests can be taken"
        );
        server.app.deliver().await;
        assert_eq!(ask(&server, "/healthz").await.0, 200);
    })
    .await;
}

#[tokio::test]
async fn a_server_without_its_database_is_not_ready() {
    let server = Server::start().await;
    server.app.service.store().clone().close().await;
    assert_eq!(ask(&server, "/readyz").await.0, 503);
    assert_eq!(ask(&server, "/healthz").await.0, 503);
}
