use http::Method;
use serde_json::{Value, json};

use crate::{
    flow_actions,
    support::{Server, details, refusal},
};

const RECIPE: &str = include_str!("../fixtures/exported-flow.json");

fn document() -> Value {
    serde_json::from_str(RECIPE).unwrap()
}

/// The same with one input of the last step replaced.
fn with_title(title: &str) -> Value {
    let text = RECIPE.to_owned();
    let mut document: Value = serde_json::from_str(&text).unwrap();
    let step = &mut document["flows"][0]["trigger"]["nextAction"];
    step["settings"]["input"]["title"] = json!(title);
    document
}

#[tokio::test]
async fn a_template_goes_in_and_the_same_comes_out() {
    Server::on_both_engines(|server| async move {
        let mut sent = document();
        sent["flows"][0]["trigger"]["somethingNew"] = json!({"kept": true});
        let path = "/flows?ownerName=Eva%20de%20Vries&name=Welkom&eventTypes=submission.created";
        let made = server.post(path, &sent, 201).await;
        assert_eq!(
            (&made["name"], &made["ownerName"]),
            (&json!("Welkom"), &json!("Eva de Vries"))
        );
        assert_eq!(
            (&made["enabled"], &made["problems"]),
            (&json!(false), &json!([]))
        );
        assert_eq!(made["eventTypes"], json!(["submission.created"]));
        assert!(made["steps"].as_array().unwrap().len() >= 2);

        let path = format!("/flows/{}", made["id"].as_str().unwrap());
        let shown = server.get(&path).await;
        let exported = server.get(&format!("{path}/export")).await;
        assert_eq!(shown["template"], exported);
        assert_eq!(exported["name"], "Welkom");
        let (mut trigger, before) = (
            exported["flows"][0]["trigger"].clone(),
            &sent["flows"][0]["trigger"],
        );
        assert_eq!(trigger["somethingNew"], json!({"kept": true}));
        trigger["nextAction"]["settings"]["input"] =
            before["nextAction"]["settings"]["input"].clone();
        assert_eq!(trigger["nextAction"]["name"], before["nextAction"]["name"]);
        let listed = server.get("/flows").await;
        assert_eq!(listed["data"][0]["id"], made["id"]);
    })
    .await;
}

#[tokio::test]
async fn recipes_are_listed_and_made_into_flows() {
    let server = Server::start().await;
    let recipes = server.get("/flow-recipes?locale=de").await;
    let recipe = &recipes["data"][0];
    assert_eq!(recipe["recommended"], true);
    let body = json!({"recipe": recipe["id"], "locale": "de", "ownerName": "Eva"});
    let made = server.post("/flows", &body, 201).await;
    assert_eq!(
        (&made["name"], &made["ownerName"]),
        (&recipe["name"], &json!("Eva"))
    );
    let recipes = recipes["data"].as_array().unwrap();
    let slack = recipes.iter().find(|it| it["id"] == "lead-to-slack");
    let slack = slack.unwrap();
    assert_eq!(slack["channel"], "slack");
    assert_eq!(slack["eventTypes"], json!(["lead.created"]));
    let channel = &slack["settings"][0];
    assert_eq!(
        (&channel["key"], &channel["label"], &channel["required"]),
        (
            &json!("channel"),
            &json!("ID des Slack-Kanals"),
            &json!(true)
        )
    );
    assert_eq!(slack["settings"][1]["default"], "slack");
    let unknown = json!({"recipe": "make-coffee"});
    let refused = server.refused(Method::POST, "/flows", Some(&unknown)).await;
    assert_eq!(refused, (404, "not_found".to_owned()));
    let odd = json!({"recipe": "submission-to-inbox", "colour": "red"});
    let reply = server.call(Method::POST, "/flows", Some(&odd)).await;
    assert_eq!(details(&reply)[0].0, "/colour");
}

#[tokio::test]
async fn a_recipe_is_filled_in_when_it_is_made_or_names_what_is_missing() {
    let server = Server::start().await;
    let codes = |made: &Value| -> Vec<(Value, String)> {
        let problems = made["problems"].as_array().unwrap().iter();
        let code = |it: &Value| it["code"].as_str().unwrap().to_owned();
        problems
            .map(|it| (it["stepDisplayName"].clone(), code(it)))
            .collect()
    };
    let mut body = json!({"recipe": "lead-to-slack", "locale": "en"});
    let made = server.post("/flows", &body, 201).await;
    assert_eq!(made["eventTypes"], json!(["lead.created"]));
    let slack = json!("Slack");
    let missing = [
        (slack.clone(), "input_missing".to_owned()),
        (slack.clone(), "connection_missing".to_owned()),
    ];
    assert_eq!(codes(&made), missing);
    body["settings"] = json!({"channel": "C1", "connection": "sales"});
    let made = server.post("/flows", &body, 201).await;
    assert_eq!(codes(&made), [(slack, "connection_missing".to_owned())]);
    let path = format!("/flows/{}/export", made["id"].as_str().unwrap());
    let steps = &server.get(&path).await["flows"][0]["trigger"]["nextAction"];
    let input = &steps["nextAction"]["settings"]["input"];
    assert_eq!(input["channel"], "C1");
    assert_eq!(input["auth"], "{{connections['sales']}}");
    body["settings"] = json!({"channel": "{{x}}", "colour": "red"});
    let reply = server.call(Method::POST, "/flows", Some(&body)).await;
    let expected = [
        ("/settings/channel", "placeholder"),
        ("/settings/colour", "unknown_setting"),
    ];
    let told = details(&reply);
    let told: Vec<_> = told.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(told, expected);
}

#[tokio::test]
async fn a_recipe_is_given_as_the_template_that_activepieces_imports() {
    let server = Server::start().await;
    let template = server
        .get("/flow-recipes/quote-unopened-to-email?locale=nl")
        .await;
    assert_eq!(
        template["name"],
        "Offerte verzonden, nooit geopend: e-mail aan het team"
    );
    assert_eq!(template["type"], "SHARED");
    let pieces = [
        "@activepieces/piece-delay",
        "@activepieces/piece-smtp",
        "@activepieces/piece-webhook",
        "@winfactor/piece-winfactor",
    ];
    assert_eq!(template["pieces"], json!(pieces));
    let made = server.post("/flows", &template, 201).await;
    assert_eq!(made["name"], template["name"]);
    let refused = server
        .refused(Method::GET, "/flow-recipes/make-coffee", None)
        .await;
    assert_eq!(refused, (404, "not_found".to_owned()));
}

#[tokio::test]
async fn a_flow_needs_an_owner_and_no_problems_to_be_switched_on() {
    Server::on_both_engines(|server| async move {
        let made = server.post("/flows", &document(), 201).await;
        let path = format!("/flows/{}", made["id"].as_str().unwrap());
        let reply = server
            .call(Method::POST, &format!("{path}/enable"), None)
            .await;
        assert_eq!(
            details(&reply),
            [("/ownerName".to_owned(), "required".to_owned())]
        );

        let broken = with_title("{{trigger.body.data.nothing}}");
        let changed = server
            .patch(&path, &json!({"ownerName": "Eva", "template": broken}))
            .await;
        assert_eq!(changed["revision"], 2);
        assert_eq!(changed["problems"][0]["code"], "unknown_field");
        let reply = server
            .call(Method::POST, &format!("{path}/enable"), None)
            .await;
        assert_eq!(details(&reply)[0].1, "unknown_field");

        server.patch(&path, &json!({"template": document()})).await;
        let on = server
            .call(Method::POST, &format!("{path}/enable"), None)
            .await;
        assert_eq!(on.json::<Value>()["enabled"], true);
        let reply = server
            .call(Method::PATCH, &path, Some(&json!({"ownerName": null})))
            .await;
        assert_eq!(details(&reply)[0].0, "/ownerName");
        let off = server
            .call(Method::POST, &format!("{path}/disable"), None)
            .await;
        assert_eq!(off.json::<Value>()["enabled"], false);
        assert_eq!(server.call(Method::DELETE, &path, None).await.status, 204);
        assert_eq!(server.refused(Method::GET, &path, None).await.0, 404);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_flow_is_refused() {
    let server = Server::start().await;
    for body in [
        json!({}),
        json!([]),
        json!({"flows": "none"}),
        json!({"flows": [{"a": 1}]}),
    ] {
        let reply = server.call(Method::POST, "/flows", Some(&body)).await;
        assert_eq!(refusal(&reply).0, 422, "{body}");
    }
    let key = format!("Bearer {}", server.app.api_key);
    let headers = [
        ("authorization", key.as_str()),
        ("content-type", "application/json"),
    ];
    let reply = server.send(Method::POST, "/flows", &headers, "{").await;
    assert_eq!(refusal(&reply), (400, "malformed_json".to_owned()));
    let large = format!("{{\"name\": \"{}\"}}", "x".repeat(2 << 20));
    let reply = server.send(Method::POST, "/flows", &headers, large).await;
    assert_eq!(refusal(&reply), (413, "too_large".to_owned()));

    let made = server.post("/flows", &document(), 201).await;
    let path = format!("/flows/{}", made["id"].as_str().unwrap());
    let reply = server
        .call(Method::PATCH, &path, Some(&json!({"template": {}})))
        .await;
    assert!(
        details(&reply)[0].0.starts_with("/template"),
        "{}",
        reply.text()
    );
    assert_eq!(
        server.get("/flows").await["data"].as_array().unwrap().len(),
        1
    );
}

#[tokio::test]
async fn a_dry_run_shows_what_would_happen_and_does_nothing() {
    Server::on_both_engines(|server| async move {
        let made = server.post("/flows", &document(), 201).await;
        let path = format!("/flows/{}/test", made["id"].as_str().unwrap());
        let before = server.snapshot().await;
        let reply = server.call(Method::POST, &path, None).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        let run: Value = reply.json();
        assert_eq!(
            (&run["status"], &run["eventType"]),
            (&json!("SUCCEEDED"), &json!("submission.created"))
        );
        assert_eq!(run["messages"].as_array().unwrap().len(), 1);
        assert_eq!(server.snapshot().await, before);

        server.app.submit().await;
        let event = server.get("/events?limit=1").await["data"][0]["id"].clone();
        let run = server.post(&path, &json!({"eventId": event}), 200).await;
        let text = run["messages"][0].to_string();
        assert!(text.contains("John Smith"), "{text}");
    })
    .await;
}

#[tokio::test]
async fn runs_are_listed_and_shown_step_by_step() {
    Server::on_both_engines(|server| async move {
        let flow = server.post("/flows?ownerName=Eva", &document(), 201).await;
        let id = flow["id"].as_str().unwrap();
        server
            .call(Method::POST, &format!("/flows/{id}/enable"), None)
            .await;
        server.app.submit().await;
        server.app.deliver().await;

        let runs = server
            .get(&format!("/flow-runs?flowId={id}&status=SUCCEEDED"))
            .await;
        let run = &runs["data"][0];
        assert_eq!(
            (&run["flowName"], &run["failedStep"]),
            (&flow["name"], &json!(null))
        );
        let path = format!("/flow-runs/{}", run["id"].as_str().unwrap());
        let shown = server.get(&path).await;
        assert_eq!(shown["eventType"], "submission.created");
        let steps = shown["steps"].as_array().unwrap();
        assert_eq!(
            (&steps[0]["type"], &steps[1]["status"]),
            (&json!("PIECE_TRIGGER"), &json!("SUCCEEDED"))
        );
        assert_eq!(
            server.get("/flow-runs?status=FAILED").await["data"],
            json!([])
        );
        let refused = server
            .refused(Method::POST, &format!("{path}/retry"), None)
            .await;
        assert_eq!(refused, (409, "run_not_failed".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_failed_run_is_retried_from_the_failed_step_or_as_a_whole() {
    let server = Server::start().await;
    let post = |n, title| flow_actions::step(n, "inbox", &json!({"title": title, "text": "said"}));
    // The customer has no company, and a message without a title is refused.
    let steps = vec![
        post(1, "First"),
        post(2, "{{trigger.data.customer.companyName}}"),
    ];
    flow_actions::running(&server, steps).await;
    server.app.submit().await;
    server.app.deliver().await;
    let run = server.get("/flow-runs?status=FAILED").await;
    let run = format!("/flow-runs/{}", run["data"][0]["id"].as_str().unwrap());
    let retry = format!("{run}/retry");
    let strategies = [
        (None, 1),
        (Some("FROM_FAILED_STEP"), 1),
        (Some("ON_LATEST_VERSION"), 2),
    ];
    for (strategy, posted) in strategies {
        let body = strategy.map(|strategy| json!({"strategy": strategy}));
        let retried = server.call(Method::POST, &retry, body.as_ref()).await;
        assert_eq!(retried.status, 200, "{strategy:?}: {}", retried.text());
        assert_eq!(retried.json::<Value>()["status"], "RUNNING");
        server.app.deliver().await;
        assert_eq!(server.get(&run).await["status"], "FAILED");
        let inbox = server.get("/inbox").await;
        let messages = inbox["data"].as_array().unwrap().iter();
        let first = messages.filter(|message| message["title"] == "First");
        assert_eq!(first.count(), posted, "{strategy:?}");
    }
    let other = json!({"strategy": "FROM_THE_START"});
    let refused = server.call(Method::POST, &retry, Some(&other)).await;
    assert_eq!(details(&refused)[0].0, "/strategy");
}
