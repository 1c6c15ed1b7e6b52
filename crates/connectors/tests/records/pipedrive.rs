use serde_json::{Map, Value, json};
use winfactor_connectors::channels::pipedrive::{self, Fields, Kind, Pipedrive, PipedriveAccess};
use winfactor_connectors::channels::{ChannelFailure, ConnectionFault, VendorAddresses, WhoActs};
use winfactor_testkit::Answer;
use winfactor_testkit::vendors::PipedriveStandIn;
use winfactor_testkit::vendors::pipedrive::{
    BUDGET_KEY, NOTE_KEY, SOURCE_KEY, account_closed, budget_spent, deals_limit, gone,
    refused_field, scope_mismatch, shut_out, too_many,
};

use crate::setup::{NOW, TIME, UNCERTAIN, client, failed, object, wait};

const TOKEN: &str = "4f1c0e6a1b2c3d4e5f60718293a4b5c6d7e8f901";
const PERSONS: &str = "/api/v2/persons";
const DEALS: &str = "/api/v2/deals";

/// The receiver does not say for how long, and has done nothing.
const LATER: WhoActs = WhoActs::ReceiverForNow {
    retry_after: None,
    nothing_happened: true,
};

fn access(server: &PipedriveStandIn, connection: &Value) -> PipedriveAccess {
    let vendors = VendorAddresses {
        pipedrive: Some(server.address()),
        ..VendorAddresses::default()
    };
    PipedriveAccess::of_connection(connection, &vendors).unwrap()
}

fn own_token(token: &str) -> Value {
    json!({"type": "SECRET_TEXT", "secret_text": token})
}

/// Does something with an account.
macro_rules! with {
    ($server:expr, $pipedrive:ident => $call:expr) => {
        with!($server, own_token(TOKEN), $pipedrive => $call)
    };
    ($server:expr, $connection:expr, $pipedrive:ident => $call:expr) => {{
        let (client, access) = (client(), access(&$server, &$connection));
        let $pipedrive = Pipedrive {
            client: &client,
            access: &access,
            time: TIME,
            now: NOW,
        };
        $call.await
    }};
}

fn person(emails: &[&str]) -> Map<String, Value> {
    let way = |(place, email): (usize, &&str)| json!({"value": email, "label": "work", "primary": place == 0});
    let emails: Vec<Value> = emails.iter().enumerate().map(way).collect();
    object(json!({"name": "Jane Doe", "emails": emails}))
}

async fn make(server: &PipedriveStandIn, kind: Kind, body: &Map<String, Value>) -> Value {
    let fields = Fields::default();
    let made = with!(server, it => it.make(kind, body, &fields)).unwrap();
    made["data"].clone()
}

async fn change_deal(server: &PipedriveStandIn, id: u64, body: Value) -> Value {
    let (fields, body) = (Fields::default(), object(body));
    let changed = with!(server, it => async {
        let known = it.record(Kind::Deal, id).await?.unwrap();
        it.change_deal(&known, &body, &fields).await
    });
    changed.unwrap()["data"].clone()
}

#[tokio::test]
async fn a_person_is_found_by_an_address_and_the_oldest_of_several() {
    let server = PipedriveStandIn::start(TOKEN);
    let with_email =
        |email: &str| json!({"name": "Jane", "emails": [{"value": email, "primary": true}]});
    server.enter_person(&with_email("john@example.com"));
    let oldest = server.enter_person(&with_email("Jane@Example.com"));
    server.enter_person(&with_email("jane@example.com"));
    let deleted = server.enter_person(&with_email("gone@example.com"));
    server.edit_person(deleted, &json!({"is_deleted": true}));

    for (emails, expected) in [
        (vec!["jane@example.com"], Some(oldest)),
        (vec!["nobody@example.com", "jane@example.com"], Some(oldest)),
        (vec!["nobody@example.com"], None),
        (vec!["gone@example.com"], None),
        (vec![], None),
    ] {
        let found = with!(server, it => it.person_with(&emails)).unwrap();
        let id = found.and_then(|person| person["id"].as_u64());
        assert_eq!(id, expected, "{emails:?}");
    }
}

#[tokio::test]
async fn a_person_who_is_there_loses_nothing() {
    let server = PipedriveStandIn::start(TOKEN);
    let home = json!({"value": "jane@home.example", "primary": true, "label": "home"});
    let id = server.enter_person(&json!({
        "name": "Jane", "emails": [home], "label_ids": [1], "owner_id": 9,
        "phones": [{"value": "+31 6 1234", "primary": true, "label": "mobile"}],
        "custom_fields": {NOTE_KEY: "Likes wood"},
    }));
    let mut body = person(&["jane@home.example", "jane@office.example"]);
    let way = json!({"value": "+3161234", "label": "work", "primary": true});
    body.insert("phones".to_owned(), json!([way]));
    body.insert("label_ids".to_owned(), json!([2]));
    let changed = with!(server, it => async {
        let known = it.record(Kind::Person, id).await?.unwrap();
        it.change_person(&known, &body, &Fields::default()).await
    });
    let changed = &changed.unwrap()["data"];
    assert_eq!(changed["id"], id);
    assert_eq!(changed["name"], "Jane Doe");
    let office = json!({"value": "jane@office.example", "label": "work", "primary": false});
    assert_eq!(changed["emails"], json!([home, office]));
    assert_eq!(changed["phones"].as_array().unwrap().len(), 1, "{changed}");
    assert_eq!(changed["label_ids"], json!([1, 2]));
    let now = &server.persons()[0];
    assert_eq!(now["owner_id"], 9);
    assert_eq!(now["custom_fields"][NOTE_KEY], "Likes wood");
}

#[tokio::test]
async fn custom_fields_have_their_names_in_and_out() {
    let server = PipedriveStandIn::start(TOKEN);
    let custom = object(json!({"Source": "Website", "Budget": 5000, NOTE_KEY: "Two doors"}));
    let made = with!(server, it => async {
        let fields = it.fields(Kind::Deal).await?;
        let body = fields.add_to(&object(json!({"title": "Q-1"})), &custom)?;
        it.make(Kind::Deal, &body, &fields).await
    });
    let made = made.unwrap();
    assert_eq!(made["success"], true);
    assert_eq!(made["data"]["Source"], "Website");
    assert_eq!(made["data"]["Note"], "Two doors");
    assert!(made["data"].get("custom_fields").is_none(), "{made}");
    let written = &server.deals()[0]["custom_fields"];
    assert_eq!(written[SOURCE_KEY], 11);
    assert_eq!(written[BUDGET_KEY], json!({"value": 5000}));
    let pages = server.receiver().requests_to("/api/v1/dealFields");
    assert_eq!(pages.len(), 2, "they are told in pages");
}

#[tokio::test]
async fn a_deal_of_pipedrive_never_goes_back() {
    let server = PipedriveStandIn::start(TOKEN);
    let body = object(json!({"title": "Q-1", "stage_id": 5}));
    let made = make(&server, Kind::Deal, &body).await;
    assert_eq!(
        (&made["stage_id"], &made["pipeline_id"]),
        (&json!(5), &json!(1))
    );

    // The stages of the pipeline are 2, 5, 3 and 4, in this order.
    for (asked, expected) in [(3, 3), (2, 3), (5, 3), (3, 3), (4, 4), (6, 4), (99, 4)] {
        let body = json!({"title": "Q-1", "stage_id": asked, "value": 3025});
        let changed = change_deal(&server, 45, body).await;
        assert_eq!(changed["stage_id"], expected, "{asked} was asked for");
        assert_eq!(changed["value"], 3025);
    }
    // A pipeline that is named begins at its first stage.
    for pipeline in [1, 2] {
        let body = json!({"title": "Q-1", "pipeline_id": pipeline});
        let changed = change_deal(&server, 45, body).await;
        assert_eq!(
            (&changed["pipeline_id"], &changed["stage_id"]),
            (&json!(1), &json!(4))
        );
    }
    for (asked, expected) in [
        ("lost", "lost"),
        ("won", "won"),
        ("lost", "won"),
        ("open", "won"),
        ("deleted", "won"),
    ] {
        let changed = change_deal(&server, 45, json!({"title": "Q-1", "status": asked})).await;
        assert_eq!(changed["status"], expected, "{asked} was asked for");
    }
}

#[tokio::test]
async fn a_deal_that_was_moved_to_another_pipeline_of_pipedrive_stays_there() {
    let server = PipedriveStandIn::start(TOKEN);
    let body = object(json!({"title": "Q-1", "stage_id": 2}));
    make(&server, Kind::Deal, &body).await;
    server.edit_deal(45, &json!({"pipeline_id": 2, "stage_id": 6}));
    let body = json!({"title": "Q-1", "stage_id": 4, "pipeline_id": 1, "add_time": "2026-03-02T08:00:00Z"});
    let changed = change_deal(&server, 45, body).await;
    assert_eq!(
        (&changed["pipeline_id"], &changed["stage_id"]),
        (&json!(2), &json!(6))
    );
}

#[tokio::test]
async fn what_has_no_key_is_found_by_its_name_among_the_new() {
    let server = PipedriveStandIn::start(TOKEN);
    let deal = |title: &str, made: &str| json!({"title": title, "add_time": made});
    server.enter_deal(&deal("John Smith", "2025-03-02T08:00:00Z"));
    server.enter_deal(&deal("John Smith, again", "2026-03-02T08:00:00Z"));
    let first = server.enter_deal(&deal("John Smith", "2026-03-02T07:59:30Z"));
    let deleted = server.enter_deal(&deal("John Smith", "2026-03-02T08:00:10Z"));
    server.edit_deal(deleted, &json!({"is_deleted": true}));
    let second = server.enter_deal(&deal("John Smith", "2026-03-02T08:00:20Z"));
    let found = with!(server, it => it.made_since(Kind::Deal, "John Smith", NOW)).unwrap();
    let ids: Vec<u64> = found
        .iter()
        .filter_map(|deal| deal["id"].as_u64())
        .collect();
    assert_eq!(ids, [first, second]);
}

#[tokio::test]
async fn what_was_deleted_is_not_there() {
    let server = PipedriveStandIn::start(TOKEN);
    for is_purged in [false, true] {
        let id = server.enter_deal(&json!({"title": "Q-1"}));
        match is_purged {
            true => server.purge_deal(id),
            false => server.edit_deal(id, &json!({"is_deleted": true})),
        }
        assert_eq!(with!(server, it => it.record(Kind::Deal, id)), Ok(None));
    }
}

#[tokio::test]
async fn a_token_of_each_kind_goes_where_it_belongs() {
    let server = PipedriveStandIn::start(TOKEN);
    let app = json!({
        "type": "OAUTH2", "access_token": server.access_token(),
        "data": {"api_domain": "https://wds.pipedrive.com"},
    });
    for connection in [own_token(TOKEN), app] {
        let access = access(&server, &connection);
        let said = pipedrive::test(&client(), &access, NOW).await;
        let expected = "Pipedrive of Window Door Solutions, as Eva de Vries.";
        assert_eq!(said.as_deref(), Ok(expected));
    }
    let requests = server.receiver().requests();
    assert_eq!(requests[0].header("x-api-token"), Some(TOKEN));
    assert_eq!(requests[0].header("authorization"), None);
    assert_eq!(requests[1].header("x-api-token"), None);

    let access = access(&server, &own_token("another-token"));
    let refused = pipedrive::test(&client(), &access, NOW).await.unwrap_err();
    assert_eq!(refused.who, WhoActs::Connection(ConnectionFault::Expired));
}

/// Each refusal of a new deal.
async fn refused(server: &PipedriveStandIn, connection: &Value) -> (WhoActs, String) {
    let body = object(json!({"title": "Q-1"}));
    let made = with!(server, *connection, it => async {
        let fields = it.fields(Kind::Deal).await?;
        it.make(Kind::Deal, &body, &fields).await
    });
    failed(made)
}

#[tokio::test]
async fn each_refusal_of_pipedrive_says_who_must_act() {
    let server = PipedriveStandIn::start(TOKEN);
    let expired = WhoActs::Connection(ConnectionFault::Expired);

    let (who, message) = refused(&server, &own_token("another-token")).await;
    assert_eq!(who, expired);
    assert!(message.contains("Copy it anew"), "{message}");
    assert!(!message.contains("another-token"), "{message}");
    let app = json!({"type": "OAUTH2", "access_token": "old"});
    let (who, message) = refused(&server, &app).await;
    assert_eq!(who, expired);
    assert!(!message.contains("Copy it anew"), "{message}");

    // It is eight o'clock.
    let reset = wait(60);
    for (answer, expected, says) in [
        (scope_mismatch(), WhoActs::Author, "Scope and URL mismatch"),
        (
            deals_limit(),
            WhoActs::ReceiverForGood,
            "Open deals limit reached",
        ),
        (shut_out(), wait(3600), "shut out this server"),
        (
            account_closed(),
            WhoActs::Connection(ConnectionFault::Broken),
            "account is closed",
        ),
        (
            refused_field(400, NOTE_KEY),
            WhoActs::Author,
            "Validation failed (field Note)",
        ),
        (
            refused_field(422, NOTE_KEY),
            WhoActs::Author,
            "Validation failed (field Note)",
        ),
        (
            Answer::json(404, &json!({"error": "Deal not found."})),
            WhoActs::Author,
            "no such record: Deal not found",
        ),
        (gone(), WhoActs::ReceiverForGood, "no longer available"),
        (too_many(), wait(2), "no more requests"),
        (
            too_many().header("retry-after", "7"),
            wait(7),
            "no more requests",
        ),
        (budget_spent(), reset, "budget of the day"),
        (
            budget_spent().header("retry-after", "5400"),
            wait(5400),
            "budget of the day",
        ),
        (Answer::status(429), LATER, "no more requests"),
        (Answer::status(503), UNCERTAIN, "503"),
        (Answer::close(), UNCERTAIN, "closed the connection"),
        (Answer::status(302), WhoActs::ReceiverForGood, "302"),
        (
            Answer::json(200, &json!({"success": false, "error": "No"})),
            WhoActs::Author,
            "refused it: No",
        ),
        (
            Answer::json(200, &json!({"success": true})),
            WhoActs::ReceiverForGood,
            "without the ID",
        ),
    ] {
        server.answer_next("POST", DEALS, answer);
        let (who, message) = refused(&server, &own_token(TOKEN)).await;
        assert_eq!(who, expected, "{message}");
        assert!(message.contains(says), "{says}: {message}");
    }
    assert_eq!(server.deals(), Vec::<Value>::new());
}

#[tokio::test]
async fn a_question_that_got_no_answer_has_changed_nothing() {
    let server = PipedriveStandIn::start(TOKEN);
    for answer in [Answer::status(503), Answer::close()] {
        server.answer_next("GET", "/api/v2/persons/search", answer);
        let asked = with!(server, it => it.person_with(&["jane@example.com"]));
        let ChannelFailure { who, message } = asked.unwrap_err();
        assert_eq!(who, LATER, "{message}");
    }
}

#[tokio::test]
async fn what_pipedrive_does_not_understand_is_told_with_the_field() {
    let server = PipedriveStandIn::start(TOKEN);
    let mut body = person(&["jane@example.com"]);
    body.insert("custom_fields".to_owned(), json!({SOURCE_KEY: 99}));
    let made = with!(server, it => async {
        let fields = it.fields(Kind::Person).await?;
        it.make(Kind::Person, &body, &fields).await
    });
    let (who, message) = failed(made);
    assert_eq!(who, WhoActs::Author);
    assert!(
        message.contains("custom_fields.Source is not valid"),
        "{message}"
    );
    server.answer_next("POST", PERSONS, Answer::status(400));
    let made = with!(server, it => it.make(Kind::Person, &body, &Fields::default()));
    assert!(failed(made).1.contains("no reason was given"));
}
