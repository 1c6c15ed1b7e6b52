use winfactor_domain::{Answer, QuoteStatus, Refusal, SubmissionStatus};
use winfactor_service::{
    quotes::{self, AcceptFields, Answered, RejectFields, Visitor},
    submissions,
};

use crate::world::{World, is_missing, on_both_engines, refused, token, visitor, wrong};

on_both_engines!(
    an_acceptance_is_final_and_closes_the_submission,
    a_rejection_is_final_and_leaves_the_submission_quoted,
    an_answer_needs_its_confirmation,
    an_older_version_is_never_answered,
    an_offer_ends_with_its_last_day_also_on_an_open_page,
    what_a_visitor_says_of_itself_is_bounded,
);

pub(crate) fn yes(name: &str) -> AcceptFields {
    AcceptFields {
        name: name.to_owned(),
        confirmed: true,
    }
}

fn no(reason: Option<&str>) -> RejectFields {
    RejectFields {
        name: None,
        reason: reason.map(str::to_owned),
        confirmed: true,
    }
}

async fn types(world: &World, quote: winfactor_domain::QuoteId) -> Vec<String> {
    let events = world.events_of(quote).await;
    events.into_iter().map(|(name, _)| name).collect()
}

async fn an_acceptance_is_final_and_closes_the_submission(world: World) {
    let sent = world.sent().await;
    let token = token(&sent);
    let answered = quotes::accept(&world.service, &token, yes(" Sanne "), visitor()).await;
    let Ok(Answered::Now(Answer::Accepted(first))) = answered else {
        panic!("{answered:?}")
    };
    assert_eq!(first.by_name, "Sanne");
    assert_eq!(world.quote(sent.id).await.status, QuoteStatus::Accepted);
    let submission = submissions::get(&world.service, world.id(), sent.submission).await;
    assert_eq!(submission.unwrap().status, SubmissionStatus::Closed);
    let expected = [
        "quote.created",
        "quote.sent",
        "quote.viewed",
        "quote.accepted",
    ];
    assert_eq!(types(&world, sent.id).await, expected);
    let body = world.newest_body(sent.id).await;
    assert_eq!(body["data"]["acceptance"]["acceptedByName"], "Sanne");
    assert_eq!(body["data"]["acceptance"]["ipAddress"], "192.0.2.1");
    assert_eq!(quotes::next_due(&world.service).await.unwrap(), None);

    // A second click, and a change of mind: the first answer stands, and nothing is told twice.
    let stands = Answered::Before(Answer::Accepted(first));
    let again = quotes::accept(&world.service, &token, yes("Somebody else"), visitor()).await;
    assert_eq!(again.unwrap(), stands);
    let mind = quotes::reject(&world.service, &token, no(None), visitor()).await;
    assert_eq!(mind.unwrap(), stands);
    assert_eq!(types(&world, sent.id).await.len(), 4);
    let history = quotes::versions(&world.service, world.id(), sent.id).await;
    let history = history.unwrap();
    assert_eq!(history.sent[0].answer.as_ref(), Some(stands.answer()));
    assert_eq!(history.sent[0].view_count, 1);
}

async fn a_rejection_is_final_and_leaves_the_submission_quoted(world: World) {
    let sent = world.sent().await;
    let token = token(&sent);
    let reason = no(Some("Te duur,\nhelaas"));
    let answered = quotes::reject(&world.service, &token, reason, visitor()).await;
    let Ok(Answered::Now(Answer::Rejected(first))) = answered else {
        panic!("{answered:?}")
    };
    assert_eq!(first.reason.as_deref(), Some("Te duur,\nhelaas"));
    assert_eq!(world.quote(sent.id).await.status, QuoteStatus::Rejected);
    let submission = submissions::get(&world.service, world.id(), sent.submission).await;
    assert_eq!(submission.unwrap().status, SubmissionStatus::Quoted);
    let expected = [
        "quote.created",
        "quote.sent",
        "quote.viewed",
        "quote.rejected",
    ];
    assert_eq!(types(&world, sent.id).await, expected);
    let body = world.newest_body(sent.id).await;
    assert_eq!(
        body["data"]["rejection"]["rejectedByName"],
        serde_json::Value::Null
    );
    assert_eq!(body["data"]["rejection"]["reason"], "Te duur,\nhelaas");

    let late = quotes::accept(&world.service, &token, yes("Sanne"), visitor()).await;
    assert_eq!(late.unwrap(), Answered::Before(Answer::Rejected(first)));
    assert_eq!(types(&world, sent.id).await.len(), 4);
}

async fn an_answer_needs_its_confirmation(world: World) {
    let sent = world.sent().await;
    let token = token(&sent);
    let unconfirmed = AcceptFields {
        name: String::new(),
        confirmed: false,
    };
    let result = quotes::accept(&world.service, &token, unconfirmed, visitor()).await;
    let expected = [("/name", "required"), ("/confirmed", "required")];
    assert_eq!(
        wrong(result),
        expected.map(|(at, code)| (at.to_owned(), code))
    );
    let unconfirmed = RejectFields {
        confirmed: false,
        ..no(Some(&"x".repeat(2001)))
    };
    let result = quotes::reject(&world.service, &token, unconfirmed, visitor()).await;
    let expected = [("/reason", "too_long"), ("/confirmed", "required")];
    assert_eq!(
        wrong(result),
        expected.map(|(at, code)| (at.to_owned(), code))
    );
    assert_eq!(world.quote(sent.id).await, sent);
    assert_eq!(types(&world, sent.id).await.len(), 2);
    let nowhere = quotes::accept(&world.service, "no-such-token", yes("Sanne"), visitor()).await;
    assert!(is_missing(&nowhere));
}

async fn an_older_version_is_never_answered(world: World) {
    let first = world.sent().await;
    let old = token(&first);
    quotes::revise(&world.service, world.id(), first.id)
        .await
        .unwrap();
    let result = quotes::accept(&world.service, &old, yes("Sanne"), visitor()).await;
    assert!(matches!(refused(result), Refusal::BeingRevised { .. }));
    let second = world.send(first.id).await;
    let result = quotes::accept(&world.service, &old, yes("Sanne"), visitor()).await;
    assert!(matches!(refused(result), Refusal::NewerVersion { .. }));
    let result = quotes::reject(&world.service, &old, no(None), visitor()).await;
    assert!(matches!(refused(result), Refusal::NewerVersion { .. }));
    assert_eq!(world.quote(first.id).await, second);

    let new = token(&second);
    let answered = quotes::accept(&world.service, &new, yes("Sanne"), visitor()).await;
    assert!(matches!(answered, Ok(Answered::Now(_))));
    // The old page was never answered, whatever became of the newer one.
    let result = quotes::accept(&world.service, &old, yes("Sanne"), visitor()).await;
    assert!(matches!(refused(result), Refusal::NewerVersion { .. }));
}

async fn an_offer_ends_with_its_last_day_also_on_an_open_page(world: World) {
    world.set_clock("2026-01-15T10:00:00");
    let (late, in_time) = (world.sent().await, world.sent().await);
    world.set_clock("2026-02-14T23:59:59");
    let answered = quotes::accept(&world.service, &token(&in_time), yes("A"), visitor()).await;
    assert!(matches!(answered, Ok(Answered::Now(_))));
    // Nobody has noted the end yet.
    world.set_clock("2026-02-15T00:00:00");
    let result = quotes::accept(&world.service, &token(&late), yes("B"), visitor()).await;
    assert!(matches!(refused(result), Refusal::QuoteExpired { .. }));
    let result = quotes::reject(&world.service, &token(&late), no(None), visitor()).await;
    assert!(matches!(refused(result), Refusal::QuoteExpired { .. }));
    assert_eq!(
        types(&world, late.id).await,
        ["quote.created", "quote.sent"]
    );
}

async fn what_a_visitor_says_of_itself_is_bounded(world: World) {
    let sent = world.sent().await;
    let visitor = Visitor::new(
        "2001:db8::1",
        &format!("Firefox\r\n\u{1b}{}", "x".repeat(9999)),
    );
    quotes::accept(&world.service, &token(&sent), yes("Sanne"), visitor)
        .await
        .unwrap();
    let body = world.newest_body(sent.id).await;
    let agent = body["data"]["acceptance"]["userAgent"].as_str().unwrap();
    assert_eq!(agent, format!("Firefox{}", "x".repeat(493)));
}
