//! `quote.expiring_soon`: some days before the end, in whole days as people count them.

use winfactor_domain::{Quote, QuoteStatus, Timestamp, events::EventData};

use crate::scene::{
    at, data, draft, later, links, no, organization, send, send_from, sent, valid_until, yes,
};

fn reminder(quote: &Quote, now: Timestamp) -> Option<EventData> {
    quote.expiring_soon(&organization(), &links(), now)
}

fn days_remaining(quote: &Quote, now: Timestamp) -> Option<u64> {
    let event = reminder(quote, now)?;
    data(&event)["expiration"]["daysRemaining"].as_u64()
}

#[test]
fn the_reminder_is_due_three_days_before_the_end_and_not_earlier() {
    let quote = sent(at("2026-03-03T10:00:00"), 30);
    let due = at("2026-03-30T23:59:59.999");
    assert_eq!(quote.sending.as_ref().unwrap().expiring_soon_at, due);
    assert_eq!(reminder(&quote, later(due, -1)), None);
    let event = reminder(&quote, due).unwrap();
    assert_eq!(event.occurred_at(), due);
    let data = data(&event);
    assert_eq!(data["expiration"]["validUntil"], valid_until(&quote).0);
    assert_eq!(data["expiration"]["daysRemaining"], 3);
    assert_eq!(
        data["urls"]["quotePage"],
        "https://app.winfactor.example/q/token-1"
    );
}

#[test]
fn a_pass_that_comes_late_still_reminds_with_the_days_that_are_left() {
    let quote = sent(at("2026-03-03T10:00:00"), 30);
    let cases = [
        // A moment after midnight is when a reminder usually goes out.
        ("2026-03-31T00:00:00", Some(3)),
        ("2026-03-31T00:01:00", Some(3)),
        ("2026-04-01T08:00:00", Some(2)),
        // Down for two days.
        ("2026-04-02T08:00:00", Some(1)),
        ("2026-04-02T23:59:59.998", Some(1)),
        ("2026-04-02T23:59:59.999", None),
        ("2026-04-03T00:00:00", None),
        ("2026-04-09T00:00:00", None),
    ];
    for (now, expected) in cases {
        assert_eq!(days_remaining(&quote, at(now)), expected, "{now}");
    }
}

#[test]
fn the_reminder_keeps_its_time_of_day_when_the_clocks_change() {
    let cases = [
        ("2026-03-20T10:00:00", 10, "2026-03-27T23:59:59.999"),
        ("2026-10-17T10:00:00", 10, "2026-10-24T23:59:59.999"),
    ];
    for (sent_at, days, due) in cases {
        let quote = sent(at(sent_at), days);
        assert_eq!(days_remaining(&quote, later(at(due), -1)), None, "{due}");
        assert_eq!(days_remaining(&quote, at(due)), Some(3), "{due}");
        assert_eq!(days_remaining(&quote, later(at(due), 1)), Some(3), "{due}");
    }
}

#[test]
fn an_offer_that_is_shorter_than_the_lead_time_reminds_a_day_ahead() {
    let sent_at = at("2026-06-01T10:00:00");
    let cases = [
        // (lead time, validity, days ahead)
        (3, 30, 3),
        (3, 4, 3),
        (3, 3, 3),
        (3, 2, 1),
        (3, 1, 1),
        (1, 1, 1),
        (14, 7, 1),
        (14, 30, 14),
    ];
    for (lead, validity, ahead) in cases {
        let mut organization = organization();
        organization.quote_defaults.expiring_soon_days = lead;
        let mut quote = draft();
        quote.terms.validity_days = validity;
        send_from(&mut quote, &organization, sent_at).unwrap();
        let sending = quote.sending.as_ref().unwrap();
        let distance = sending.valid_until.since(sending.expiring_soon_at);
        assert_eq!(distance.as_secs(), ahead * 86_400, "{lead}, {validity}");
        assert!(sending.expiring_soon_at > sent_at, "{lead}, {validity}");
    }
}

#[test]
fn a_lead_time_of_no_days_asks_for_no_reminder() {
    let mut organization = organization();
    organization.quote_defaults.expiring_soon_days = 0;
    let mut quote = draft();
    send_from(&mut quote, &organization, at("2026-03-03T10:00:00")).unwrap();
    let end = valid_until(&quote);
    for now in [later(end, -1), end, later(end, 1)] {
        assert_eq!(reminder(&quote, now), None);
    }
}

#[test]
fn an_answer_or_a_revision_cancels_the_reminder() {
    let quote = sent(at("2026-03-03T10:00:00"), 30);
    let (day, due) = (at("2026-03-10T10:00:00"), at("2026-03-31T10:00:00"));
    assert!(reminder(&quote, due).is_some());

    let mut accepted = quote.clone();
    accepted.accept(1, &yes(day), &links()).unwrap();
    let mut rejected = quote.clone();
    rejected.reject(1, &no(day), &links()).unwrap();
    let mut revised = quote.clone();
    revised.revise(day).unwrap();
    for other in [accepted, rejected, revised] {
        assert_eq!(reminder(&other, due), None, "{}", other.status);
    }
}

#[test]
fn sending_again_starts_a_new_clock() {
    let mut quote = sent(at("2026-03-03T10:00:00"), 30);
    let first_end = valid_until(&quote);
    quote.revise(at("2026-03-20T10:00:00")).unwrap();
    send(&mut quote, at("2026-03-20T11:00:00")).unwrap();

    assert_eq!(valid_until(&quote), at("2026-04-19T23:59:59.999"));
    assert_eq!(reminder(&quote, at("2026-03-31T10:00:00")), None);
    assert_eq!(quote.expire(&links(), later(first_end, 1)), None);
    assert_eq!(quote.status, QuoteStatus::Sent);
    assert_eq!(days_remaining(&quote, at("2026-04-17T10:00:00")), Some(3));
}
