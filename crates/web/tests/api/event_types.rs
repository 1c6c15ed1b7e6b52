use http::Method;
use winfactor_domain::EventType;

use crate::support::Server;

#[tokio::test]
async fn each_event_type_is_described_with_a_schema_that_its_samples_fit() {
    let server = Server::start().await;
    let listed = server.get("/event-types").await;
    let names: Vec<_> = listed["data"].as_array().unwrap().iter().collect();
    assert_eq!(names.len(), EventType::ALL.len());
    for (listed, event_type) in names.into_iter().zip(EventType::ALL) {
        assert_eq!(listed["eventType"], event_type.name());
        let shown = server.get(&format!("/event-types/{event_type}")).await;
        assert_eq!(shown["description"], listed["description"]);
        let schema = jsonschema::draft202012::new(&shown["schema"]).unwrap();
        for locale in ["en", "de", "nl"] {
            for fullness in ["full", "sparse"] {
                let sample = &shown["samples"][locale][fullness];
                assert_eq!(sample["eventType"], event_type.name());
                assert_eq!(sample["orgLocale"], locale);
                let errors: Vec<_> = schema.iter_errors(sample).map(|e| e.to_string()).collect();
                assert!(
                    errors.is_empty(),
                    "{event_type} {locale} {fullness}: {errors:?}"
                );
            }
        }
    }
}

#[tokio::test]
async fn an_unknown_event_type_is_not_found() {
    let server = Server::start().await;
    let refused = server
        .refused(Method::GET, "/event-types/quote.deleted", None)
        .await;
    assert_eq!(refused, (404, "not_found".to_owned()));
}
