//! Salesforce, against a stand-in that follows its reference.

mod refusals;

use serde_json::{Map, Value, json};
use winfactor_connectors::channels::salesforce::{
    Key, Salesforce, SalesforceAccess, Upserted, test,
};
use winfactor_connectors::channels::{ChannelFailure, ConnectionFault, JsonApi, WhoActs};
use winfactor_connectors::http::HttpClient;
use winfactor_connectors::secret::SecretText;
use winfactor_testkit::vendors::SalesforceStandIn;

use crate::setup::{NOW, TIME, client, failed, object};

const TOKEN: &str = "00D-token";
const QUOTE: &str = "quote_01kfs8q5c0e9h8n3w5v7x2m4ta";
const FIRST_LEAD: &str = "00Q000000000001EAA";

/// An organization, and what it is reached with.
struct World {
    server: SalesforceStandIn,
    client: HttpClient,
    base: String,
    token: SecretText,
}

impl World {
    fn new() -> World {
        World::with_token(TOKEN)
    }

    fn with_token(token: &str) -> World {
        let server = SalesforceStandIn::start(TOKEN);
        World {
            base: server.address(),
            server,
            client: client(),
            token: SecretText::new(token),
        }
    }

    fn salesforce(&self) -> Salesforce<'_> {
        Salesforce(JsonApi {
            client: &self.client,
            base: &self.base,
            token: &self.token,
            time: TIME,
            now: NOW,
        })
    }

    /// Makes a lead; gives the answer's body.
    async fn create(&self, fields: Value, is_repeat: bool) -> Result<Value, ChannelFailure> {
        let fields = object(fields);
        let written = self.salesforce().create("Lead", &fields, is_repeat).await;
        written.map(|it| it.body)
    }

    async fn upsert(
        &self,
        name: &str,
        (field, value): (&str, &str),
        fields: Value,
        for_new: Value,
    ) -> Result<Upserted, ChannelFailure> {
        let key = Key { field, value };
        let (fields, for_new) = (object(fields), object(for_new));
        let salesforce = self.salesforce();
        salesforce.upsert(name, key, &fields, &for_new).await
    }

    /// The fields of the only record of an object.
    fn only(&self, name: &str) -> Map<String, Value> {
        let mut records = self.server.records(name);
        assert_eq!(records.len(), 1, "{records:?}");
        records.remove(0).1
    }
}

fn jane() -> Value {
    json!({"LastName": "Smith", "Company": "Smith BV", "Email": "jane@example.com"})
}

fn opportunity(stage: &str) -> Value {
    json!({"Name": "Q-2026-0042", "CloseDate": "2026-04-01", "StageName": stage})
}

/// A failed attempt, whatever it would have given.
#[track_caller]
fn refusal<T>(result: Result<T, ChannelFailure>) -> (WhoActs, String) {
    failed(result.map(|_| Value::Null))
}

#[tokio::test]
async fn a_record_is_made_and_changed_by_its_id() {
    let world = World::new();
    let made = world.create(jane(), false).await.unwrap();
    let expected = json!({"id": FIRST_LEAD, "success": true, "errors": []});
    assert_eq!(made, expected);

    let change = object(json!({"Phone": "+31 6 1"}));
    for id in [FIRST_LEAD, &FIRST_LEAD[..15]] {
        let changed = world.salesforce().update("Lead", id, &change).await;
        let changed = changed.unwrap();
        assert_eq!((changed.status, changed.body), (204, Value::Null));
    }
    let lead = world.only("Lead");
    assert_eq!(lead["Phone"], "+31 6 1");
    assert_eq!(lead["LastName"], "Smith", "it is not erased");

    let salesforce = world.salesforce();
    let missing = salesforce.update("Lead", "00Q000000000009EAA", &change);
    let (who, message) = refusal(missing.await);
    assert_eq!(who, WhoActs::Author);
    assert!(message.contains("no such record"), "{message}");
}

#[tokio::test]
async fn a_record_is_made_once_and_then_changed_by_its_external_id() {
    let world = World::new();
    let key = ("WinFactor_Id__c", QUOTE);
    let made = world.upsert("Lead", key, jane(), json!({})).await.unwrap();
    let expected = Upserted {
        id: Some(FIRST_LEAD.to_owned()),
        created: true,
        fields: vec!["LastName".into(), "Company".into(), "Email".into()],
    };
    assert_eq!(made, expected);

    for is_empty in [false, true] {
        if is_empty {
            world.server.answer_changes_emptily();
        }
        let change = json!({"City": "Delft"});
        let changed = world.upsert("Lead", key, change, json!({})).await.unwrap();
        assert!(!changed.created);
        assert_eq!(changed.id.as_deref(), Some(FIRST_LEAD), "also after a 204");
    }
    let lead = world.only("Lead");
    assert_eq!(lead["WinFactor_Id__c"], QUOTE);
    assert_eq!(
        (&lead["City"], &lead["LastName"]),
        (&json!("Delft"), &json!("Smith"))
    );
}

#[tokio::test]
async fn an_external_id_stays_within_its_place_in_the_address() {
    let world = World::new();
    for value in ["a/../b?c=d#e", "100 % & +", "..x", "Zoë"] {
        let key = ("WinFactor_Id__c", value);
        let made = world.upsert("Lead", key, jane(), json!({})).await.unwrap();
        assert!(made.created, "{value}");
    }
    let records = world.server.records("Lead");
    let keys: Vec<&Value> = records.iter().map(|it| &it.1["WinFactor_Id__c"]).collect();
    assert_eq!(keys, ["a/../b?c=d#e", "100 % & +", "..x", "Zoë"]);
}

#[tokio::test]
async fn names_are_filled_in_for_a_new_record_and_never_over_one_that_is_there() {
    let world = World::new();
    let names = || json!({"LastName": "Smith", "FirstName": "Jane", "Company": "Jane Smith"});
    let key = ("WinFactor_Id__c", QUOTE);
    let fields = || json!({"Email": "jane@example.com"});
    let made = world.upsert("Lead", key, fields(), names()).await.unwrap();
    assert!(made.created);
    assert_eq!(world.only("Lead")["Company"], "Jane Smith");

    let corrected = json!({"LastName": "Smith-Jones", "Company": "Jones BV"});
    world.server.change("Lead", FIRST_LEAD, &corrected);
    let changed = world.upsert("Lead", key, fields(), names()).await.unwrap();
    assert!(!changed.created);
    let lead = world.only("Lead");
    assert_eq!(lead["LastName"], "Smith-Jones");
    assert_eq!(lead["Company"], "Jones BV");
}

#[tokio::test]
async fn an_opportunity_never_moves_back() {
    let world = World::new();
    let key = ("WinFactor_Id__c", QUOTE);
    let write = async |stage: &str| {
        let written = world
            .upsert("Opportunity", key, opportunity(stage), json!({}))
            .await;
        written.unwrap()
    };
    assert!(write("Qualification").await.created);
    write("Proposal/Price Quote").await;
    assert_eq!(
        world.only("Opportunity")["StageName"],
        "Proposal/Price Quote"
    );
    let kept = write("Qualification").await;
    assert_eq!(kept.fields, ["Name", "CloseDate"]);
    assert_eq!(
        world.only("Opportunity")["StageName"],
        "Proposal/Price Quote"
    );

    let id = world.server.records("Opportunity")[0].0.clone();
    world
        .server
        .change("Opportunity", &id, &json!({"StageName": "Closed Won"}));
    let update = async |fields: Value| {
        let fields = object(fields);
        world
            .salesforce()
            .update("Opportunity", &id, &fields)
            .await
            .unwrap()
    };
    update(json!({"stagename": "Prospecting", "Amount": 3025})).await;
    let now = world.only("Opportunity");
    assert_eq!(
        (&now["StageName"], &now["Amount"]),
        (&json!("Closed Won"), &json!(3025))
    );

    // With nothing else to write, nothing is written.
    let patches = || {
        let requests = world.server.receiver().requests();
        requests.iter().filter(|it| it.method == "PATCH").count()
    };
    let before = patches();
    assert_eq!(
        update(json!({"StageName": "Prospecting"})).await.status,
        204
    );
    let key_alone = world.upsert(
        "Opportunity",
        key,
        json!({"StageName": "Prospecting"}),
        json!({}),
    );
    assert_eq!(key_alone.await.unwrap().id.as_deref(), Some(&*id));
    assert_eq!(patches(), before);

    // A stage that only this organization knows is for it to judge.
    update(json!({"StageName": "Of our own"})).await;
    assert_eq!(world.only("Opportunity")["StageName"], "Of our own");
}

#[tokio::test]
async fn a_record_that_the_step_made_before_is_found_by_a_field_of_ours() {
    let world = World::new();
    let mut fields = jane();
    fields["WinFactor_Id__c"] = json!("O'Neil's \\ quote");
    world.server.lose_next_answer();
    let (who, _) = refusal(world.create(fields.clone(), false).await);
    let uncertain = WhoActs::ReceiverForNow {
        retry_after: None,
        nothing_happened: false,
    };
    assert_eq!(who, uncertain);
    let found = world.create(fields.clone(), true).await.unwrap();
    assert_eq!(found["id"], FIRST_LEAD);
    assert_eq!(world.server.records("Lead").len(), 1);

    fields["WinFactor_Id__c"] = json!("another");
    let made = world.create(fields, true).await.unwrap();
    assert_eq!(made["id"], "00Q000000000002EAA");
}

#[tokio::test]
async fn without_a_field_of_ours_a_repeat_makes_another_record() {
    let world = World::new();
    world.create(jane(), false).await.unwrap();
    world.create(jane(), true).await.unwrap();
    assert_eq!(world.server.records("Lead").len(), 2);
}

#[tokio::test]
async fn a_salesforce_connection_says_whose_it_is() {
    for (token, works) in [(TOKEN, true), ("00D-old", false)] {
        let world = World::with_token(token);
        let access = SalesforceAccess {
            token: world.token.clone(),
            base: world.base.clone(),
        };
        match test(&world.client, &access, NOW).await {
            Ok(said) => {
                assert!(works);
                assert_eq!(said, "Salesforce, as Eva de Vries of Glass & Sons.");
            }
            Err(failure) => {
                assert!(!works);
                assert_eq!(failure.who, WhoActs::Connection(ConnectionFault::Expired));
            }
        }
    }
}
