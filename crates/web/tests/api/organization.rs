use http::Method;
use serde_json::json;

use crate::support::{Server, details};

#[tokio::test]
async fn the_settings_of_the_organization_are_shown() {
    let server = Server::start().await;
    let organization = server.get("/organization").await;
    assert_eq!(organization["id"], json!(server.app.organization.id));
    assert_eq!(organization["slug"], "window-door-solutions");
    assert_eq!(organization["locale"], "nl");
    assert_eq!(organization["unitSystem"], "metric");
    assert_eq!(organization["currency"], "EUR");
    assert_eq!(organization["timeZone"], "Europe/Amsterdam");
    let defaults = json!({"taxRate": 0, "validityDays": 30, "expiringSoonDays": 3});
    assert_eq!(organization["quoteDefaults"], defaults);
}

#[tokio::test]
async fn settings_change_one_by_one_and_can_be_cleared() {
    Server::on_both_engines(|server| async move {
        let before = server.get("/organization").await;
        let changes = json!({
            "name": "Kozijnen De Vries",
            "phone": null,
            "logoUrl": "https://www.example.com/logo.png",
            "unitSystem": "imperial",
            "quoteDefaults": {"taxRate": "8.10", "expiringSoonDays": 0},
        });
        let changed = server.patch("/organization", &changes).await;
        assert_eq!(changed["name"], "Kozijnen De Vries");
        assert_eq!(changed["phone"], json!(null));
        assert_eq!(changed["logoUrl"], "https://www.example.com/logo.png");
        assert_eq!(changed["unitSystem"], "imperial");
        let defaults = json!({"taxRate": 8.1, "validityDays": 30, "expiringSoonDays": 0});
        assert_eq!(changed["quoteDefaults"], defaults);
        assert_eq!(changed["email"], before["email"]);
        assert_eq!(server.get("/organization").await, changed);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_a_setting_is_named() {
    let server = Server::start().await;
    let before = server.get("/organization").await;
    let cases = [
        (json!({"slug": "other"}), "/slug", "unknown_field"),
        (json!({"name": ""}), "/name", "required"),
        (json!({"locale": "fr"}), "/locale", "unknown_value"),
        (
            json!({"unitSystem": "nautical"}),
            "/unitSystem",
            "unknown_value",
        ),
        (json!({"currency": "euro"}), "/currency", "unknown_value"),
        (json!({"timeZone": "Amsterdam"}), "/timeZone", "time_zone"),
        (
            json!({"logoUrl": "http://example.com/a.png"}),
            "/logoUrl",
            "url",
        ),
        (
            json!({"quoteDefaults": {"taxRate": 101}}),
            "/quoteDefaults/taxRate",
            "out_of_range",
        ),
        (
            json!({"quoteDefaults": {"taxRate": "a"}}),
            "/quoteDefaults/taxRate",
            "invalid",
        ),
        (
            json!({"quoteDefaults": {"days": 1}}),
            "/quoteDefaults/days",
            "unknown_field",
        ),
        (
            json!({"quoteDefaults": {"validityDays": 0}}),
            "/quoteDefaults/validityDays",
            "out_of_range",
        ),
    ];
    for (body, pointer, code) in cases {
        let reply = server
            .call(Method::PATCH, "/organization", Some(&body))
            .await;
        assert_eq!(
            details(&reply),
            [(pointer.to_owned(), code.to_owned())],
            "{body}"
        );
    }
    assert_eq!(server.get("/organization").await, before);
}
