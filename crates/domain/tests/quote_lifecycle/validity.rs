//! An offer ends with a day in the organization's time zone, and not a millisecond earlier or later.

use winfactor_domain::{QuoteStatus, Refusal, TimeZone, events::EventData};

use crate::scene::{
    at, data, draft, later, links, moment, no, organization, send_from, sent, valid_until, view,
    yes,
};

#[test]
fn validity_ends_with_the_day_where_the_organization_is() {
    let cases = [
        // An ordinary month, and February with its missing days.
        ("Europe/Amsterdam", "2026-03-03T10:00:00", 30, "2026-04-02"),
        ("Europe/Amsterdam", "2026-01-30T10:00:00", 30, "2026-03-01"),
        ("Europe/Amsterdam", "2027-12-31T23:59:59", 1, "2028-01-01"),
        // The clocks go forward on 29 March and back on 25 October 2026.
        ("Europe/Amsterdam", "2026-03-28T12:00:00", 1, "2026-03-29"),
        ("Europe/Amsterdam", "2026-03-29T12:00:00", 1, "2026-03-30"),
        ("Europe/Amsterdam", "2026-10-24T12:00:00", 1, "2026-10-25"),
        ("Europe/Amsterdam", "2026-10-01T12:00:00", 30, "2026-10-31"),
        // Elsewhere it is another day already, or still.
        (
            "Pacific/Kiritimati",
            "2026-05-02T00:30:00",
            14,
            "2026-05-16",
        ),
        ("Pacific/Pago_Pago", "2026-05-02T23:30:00", 14, "2026-05-16"),
        ("America/New_York", "2026-11-01T01:30:00", 1, "2026-11-02"),
        // Midnight of 24 April 2026 does not exist there.
        ("Africa/Cairo", "2026-04-22T10:00:00", 1, "2026-04-23"),
        ("Asia/Kolkata", "2026-02-28T10:00:00", 730, "2028-02-28"),
    ];
    for (zone, sent_at, days, last_day) in cases {
        let mut organization = organization();
        organization.time_zone = TimeZone::named(zone).unwrap();
        let mut quote = draft();
        quote.terms.validity_days = days;
        send_from(&mut quote, &organization, moment(zone, sent_at)).unwrap();
        let expected = moment(zone, &format!("{last_day}T23:59:59.999"));
        assert_eq!(valid_until(&quote), expected, "{zone} {sent_at} + {days}");
        let next = organization.time_zone.day_of(later(expected, 1));
        assert!(next.to_string().as_str() > last_day, "{zone} {last_day}");
    }
}

#[test]
fn days_on_which_the_clocks_change_have_23_or_25_hours() {
    let hours = |sent_at, days| {
        let sent_at = at(sent_at);
        (valid_until(&sent(sent_at, days)).0 + 1 - sent_at.0) / 3_600_000
    };
    assert_eq!(hours("2026-03-27T00:00:00", 2), 71);
    assert_eq!(hours("2026-03-27T00:00:00", 1), 48);
    assert_eq!(hours("2026-10-23T00:00:00", 2), 73);
}

#[test]
fn the_last_moment_counts_and_the_next_does_not() {
    let quote = sent(at("2026-03-03T10:00:00"), 30);
    let end = valid_until(&quote);

    let mut in_time = quote.clone();
    assert!(in_time.accept(1, &yes(end), &links()).is_ok());

    let mut late = quote.clone();
    let number = late.number;
    let refused = late.accept(1, &yes(later(end, 1)), &links());
    assert_eq!(refused, Err(Refusal::QuoteExpired { number }));
    let refused = late.reject(1, &no(later(end, 1)), &links());
    assert_eq!(refused, Err(Refusal::QuoteExpired { number }));
    assert_eq!(late, quote);
}

#[test]
fn a_page_opened_before_midnight_cannot_accept_after_it() {
    let mut quote = sent(at("2026-03-03T10:00:00"), 30);
    let opened = at("2026-04-02T23:58:00");
    assert!(quote.view(&view(opened), &links()).is_some());
    assert!(quote.require_answerable(1, opened).is_ok());
    // No background pass has noticed the end yet.
    assert_eq!(quote.status, QuoteStatus::Viewed);
    let refused = quote.accept(1, &yes(at("2026-04-03T00:01:00")), &links());
    assert!(matches!(refused, Err(Refusal::QuoteExpired { .. })));
}

#[test]
fn a_view_after_the_end_is_none() {
    let mut quote = sent(at("2026-03-03T10:00:00"), 30);
    let late = later(valid_until(&quote), 1);
    assert_eq!(quote.view(&view(late), &links()), None);
    assert_eq!(quote.status, QuoteStatus::Sent);
}

#[test]
fn expiry_happened_at_the_end_whenever_it_is_noticed() {
    let quote = sent(at("2026-03-03T10:00:00"), 30);
    let end = valid_until(&quote);
    for noticed in [later(end, 1), at("2026-04-05T12:00:00")] {
        let mut quote = quote.clone();
        let event: EventData = quote.expire(&links(), noticed).unwrap();
        assert_eq!(event.occurred_at(), end);
        let expiration = &data(&event)["expiration"];
        assert_eq!(expiration["expiredAt"], end.0);
        assert_eq!(expiration["validUntil"], end.0);
        assert_eq!(quote.expire(&links(), noticed), None, "only once");
    }
    let mut still_valid = quote.clone();
    assert_eq!(still_valid.expire(&links(), end), None);
    assert_eq!(still_valid, quote);
}
