use http::Method;
use serde_json::json;

use crate::support::Server;

#[tokio::test]
async fn messages_of_flows_arrive_and_are_marked_as_read() {
    Server::on_both_engines(|server| async move {
        let flow = json!({"recipe": "submission-to-inbox", "locale": "en", "ownerName": "Eva"});
        let flow = server.post("/flows", &flow, 201).await;
        let enable = format!("/flows/{}/enable", flow["id"].as_str().unwrap());
        assert_eq!(server.call(Method::POST, &enable, None).await.status, 200);
        server.app.submit().await;
        server.app.submit().await;
        server.app.deliver().await;

        let inbox = server.get("/inbox").await;
        assert_eq!(inbox["unread"], 2);
        let message = &inbox["data"][0];
        assert_eq!(
            (&message["kind"], &message["readAt"]),
            (&json!("message"), &json!(null))
        );
        assert!(
            message["text"].as_str().unwrap().contains("John Smith"),
            "{message}"
        );
        assert_eq!(message["sourceId"], flow["id"]);

        let read = format!("/inbox/{}/read", message["id"].as_str().unwrap());
        assert_eq!(server.call(Method::POST, &read, None).await.status, 204);
        let inbox = server.get("/inbox?limit=1").await;
        assert_eq!(inbox["unread"], 1);
        assert_eq!(
            inbox["data"][0]["readAt"],
            json!(winfactor_testkit::app::START)
        );
        assert!(inbox["nextCursor"].is_string());

        assert_eq!(server.post("/inbox/read", &json!({}), 200).await["read"], 1);
        assert_eq!(server.get("/inbox").await["unread"], 0);
        let unknown = "/inbox/msg_01h455vb4pex5vsknk084sn02q/read";
        let refused = server.refused(Method::POST, unknown, None).await;
        assert_eq!(refused, (404, "not_found".to_owned()));
    })
    .await;
}
