use http::Method;
use serde_json::json;
use winfactor_domain::Locale;
use winfactor_service::leads::{self, LeadFields};

use crate::support::{Server, details};

async fn leave(server: &Server, message: &str) -> String {
    let fields = LeadFields {
        locale: Locale::En,
        name: "Jane Smith".to_owned(),
        email: "jane.smith@example.com".to_owned(),
        phone: None,
        message: message.to_owned(),
    };
    let slug = server.app.organization.slug.as_str();
    let left = leads::leave(&server.app.service, slug, fields, None)
        .await
        .unwrap();
    left.created().unwrap().lead.id.to_string()
}

#[tokio::test]
async fn leads_are_listed_shown_and_moved() {
    Server::on_both_engines(|server| async move {
        let first = leave(&server, "I want a door.").await;
        let second = leave(&server, "I want a window.").await;
        let path = format!("/leads/{first}");
        let lead = server.get(&path).await;
        assert_eq!(lead["message"], "I want a door.");
        assert_eq!(
            (&lead["status"], &lead["locale"]),
            (&json!("new"), &json!("en"))
        );

        let moved = server.patch(&path, &json!({"status": "contacted"})).await;
        assert_eq!(moved["status"], "contacted");
        let new = server.get("/leads?status=new").await;
        assert_eq!(new["data"].as_array().unwrap().len(), 1);
        assert_eq!(new["data"][0]["id"], json!(second));
        let all = server.get("/leads").await;
        assert_eq!(all["data"].as_array().unwrap().len(), 2);

        for (body, pointer, code) in [
            (json!({}), "/status", "required"),
            (json!({"status": "lost"}), "/status", "unknown_value"),
            (
                json!({"status": "new", "name": "x"}),
                "/name",
                "unknown_field",
            ),
        ] {
            let reply = server.call(Method::PATCH, &path, Some(&body)).await;
            assert_eq!(
                details(&reply),
                [(pointer.to_owned(), code.to_owned())],
                "{body}"
            );
        }
        assert_eq!(server.get(&path).await, moved);
    })
    .await;
}
