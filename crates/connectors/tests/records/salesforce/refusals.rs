//! What Salesforce refuses.

use std::time::Duration;

use serde_json::{Value, json};
use winfactor_connectors::channels::{ConnectionFault, WhoActs};
use winfactor_testkit::Answer;
use winfactor_testkit::vendors::salesforce;

use super::{FIRST_LEAD, World, jane, refusal};

const SOBJECTS: &str = "/services/data/v56.0/sobjects/";

#[tokio::test]
async fn several_records_with_one_external_id_are_listed() {
    let world = World::new();
    for name in ["Smith", "Jansen"] {
        let fields = json!({"LastName": name, "Company": "x", "Legacy_Id__c": "4711"});
        world.server.add("Lead", &fields);
    }
    let key = ("Legacy_Id__c", "4711");
    let refused = world.upsert("Lead", key, json!({"City": "Delft"}), json!({}));
    let (who, message) = refusal(refused.await);
    assert_eq!(who, WhoActs::ReceiverForGood);
    assert!(
        message.contains("00Q000000000001EAA, 00Q000000000002EAA"),
        "{message}"
    );
    assert!(message.contains("Merge them"), "{message}");
    let records = world.server.records("Lead");
    assert!(
        records
            .iter()
            .all(|(_, fields)| !fields.contains_key("City"))
    );
}

#[tokio::test]
async fn a_duplicate_is_named_with_advice() {
    let world = World::new();
    world.server.switch_duplicate_rule_on();
    world.create(jane(), false).await.unwrap();
    for is_repeat in [false, true] {
        let (who, message) = refusal(world.create(jane(), is_repeat).await);
        assert_eq!(who, WhoActs::Author);
        assert!(message.contains(FIRST_LEAD), "{message}");
        assert!(message.contains("Update Record"), "{message}");
        assert_eq!(message.contains("tried before"), is_repeat, "{message}");
    }
}

#[tokio::test]
async fn each_refusal_says_who_must_act() {
    let world = World::new();
    let wait = |seconds: Option<u64>| WhoActs::ReceiverForNow {
        retry_after: seconds.map(Duration::from_secs),
        nothing_happened: true,
    };
    let uncertain = WhoActs::ReceiverForNow {
        retry_after: None,
        nothing_happened: false,
    };
    let expired = WhoActs::Connection(ConnectionFault::Expired);
    let broken = WhoActs::Connection(ConnectionFault::Broken);
    let error = salesforce::error;
    for (answer, expected, says) in [
        (
            error(401, "INVALID_SESSION_ID", "Session expired or invalid"),
            expired,
            "connect it again",
        ),
        (
            error(403, "API_DISABLED_FOR_ORG", "API is not enabled"),
            broken,
            "API Enabled",
        ),
        (salesforce::daily_limit(), wait(Some(3600)), "last 24 hours"),
        (
            error(
                403,
                "REQUEST_LIMIT_EXCEEDED",
                "ConcurrentPerOrgLongTxn Limit exceeded.",
            ),
            wait(None),
            "at the same time",
        ),
        (salesforce::locked(), wait(None), "somebody else"),
        (salesforce::unavailable(), wait(None), "not available"),
        (
            salesforce::unavailable().header("retry-after", "30"),
            wait(Some(30)),
            "not available",
        ),
        (
            error(404, "ENTITY_IS_DELETED", "entity is deleted"),
            WhoActs::Author,
            "recycle bin",
        ),
        (
            error(
                403,
                "INSUFFICIENT_ACCESS_OR_READONLY",
                "insufficient access rights",
            ),
            WhoActs::Author,
            "may not do this",
        ),
        (
            error(
                400,
                "FIELD_CUSTOM_VALIDATION_EXCEPTION",
                "Enter a phone number",
            ),
            WhoActs::Author,
            "Enter a phone number",
        ),
        (
            error(400, "STORAGE_LIMIT_EXCEEDED", "storage limit exceeded"),
            WhoActs::ReceiverForGood,
            "storage is full",
        ),
        (
            error(400, "SOMETHING_NEW", "is wrong"),
            WhoActs::Author,
            "SOMETHING_NEW: is wrong",
        ),
        (
            error(500, "UNKNOWN_EXCEPTION", "An unexpected error occurred"),
            uncertain,
            "UNKNOWN_EXCEPTION",
        ),
        (Answer::status(502), uncertain, "502"),
        (Answer::close(), uncertain, "closed the connection"),
        (
            Answer::status(302),
            WhoActs::ReceiverForGood,
            "check the address",
        ),
        (
            Answer::status(200),
            WhoActs::ReceiverForGood,
            "without the ID",
        ),
    ] {
        world.server.answer_next("POST", SOBJECTS, answer);
        let (who, message) = refusal(world.create(jane(), false).await);
        assert_eq!(who, expected, "{message}");
        assert!(message.contains(says), "{says}: {message}");
    }
    assert_eq!(world.server.records("Lead"), []);
}

#[tokio::test]
async fn what_is_wrong_with_a_record_is_told_by_its_fields() {
    let world = World::new();
    let with = |name: &str, value: Value| {
        let mut fields = jane();
        fields[name] = value;
        fields
    };
    world
        .create(with("WinFactor_Id__c", json!("taken")), false)
        .await
        .unwrap();
    for (fields, says) in [
        (
            json!({"FirstName": "Jane"}),
            "LastName, Company must have a value",
        ),
        (with("Nope__c", json!("x")), "Nope__c"),
        (with("Phone", json!("1".repeat(41))), "Phone is too long"),
        (
            with("Email", json!("jane at example")),
            "Email is no e-mail address",
        ),
        (with("HasOptedOutOfEmail", json!("yes")), "field's kind"),
        (with("WinFactor_Id__c", json!("taken")), "00Q000000000001"),
    ] {
        let (who, message) = refusal(world.create(fields, false).await);
        assert_eq!(who, WhoActs::Author, "{message}");
        assert!(message.contains(says), "{says}: {message}");
    }
    for (name, field, says) in [
        ("Nonsense__c", "WinFactor_Id__c", "check the names"),
        (
            "Lead",
            "Company",
            "Provided external ID field does not exist",
        ),
    ] {
        let refused = world.upsert(name, (field, "x"), jane(), json!({}));
        let (who, message) = refusal(refused.await);
        assert_eq!(who, WhoActs::Author, "{message}");
        assert!(message.contains(says), "{says}: {message}");
    }
}

#[tokio::test]
async fn an_instance_in_a_private_network_is_not_reached() {
    let mut world = World::new();
    world.base = "https://10.0.0.1".to_owned();
    let (who, message) = refusal(world.create(jane(), false).await);
    assert_eq!(who, WhoActs::Operator, "{message}");
}
