use http::Method;
use serde_json::{Value, json};

use crate::support::{Server, details};

fn input(server: &Server) -> Value {
    json!({
        "templateId": server.app.template.id,
        "locale": "de",
        "customer": {
            "name": "Jörg Weiß",
            "email": "joerg.weiss@example.de",
            "phone": "+49 30 123456",
            "companyName": "Weiß GmbH",
            "street": "Hauptstraße 1",
            "postalCode": "10115",
            "city": "Berlin",
            "country": "DE",
        },
        "configuration": {
            "width": 2400,
            "height": 1500,
            "componentCount": 3,
            "notes": "Bitte mit\nRollladen",
        },
    })
}

#[tokio::test]
async fn a_submission_is_created_with_its_contact_and_its_event() {
    Server::on_both_engines(|server| async move {
        let made = server.post("/submissions", &input(&server), 201).await;
        let id = made["id"].as_str().unwrap();
        assert!(id.starts_with("sub_"), "{id}");
        assert_eq!(made["status"], "new");
        assert_eq!(made["locale"], "de");
        assert_eq!(made["customer"], input(&server)["customer"]);
        assert_eq!(made["configuration"], input(&server)["configuration"]);
        let template = &server.app.template;
        let expected =
            json!({"id": template.id, "name": template.name, "slug": "modern-glass-facade"});
        assert_eq!(made["template"], expected);
        assert_eq!(made["templateId"], expected["id"]);
        assert_eq!(made["createdAt"], json!(winfactor_testkit::app::START));
        let page = format!("https://app.winfactor.example/submissions/{id}");
        assert_eq!(made["urls"]["submissionDetail"], page);
        assert_eq!(server.get(&format!("/submissions/{id}")).await, made);

        let contact = made["contactId"].as_str().unwrap();
        let contact = server.get(&format!("/contacts/{contact}")).await;
        assert_eq!(contact["email"], "joerg.weiss@example.de");
        assert_eq!(contact["submissionCount"], 1);

        let events = server.get(&format!("/events?entityId={id}")).await;
        assert_eq!(events["data"].as_array().unwrap().len(), 1);
        assert_eq!(events["data"][0]["eventType"], "submission.created");
    })
    .await;
}

#[tokio::test]
async fn the_organizations_language_stands_in_for_the_customers() {
    let server = Server::start().await;
    let mut body = input(&server);
    body.as_object_mut().unwrap().remove("locale");
    let made = server.post("/submissions", &body, 201).await;
    assert_eq!(made["locale"], "nl");
}

#[tokio::test]
async fn a_submission_moves_and_is_linked_to_another_system() {
    let server = Server::start().await;
    let made = server.post("/submissions", &input(&server), 201).await;
    let path = format!("/submissions/{}", made["id"].as_str().unwrap());
    let change = json!({"status": "closed", "externalRef": "hubspot:deal:3314"});
    let changed = server.patch(&path, &change).await;
    assert_eq!(changed["status"], "closed");
    assert_eq!(changed["externalRef"], "hubspot:deal:3314");
    let cleared = server.patch(&path, &json!({"externalRef": null})).await;
    assert_eq!(cleared["externalRef"], json!(null));
    assert_eq!(cleared["status"], "closed");

    for (body, pointer, code) in [
        (json!({"status": "lost"}), "/status", "unknown_value"),
        (
            json!({"externalRef": "x".repeat(201)}),
            "/externalRef",
            "too_long",
        ),
        (json!({"customer": {}}), "/customer", "unknown_field"),
    ] {
        let reply = server.call(Method::PATCH, &path, Some(&body)).await;
        assert_eq!(details(&reply), [(pointer.to_owned(), code.to_owned())]);
    }
    assert_eq!(server.get(&path).await, cleared);
}

#[tokio::test]
async fn a_list_is_narrowed_by_status_template_and_time() {
    Server::on_both_engines(|server| async move {
        let early = server.post("/submissions", &input(&server), 201).await;
        let closed = format!("/submissions/{}", early["id"].as_str().unwrap());
        server.patch(&closed, &json!({"status": "closed"})).await;
        let between = server
            .app
            .clock
            .advance(std::time::Duration::from_secs(60))
            .0;
        server.app.clock.advance(std::time::Duration::from_secs(60));
        let late = server.post("/submissions", &input(&server), 201).await;

        let ids = async |query: &str| -> Vec<String> {
            let listed = server.get(&format!("/submissions?{query}")).await;
            let listed = listed["data"].as_array().unwrap().iter();
            let id = |submission: &Value| submission["id"].as_str().unwrap().to_owned();
            listed.map(id).collect()
        };
        let early = early["id"].as_str().unwrap();
        let late = late["id"].as_str().unwrap();
        assert_eq!(ids("").await, [late, early]);
        assert_eq!(ids("status=closed").await, [early]);
        assert_eq!(ids("status=new").await, [late]);
        let after = format!("createdAfter={between}");
        assert_eq!(ids(&after).await, [late]);
        let before = format!("createdBefore={between}");
        assert_eq!(ids(&before).await, [early]);
        let both = format!("templateId={}&status=new", server.app.template.id);
        assert_eq!(ids(&both).await, [late]);
        let other = "template_01h455vb4pex5vsknk084sn02q";
        assert!(ids(&format!("templateId={other}")).await.is_empty());
    })
    .await;
}
