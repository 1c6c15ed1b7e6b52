use std::time::Duration;

use serde_json::{Value, json};
use winfactor_domain::Contact;
use winfactor_service::{
    contacts::{self, ContactPatch},
    runs::RunStatus,
};
use winfactor_testkit::{
    TestApp,
    vendors::{PipedriveStandIn, pipedrive::SOURCE_KEY},
};

use super::{SEARCH, TOKEN, app, app_on, asked, office, person};
use crate::{
    flows::{alerts, all_runs, only_run, running},
    support::{connect_as, output, step, submit_as},
};

const EMAIL: &str = "john.smith@example.com";

async fn customer(app: &TestApp) -> Contact {
    let found = contacts::by_email(&app.service, app.organization.id, EMAIL);
    found.await.unwrap().unwrap()
}

async fn note_customer(app: &TestApp, external_ref: &str) {
    let (id, patch) = (
        customer(app).await.id,
        ContactPatch {
            external_ref: Some(Some(external_ref.to_owned())),
            ..ContactPatch::default()
        },
    );
    let changed = contacts::update(&app.service, app.organization.id, id, patch);
    changed.await.unwrap();
}

#[tokio::test]
async fn a_customer_becomes_a_person_whose_id_is_noted_here() {
    for on_sqlite in [true, false] {
        let server = PipedriveStandIn::start(TOKEN);
        let app = app_on(&server, on_sqlite).await;
        office(&app, &[person()]).await;
        app.submit().await;
        app.deliver().await;
        assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
        let output = output(&app, "step_1").await;
        assert_eq!(output["data"]["emails"][0]["value"], EMAIL);
        assert_eq!(output["data"]["Source"], "Website");
        let made = server.persons();
        assert_eq!(made.len(), 1);
        assert_eq!(made[0]["name"], "John Smith");
        assert_eq!(made[0]["custom_fields"][SOURCE_KEY], 11);
        let noted = customer(&app).await.external_ref;
        assert_eq!(noted.as_deref(), Some("pipedrive:person:123"));
    }
}

#[tokio::test]
async fn a_person_who_is_in_pipedrive_is_changed_and_not_made_again() {
    let server = PipedriveStandIn::start(TOKEN);
    let app = app(&server).await;
    let known = server.enter_person(&json!({
        "name": "J. Smith", "emails": [{"value": "John.Smith@Example.com", "primary": true}],
        "custom_fields": {SOURCE_KEY: 12},
    }));
    let mut step = person();
    let blank = json!({"Source": "{{trigger.body.data.customer.companyName}}"});
    step["settings"]["input"]["customfields"] = blank;
    office(&app, &[step]).await;
    for _ in 0..2 {
        app.submit().await;
        app.deliver_after(Duration::from_secs(1)).await;
    }
    let persons = server.persons();
    assert_eq!(persons.len(), 1);
    assert_eq!(persons[0]["name"], "John Smith");
    assert_eq!(persons[0]["emails"].as_array().unwrap().len(), 1);
    let source = &persons[0]["custom_fields"][SOURCE_KEY];
    assert_eq!(source, 12, "nothing is overwritten with a blank");
    let noted = customer(&app).await.external_ref;
    assert_eq!(noted, Some(format!("pipedrive:person:{known}")));
    assert_eq!(asked(&server, SEARCH), 1, "the second time the ID is known");
    assert_eq!(alerts(&app).await, []);
}

#[tokio::test]
async fn two_flows_at_once_make_one_person() {
    let server = PipedriveStandIn::start(TOKEN);
    let app = app(&server).await;
    office(&app, &[person()]).await;
    // With another token, so that the two do not queue.
    let value = json!({
        "type": "OAUTH2", "access_token": server.access_token(),
        "data": {"api_domain": "https://wds.pipedrive.com"},
    });
    connect_as(&app, "app", "pipedrive", value).await;
    let mut second = person();
    second["settings"]["input"]["auth"] = json!("{{connections['app']}}");
    running(&app, &[second]).await;
    app.submit().await;
    app.deliver().await;
    for run in all_runs(&app).await {
        assert_eq!(run.status, RunStatus::Succeeded);
    }
    assert_eq!(server.persons().len(), 1);
    assert_eq!(
        asked(&server, SEARCH),
        1,
        "the second sees what the first noted"
    );
}

#[tokio::test]
async fn a_noted_person_is_used_without_a_search_and_one_that_is_gone_is_searched_for() {
    let server = PipedriveStandIn::start(TOKEN);
    let app = app(&server).await;
    app.submit().await;
    app.deliver().await;
    let known = server.enter_person(&json!({"name": "John", "emails": []}));
    note_customer(&app, &format!("pipedrive:person:{known}")).await;
    office(&app, &[person()]).await;
    app.submit().await;
    app.deliver().await;
    assert_eq!(asked(&server, SEARCH), 0);
    assert_eq!(server.persons().len(), 1);
    assert_eq!(server.persons()[0]["emails"][0]["value"], EMAIL);

    server.purge_person(known);
    app.submit().await;
    app.deliver_after(Duration::from_secs(1)).await;
    assert_eq!(asked(&server, SEARCH), 1);
    let persons = server.persons();
    assert_eq!(persons.len(), 1);
    let noted = customer(&app).await.external_ref;
    assert_eq!(noted, Some(format!("pipedrive:person:{known}")));
    let alerts = alerts(&app).await;
    assert_eq!(alerts.len(), 1);
    let both = format!(
        "pipedrive:person:{known}\npipedrive:person:{}",
        persons[0]["id"]
    );
    assert!(alerts[0].text.contains(&both), "{}", alerts[0].text);
}

#[tokio::test]
async fn a_number_that_is_somebody_elses_in_another_account_is_not_used() {
    let server = PipedriveStandIn::start(TOKEN);
    let app = app(&server).await;
    app.submit().await;
    app.deliver().await;
    for (name, email, is_used) in [
        ("Marie Curie", "marie@example.com", false),
        ("John Smith", "john@new-address.example", true),
    ] {
        let emails = json!([{"value": email, "primary": true, "label": "work"}]);
        let known = server.enter_person(&json!({"name": name, "emails": emails}));
        note_customer(&app, &format!("pipedrive:person:{known}")).await;
        if !is_used {
            office(&app, &[person()]).await;
        }
        app.submit().await;
        app.deliver_after(Duration::from_secs(1)).await;
        let persons = server.persons();
        let found = persons.iter().find(|it| it["id"] == known).unwrap();
        assert_eq!(found["name"], name);
        let ways = found["emails"].as_array().unwrap().len();
        assert_eq!(ways == 2, is_used, "{found}");
    }
}

#[tokio::test]
async fn another_person_than_the_noted_one_is_not_touched() {
    let server = PipedriveStandIn::start(TOKEN);
    let app = app(&server).await;
    app.submit().await;
    app.deliver().await;
    // Noted for the customer, but the step writes somebody else.
    let known = server.enter_person(&json!({"name": "John Smith"}));
    note_customer(&app, &format!("pipedrive:person:{known}")).await;
    let input = json!({"name": "The installer", "email": ["installer@example.com"]});
    office(&app, &[step(1, "pipedrive", "create-person", input)]).await;
    app.submit().await;
    app.deliver().await;
    let names: Vec<Value> = server
        .persons()
        .iter()
        .map(|it| it["name"].clone())
        .collect();
    assert_eq!(names, ["John Smith", "The installer"]);
    assert_eq!(alerts(&app).await, [], "it is not the customer's record");
}

#[tokio::test]
async fn the_older_action_gives_the_person_alone() {
    let server = PipedriveStandIn::start(TOKEN);
    let app = app(&server).await;
    let input = json!({
        "name": "{{trigger.body.data.customer.name}}",
        "email": "{{trigger.body.data.customer.email}}",
    });
    office(&app, &[step(1, "pipedrive", "add_person", input)]).await;
    app.submit().await;
    app.deliver().await;
    assert_eq!(output(&app, "step_1").await["id"], 123);
    let noted = customer(&app).await.external_ref;
    assert_eq!(noted.as_deref(), Some("pipedrive:person:123"));
}

#[tokio::test]
async fn persons_without_an_address_are_not_taken_for_each_other() {
    let server = PipedriveStandIn::start(TOKEN);
    let app = app(&server).await;
    let input = json!({"name": "{{trigger.body.data.customer.name}}"});
    office(&app, &[step(1, "pipedrive", "create-person", input)]).await;
    for _ in 0..2 {
        submit_as(&app, "Jan Jansen").await;
        app.deliver_after(Duration::from_secs(1)).await;
    }
    assert_eq!(server.persons().len(), 2);
}
