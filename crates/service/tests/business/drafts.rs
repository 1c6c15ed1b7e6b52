use winfactor_domain::{QuoteStatus, Refusal, SubmissionStatus};
use winfactor_service::{
    quotes::{self, LineItemFields, NewQuote, QuoteFilter, QuotePatch, TermFields},
    submissions,
};

use crate::world::{World, is_missing, line, new, on_both_engines, refused, whole_list, wrong};

on_both_engines!(
    a_draft_starts_with_the_organizations_defaults,
    a_draft_says_what_it_was_told,
    everything_that_is_wrong_is_named_at_once,
    numbers_count_from_one_in_each_local_year,
    a_draft_is_edited_and_its_lines_replaced,
    a_currency_must_carry_the_prices,
    quotes_are_listed_by_submission_and_status,
);

async fn a_draft_starts_with_the_organizations_defaults(world: World) {
    let draft = world.draft().await;
    assert_eq!(draft.status, QuoteStatus::Draft);
    assert_eq!(draft.version, 1);
    assert_eq!(draft.number.to_string(), "Q-2026-0001");
    assert_eq!(draft.terms.currency.code(), "EUR");
    assert_eq!(draft.terms.tax_rate.hundredths(), 2100);
    assert_eq!(draft.terms.validity_days, 30);
    assert_eq!(draft.locale.code(), "de", "the language of the submission");
    assert_eq!(draft.totals.total.to_string(), "1682.51");
    assert_eq!(world.quote(draft.id).await, draft);

    let submission = submissions::get(&world.service, world.id(), draft.submission).await;
    assert_eq!(submission.unwrap().status, SubmissionStatus::Quoted);
    let events = world.events_of(draft.id).await;
    assert_eq!(events, [("quote.created".to_owned(), 1)]);
    let body = world.newest_body(draft.id).await;
    assert_eq!(
        body["data"]["creation"]["createdByName"],
        serde_json::Value::Null
    );
    assert_eq!(body["data"]["quote"]["total"].to_string(), "1682.51");
}

async fn a_draft_says_what_it_was_told(world: World) {
    let submission = world.submission().await;
    let wanted = NewQuote {
        terms: TermFields {
            tax_rate: Some("8.1".parse().unwrap()),
            validity_days: Some(7),
            currency: Some("CHF".to_owned()),
            reference: Some(Some(" Projekt 7 ".to_owned())),
            notes: Some(Some("Lieferzeit:\r\nsechs Wochen".to_owned())),
        },
        line_items: vec![
            LineItemFields {
                quantity: Some("2.5".parse().unwrap()),
                item_type: Some("service".to_owned()),
                ..line("Montage", "80")
            },
            line("Rabatt", "-10.05"),
        ],
        created_by_name: Some("Anke".to_owned()),
    };
    let made = quotes::create(&world.service, world.id(), submission.id, wanted, None).await;
    let draft = new(made);
    assert_eq!(draft.terms.reference.as_deref(), Some("Projekt 7"));
    assert_eq!(
        draft.terms.notes.as_deref(),
        Some("Lieferzeit:\nsechs Wochen")
    );
    assert_eq!(draft.totals.subtotal.to_string(), "189.95");
    assert_eq!(draft.totals.tax.to_string(), "15.39");
    assert_eq!(draft.line_items[0].item_type.code(), "service");
    assert_ne!(draft.line_items[0].id, draft.line_items[1].id);
    let body = world.newest_body(draft.id).await;
    assert_eq!(body["data"]["creation"]["createdByName"], "Anke");
    assert_eq!(body["data"]["quote"]["currency"], "CHF");
}

async fn everything_that_is_wrong_is_named_at_once(world: World) {
    let submission = world.submission().await;
    let wanted = NewQuote {
        terms: TermFields {
            tax_rate: Some("-1".parse().unwrap()),
            validity_days: Some(1000),
            currency: Some("EURO".to_owned()),
            reference: Some(Some("x".repeat(201))),
            notes: None,
        },
        line_items: vec![
            LineItemFields::default(),
            LineItemFields {
                item_type: Some("gift".to_owned()),
                ..line("Schuifpui", "0.001")
            },
        ],
        created_by_name: None,
    };
    let result = quotes::create(&world.service, world.id(), submission.id, wanted, None).await;
    let pointers: Vec<_> = wrong(result).into_iter().map(|(at, _)| at).collect();
    let expected = [
        "/taxRate",
        "/validityDays",
        "/currency",
        "/reference",
        "/lineItems/0/unitPrice",
        "/lineItems/0/description",
        "/lineItems/1/unitPrice",
        "/lineItems/1/itemType",
    ];
    assert_eq!(pointers, expected);
    let submission = submissions::get(&world.service, world.id(), submission.id).await;
    assert_eq!(submission.unwrap().status, SubmissionStatus::New);
}

async fn numbers_count_from_one_in_each_local_year(world: World) {
    assert_eq!(world.draft().await.number.to_string(), "Q-2026-0001");
    assert_eq!(world.draft().await.number.to_string(), "Q-2026-0002");
    // In London it is still the old year.
    world.set_clock("2027-01-01T00:30:00");
    assert_eq!(world.draft().await.number.to_string(), "Q-2027-0001");
    let submission = world.submission().await;
    let wanted = NewQuote {
        line_items: vec![LineItemFields::default()],
        ..NewQuote::default()
    };
    let result = quotes::create(&world.service, world.id(), submission.id, wanted, None).await;
    assert!(result.is_err());
    assert_eq!(
        world.draft().await.number.to_string(),
        "Q-2027-0002",
        "a refused quote takes no number"
    );
}

async fn a_draft_is_edited_and_its_lines_replaced(world: World) {
    let draft = world.draft().await;
    let patch = QuotePatch {
        terms: TermFields {
            tax_rate: Some("0".parse().unwrap()),
            notes: Some(Some("Inclusief montage".to_owned())),
            ..TermFields::default()
        },
        external_ref: Some(Some("sage:4711".to_owned())),
        ..QuotePatch::default()
    };
    let edited = quotes::edit(&world.service, world.id(), draft.id, patch).await;
    let edited = edited.unwrap();
    assert_eq!(edited.totals.total.to_string(), "1390.50");
    assert_eq!(edited.external_ref.as_deref(), Some("sage:4711"));
    assert_eq!(edited.terms.validity_days, 30);
    assert_eq!(world.quote(draft.id).await, edited);

    let lines = vec![line("Deur", "100"), line("Montage", "50")];
    let replaced = quotes::replace_line_items(&world.service, world.id(), draft.id, lines).await;
    let replaced = replaced.unwrap();
    assert_eq!(replaced.totals.total.to_string(), "150.00");
    assert_eq!(world.quote(draft.id).await, replaced);
    let events = world.events_of(draft.id).await;
    assert_eq!(events, [("quote.created".to_owned(), 1)]);

    let sent = world.send(draft.id).await;
    let lines = vec![line("Deur", "1")];
    let refusal = quotes::replace_line_items(&world.service, world.id(), sent.id, lines).await;
    assert!(matches!(refused(refusal), Refusal::QuoteNotEditable { .. }));
    assert_eq!(world.quote(sent.id).await, sent);
}

async fn a_currency_must_carry_the_prices(world: World) {
    let draft = world.draft().await;
    let patch = QuotePatch {
        terms: TermFields {
            currency: Some("JPY".to_owned()),
            ..TermFields::default()
        },
        ..QuotePatch::default()
    };
    let result = quotes::edit(&world.service, world.id(), draft.id, patch).await;
    assert_eq!(
        wrong(result),
        [("/lineItems/0/unitPrice".to_owned(), "amount")]
    );
    assert_eq!(world.quote(draft.id).await, draft);
}

async fn quotes_are_listed_by_submission_and_status(world: World) {
    let first = world.sent().await;
    let second = world.draft().await;
    let list = async |filter: QuoteFilter| {
        let listed = quotes::list(&world.service, world.id(), filter, whole_list()).await;
        let mut ids: Vec<_> = listed
            .unwrap()
            .0
            .into_iter()
            .map(|quote| quote.id)
            .collect();
        ids.sort();
        ids
    };
    let mut both = vec![first.id, second.id];
    both.sort();
    assert_eq!(list(QuoteFilter::default()).await, both);
    let of_submission = QuoteFilter {
        submission: Some(first.submission),
        status: None,
    };
    assert_eq!(list(of_submission).await, [first.id]);
    let drafts = QuoteFilter {
        status: Some(QuoteStatus::Draft),
        submission: None,
    };
    assert_eq!(list(drafts).await, [second.id]);
    let nowhere = winfactor_domain::SubmissionId::earliest_at(world.organization.created_at);
    let made = quotes::create(
        &world.service,
        world.id(),
        nowhere,
        NewQuote::default(),
        None,
    );
    assert!(is_missing(&made.await));
}
