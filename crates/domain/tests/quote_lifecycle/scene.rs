//! One organization and one quote at the moments of their story.

use winfactor_domain::{
    Acceptance, Address, Currency, Customer, EmailAddress, EventType, LineItem, LineItemId, Locale,
    NewLineItem, Organization, OrganizationId, Quote, QuoteDefaults, QuoteId, QuoteNumber,
    QuoteStatus, QuoteTerms, Refusal, Rejection, Slug, SubmissionId, TaxRate, TimeZone, Timestamp,
    Totals, UnitSystem, View,
    events::{EventData, Links},
};
use winfactor_testkit::SeededRng;

pub(crate) const ZONE: &str = "Europe/Amsterdam";

/// The moment at which the wall clock in a zone shows this.
pub(crate) fn moment(zone: &str, wall_clock: &str) -> Timestamp {
    let zoned = wall_clock
        .parse::<jiff::civil::DateTime>()
        .unwrap()
        .to_zoned_datetime(jiff::tz::TimeZone::get(zone).unwrap())
        .unwrap();
    Timestamp(zoned.timestamp().as_millisecond())
}

/// The same, where the organization is.
pub(crate) fn at(wall_clock: &str) -> Timestamp {
    moment(ZONE, wall_clock)
}

pub(crate) fn later(moment: Timestamp, millis: i64) -> Timestamp {
    Timestamp(moment.0 + millis)
}

pub(crate) fn links() -> Links {
    Links::new("https://app.winfactor.example/")
}

pub(crate) fn email(address: &str) -> EmailAddress {
    EmailAddress::parse("/email", address).unwrap()
}

pub(crate) fn organization() -> Organization {
    let created = at("2026-01-05T09:00:00");
    Organization {
        id: OrganizationId::new(created, &SeededRng::new(1)),
        name: "Kozijnen De Vries".into(),
        slug: Slug::parse("/slug", "kozijnen-de-vries").unwrap(),
        email: email("info@devries.example"),
        phone: None,
        logo_url: None,
        locale: Locale::Nl,
        unit_system: UnitSystem::Metric,
        currency: Currency::EUR,
        time_zone: TimeZone::named(ZONE).unwrap(),
        quote_defaults: QuoteDefaults::default(),
        created_at: created,
        updated_at: created,
    }
}

pub(crate) fn line(description: &str, quantity: &str, unit_price: &str) -> NewLineItem {
    NewLineItem {
        id: LineItemId::new(at("2026-03-02T09:00:00"), &SeededRng::new(2)),
        description: description.into(),
        quantity: quantity.parse().unwrap(),
        unit_price: unit_price.parse().unwrap(),
        item_type: None,
    }
}

pub(crate) fn terms() -> QuoteTerms {
    QuoteTerms {
        currency: Currency::EUR,
        tax_rate: TaxRate::from_hundredths(2100),
        validity_days: 30,
        reference: None,
        notes: None,
    }
}

/// Made on Monday, 2 March 2026 at 09:00: 1,033.06 € and 21 % tax, 1,250.00 € in all.
pub(crate) fn draft() -> Quote {
    let (now, rng) = (at("2026-03-02T09:00:00"), SeededRng::new(3));
    let terms = terms();
    let lines = [line("Sliding door", "2", "516.53")];
    let line_items = LineItem::check_all(&lines, terms.currency).unwrap();
    Quote {
        id: QuoteId::new(now, &rng),
        organization: organization().id,
        submission: SubmissionId::new(now, &rng),
        number: QuoteNumber {
            year: 2026,
            counter: 42,
        },
        version: 1,
        status: QuoteStatus::Draft,
        locale: Locale::Nl,
        customer: Customer {
            name: "John Smith".into(),
            email: email("john.smith@example.com"),
            phone: Some("+31612345678".into()),
            company_name: None,
            address: Address::default(),
        },
        totals: Totals::of(&line_items, terms.tax_rate, terms.currency).unwrap(),
        terms,
        line_items,
        created_by_name: Some("Eva de Vries".into()),
        sending: None,
        external_ref: None,
        created_at: now,
        updated_at: now,
    }
}

pub(crate) fn send_from(
    quote: &mut Quote,
    organization: &Organization,
    now: Timestamp,
) -> Result<EventData, Refusal> {
    quote.send(
        vec![quote.customer.email.clone()],
        Locale::En,
        format!("token-{}", quote.version),
        organization,
        &links(),
        now,
    )
}

pub(crate) fn send(quote: &mut Quote, now: Timestamp) -> Result<EventData, Refusal> {
    send_from(quote, &organization(), now)
}

/// A draft that was sent at that moment, for so many days.
pub(crate) fn sent(now: Timestamp, validity_days: u32) -> Quote {
    let mut quote = draft();
    quote.terms.validity_days = validity_days;
    send(&mut quote, now).unwrap();
    quote
}

pub(crate) fn valid_until(quote: &Quote) -> Timestamp {
    quote.sending.as_ref().unwrap().valid_until
}

pub(crate) fn view(at: Timestamp) -> View {
    View {
        at,
        ip_address: "192.0.2.17".into(),
        user_agent: "Mozilla/5.0".into(),
    }
}

pub(crate) fn yes(at: Timestamp) -> Acceptance {
    Acceptance {
        at,
        by_name: "John Smith".into(),
        ip_address: "192.0.2.17".into(),
        user_agent: "Mozilla/5.0".into(),
    }
}

pub(crate) fn no(at: Timestamp) -> Rejection {
    Rejection {
        at,
        by_name: Some("John Smith".into()),
        reason: Some("We chose a wooden frame.".into()),
        ip_address: "192.0.2.17".into(),
        user_agent: "Mozilla/5.0".into(),
    }
}

pub(crate) fn types(events: &[EventData]) -> Vec<EventType> {
    events.iter().map(EventData::event_type).collect()
}

/// The `data` that receivers get.
pub(crate) fn data(event: &EventData) -> serde_json::Value {
    serde_json::to_value(event).unwrap()
}
