use winfactor_domain::Timestamp;
use winfactor_store::{Store, contacts};

use crate::{
    engines::on_both_engines,
    samples::{NOW, contact, id, read, stored_organization, whole_list, write},
};

on_both_engines!(
    one_address_is_one_contact_whatever_its_case,
    writers_who_meet_at_one_address_are_all_counted,
    an_address_belongs_to_one_contact,
);

async fn one_address_is_one_contact_whatever_its_case(store: &Store) {
    let ours = stored_organization(store, 1).await;
    let theirs = stored_organization(store, 2).await;
    let first = write(store, move |tx| {
        contacts::insert_or_count(tx, &contact(ours, 1, "Sanne@Example.nl"))
    });
    assert_eq!(first.await, contact(ours, 1, "Sanne@Example.nl"));

    let again = write(store, move |tx| {
        let mut again = contact(ours, 2, "sanne@example.nl");
        again.customer.name = "S. van den Berg".into();
        again.last_used_at = Some(Timestamp(NOW.0 + 5));
        contacts::insert_or_count(tx, &again)
    })
    .await;
    let mut expected = contact(ours, 1, "Sanne@Example.nl");
    expected.submission_count = 2;
    expected.last_used_at = Some(Timestamp(NOW.0 + 5));
    assert_eq!(again, expected);

    // A contact that is written down by hand was not used.
    let by_hand = write(store, move |tx| {
        let mut by_hand = contact(ours, 3, "SANNE@example.nl");
        by_hand.submission_count = 0;
        by_hand.last_used_at = None;
        contacts::insert_or_count(tx, &by_hand)
    });
    assert_eq!(by_hand.await, expected);

    let elsewhere = write(store, move |tx| {
        contacts::insert_or_count(tx, &contact(theirs, 4, "sanne@example.nl"))
    });
    assert_eq!(elsewhere.await.id, id(4));
    let found = write(store, move |tx| {
        Ok((
            contacts::by_email_key(tx, ours, "sanne@example.nl")?,
            contacts::get(tx, ours, id(1))?,
            contacts::get_for_update(tx, ours, id(1))?,
            contacts::get(tx, theirs, id(1))?,
            contacts::list(tx, ours, &whole_list())?,
        ))
    });
    let one = Some(expected.clone());
    assert_eq!(
        found.await,
        (one.clone(), one.clone(), one, None, vec![expected])
    );
}

async fn writers_who_meet_at_one_address_are_all_counted(store: &Store) {
    let organization = stored_organization(store, 1).await;
    let writers: Vec<_> = (1..=40)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(async move {
                write(&store, move |tx| {
                    let email = format!("person{}@example.nl", number % 2);
                    contacts::insert_or_count(tx, &contact(organization, number, &email))
                })
                .await
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let all = read(store, move |tx| {
        contacts::list(tx, organization, &whole_list())
    })
    .await;
    let counts: Vec<_> = all.iter().map(|contact| contact.submission_count).collect();
    assert_eq!(counts, [20, 20]);
}

async fn an_address_belongs_to_one_contact(store: &Store) {
    let organization = stored_organization(store, 1).await;
    let written = write(store, move |tx| {
        contacts::insert_or_count(tx, &contact(organization, 1, "a@example.nl"))?;
        contacts::insert_or_count(tx, &contact(organization, 2, "b@example.nl"))?;
        let taken = contacts::update(tx, &contact(organization, 2, "A@example.nl"))?;
        let mut moved = contact(organization, 2, "c@example.nl");
        moved.external_ref = Some("hubspot:contact:3314".into());
        Ok((taken, contacts::update(tx, &moved)?))
    });
    assert_eq!(written.await, (false, true));
    let found = read(store, move |tx| {
        contacts::by_email_key(tx, organization, "c@example.nl")
    });
    let reference = found.await.unwrap().external_ref;
    assert_eq!(reference.as_deref(), Some("hubspot:contact:3314"));
}
