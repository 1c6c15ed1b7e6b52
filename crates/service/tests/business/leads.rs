use std::time::Duration;

use winfactor_domain::{LeadStatus, Locale};
use winfactor_service::leads::{self, LeadFields};

use crate::world::{World, add_organization, is_missing, new, on_both_engines, whole_list, wrong};

on_both_engines!(
    a_lead_is_kept_with_its_event,
    the_same_message_within_ten_minutes_is_one_lead,
    what_is_wrong_is_named,
    a_lead_is_moved_and_listed,
);

pub(crate) fn message(text: &str) -> LeadFields {
    LeadFields {
        locale: Locale::De,
        name: "Daan Jansen".to_owned(),
        email: "Daan@Example.nl".to_owned(),
        phone: None,
        message: text.to_owned(),
    }
}

async fn a_lead_is_kept_with_its_event(world: World) {
    let left = leads::leave(
        &world.service,
        "kozijnen",
        message("Graag een offerte"),
        None,
    )
    .await;
    let left = new(left);
    assert!(!left.repeated);
    let got = leads::get(&world.service, world.id(), left.lead.id).await;
    assert_eq!(got.unwrap(), left.lead);
    let events = world.events_of(left.lead.id).await;
    assert_eq!(events, [("lead.created".to_owned(), 1)]);
    let body = world.newest_body(left.lead.id).await;
    assert_eq!(body["data"]["contact"]["message"], "Graag een offerte");
    assert_eq!(body["customerLocale"], "de");
    let nowhere = leads::leave(&world.service, "nobody", message("Hallo"), None).await;
    assert!(is_missing(&nowhere));
}

async fn the_same_message_within_ten_minutes_is_one_lead(world: World) {
    let leave = async |fields| new(leads::leave(&world.service, "kozijnen", fields, None).await);
    let first = leave(message("Graag een offerte")).await;
    world.clock.advance(Duration::from_secs(10 * 60 - 1));
    let mut same = message(" Graag een offerte\r\n");
    same.email = "daan@example.NL".to_owned();
    let again = leave(same).await;
    assert!(again.repeated);
    assert_eq!(again.lead, first.lead);
    let other = leave(message("Graag twee offertes")).await;
    assert!(!other.repeated);
    world.clock.advance(Duration::from_secs(1));
    let later = leave(message("Graag een offerte")).await;
    assert!(!later.repeated);
    assert_ne!(later.lead.id, first.lead.id);
    assert_eq!(world.events().await.len(), 3);

    // The same message to somebody else is another lead.
    add_organization(&world.service, "deuren").await;
    let elsewhere = leads::leave(&world.service, "deuren", message("Graag een offerte"), None);
    assert!(!new(elsewhere.await).repeated);
}

async fn what_is_wrong_is_named(world: World) {
    let fields = LeadFields {
        name: String::new(),
        email: "x".to_owned(),
        phone: Some("1".repeat(41)),
        ..message(" ")
    };
    let result = leads::leave(&world.service, "kozijnen", fields, None).await;
    let expected = [
        ("/name", "required"),
        ("/email", "email"),
        ("/phone", "too_long"),
        ("/message", "required"),
    ];
    assert_eq!(
        wrong(result),
        expected.map(|(at, code)| (at.to_owned(), code))
    );
    assert_eq!(world.events().await, []);
}

async fn a_lead_is_moved_and_listed(world: World) {
    let service = &world.service;
    let first = new(leads::leave(service, "kozijnen", message("Een"), None).await).lead;
    world.clock.advance(Duration::from_millis(1));
    let second = new(leads::leave(service, "kozijnen", message("Twee"), None).await).lead;
    let moved = leads::update(service, world.id(), first.id, "contacted").await;
    let moved = moved.unwrap();
    assert_eq!(moved.status, LeadStatus::Contacted);
    let contacted = Some(LeadStatus::Contacted);
    let listed = leads::list(service, world.id(), contacted, whole_list()).await;
    assert_eq!(listed.unwrap(), (vec![moved.clone()], false));
    let all = leads::list(service, world.id(), None, whole_list()).await;
    assert_eq!(all.unwrap(), (vec![second, moved], false));
    let result = leads::update(service, world.id(), first.id, "won").await;
    assert_eq!(wrong(result), [("/status".to_owned(), "unknown_value")]);
}
