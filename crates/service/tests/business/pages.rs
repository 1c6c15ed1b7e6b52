use winfactor_domain::Refusal;
use winfactor_service::quotes;

use crate::world::{World, is_missing, line, on_both_engines, token};

on_both_engines!(
    a_page_shows_its_version_and_whether_it_can_be_answered,
    looking_at_a_page_changes_nothing,
);

async fn a_page_shows_its_version_and_whether_it_can_be_answered(world: World) {
    let first = world.sent().await;
    let page = quotes::by_token(&world.service, &token(&first))
        .await
        .unwrap();
    assert_eq!(page.organization, world.organization);
    assert_eq!(page.submission.id, first.submission);
    assert_eq!(page.version.totals, first.totals);
    assert_eq!(page.answerable, Ok(()));

    quotes::revise(&world.service, world.id(), first.id)
        .await
        .unwrap();
    let page = quotes::by_token(&world.service, &token(&first))
        .await
        .unwrap();
    assert!(matches!(page.answerable, Err(Refusal::BeingRevised { .. })));
    let lines = vec![line("Schuifpui", "1")];
    quotes::replace_line_items(&world.service, world.id(), first.id, lines)
        .await
        .unwrap();
    let second = world.send(first.id).await;
    let page = quotes::by_token(&world.service, &token(&first))
        .await
        .unwrap();
    assert!(matches!(page.answerable, Err(Refusal::NewerVersion { .. })));
    assert_eq!(
        page.version.totals, first.totals,
        "the old page stays as it was"
    );
    assert_eq!(page.quote.version, 2);

    world.set_clock("2026-12-01T00:00:00");
    let page = quotes::by_token(&world.service, &token(&second))
        .await
        .unwrap();
    assert!(matches!(page.answerable, Err(Refusal::QuoteExpired { .. })));
    assert!(is_missing(
        &quotes::by_token(&world.service, "no-such-token").await
    ));
}

async fn looking_at_a_page_changes_nothing(world: World) {
    let sent = world.sent().await;
    for _ in 0..3 {
        quotes::by_token(&world.service, &token(&sent))
            .await
            .unwrap();
    }
    assert_eq!(world.quote(sent.id).await, sent);
    assert_eq!(world.events_of(sent.id).await.len(), 2);
}
