//! Whose answer counts: the first one, to the present version, while it is valid.

use winfactor_domain::{EventType, QuoteStatus, Refusal};

use crate::scene::{at, data, links, no, send, sent, types, view, yes};

#[test]
fn accepting_a_version_after_a_newer_one_was_sent_is_refused() {
    let mut quote = sent(at("2026-03-03T10:00:00"), 30);
    let number = quote.number;
    for (version, day) in [(1, "04"), (2, "05")] {
        quote
            .revise(at(&format!("2026-03-{day}T10:00:00")))
            .unwrap();
        let now = at(&format!("2026-03-{day}T11:00:00"));
        let refused = quote.accept(version, &yes(now), &links());
        assert_eq!(refused, Err(Refusal::BeingRevised { number, version }));
        send(&mut quote, now).unwrap();
    }
    assert_eq!(quote.version, 3);
    let before = quote.clone();
    let now = at("2026-03-06T10:00:00");
    for version in [1, 2] {
        let newer = Err(Refusal::NewerVersion { number, version });
        assert_eq!(quote.accept(version, &yes(now), &links()), newer);
        assert_eq!(quote.reject(version, &no(now), &links()), newer);
    }
    assert_eq!(quote, before);
    assert!(quote.accept(3, &yes(now), &links()).is_ok());
    // The old page says that there was a newer offer, not that this one was accepted.
    let refused = quote.accept(2, &yes(now), &links());
    assert_eq!(refused, Err(Refusal::NewerVersion { number, version: 2 }));
}

#[test]
fn of_two_answers_the_first_counts() {
    let now = at("2026-03-06T10:00:00");
    let sent = sent(at("2026-03-03T10:00:00"), 30);

    let mut quote = sent.clone();
    quote.accept(1, &yes(now), &links()).unwrap();
    let accepted = quote.clone();
    let (number, status) = (quote.number, QuoteStatus::Accepted);
    let answered = Err(Refusal::AlreadyAnswered { number, status });
    assert_eq!(quote.accept(1, &yes(now), &links()), answered);
    assert_eq!(quote.reject(1, &no(now), &links()), answered);
    assert_eq!(quote, accepted);

    let mut quote = sent;
    quote.reject(1, &no(now), &links()).unwrap();
    let status = QuoteStatus::Rejected;
    let answered = Err(Refusal::AlreadyAnswered { number, status });
    assert_eq!(quote.accept(1, &yes(now), &links()), answered);
}

#[test]
fn only_the_first_view_of_a_version_is_told() {
    let mut quote = sent(at("2026-03-03T10:00:00"), 30);
    let first = quote.view(&view(at("2026-03-04T10:00:00")), &links());
    let told = data(&first.unwrap());
    assert_eq!(told["view"]["viewedAt"], at("2026-03-04T10:00:00").0);
    assert_eq!(
        told["urls"]["quotePage"],
        "https://app.winfactor.example/q/token-1"
    );
    let again = quote.view(&view(at("2026-03-05T10:00:00")), &links());
    assert_eq!(again, None);

    quote.revise(at("2026-03-06T10:00:00")).unwrap();
    assert_eq!(quote.view(&view(at("2026-03-06T11:00:00")), &links()), None);
    send(&mut quote, at("2026-03-06T12:00:00")).unwrap();
    let second = quote.view(&view(at("2026-03-07T10:00:00")), &links());
    assert_eq!(data(&second.unwrap())["quote"]["version"], 2);
}

#[test]
fn whoever_answers_has_seen_the_offer() {
    let now = at("2026-03-06T10:00:00");
    let quote = sent(at("2026-03-03T10:00:00"), 30);

    let events = quote.clone().accept(1, &yes(now), &links()).unwrap();
    assert_eq!(
        types(&events),
        [EventType::QuoteViewed, EventType::QuoteAccepted]
    );
    let (viewed, accepted) = (data(&events[0]), data(&events[1]));
    assert_eq!(viewed["view"]["viewedAt"], now.0);
    assert_eq!(
        viewed["view"]["ipAddress"],
        accepted["acceptance"]["ipAddress"]
    );
    assert_eq!(accepted["acceptance"]["acceptedByName"], "John Smith");

    let events = quote.clone().reject(1, &no(now), &links()).unwrap();
    assert_eq!(
        types(&events),
        [EventType::QuoteViewed, EventType::QuoteRejected]
    );

    let mut seen = quote;
    seen.view(&view(now), &links()).unwrap();
    let events = seen.accept(1, &yes(now), &links()).unwrap();
    assert_eq!(types(&events), [EventType::QuoteAccepted]);
}

#[test]
fn a_refusal_says_what_to_do() {
    let mut quote = sent(at("2026-03-03T10:00:00"), 30);
    let now = at("2026-03-06T10:00:00");
    let refused = quote.edit(quote.terms.clone(), now).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "quote Q-2026-0042 is sent and cannot be changed; \
         ask for a revision first (\"revise\": true)"
    );
    quote.accept(1, &yes(now), &links()).unwrap();
    let refused = quote.revise(now).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "quote Q-2026-0042 is accepted and cannot be changed; make a new quote instead"
    );
}
