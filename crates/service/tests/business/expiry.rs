use std::time::Duration;

use winfactor_domain::{OrganizationId, QuoteId, QuoteStatus, Timestamp};
use winfactor_service::{
    organizations::{self, OrganizationPatch, QuoteDefaultsPatch},
    quotes::{self, QuotePatch, TermFields},
};
use winfactor_store::quotes as quote_table;

use crate::{
    answers::yes,
    world::{World, on_both_engines, token, visitor},
};

on_both_engines!(
    a_quote_is_reminded_of_once_and_ends_once,
    days_are_the_organizations_also_when_the_clocks_change,
    servers_that_were_down_catch_up,
    a_short_validity_is_reminded_of_a_day_ahead,
    without_a_lead_time_there_is_no_reminder,
    what_is_answered_or_revised_is_left_alone,
    two_servers_share_the_work,
    a_quote_that_cannot_be_dealt_with_holds_up_nothing,
    many_are_done_in_one_pass,
);

async fn run(world: &World) -> usize {
    quotes::run_due(&world.service).await.unwrap()
}

/// The events of a quote after those of its creation and sending.
async fn told(world: &World, quote: QuoteId) -> Vec<String> {
    let events = world.events_of(quote).await.into_iter().skip(2);
    events.map(|(name, _)| name).collect()
}

/// A quote that was sent with another validity.
async fn sent_for(world: &World, days: i64) -> winfactor_domain::Quote {
    let draft = world.draft().await;
    let patch = QuotePatch {
        terms: TermFields {
            validity_days: Some(days),
            ..TermFields::default()
        },
        ..QuotePatch::default()
    };
    quotes::edit(&world.service, world.id(), draft.id, patch)
        .await
        .unwrap();
    world.send(draft.id).await
}

async fn a_quote_is_reminded_of_once_and_ends_once(world: World) {
    world.set_clock("2026-01-15T10:00:00");
    let sent = world.sent().await;
    assert_eq!(run(&world).await, 0);
    // It is valid until the end of 14 February; three days before is the end of the 11th.
    world.set_clock("2026-02-11T23:59:59");
    assert_eq!(run(&world).await, 0);
    world.set_clock("2026-02-12T00:00:00");
    assert_eq!(run(&world).await, 1);
    assert_eq!(run(&world).await, 0);
    assert_eq!(told(&world, sent.id).await, ["quote.expiring_soon"]);
    let body = world.newest_body(sent.id).await;
    assert_eq!(body["data"]["expiration"]["daysRemaining"], 3);
    assert_eq!(world.quote(sent.id).await.status, QuoteStatus::Sent);

    world.set_clock("2026-02-14T23:59:59");
    assert_eq!(run(&world).await, 0);
    let end = world.set_clock("2026-02-15T00:00:00");
    assert_eq!(quotes::next_due(&world.service).await.unwrap(), Some(end));
    assert_eq!(run(&world).await, 1);
    assert_eq!(run(&world).await, 0);
    assert_eq!(quotes::next_due(&world.service).await.unwrap(), None);
    let expected = ["quote.expiring_soon", "quote.expired"];
    assert_eq!(told(&world, sent.id).await, expected);
    assert_eq!(world.quote(sent.id).await.status, QuoteStatus::Expired);
    let body = world.newest_body(sent.id).await;
    assert_eq!(body["timestamp"], end.0 - 1, "the moment at which it ended");
}

async fn days_are_the_organizations_also_when_the_clocks_change(world: World) {
    // The clocks go forward on 29 March and back on 25 October, within the last three days.
    for (sent_on, before, reminder, end) in [
        (
            "2026-03-01T10:00:00",
            "2026-03-28T23:59:00",
            "2026-03-29T00:00:00",
            "2026-04-01T00:00:00",
        ),
        (
            "2026-09-26T10:00:00",
            "2026-10-23T23:59:00",
            "2026-10-24T00:00:00",
            "2026-10-27T00:00:00",
        ),
    ] {
        world.set_clock(sent_on);
        let sent = world.sent().await;
        world.set_clock(before);
        assert_eq!(run(&world).await, 0, "{before}");
        world.set_clock(reminder);
        assert_eq!(run(&world).await, 1, "{reminder}");
        let body = world.newest_body(sent.id).await;
        assert_eq!(body["data"]["expiration"]["daysRemaining"], 3, "{reminder}");
        world.clock.set(Timestamp(world.wall(end).0 - 1));
        assert_eq!(run(&world).await, 0, "{end}");
        world.set_clock(end);
        assert_eq!(run(&world).await, 1, "{end}");
        let expected = ["quote.expiring_soon", "quote.expired"];
        assert_eq!(told(&world, sent.id).await, expected);
    }
}

async fn servers_that_were_down_catch_up(world: World) {
    world.set_clock("2026-01-15T10:00:00");
    let (open, over) = (world.sent().await, sent_for(&world, 28).await);
    // Down from before either reminder until two days later.
    world.set_clock("2026-02-13T08:00:00");
    assert_eq!(run(&world).await, 2);
    assert_eq!(told(&world, open.id).await, ["quote.expiring_soon"]);
    let body = world.newest_body(open.id).await;
    assert_eq!(body["data"]["expiration"]["daysRemaining"], 2);
    // A reminder of what has ended meanwhile would be noise.
    assert_eq!(told(&world, over.id).await, ["quote.expired"]);
    assert_eq!(run(&world).await, 0);
}

async fn a_short_validity_is_reminded_of_a_day_ahead(world: World) {
    world.set_clock("2026-01-15T10:00:00");
    let sent = sent_for(&world, 2).await;
    assert_eq!(run(&world).await, 0);
    world.set_clock("2026-01-16T23:59:59");
    assert_eq!(run(&world).await, 0);
    world.set_clock("2026-01-17T00:00:00");
    assert_eq!(run(&world).await, 1);
    let body = world.newest_body(sent.id).await;
    assert_eq!(body["data"]["expiration"]["daysRemaining"], 1);
}

async fn without_a_lead_time_there_is_no_reminder(world: World) {
    let patch = OrganizationPatch {
        quote_defaults: QuoteDefaultsPatch {
            expiring_soon_days: Some(0),
            ..QuoteDefaultsPatch::default()
        },
        ..OrganizationPatch::default()
    };
    organizations::update(&world.service, world.id(), patch)
        .await
        .unwrap();
    let sent = world.sent().await;
    let end = sent.sending.clone().unwrap().valid_until;
    world.clock.set(end);
    assert_eq!(run(&world).await, 0);
    world.clock.advance(Duration::from_millis(1));
    assert_eq!(run(&world).await, 1);
    assert_eq!(told(&world, sent.id).await, ["quote.expired"]);
}

async fn what_is_answered_or_revised_is_left_alone(world: World) {
    let (accepted, revised) = (world.sent().await, world.sent().await);
    quotes::accept(&world.service, &token(&accepted), yes("Sanne"), visitor())
        .await
        .unwrap();
    quotes::revise(&world.service, world.id(), revised.id)
        .await
        .unwrap();
    world.clock.advance(Duration::from_secs(365 * 24 * 3600));
    assert_eq!(run(&world).await, 0);
    let expected = ["quote.viewed", "quote.accepted"];
    assert_eq!(told(&world, accepted.id).await, expected);
    assert_eq!(told(&world, revised.id).await, [""; 0]);
}

async fn two_servers_share_the_work(world: World) {
    for _ in 0..20 {
        world.sent().await;
    }
    world.clock.advance(Duration::from_secs(365 * 24 * 3600));
    let other = world.another_server();
    let both = tokio::join!(quotes::run_due(&world.service), quotes::run_due(&other));
    let mut recorded = both.0.unwrap() + both.1.unwrap();
    // One may have left to the other what that one held.
    recorded += run(&world).await;
    assert_eq!(recorded, 20);
    let events = world.events().await;
    let ends = events
        .iter()
        .filter(|event| event.event_type.name() == "quote.expired");
    assert_eq!(ends.count(), 20);
}

async fn a_quote_that_cannot_be_dealt_with_holds_up_nothing(world: World) {
    let sound = world.sent().await;
    // Its organization is not there: what it would say cannot be told.
    let mut stray = sound.clone();
    stray.organization = OrganizationId::earliest_at(world.service.now());
    let due = stray.sending.clone().unwrap().sent_at;
    let added = world.service.write(move |work| {
        quote_table::insert(work.tx, &stray)?;
        Ok(quote_table::set_due(
            work.tx,
            stray.organization,
            stray.id,
            due,
        )?)
    });
    added.await.unwrap();
    world.clock.advance(Duration::from_secs(365 * 24 * 3600));
    assert_eq!(run(&world).await, 1);
    assert_eq!(told(&world, sound.id).await, ["quote.expired"]);
    let later = quotes::next_due(&world.service).await.unwrap().unwrap();
    assert_eq!(later, world.service.now() + Duration::from_secs(3600));
}

async fn many_are_done_in_one_pass(world: World) {
    for _ in 0..120 {
        world.sent().await;
    }
    world.clock.advance(Duration::from_secs(365 * 24 * 3600));
    assert_eq!(run(&world).await, 120);
    assert_eq!(run(&world).await, 0);
}
