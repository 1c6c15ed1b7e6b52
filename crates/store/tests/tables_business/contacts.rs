use winfactor_domain::{Contact, OrganizationId, Timestamp};
use winfactor_store::{Store, contacts, submissions};

use crate::{
    engines::on_both_engines,
    samples::{
        NOW, contact, customer, id, read, stored_organization, submission, whole_list, write,
    },
};

on_both_engines!(
    one_address_is_one_contact_whatever_its_case,
    submissions_are_counted,
    what_is_learned_reads_back,
    of_writers_who_meet_at_one_address_one_adds_the_contact,
    an_address_belongs_to_one_contact,
);

async fn one_address_is_one_contact_whatever_its_case(store: &Store) {
    let ours = stored_organization(store, 1).await;
    let theirs = stored_organization(store, 2).await;
    let inserted = write(store, move |tx| {
        Ok([
            contacts::insert(tx, &contact(ours, 1, "Sanne@Example.nl"))?,
            contacts::insert(tx, &contact(ours, 2, "sanne@example.nl"))?,
            contacts::insert(tx, &contact(theirs, 3, "sanne@example.nl"))?,
        ])
    });
    assert_eq!(inserted.await, [true, false, true]);
    let found = write(store, move |tx| {
        Ok([
            contacts::by_email_key(tx, ours, "sanne@example.nl")?,
            contacts::by_email_key_for_update(tx, ours, "sanne@example.nl")?,
            contacts::get(tx, ours, id(1))?,
            contacts::get_for_update(tx, ours, id(1))?,
            contacts::list(tx, ours, &whole_list())?.pop(),
            contacts::get(tx, theirs, id(1))?,
        ])
    });
    let one = Some(contact(ours, 1, "Sanne@Example.nl"));
    let expected = [
        one.clone(),
        one.clone(),
        one.clone(),
        one.clone(),
        one,
        None,
    ];
    assert_eq!(found.await, expected);
}

async fn submissions_are_counted(store: &Store) {
    let ours = stored_organization(store, 1).await;
    let theirs = stored_organization(store, 2).await;
    let last = Timestamp(NOW.0 + 7);
    write(store, move |tx| {
        contacts::insert(tx, &contact(ours, 1, "a@example.nl"))?;
        contacts::insert(tx, &contact(ours, 2, "b@example.nl"))?;
        submissions::insert(tx, &submission(ours, NOW, 1))?;
        submissions::insert(tx, &submission(ours, last, 2))?;
        // Of somebody who has the same id elsewhere.
        submissions::insert(tx, &submission(theirs, last, 3))
    })
    .await;
    let listed = read(store, move |tx| contacts::list(tx, ours, &whole_list()));
    let counts: Vec<_> = listed
        .await
        .iter()
        .map(|contact| (contact.submission_count, contact.last_used_at))
        .collect();
    assert_eq!(counts, [(0, None), (2, Some(last))]);
}

async fn what_is_learned_reads_back(store: &Store) {
    let organization = stored_organization(store, 1).await;
    let later = Timestamp(NOW.0 + 1);
    let mut told = customer("sanne@example.nl");
    told.name = "\"Sanne\" \\ 'Бёрг'".into();
    told.phone = None;
    let learned = told.clone();
    write(store, move |tx| {
        contacts::insert(tx, &contact(organization, 1, "sanne@example.nl"))?;
        contacts::learn(tx, organization, id(1), &learned, later)
    })
    .await;
    let expected = Contact {
        customer: told,
        updated_at: later,
        ..contact(organization, 1, "sanne@example.nl")
    };
    let found = read(store, move |tx| contacts::get(tx, organization, id(1)));
    assert_eq!(found.await, Some(expected));
}

async fn of_writers_who_meet_at_one_address_one_adds_the_contact(store: &Store) {
    let organization = stored_organization(store, 1).await;
    let writers: Vec<_> = (1..=20)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(
                async move { write(&store, move |tx| meet(tx, organization, number)).await },
            )
        })
        .collect();
    let mut met = Vec::new();
    for writer in writers {
        met.push(writer.await.unwrap());
    }
    assert_eq!(met.iter().filter(|(added, _)| *added).count(), 1);
    assert!(met.iter().all(|(_, contact)| contact.id == met[0].1.id));
}

/// Adds the contact of one address, or finds it; and tells which.
fn meet(
    tx: &mut winfactor_store::Tx<'_>,
    organization: OrganizationId,
    number: u8,
) -> Result<(bool, Contact), winfactor_store::StoreError> {
    let added = contacts::insert(tx, &contact(organization, number, "sanne@example.nl"))?;
    let found = contacts::by_email_key_for_update(tx, organization, "sanne@example.nl")?;
    Ok((added, found.unwrap()))
}

async fn an_address_belongs_to_one_contact(store: &Store) {
    let organization = stored_organization(store, 1).await;
    let written = write(store, move |tx| {
        contacts::insert(tx, &contact(organization, 1, "a@example.nl"))?;
        contacts::insert(tx, &contact(organization, 2, "b@example.nl"))?;
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
