//! A change and its event are kept together or not at all.

use winfactor_domain::{EndpointId, EventType};
use winfactor_service::{
    Result, ServiceError, contacts,
    idempotency::{FirstAnswer, Idempotency, IdempotencyKey},
    leads,
    quotes::{self, NewQuote, SendFields},
    submissions::{self, SubmissionFilter},
};
use winfactor_store::{
    EndpointStatus, StoreError,
    webhook_endpoints::{self, EndpointRow, EndpointState},
};

use crate::{
    answers::yes,
    leads::message,
    world::{World, new, on_both_engines, token, visitor, whole_list},
};

on_both_engines!(
    without_its_event_nothing_is_kept,
    an_event_that_cannot_be_recorded_leaves_the_key_free,
);

/// An endpoint for all events whose filter cannot be read: nothing can be recorded.
fn unreadable(world: &World, id: EndpointId) -> EndpointRow {
    EndpointRow {
        id,
        organization: world.id(),
        url: "https://receiver.example".to_owned(),
        description: String::new(),
        event_types: Vec::<EventType>::new(),
        filter: Some("?".to_owned()),
        sealed: String::new(),
        retry_schedule: None,
        max_in_flight: 1,
        max_per_second: None,
        flow: None,
        auto_pause: true,
        state: EndpointState {
            status: EndpointStatus::Active,
            reason: None,
            changed_at: world.service.now(),
            failing_since: None,
            last_failure_at: None,
            failure_count: 0,
        },
        revision: 1,
        created_at: world.service.now(),
        updated_at: world.service.now(),
    }
}

async fn break_recording(world: &World) -> EndpointId {
    let id = EndpointId::earliest_at(world.service.now());
    let endpoint = unreadable(world, id);
    let added = world
        .service
        .write(move |work| Ok(webhook_endpoints::insert(work.tx, &endpoint)?));
    added.await.unwrap();
    id
}

async fn repair_recording(world: &World, id: EndpointId) {
    let organization = world.id();
    let removed = world
        .service
        .write(move |work| Ok(webhook_endpoints::delete(work.tx, organization, id)?));
    assert!(removed.await.unwrap());
}

fn is_corrupt<T>(result: &Result<T>) -> bool {
    matches!(result, Err(ServiceError::Store(StoreError::Corrupt { .. })))
}

async fn without_its_event_nothing_is_kept(world: World) {
    let (service, organization) = (&world.service, world.id());
    let (draft, sent) = (world.draft().await, world.sent().await);
    let before = world.events().await;
    break_recording(&world).await;

    let mut wanted = world.configuration();
    wanted.customer.email = "new@example.nl".to_owned();
    let submitted = submissions::create(service, organization, wanted, None).await;
    assert!(is_corrupt(&submitted));
    let unknown = contacts::by_email(service, organization, "new@example.nl").await;
    assert_eq!(unknown.unwrap(), None);
    let filter = SubmissionFilter::default();
    let submissions = submissions::list(service, organization, filter, whole_list()).await;
    assert_eq!(submissions.unwrap().0.len(), 2);

    let new_quote = NewQuote::default();
    let made = quotes::create(service, organization, draft.submission, new_quote, None).await;
    assert!(is_corrupt(&made));
    let offered = quotes::send(service, organization, draft.id, SendFields::default()).await;
    assert!(is_corrupt(&offered));
    assert_eq!(world.quote(draft.id).await, draft);
    let accepted = quotes::accept(service, &token(&sent), yes("Sanne"), visitor()).await;
    assert!(is_corrupt(&accepted));
    assert_eq!(world.quote(sent.id).await, sent);
    let history = quotes::versions(service, organization, sent.id).await;
    assert_eq!(history.unwrap().sent[0].answer, None);
    let left = leads::leave(service, "kozijnen", message("Hallo"), None).await;
    assert!(is_corrupt(&left));
    let leads = leads::list(service, organization, None, whole_list()).await;
    assert_eq!(leads.unwrap().0, []);
    assert_eq!(world.events().await, before);
}

async fn an_event_that_cannot_be_recorded_leaves_the_key_free(world: World) {
    let create = async || {
        let once = Idempotency {
            key: IdempotencyKey::parse("8f14").unwrap(),
            request_hash: "same".to_owned(),
            render: Box::new(|_: &_| FirstAnswer {
                status: 201,
                body: String::new(),
            }),
        };
        let wanted = world.configuration();
        submissions::create(&world.service, world.id(), wanted, Some(once)).await
    };
    let endpoint = break_recording(&world).await;
    assert!(is_corrupt(&create().await));
    repair_recording(&world, endpoint).await;
    new(create().await);
    assert_eq!(world.draft().await.number.counter, 1);
}
