use http::Method;
use serde_json::{Value, json};

use crate::support::{Server, details};

fn sliding_door() -> Value {
    json!({
        "name": "Schuifpui",
        "slug": "schuifpui",
        "minWidth": 1600,
        "maxWidth": 6000,
        "minHeight": 1800,
        "maxHeight": 2600,
        "components": ["sliding", "fixed"],
    })
}

#[tokio::test]
async fn a_template_is_created_shown_listed_and_changed() {
    Server::on_both_engines(|server| async move {
        server
            .app
            .clock
            .advance(std::time::Duration::from_millis(1));
        let made = server.post("/templates", &sliding_door(), 201).await;
        for (name, value) in sliding_door().as_object().unwrap() {
            assert_eq!(&made[name], value, "{name}");
        }
        let path = format!("/templates/{}", made["id"].as_str().unwrap());
        assert_eq!(server.get(&path).await, made);
        let listed = server.get("/templates").await;
        assert_eq!(listed["data"][0], made);
        assert_eq!(listed["data"].as_array().unwrap().len(), 2);

        let changed = server
            .patch(&path, &json!({"maxWidth": 7000, "components": []}))
            .await;
        assert_eq!(changed["maxWidth"], 7000);
        assert_eq!(changed["components"], json!([]));
        assert_eq!(changed["name"], "Schuifpui");
        assert_eq!(server.get(&path).await, changed);
    })
    .await;
}

#[tokio::test]
async fn a_template_that_cannot_be_is_refused() {
    let server = Server::start().await;
    let before = server.get("/templates").await;
    let cases = [
        ("name", json!(""), "/name", "required"),
        ("slug", json!("Schuif Pui"), "/slug", "slug"),
        ("minWidth", json!(0), "/minWidth", "out_of_range"),
        ("minWidth", json!(-1), "/minWidth", "invalid"),
        ("maxWidth", json!(1000), "/maxWidth", "out_of_range"),
        ("maxHeight", json!(100_001), "/maxHeight", "out_of_range"),
        (
            "components",
            json!(["sliding", "gate"]),
            "/components/1",
            "unknown_value",
        ),
        ("components", json!("sliding"), "/components", "type"),
        ("color", json!("red"), "/color", "unknown_field"),
    ];
    for (name, value, pointer, code) in cases {
        let mut body = sliding_door();
        body[name] = value;
        let reply = server.call(Method::POST, "/templates", Some(&body)).await;
        assert_eq!(
            details(&reply),
            [(pointer.to_owned(), code.to_owned())],
            "{body}"
        );
    }
    let mut taken = sliding_door();
    taken["slug"] = json!(server.app.template.slug.as_str());
    let refused = server
        .refused(Method::POST, "/templates", Some(&taken))
        .await;
    assert_eq!(refused, (409, "slug_taken".to_owned()));
    assert_eq!(server.get("/templates").await, before);
}
