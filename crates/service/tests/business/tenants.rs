//! Another organization's record counts as none, whatever is asked of it.

use winfactor_service::{
    contacts::{self, ContactPatch},
    leads,
    quotes::{self, NewQuote, QuoteFilter, QuotePatch, SendFields},
    submissions::{self, SubmissionFilter, SubmissionPatch},
    templates::{self, TemplatePatch},
};

use crate::{
    leads::message,
    world::{World, add_organization, is_missing, new, on_both_engines, whole_list, wrong},
};

on_both_engines!(
    another_organizations_records_cannot_be_seen,
    another_organizations_records_cannot_be_changed,
);

async fn another_organizations_records_cannot_be_seen(world: World) {
    let service = &world.service;
    let theirs = add_organization(service, "deuren").await.id;
    let quote = world.sent().await;
    let lead = new(leads::leave(service, "kozijnen", message("Hallo"), None).await).lead;
    let submission = submissions::get(service, world.id(), quote.submission).await;
    let submission = submission.unwrap();

    assert!(is_missing(
        &templates::get(service, theirs, world.template.id).await
    ));
    assert!(is_missing(
        &templates::by_slug(service, theirs, "pui").await
    ));
    assert!(is_missing(
        &submissions::get(service, theirs, submission.id).await
    ));
    assert!(is_missing(
        &contacts::get(service, theirs, submission.contact).await
    ));
    assert!(is_missing(&quotes::get(service, theirs, quote.id).await));
    assert!(is_missing(
        &quotes::versions(service, theirs, quote.id).await
    ));
    assert!(is_missing(&leads::get(service, theirs, lead.id).await));
    let contact = contacts::by_email(service, theirs, "sanne@example.nl").await;
    assert_eq!(contact.unwrap(), None);

    let page = whole_list;
    let filter = SubmissionFilter::default();
    let rows = submissions::list(service, theirs, filter, page()).await;
    assert_eq!(rows.unwrap().0, []);
    let rows = quotes::list(service, theirs, QuoteFilter::default(), page()).await;
    assert_eq!(rows.unwrap().0, []);
    assert_eq!(
        templates::list(service, theirs, page()).await.unwrap().0,
        []
    );
    assert_eq!(contacts::list(service, theirs, page()).await.unwrap().0, []);
    assert_eq!(
        leads::list(service, theirs, None, page()).await.unwrap().0,
        []
    );
}

async fn another_organizations_records_cannot_be_changed(world: World) {
    let service = &world.service;
    let theirs = add_organization(service, "deuren").await.id;
    let quote = world.sent().await;
    let lead = new(leads::leave(service, "kozijnen", message("Hallo"), None).await).lead;
    let submission = submissions::get(service, world.id(), quote.submission).await;
    let submission = submission.unwrap();
    let before = world.events().await.len();

    let patch = TemplatePatch::default();
    let result = templates::update(service, theirs, world.template.id, patch).await;
    assert!(is_missing(&result));
    let patch = SubmissionPatch::default();
    assert!(is_missing(
        &submissions::update(service, theirs, submission.id, patch).await
    ));
    let patch = ContactPatch::default();
    assert!(is_missing(
        &contacts::update(service, theirs, submission.contact, patch).await
    ));
    let wanted = NewQuote::default();
    let made = quotes::create(service, theirs, submission.id, wanted, None).await;
    assert!(is_missing(&made));
    let patch = QuotePatch::default();
    assert!(is_missing(
        &quotes::edit(service, theirs, quote.id, patch).await
    ));
    assert!(is_missing(&quotes::revise(service, theirs, quote.id).await));
    let lines = quotes::replace_line_items(service, theirs, quote.id, Vec::new()).await;
    assert!(is_missing(&lines));
    let sent = quotes::send(service, theirs, quote.id, SendFields::default()).await;
    assert!(is_missing(&sent));
    assert!(is_missing(
        &leads::update(service, theirs, lead.id, "closed").await
    ));
    let foreign_template = submissions::create(service, theirs, world.configuration(), None).await;
    assert_eq!(
        wrong(foreign_template),
        [("/templateId".to_owned(), "unknown_value")]
    );

    assert_eq!(world.quote(quote.id).await, quote);
    assert_eq!(world.events().await.len(), before);
}
