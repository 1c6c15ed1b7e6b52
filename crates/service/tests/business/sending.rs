use winfactor_domain::{Locale, QuoteStatus, Refusal};
use winfactor_service::quotes::{self, SendFields};

use crate::world::{World, on_both_engines, refused, token, wrong};

on_both_engines!(
    a_sent_quote_has_a_page_and_an_end,
    recipients_and_locale_can_be_chosen,
    only_a_draft_is_sent,
);

async fn a_sent_quote_has_a_page_and_an_end(world: World) {
    world.set_clock("2026-03-01T15:00:00");
    let sent = world.sent().await;
    assert_eq!(sent.status, QuoteStatus::Sent);
    let sending = sent.sending.clone().unwrap();
    assert_eq!(sending.recipients[0].as_str(), "Sanne@Example.nl");
    // Thirty days later, and the clocks have changed meanwhile.
    let end = world.wall("2026-04-01T00:00:00");
    assert_eq!(sending.valid_until.0, end.0 - 1);
    let due = quotes::next_due(&world.service).await.unwrap();
    assert_eq!(due, Some(sending.expiring_soon_at));

    let token = token(&sent);
    assert_eq!(token.len(), 22);
    let safe = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    assert!(token.chars().all(safe), "{token}");
    let events = world.events_of(sent.id).await;
    assert_eq!(events.last().unwrap(), &("quote.sent".to_owned(), 2));
    let body = world.newest_body(sent.id).await;
    let page = format!("https://winfactor.example/q/{token}");
    assert_eq!(body["data"]["urls"]["quotePage"], page);
    assert_eq!(body["data"]["sending"]["validUntil"], sending.valid_until.0);
    assert_eq!(body["customerLocale"], "de");
}

async fn recipients_and_locale_can_be_chosen(world: World) {
    let draft = world.draft().await;
    let wrong_fields = SendFields {
        recipients: vec!["a@example.nl".to_owned(), "b".to_owned()],
        locale: Some("fr".to_owned()),
    };
    let result = quotes::send(&world.service, world.id(), draft.id, wrong_fields).await;
    let expected = [("/locale", "unknown_value"), ("/recipients/1", "email")];
    assert_eq!(
        wrong(result),
        expected.map(|(at, code)| (at.to_owned(), code))
    );

    let fields = SendFields {
        recipients: vec!["a@example.nl".to_owned(), "b@example.nl".to_owned()],
        locale: Some("en".to_owned()),
    };
    let sent = quotes::send(&world.service, world.id(), draft.id, fields).await;
    let sent = sent.unwrap();
    assert_eq!(sent.locale, Locale::En);
    let body = world.newest_body(sent.id).await;
    let recipients = serde_json::json!(["a@example.nl", "b@example.nl"]);
    assert_eq!(body["data"]["sending"]["recipients"], recipients);
    assert_eq!(body["customerLocale"], "en");
}

async fn only_a_draft_is_sent(world: World) {
    let sent = world.sent().await;
    let again = quotes::send(&world.service, world.id(), sent.id, SendFields::default()).await;
    assert!(matches!(refused(again), Refusal::QuoteNotSendable { .. }));
    assert_eq!(world.quote(sent.id).await, sent);
    assert_eq!(world.events_of(sent.id).await.len(), 2);
}
