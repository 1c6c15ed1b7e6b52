use http::Method;
use serde_json::json;

use crate::support::{Server, details};

#[tokio::test]
async fn a_contact_is_created_once_and_then_learns() {
    Server::on_both_engines(|server| async move {
        let new = json!({
            "name": "John Smith",
            "email": "John.Smith@example.com",
            "phone": "+31 6 1",
            "externalRef": "crm:1",
        });
        let made = server.post("/contacts", &new, 201).await;
        assert_eq!(made["created"], true);
        assert_eq!(made["submissionCount"], 0);
        assert_eq!(made["lastUsedAt"], json!(null));

        let same =
            json!({"name": "John F. Smith", "email": "john.smith@example.com", "city": "Delft"});
        let known = server.post("/contacts", &same, 200).await;
        assert_eq!(known["created"], false);
        assert_eq!(known["id"], made["id"]);
        assert_eq!(known["name"], "John F. Smith");
        assert_eq!(known["phone"], "+31 6 1");
        assert_eq!(known["city"], "Delft");
        assert_eq!(known["externalRef"], "crm:1");

        let found = server.get("/contacts?email=JOHN.SMITH%40example.com").await;
        assert_eq!(found["data"].as_array().unwrap().len(), 1);
        assert_eq!(found["data"][0]["id"], made["id"]);
        let none = server.get("/contacts?email=jane%40example.com").await;
        assert_eq!(none, json!({"data": [], "nextCursor": null}));
    })
    .await;
}

#[tokio::test]
async fn a_contact_is_changed_and_keeps_an_address_of_its_own() {
    let server = Server::start().await;
    let john = json!({"name": "John", "email": "john@example.com", "phone": "1"});
    let john = server.post("/contacts", &john, 201).await;
    let jane = json!({"name": "Jane", "email": "jane@example.com"});
    server.post("/contacts", &jane, 201).await;
    let path = format!("/contacts/{}", john["id"].as_str().unwrap());

    let changes = json!({"email": "john@new.example", "phone": null, "companyName": "Smith Ltd"});
    let changed = server.patch(&path, &changes).await;
    assert_eq!(changed["email"], "john@new.example");
    assert_eq!(changed["phone"], json!(null));
    assert_eq!(changed["companyName"], "Smith Ltd");
    assert_eq!(changed["name"], "John");

    let taken = json!({"email": "JANE@example.com"});
    let refused = server.refused(Method::PATCH, &path, Some(&taken)).await;
    assert_eq!(refused, (409, "email_taken".to_owned()));
    let reply = server
        .call(Method::PATCH, &path, Some(&json!({"name": null})))
        .await;
    assert_eq!(reply.status, 200, "null leaves what cannot be empty");
    let reply = server
        .call(Method::PATCH, &path, Some(&json!({"email": "x"})))
        .await;
    assert_eq!(details(&reply), [("/email".to_owned(), "email".to_owned())]);
    assert_eq!(server.get(&path).await["email"], "john@new.example");
}
