use std::collections::BTreeSet;

use winfactor_domain::{Acceptance, Answer, QuoteStatus, Rejection, SuspectedRobot, Timestamp};
use winfactor_store::{
    Store, quote_versions,
    quotes::{self, QuoteFilter},
};

use crate::{
    engines::on_both_engines,
    samples::{NOW, id, quote, read, sending, stored_organization, version, whole_list, write},
};

on_both_engines!(
    a_quote_reads_back_as_it_was_written,
    numbers_have_no_gaps_also_when_a_transaction_is_undone,
    what_is_due_belongs_to_open_quotes_alone,
    a_list_is_narrowed_by_status_and_submission,
    a_sent_version_is_found_by_its_token,
    what_came_of_a_version_reads_back,
);

async fn a_quote_reads_back_as_it_was_written(store: &Store) {
    let ours = stored_organization(store, 1).await;
    let theirs = stored_organization(store, 2).await;
    let mut expected = quote(ours, 1);
    let inserted = expected.clone();
    write(store, move |tx| quotes::insert(tx, &inserted)).await;
    let found = write(store, move |tx| {
        Ok((
            quotes::get(tx, ours, id(1))?,
            quotes::get_for_update(tx, ours, id(1))?,
            quotes::get(tx, theirs, id(1))?,
        ))
    });
    let one = Some(expected.clone());
    assert_eq!(found.await, (one.clone(), one, None));

    expected.version = 2;
    expected.status = QuoteStatus::Sent;
    expected.sending = Some(sending("token"));
    expected.terms.notes = Some("Levertijd zes weken\nexclusief montage".into());
    expected.line_items.clear();
    expected.external_ref = Some("sage:4711".into());
    let changed = expected.clone();
    write(store, move |tx| quotes::update(tx, &changed)).await;
    let found = read(store, move |tx| quotes::get(tx, ours, id(1)));
    assert_eq!(found.await, Some(expected));
}

async fn numbers_have_no_gaps_also_when_a_transaction_is_undone(store: &Store) {
    let ours = stored_organization(store, 1).await;
    let theirs = stored_organization(store, 2).await;
    let takers: Vec<_> = (0..30u8)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(async move {
                store
                    .write(move |tx| {
                        let taken = quotes::next_number(tx, ours, 2026)?;
                        if number % 3 == 0 {
                            return Err(Undone::OnPurpose);
                        }
                        Ok(taken.counter)
                    })
                    .await
            })
        })
        .collect();
    let mut taken = BTreeSet::new();
    for taker in takers {
        match taker.await.unwrap() {
            Ok(counter) => assert!(taken.insert(counter), "{counter} was given twice"),
            Err(Undone::OnPurpose) => {}
            Err(Undone::Store(error)) => panic!("{error}"),
        }
    }
    assert_eq!(taken, (1..=20).collect());
    let others = write(store, move |tx| {
        let next_year = quotes::next_number(tx, ours, 2027)?.to_string();
        Ok((
            next_year,
            quotes::next_number(tx, theirs, 2026)?.to_string(),
        ))
    });
    assert_eq!(others.await, ("Q-2027-0001".into(), "Q-2026-0001".into()));
}

#[derive(Debug)]
enum Undone {
    OnPurpose,
    Store(winfactor_store::StoreError),
}

impl From<winfactor_store::StoreError> for Undone {
    fn from(error: winfactor_store::StoreError) -> Self {
        Undone::Store(error)
    }
}

async fn what_is_due_belongs_to_open_quotes_alone(store: &Store) {
    let organization = stored_organization(store, 1).await;
    write(store, move |tx| {
        for number in 1..=4u8 {
            let mut each = quote(organization, number);
            quotes::insert(tx, &each)?;
            each.status = if number == 4 {
                QuoteStatus::Draft
            } else {
                QuoteStatus::Sent
            };
            quotes::update(tx, &each)?;
            let due = Timestamp(NOW.0 + 100 - i64::from(number));
            quotes::set_due(tx, organization, each.id, due)?;
        }
        Ok(())
    })
    .await;
    let due = |at: i64| write(store, move |tx| quotes::due(tx, Timestamp(NOW.0 + at), 10));
    let entry = |number| (organization, id(number));
    assert_eq!(due(96).await, []);
    assert_eq!(due(97).await, [entry(3)]);
    assert_eq!(due(99).await, [entry(3), entry(2), entry(1)]);
    let next = read(store, quotes::next_due).await;
    assert_eq!(next, Some(Timestamp(NOW.0 + 97)));

    // A view leaves what is due; an answer and a revision clear it.
    write(store, move |tx| {
        let mut each = quote(organization, 3);
        each.status = QuoteStatus::Viewed;
        quotes::update(tx, &each)?;
        let mut each = quote(organization, 2);
        each.status = QuoteStatus::Accepted;
        quotes::update(tx, &each)?;
        let mut each = quote(organization, 1);
        each.status = QuoteStatus::Draft;
        quotes::update(tx, &each)
    })
    .await;
    assert_eq!(due(1000).await, [entry(3)]);
    let taken = write(store, move |tx| {
        let now = Timestamp(NOW.0 + 97);
        Ok((
            quotes::take_due(tx, organization, id(3), Timestamp(now.0 - 1))?,
            quotes::take_due(tx, organization, id(2), now)?,
            quotes::take_due(tx, organization, id(3), now)?.map(|quote| quote.id),
        ))
    });
    assert_eq!(taken.await, (None, None, Some(id(3))));
}

async fn a_list_is_narrowed_by_status_and_submission(store: &Store) {
    let ours = stored_organization(store, 1).await;
    let theirs = stored_organization(store, 2).await;
    write(store, move |tx| {
        for number in 1..=4u8 {
            let mut each = quote(ours, number);
            each.submission = id(if number <= 2 { 1 } else { 2 });
            quotes::insert(tx, &each)?;
            if number % 2 == 0 {
                each.status = QuoteStatus::Sent;
                quotes::update(tx, &each)?;
            }
        }
        quotes::insert(tx, &quote(theirs, 5))
    })
    .await;
    let filter = |status, submission| QuoteFilter { status, submission };
    let sent = Some(QuoteStatus::Sent);
    let cases = [
        (filter(None, None), vec![4, 3, 2, 1]),
        (filter(sent, None), vec![4, 2]),
        (filter(None, Some(id(1))), vec![2, 1]),
        (filter(sent, Some(id(2))), vec![4]),
    ];
    for (filter, expected) in cases {
        let asked = filter.clone();
        let rows = read(store, move |tx| {
            quotes::list(tx, ours, &asked, &whole_list())
        });
        let found: Vec<_> = rows.await.iter().map(|row| row.number.counter).collect();
        assert_eq!(found, expected, "{filter:?}");
    }
}

async fn a_sent_version_is_found_by_its_token(store: &Store) {
    let organization = stored_organization(store, 1).await;
    write(store, move |tx| {
        let mut each = quote(organization, 1);
        quotes::insert(tx, &each)?;
        quote_versions::insert(tx, &version(&each, "first"))?;
        each.version = 2;
        quote_versions::insert(tx, &version(&each, "second"))
    })
    .await;
    let found = read(store, move |tx| {
        let versions = quote_versions::of_quote(tx, organization, id(1))?;
        let numbers: Vec<_> = versions.iter().map(|each| each.version).collect();
        Ok((
            quote_versions::locate(tx, "second")?,
            quote_versions::locate(tx, "third")?,
            numbers,
        ))
    });
    let second = Some((organization, id(1), 2));
    assert_eq!(found.await, (second, None, vec![2, 1]));
}

async fn what_came_of_a_version_reads_back(store: &Store) {
    let organization = stored_organization(store, 1).await;
    let rejected = Answer::Rejected(Rejection {
        at: NOW,
        by_name: None,
        reason: Some("Te duur".into()),
        ip_address: "192.0.2.1".into(),
        user_agent: "Firefox".into(),
    });
    let accepted = Answer::Accepted(Acceptance {
        at: NOW,
        by_name: "Sanne".into(),
        ip_address: "2001:db8::1".into(),
        user_agent: "Safari".into(),
    });
    for (number, answer) in [(1, rejected), (2, accepted)] {
        let draft = quote(organization, number);
        let mut expected = version(&draft, &format!("token-{number}"));
        let sent = expected.clone();
        write(store, move |tx| quote_versions::insert(tx, &sent)).await;
        expected.viewed_at = Some(NOW);
        expected.view_count = 3;
        expected.last_viewed_at = Some(Timestamp(NOW.0 + 7));
        expected.suspected_robot_count = 2;
        expected.last_suspected_robot = Some(SuspectedRobot {
            at: NOW,
            reason: "link_preview".into(),
            user_agent: "Slackbot".into(),
        });
        expected.answer = Some(answer);
        let seen = expected.clone();
        write(store, move |tx| quote_versions::update(tx, &seen)).await;
        let found = read(store, move |tx| {
            quote_versions::get(tx, organization, draft.id, 1)
        });
        assert_eq!(found.await, Some(expected));
    }
}

#[test]
fn the_words_of_open_states_in_the_statements_are_those_of_the_domain() {
    assert_eq!(QuoteStatus::Sent.code(), "sent");
    assert_eq!(QuoteStatus::Viewed.code(), "viewed");
}
