use winfactor_domain::{QuoteStatus, Refusal};
use winfactor_service::quotes::{self, AcceptFields, QuotePatch, TermFields};

use crate::world::{World, line, on_both_engines, refused, token, visitor};

on_both_engines!(
    a_revision_is_the_next_draft_and_keeps_the_history,
    a_sent_quote_changes_only_with_a_revision,
    an_expired_quote_can_be_revised_and_an_answered_one_never,
    a_reference_is_noted_whatever_became_of_the_quote,
);

fn terms(notes: &str) -> TermFields {
    TermFields {
        notes: Some(Some(notes.to_owned())),
        ..TermFields::default()
    }
}

async fn a_revision_is_the_next_draft_and_keeps_the_history(world: World) {
    let first = world.sent().await;
    let revised = quotes::revise(&world.service, world.id(), first.id).await;
    let revised = revised.unwrap();
    assert_eq!((revised.version, revised.status), (2, QuoteStatus::Draft));
    assert_eq!(revised.number, first.number);
    assert_eq!(revised.sending, None);
    let due = quotes::next_due(&world.service).await.unwrap();
    assert_eq!(due, None, "nothing is pending for the version before");

    let lines = vec![line("Schuifpui", "1000")];
    let replaced = quotes::replace_line_items(&world.service, world.id(), first.id, lines).await;
    replaced.unwrap();
    let history = quotes::versions(&world.service, world.id(), first.id).await;
    let history = history.unwrap();
    assert_eq!(history.draft().unwrap().version, 2);
    assert_eq!(history.sent.len(), 1);
    assert_eq!(history.sent[0].totals, first.totals, "as it was offered");

    let second = world.send(first.id).await;
    assert_ne!(token(&second), token(&first));
    let history = quotes::versions(&world.service, world.id(), first.id).await;
    let history = history.unwrap();
    assert_eq!(history.draft(), None);
    let versions: Vec<_> = history.sent.iter().map(|each| each.version).collect();
    assert_eq!(versions, [2, 1]);
    assert_eq!(history.sent[0].totals.subtotal.to_string(), "1000.00");
    let events: Vec<_> = world.events_of(first.id).await;
    let types: Vec<_> = events.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(types, ["quote.created", "quote.sent", "quote.sent"]);
    let body = world.newest_body(first.id).await;
    assert_eq!(body["data"]["quote"]["version"], 2);
}

async fn a_sent_quote_changes_only_with_a_revision(world: World) {
    let sent = world.sent().await;
    let patch = QuotePatch {
        terms: terms("Nieuw"),
        ..QuotePatch::default()
    };
    let result = quotes::edit(&world.service, world.id(), sent.id, patch.clone()).await;
    assert!(matches!(refused(result), Refusal::QuoteNotEditable { .. }));
    assert_eq!(world.quote(sent.id).await, sent);

    let patch = QuotePatch {
        revise: true,
        ..patch
    };
    let revised = quotes::edit(&world.service, world.id(), sent.id, patch).await;
    let revised = revised.unwrap();
    assert_eq!((revised.version, revised.status), (2, QuoteStatus::Draft));
    assert_eq!(revised.terms.notes.as_deref(), Some("Nieuw"));
}

async fn an_expired_quote_can_be_revised_and_an_answered_one_never(world: World) {
    let expired = world.sent().await;
    world.set_clock("2026-06-01T12:00:00");
    assert_eq!(quotes::run_due(&world.service).await.unwrap(), 1);
    let patch = QuotePatch {
        terms: terms("Verlengd"),
        ..QuotePatch::default()
    };
    let result = quotes::edit(&world.service, world.id(), expired.id, patch).await;
    assert!(matches!(refused(result), Refusal::QuoteNotEditable { .. }));
    let revised = quotes::revise(&world.service, world.id(), expired.id).await;
    assert_eq!(revised.unwrap().version, 2);
    let again = world.send(expired.id).await;
    let sending = again.sending.clone().unwrap();
    assert!(
        sending.valid_until > world.wall("2026-07-01T00:00:00"),
        "a new clock"
    );

    let fields = AcceptFields {
        name: "Sanne".to_owned(),
        confirmed: true,
    };
    let accepted = quotes::accept(&world.service, &token(&again), fields, visitor()).await;
    accepted.unwrap();
    let result = quotes::revise(&world.service, world.id(), expired.id).await;
    assert!(matches!(refused(result), Refusal::QuoteNotEditable { .. }));
    assert_eq!(world.quote(expired.id).await.status, QuoteStatus::Accepted);
}

async fn a_reference_is_noted_whatever_became_of_the_quote(world: World) {
    let sent = world.sent().await;
    let fields = AcceptFields {
        name: "Sanne".to_owned(),
        confirmed: true,
    };
    let accepted = quotes::accept(&world.service, &token(&sent), fields, visitor()).await;
    accepted.unwrap();
    let patch = QuotePatch {
        external_ref: Some(Some("hubspot:deal:9".to_owned())),
        ..QuotePatch::default()
    };
    let noted = quotes::edit(&world.service, world.id(), sent.id, patch).await;
    let noted = noted.unwrap();
    assert_eq!(noted.external_ref.as_deref(), Some("hubspot:deal:9"));
    assert_eq!(noted.status, QuoteStatus::Accepted);
    assert_eq!(noted.sending, sent.sending);
}
