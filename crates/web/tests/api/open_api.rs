use http::Method;
use serde_json::Value;
use winfactor_testkit::Client;

use crate::support::Server;

#[tokio::test]
async fn the_document_is_served_to_anybody_and_names_every_operation_once() {
    let server = Server::start().await;
    let reply = server
        .try_send(Method::GET, "/openapi.json", &[], "")
        .await
        .unwrap();
    assert_eq!(reply.header("content-type"), Some("application/json"));
    let document: Value = reply.json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let mut ids = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let place = format!("{method} {path}");
            ids.push(operation["operationId"].as_str().unwrap().to_owned());
            assert!(operation["summary"].is_string(), "{place}");
            assert!(operation["description"].is_string(), "{place}");
            let tag = operation["tags"][0].as_str().unwrap();
            let tags = document["tags"].as_array().unwrap();
            assert!(
                tags.iter().any(|known| known["name"] == tag),
                "{place}: {tag}"
            );
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                assert!(parameter["schema"].is_object(), "{place}: {parameter}");
            }
        }
    }
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all, "operationIds are unique");
}

#[tokio::test]
async fn every_reference_leads_somewhere() {
    let document = winfactor_web::api::open_api().to_json().unwrap();
    let document: Value = serde_json::from_str(&document).unwrap();
    let mut open = vec![&document];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(fields) => {
                if let Some(Value::String(reference)) = fields.get("$ref") {
                    let pointer = reference.strip_prefix('#').unwrap();
                    assert!(document.pointer(pointer).is_some(), "{reference}");
                }
                open.extend(fields.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
}

#[tokio::test]
async fn the_documentation_shows_every_operation_and_loads_nothing_from_elsewhere() {
    let server = Server::start().await;
    let reply = Client::new()
        .get(&server.url("/api/v1/docs"))
        .await
        .unwrap();
    assert_eq!(reply.status, 200);
    assert!(
        reply
            .header("content-type")
            .unwrap()
            .starts_with("text/html")
    );
    let page = scraper::Html::parse_document(&reply.text());
    let select = |selector: &str| scraper::Selector::parse(selector).unwrap();
    let document = winfactor_web::api::open_api().to_json().unwrap();
    let document: Value = serde_json::from_str(&document).unwrap();
    for operations in document["paths"].as_object().unwrap().values() {
        for operation in operations.as_object().unwrap().values() {
            let id = operation["operationId"].as_str().unwrap();
            let shown = page.select(&select(&format!("section#{id}"))).next();
            let shown = shown.unwrap_or_else(|| panic!("{id} is not shown"));
            let text: String = shown.text().collect();
            assert!(
                text.contains(operation["summary"].as_str().unwrap()),
                "{id}"
            );
            assert!(text.contains("curl"), "{id}");
        }
    }
    for element in page.select(&select("[src], link[href]")) {
        let address = element.attr("src").or(element.attr("href")).unwrap();
        assert!(
            address.starts_with('/') && !address.starts_with("//"),
            "{address}"
        );
    }
    for link in page.select(&select("a[href^='#']")) {
        let target = link.attr("href").unwrap();
        assert!(page.select(&select(target)).next().is_some(), "{target}");
    }
    assert!(page.errors.is_empty(), "{:?}", page.errors);
}
