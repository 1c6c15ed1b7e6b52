//! A draft can be changed, and a quote that was sent can become one again.

use winfactor_domain::{Currency, Invalid, QuoteStatus, Refusal, TaxRate};

use crate::scene::{at, draft, line, links, sent, terms, view, yes};

#[test]
fn revising_raises_the_version_and_forgets_the_sending() {
    let now = at("2026-03-10T10:00:00");
    let sent = sent(at("2026-03-03T10:00:00"), 30);
    let mut viewed = sent.clone();
    viewed.view(&view(now), &links()).unwrap();
    let mut expired = sent.clone();
    expired.expire(&links(), at("2026-05-01T00:00:00")).unwrap();
    for mut quote in [sent, viewed, expired] {
        let before = quote.clone();
        quote.revise(now).unwrap();
        assert_eq!(quote.version, 2);
        assert_eq!(quote.status, QuoteStatus::Draft);
        assert_eq!(quote.sending, None);
        assert_eq!(quote.line_items, before.line_items);
        assert_eq!(quote.totals, before.totals);
        assert_eq!(quote.number, before.number);
        // A draft is one already: revising it again makes no further version.
        quote.revise(now).unwrap();
        assert_eq!(quote.version, 2);
    }
}

#[test]
fn new_lines_and_terms_are_added_up_anew() {
    let mut quote = draft();
    assert_eq!(quote.totals.total.to_string(), "1250.00");
    let now = at("2026-03-02T10:00:00");
    let lines = [line("Window", "2.5", "19.99"), line("Discount", "1", "-5")];
    quote.replace_line_items(&lines, now).unwrap();
    assert_eq!(quote.totals.subtotal.to_string(), "44.98");
    assert_eq!(quote.totals.total.to_string(), "54.43");

    let mut untaxed = terms();
    untaxed.tax_rate = TaxRate::ZERO;
    untaxed.notes = Some("Fitting included.".into());
    quote.edit(untaxed.clone(), now).unwrap();
    assert_eq!(quote.totals.total.to_string(), "44.98");
    assert_eq!(quote.terms, untaxed);
}

#[test]
fn another_currency_must_have_room_for_the_prices() {
    let mut quote = draft();
    let before = quote.clone();
    let now = at("2026-03-02T10:00:00");
    let in_currency = |code: &str| {
        let mut terms = terms();
        terms.currency = code.parse().unwrap();
        terms
    };

    let refused = quote.edit(in_currency("JPY"), now).unwrap_err();
    let Refusal::Invalid(Invalid(errors)) = refused else {
        panic!("{refused}");
    };
    assert_eq!(errors[0].pointer, "/lineItems/0/unitPrice");
    assert!(errors[0].message.contains("JPY"), "{}", errors[0].message);
    assert_eq!(quote, before);

    quote.edit(in_currency("KWD"), now).unwrap();
    assert_eq!(quote.totals.total.to_string(), "1250.003");
    quote
        .replace_line_items(&[line("Door", "1", "1033")], now)
        .unwrap();
    quote.edit(in_currency("JPY"), now).unwrap();
    assert_eq!(quote.totals.total.to_string(), "1250");
    assert_eq!(quote.totals.total.currency().code(), "JPY");
}

#[test]
fn lines_that_cannot_be_taken_change_nothing() {
    let mut quote = draft();
    let before = quote.clone();
    let now = at("2026-03-02T10:00:00");
    let too_large = line("Palace", "1000000", "9999999999999.99");
    for lines in [
        vec![line("Window", "1", "10"), line("Door", "0", "10")],
        vec![line("", "1", "10")],
        vec![line("Window", "1", "10.005")],
        vec![too_large],
        vec![line("Window", "1", "1"); 201],
    ] {
        let refused = quote.replace_line_items(&lines, now);
        assert!(matches!(refused, Err(Refusal::Invalid(_))), "{refused:?}");
        assert_eq!(quote, before);
    }
}

#[test]
fn a_sum_beyond_the_range_is_refused_and_changes_nothing() {
    let mut quote = draft();
    let before = quote.clone();
    let most = line("Tower", "1", "9999999999999.99");
    let now = at("2026-03-02T10:00:00");
    let refused = quote.replace_line_items(&[most.clone(), most], now);
    assert!(matches!(refused, Err(Refusal::Invalid(_))), "{refused:?}");
    assert_eq!(quote, before);
}

#[test]
fn recipients_are_those_named_each_once_or_the_customer() {
    let quote = draft();
    let named = |addresses: &[&str]| {
        let addresses: Vec<_> = addresses.iter().map(ToString::to_string).collect();
        let recipients = quote.check_recipients(&addresses)?;
        Ok::<_, Invalid>(
            recipients
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(named(&[]).unwrap(), ["john.smith@example.com"]);
    assert_eq!(
        named(&["b@example.com", " a@example.com ", "B@Example.com"]).unwrap(),
        ["b@example.com", "a@example.com"]
    );
    let Invalid(errors) = named(&["a@example.com", "nobody"]).unwrap_err();
    assert_eq!(errors[0].pointer, "/recipients/1");
    let Invalid(errors) = named(&["a@example.com"; 11]).unwrap_err();
    assert_eq!(errors[0].pointer, "/recipients");
}

#[test]
fn a_final_quote_stays_as_it_is() {
    let mut quote = sent(at("2026-03-03T10:00:00"), 30);
    let now = at("2026-03-10T10:00:00");
    quote.accept(1, &yes(now), &links()).unwrap();
    let before = quote.clone();
    let (number, status) = (quote.number, quote.status);
    for refused in [
        quote.revise(now),
        quote.edit(terms(), now),
        quote.replace_line_items(&[], now),
    ] {
        let advice = "make a new quote instead";
        let expected = Refusal::QuoteNotEditable {
            number,
            status,
            advice,
        };
        assert_eq!(refused, Err(expected));
    }
    assert_eq!(quote, before);
    assert_eq!(quote.terms.currency, Currency::EUR);
}
