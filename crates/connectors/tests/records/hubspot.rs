use serde_json::{Value, json};
use winfactor_connectors::channels::hubspot::{DEAL_KEY, HubSpot};
use winfactor_connectors::channels::{ConnectionFault, JsonApi, WhoActs};
use winfactor_connectors::secret::SecretText;
use winfactor_testkit::Answer;
use winfactor_testkit::vendors::{HubSpotStandIn, hubspot};

use crate::setup::{NOW, TIME, UNCERTAIN, client, failed, object, wait};

const TOKEN: &str = "pat-eu1-token";
const QUOTE: &str = "quote_01kfs8q5c0e9h8n3w5v7x2m4ta";
const CONTACTS: &str = "/crm/v3/objects/contacts";

/// Does something with an account.
macro_rules! with {
    ($server:expr, $token:expr, $hubspot:ident => $call:expr) => {{
        let (client, base) = (client(), $server.address());
        let token = SecretText::new($token);
        let $hubspot = HubSpot(JsonApi {
            client: &client,
            base: &base,
            token: &token,
            time: TIME,
            now: NOW,
        });
        $call.await
    }};
}

fn stage(stage: &str) -> Value {
    json!({"dealname": "Q-2026-0042", "pipeline": "default", "dealstage": stage})
}

#[tokio::test]
async fn a_contact_is_made_once_and_then_changed() {
    let server = HubSpotStandIn::start(TOKEN);
    let first = object(json!({"email": "jane@example.com", "phone": "+31 6 1"}));
    let made = with!(server, TOKEN, it => it.upsert_contact("jane@example.com", &first, &[]));
    let made = made.unwrap();
    assert_eq!(made["id"], "3314");
    assert_eq!(made["properties"]["phone"], "+31 6 1");
    assert!(made["properties"].get("lifecyclestage").is_some(), "{made}");

    let second = object(json!({"email": "jane@example.com", "city": "Delft"}));
    let retrieve = ["hs_lead_status".to_owned()];
    let changed =
        with!(server, TOKEN, it => it.upsert_contact("jane@example.com", &second, &retrieve));
    let changed = changed.unwrap();
    assert_eq!(changed["id"], "3314");
    assert_eq!(changed["properties"]["city"], "Delft");
    assert_eq!(
        changed["properties"]["phone"], "+31 6 1",
        "it is not erased"
    );
    assert!(changed["properties"].get("hs_lead_status").is_some());
    assert_eq!(server.contacts().len(), 1);
}

#[tokio::test]
async fn making_a_contact_that_is_there_names_it_unless_the_step_made_it_itself() {
    let server = HubSpotStandIn::start(TOKEN);
    let jane = object(json!({"email": "jane@example.com"}));
    let made = with!(server, TOKEN, it => it.create_contact(&jane, &[], false)).unwrap();
    assert_eq!(made["id"], "3314");

    let again = with!(server, TOKEN, it => it.create_contact(&jane, &[], false));
    let (who, message) = failed(again);
    assert_eq!(who, WhoActs::Author);
    assert!(message.contains("3314"), "{message}");
    assert!(message.contains("Create or Update Contact"), "{message}");

    let repeated = with!(server, TOKEN, it => it.create_contact(&jane, &[], true)).unwrap();
    assert_eq!(repeated["id"], "3314");
    assert_eq!(repeated["properties"]["email"], "jane@example.com");
    assert_eq!(server.contacts().len(), 1);
}

#[tokio::test]
async fn a_contact_is_changed_by_its_id() {
    let server = HubSpotStandIn::start(TOKEN);
    let jane = object(json!({"email": "jane@example.com", "city": "Delft"}));
    with!(server, TOKEN, it => it.create_contact(&jane, &[], false)).unwrap();
    let change = object(json!({"city": "Leiden"}));
    let changed = with!(server, TOKEN, it => it.update_contact("3314", &change, &[])).unwrap();
    assert_eq!(changed["properties"]["city"], "Leiden");
    assert_eq!(changed["properties"]["email"], "jane@example.com");
    let missing = with!(server, TOKEN, it => it.update_contact("1", &change, &[]));
    assert_eq!(failed(missing).0, WhoActs::Author);
}

#[tokio::test]
async fn a_quote_has_one_deal_which_never_moves_back() {
    let server = HubSpotStandIn::start(TOKEN);
    let write = async |asked: &str| {
        let properties = object(stage(asked));
        with!(server, TOKEN, it => it.upsert_deal(QUOTE, &properties, &[])).unwrap()
    };
    let made = write("presentationscheduled").await;
    assert_eq!(made["id"], "7719");
    assert_eq!(made["properties"][DEAL_KEY], QUOTE);

    let forward = write("contractsent").await;
    assert_eq!(forward["id"], "7719");
    assert_eq!(forward["properties"]["dealstage"], "contractsent");

    server.move_deal("7719", "closedwon");
    let back = write("presentationscheduled").await;
    assert_eq!(back["properties"]["dealstage"], "closedwon");
    assert_eq!(server.deals().len(), 1);

    // Another quote has another deal.
    let properties = object(stage("contractsent"));
    let other = with!(server, TOKEN, it => it.upsert_deal("quote_2", &properties, &[])).unwrap();
    assert_eq!(other["id"], "7720");
}

#[tokio::test]
async fn a_deal_that_somebody_moved_to_another_pipeline_stays_there() {
    let server = HubSpotStandIn::start(TOKEN);
    let properties = object(stage("contractsent"));
    with!(server, TOKEN, it => it.upsert_deal(QUOTE, &properties, &[])).unwrap();
    let mut elsewhere = properties.clone();
    elsewhere.insert("pipeline".to_owned(), "renewals".into());
    elsewhere.insert("dealstage".to_owned(), "signed".into());
    elsewhere.insert("amount".to_owned(), "3025".into());
    let changed = with!(server, TOKEN, it => it.upsert_deal(QUOTE, &elsewhere, &[])).unwrap();
    assert_eq!(changed["properties"]["pipeline"], "default");
    assert_eq!(changed["properties"]["dealstage"], "contractsent");
    assert_eq!(changed["properties"]["amount"], "3025");
}

#[tokio::test]
async fn each_refusal_says_who_must_act() {
    let server = HubSpotStandIn::start(TOKEN);
    let jane = object(json!({"email": "jane@example.com"}));
    let refused = async |token: &str| {
        failed(with!(server, token, it => it.upsert_contact("jane@example.com", &jane, &[])))
    };

    let (who, message) = refused("another-token").await;
    assert_eq!(who, WhoActs::Connection(ConnectionFault::Expired));
    assert!(message.contains("Make a new one"), "{message}");
    assert!(!message.contains("another-token"), "{message}");

    for (answer, expected, says) in [
        (
            hubspot::missing_scope("crm.objects.contacts.write"),
            WhoActs::Author,
            "add the scope crm.objects.contacts.write",
        ),
        (hubspot::too_many(), wait(10), "ten_secondly_rolling"),
        (
            hubspot::too_many().header("retry-after", "3"),
            wait(3),
            "no more requests",
        ),
        (hubspot::daily_limit(), wait(3600), "daily limit"),
        (Answer::status(502), UNCERTAIN, "502"),
        (Answer::close(), UNCERTAIN, "closed the connection"),
        (Answer::status(302), WhoActs::ReceiverForGood, "302"),
        (Answer::status(200), WhoActs::Author, "refused"),
    ] {
        server.answer_next("POST", CONTACTS, answer);
        let (who, message) = refused(TOKEN).await;
        assert_eq!(who, expected, "{message}");
        assert!(message.contains(says), "{says}: {message}");
    }
    assert_eq!(server.contacts(), []);
}

#[tokio::test]
async fn an_unknown_property_is_named() {
    let server = HubSpotStandIn::start(TOKEN);
    let jane = object(json!({"email": "jane@example.com", "no_such_property": "x"}));
    let refused = with!(server, TOKEN, it => it.upsert_contact("jane@example.com", &jane, &[]));
    let (who, message) = failed(refused);
    assert_eq!(who, WhoActs::Author);
    assert!(message.contains("no_such_property"), "{message}");
}

#[tokio::test]
async fn what_was_written_counts_even_when_it_cannot_be_read_back() {
    let server = HubSpotStandIn::start(TOKEN);
    server.answer_next("GET", CONTACTS, Answer::status(500));
    let jane = object(json!({"email": "jane@example.com"}));
    let made = with!(server, TOKEN, it => it.upsert_contact("jane@example.com", &jane, &[]));
    assert_eq!(made.unwrap()["id"], "3314");
}

#[tokio::test]
async fn an_id_of_dots_leads_to_no_other_place() {
    let server = HubSpotStandIn::start(TOKEN);
    let city = object(json!({"city": "Delft"}));
    let changed = with!(server, TOKEN, it => it.update_contact("..", &city, &[]));
    let (who, message) = failed(changed);
    assert_eq!(who, WhoActs::Author);
    assert!(message.contains("dots"), "{message}");
    assert_eq!(server.receiver().requests().len(), 0);
}
