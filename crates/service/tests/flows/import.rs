//! Flows that come from ActivePieces, and go back there.

use serde_json::{Value, json};
use winfactor_domain::EventType;
use winfactor_service::flows::{self, NewFlow};
use winfactor_testkit::TestApp;

use crate::support::{
    OWNER, code, import, page, post, posts, refused, running, template, with_trigger,
};

#[tokio::test]
async fn an_imported_flow_is_kept_switched_off() {
    TestApp::on_both_engines(|app| async move {
        let flow = import(&app, template("Tell the team", &[posts(1, "Hello")])).await;
        assert_eq!(flow.name, "Tell the team");
        assert_eq!(flow.owner_name.as_deref(), Some(OWNER));
        assert_eq!(flow.event_types, []);
        assert!(!flow.enabled);
        assert_eq!(flow.revision, 1);
        let steps: Vec<_> = flow
            .steps
            .iter()
            .map(|step| (step.number, step.display_name.as_str()))
            .collect();
        assert_eq!(steps, [(1, "Trigger"), (2, "Post 1")]);
        let (service, organization) = (&app.service, app.organization.id);
        let found = flows::get(service, organization, flow.id).await.unwrap();
        assert_eq!(found, flow);
        let (listed, more) = flows::list(service, organization, page()).await.unwrap();
        assert_eq!((listed, more), (vec![flow], false));
    })
    .await;
}

#[tokio::test]
async fn each_flow_of_a_document_becomes_one() {
    let app = TestApp::sqlite().await;
    let parse = |text: String| serde_json::from_str::<Value>(&text).unwrap();
    let mut document = parse(template("First", &[posts(1, "Hello")]));
    let second = parse(template("Second", &[posts(1, "Hello")]));
    let flow = second["flows"][0].clone();
    document["flows"].as_array_mut().unwrap().push(flow);
    let new = NewFlow {
        template: document.to_string(),
        ..NewFlow::default()
    };
    let (service, organization) = (&app.service, app.organization.id);
    let named = NewFlow {
        name: Some("Both".to_owned()),
        ..new.clone()
    };
    let refusal = refused(flows::import(service, organization, named).await);
    assert_eq!(refusal[0].0, "/name");
    let imported = flows::import(service, organization, new).await.unwrap();
    let names: Vec<_> = imported.iter().map(|flow| flow.name.as_str()).collect();
    assert_eq!(names, ["First", "Second"]);
}

#[tokio::test]
async fn the_trigger_decides_the_event_types_unless_somebody_narrows_them() {
    let app = TestApp::sqlite().await;
    let piece = "@winfactor/piece-winfactor";
    let hello = [post(1, &json!({"title": "Hello", "text": "there"}))];
    let only = || with_trigger("Only", piece, "quote_accepted", &hello);
    let any = || with_trigger("Any", piece, "any_event", &hello);
    let types = async |template: String, wanted: Option<&[&str]>| {
        let new = NewFlow {
            template,
            event_types: wanted.map(|it| it.iter().map(|it| (*it).to_owned()).collect()),
            ..NewFlow::default()
        };
        flows::import(&app.service, app.organization.id, new)
            .await
            .map(|flows| flows[0].event_types.clone())
    };
    let accepted = [EventType::QuoteAccepted];
    assert_eq!(types(only(), None).await.unwrap(), accepted);
    assert_eq!(types(only(), Some(&[])).await.unwrap(), accepted);
    assert_eq!(types(any(), None).await.unwrap(), []);
    let narrowed = types(any(), Some(&["quote.accepted"])).await;
    assert_eq!(narrowed.unwrap(), accepted);
    let other = refused(types(only(), Some(&["lead.created"])).await);
    assert_eq!(other[0].0, "/eventTypes");
    assert!(other[0].1.contains("quote.accepted"));
    let unknown = refused(types(any(), Some(&["quote.accepted", "quote.lost"])).await);
    assert_eq!(unknown[0].0, "/eventTypes/1");
}

#[tokio::test]
async fn what_is_not_a_flow_is_refused_in_plain_words() {
    let app = TestApp::sqlite().await;
    let cases = [
        ("not json".to_owned(), "valid JSON"),
        ("{}".to_owned(), "not an ActivePieces flow"),
        (r#"{"name": "x", "flows": [5]}"#.to_owned(), "list of flows"),
        (
            template("New", &[]).replace("\"schemaVersion\":\"20\"", "\"schemaVersion\":\"99\""),
            "schema version 99",
        ),
        (" ".repeat(2 << 20), "1 MB"),
    ];
    for (template, expected) in cases {
        let new = NewFlow {
            template,
            ..NewFlow::default()
        };
        let errors = refused(flows::import(&app.service, app.organization.id, new).await);
        assert_eq!(errors[0].0, "", "the document as a whole");
        assert!(errors[0].1.contains(expected), "{errors:?}");
    }
}

#[tokio::test]
async fn a_flow_needs_a_name() {
    let app = TestApp::sqlite().await;
    let nameless = |name: Option<&str>| NewFlow {
        template: template(" ", &[posts(1, "Hello")]),
        name: name.map(str::to_owned),
        ..NewFlow::default()
    };
    let (service, organization) = (&app.service, app.organization.id);
    let errors = refused(flows::import(service, organization, nameless(None)).await);
    assert_eq!(errors[0].0, "/name");
    let named = flows::import(service, organization, nameless(Some("Hello"))).await;
    assert_eq!(named.unwrap()[0].name, "Hello");
}

#[tokio::test]
async fn an_export_gives_back_what_was_imported() {
    TestApp::on_both_engines(|app| async move {
        let text = template("Tell the team", &[posts(1, "Hello")]);
        let mut document: Value = serde_json::from_str(&text).unwrap();
        document["tags"] = json!([{"title": "office", "color": "#fff"}]);
        document["flows"][0]["trigger"]["settings"]["sampleData"] = json!({"future": [1, 2.50]});
        document["flows"][0]["trigger"]["nextAction"]["unheardOf"] = json!({"b": 1, "a": null});
        let flow = import(&app, document.to_string()).await;
        let exported = flows::export(&app.service, app.organization.id, flow.id).await;
        let exported = exported.unwrap().to_value();
        // An absent next step and one that is null mean the same.
        let mut expected = document;
        let last = expected["flows"][0]["trigger"]["nextAction"].as_object_mut();
        last.unwrap().remove("nextAction");
        assert_eq!(exported, expected);
        let again = import(&app, exported.to_string()).await;
        assert_eq!(again.steps, flow.steps);
    })
    .await;
}

#[tokio::test]
async fn a_flow_that_refers_to_itself_refers_to_the_copy() {
    let app = TestApp::sqlite().await;
    let text = post(
        1,
        &json!({"title": "x", "text": "https://x.example/ext-1/sync"}),
    );
    let mut document: Value = serde_json::from_str(&template("Self", &[text])).unwrap();
    document["metadata"] = json!({"externalId": "ext-1"});
    let flow = import(&app, document.to_string()).await;
    let exported = flows::export(&app.service, app.organization.id, flow.id).await;
    let json = exported.unwrap().to_json();
    assert!(!json.contains("ext-1"));
    assert!(json.contains(&format!("https://x.example/{}/sync", flow.id)));
}

#[tokio::test]
async fn deleting_is_final() {
    let app = TestApp::sqlite().await;
    let (service, organization) = (&app.service, app.organization.id);
    let flow = running(&app, &[posts(1, "Hello")]).await;
    flows::delete(service, organization, flow.id).await.unwrap();
    let gone = flows::get(service, organization, flow.id).await;
    assert_eq!(code(gone), "not_found");
    let again = flows::delete(service, organization, flow.id).await;
    assert_eq!(code(again), "not_found");
}
