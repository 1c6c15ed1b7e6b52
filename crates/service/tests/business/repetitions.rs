use std::time::Duration;

use winfactor_domain::{Lead, Quote, Submission};
use winfactor_service::{
    contacts::{self, ContactFields, Upserted},
    forms::{self, FormOwner},
    idempotency::{self, Created, FirstAnswer, Idempotency, IdempotencyKey, request_hash},
    leads::{self, Left},
    quotes::{self, NewQuote},
    submissions,
};

use crate::{
    leads::message,
    world::{
        World, add_organization, add_template, conflict, customer, new, on_both_engines, wrong,
    },
};

on_both_engines!(
    a_repetition_is_answered_as_the_first_time,
    the_same_key_with_another_request_is_a_mistake,
    a_key_belongs_to_one_organization,
    a_refused_request_can_be_repeated_with_its_key,
    a_form_that_is_posted_twice_counts_once,
    keys_are_forgotten_after_a_day,
    quotes_and_contacts_are_repeatable_too,
);

fn key<T: 'static>(
    key: &str,
    body: &str,
    id: impl Fn(&T) -> String + Send + Sync + 'static,
) -> Option<Idempotency<T>> {
    Some(Idempotency {
        key: IdempotencyKey::parse(key).unwrap(),
        request_hash: request_hash(&[b"POST", body.as_bytes()]),
        render: Box::new(move |created| FirstAnswer {
            status: 201,
            body: id(created),
        }),
    })
}

fn submission_key(text: &str, body: &str) -> Option<Idempotency<Submission>> {
    key(text, body, |submission: &Submission| {
        submission.id.to_string()
    })
}

fn first_answer(body: impl ToString) -> FirstAnswer {
    FirstAnswer {
        status: 201,
        body: body.to_string(),
    }
}

async fn a_repetition_is_answered_as_the_first_time(world: World) {
    let (service, organization) = (&world.service, world.id());
    let create = async || {
        let key = submission_key("8f14", "{}");
        submissions::create(service, organization, world.configuration(), key).await
    };
    let first = new(create().await);
    world.clock.advance(Duration::from_secs(23 * 3600));
    let again = create().await.unwrap();
    assert_eq!(again, Created::Replayed(first_answer(first.id)));
    assert_eq!(world.events().await.len(), 1);
    let contact = contacts::get(service, organization, first.contact).await;
    assert_eq!(contact.unwrap().submission_count, 1);
}

async fn the_same_key_with_another_request_is_a_mistake(world: World) {
    let (service, organization) = (&world.service, world.id());
    let create = async |body| {
        let key = submission_key("8f14", body);
        submissions::create(service, organization, world.configuration(), key).await
    };
    new(create("{}").await);
    assert_eq!(conflict(create("{ }").await), "idempotency_conflict");
    assert_eq!(world.events().await.len(), 1);
}

async fn a_key_belongs_to_one_organization(world: World) {
    let ours = world.configuration();
    let key = || submission_key("8f14", "{}");
    new(submissions::create(&world.service, world.id(), ours.clone(), key()).await);
    let other = add_organization(&world.service, "deuren").await;
    let template = add_template(&world.service, other.id, "pui").await;
    let mut theirs = ours;
    theirs.template = submissions::TemplateChoice::Id(template.id.to_string());
    new(submissions::create(&world.service, other.id, theirs, key()).await);
}

async fn a_refused_request_can_be_repeated_with_its_key(world: World) {
    let (service, organization) = (&world.service, world.id());
    let mut wanted = world.configuration();
    wanted.configuration.component_count = None;
    let key = || submission_key("8f14", "{}");
    let refused = submissions::create(service, organization, wanted.clone(), key()).await;
    assert_eq!(wrong(refused).len(), 1);
    wanted.configuration.component_count = Some(1);
    new(submissions::create(service, organization, wanted, key()).await);
}

async fn a_form_that_is_posted_twice_counts_once(world: World) {
    let service = &world.service;
    let token = forms::issue(service, FormOwner::Anyone, "lead:kozijnen");
    let post = async |text: &str| {
        let form = forms::verify(service, FormOwner::Anyone, "lead:kozijnen", &token).unwrap();
        let once = Idempotency {
            key: IdempotencyKey::of_form(&form),
            request_hash: String::new(),
            render: Box::new(|left: &Left| first_answer(left.lead.id)),
        };
        leads::leave(service, "kozijnen", message(text), Some(once)).await
    };
    let lead: Lead = new(post("Graag een offerte").await).lead;
    let again = post("Graag een offerte").await.unwrap();
    assert_eq!(again, Created::Replayed(first_answer(lead.id)));
    assert_eq!(world.events().await.len(), 1);
}

async fn keys_are_forgotten_after_a_day(world: World) {
    let (service, organization) = (&world.service, world.id());
    let create = async || {
        let key = submission_key("8f14", "{}");
        submissions::create(service, organization, world.configuration(), key).await
    };
    new(create().await);
    world.clock.advance(Duration::from_secs(24 * 3600));
    assert_eq!(idempotency::forget_old(service).await.unwrap(), 0);
    world.clock.advance(Duration::from_millis(1));
    assert_eq!(idempotency::forget_old(service).await.unwrap(), 1);
    new(create().await);
}

async fn quotes_and_contacts_are_repeatable_too(world: World) {
    let (service, organization) = (&world.service, world.id());
    let submission = world.submission().await;
    let create = async || {
        let key = key("q", "{}", |quote: &Quote| quote.id.to_string());
        quotes::create(
            service,
            organization,
            submission.id,
            NewQuote::default(),
            key,
        )
        .await
    };
    let quote = new(create().await);
    assert_eq!(
        create().await.unwrap(),
        Created::Replayed(first_answer(quote.id))
    );
    assert_eq!(
        world.draft().await.number.counter,
        2,
        "the repetition took no number"
    );

    let upsert = async || {
        let fields = ContactFields {
            customer: customer("new@example.nl"),
            external_ref: None,
        };
        let key = key("c", "{}", |upserted: &Upserted| {
            upserted.created.to_string()
        });
        contacts::upsert(service, organization, fields, key).await
    };
    assert!(new(upsert().await).created);
    assert_eq!(
        upsert().await.unwrap(),
        Created::Replayed(first_answer(true))
    );
}
