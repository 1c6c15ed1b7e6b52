use winfactor_domain::{EmailAddress, Lead, LeadStatus, Locale, OrganizationId, Timestamp};
use winfactor_store::{Store, leads};

use crate::{
    engines::on_both_engines,
    samples::{NOW, id, read, stored_organization, whole_list, write},
};

on_both_engines!(
    a_fingerprint_stands_in_one_lead_until_it_is_released,
    of_two_posts_of_the_same_at_once_one_is_kept,
    a_lead_is_moved_and_listed_by_status,
);

fn lead(organization: OrganizationId, number: u8) -> Lead {
    Lead {
        id: id(number),
        organization,
        locale: Locale::Nl,
        name: "Daan Jansen".into(),
        email: EmailAddress::from_stored("daan@example.nl".into()),
        phone: None,
        message: "Graag een offerte".into(),
        status: LeadStatus::New,
        created_at: NOW,
        updated_at: NOW,
    }
}

async fn a_fingerprint_stands_in_one_lead_until_it_is_released(store: &Store) {
    let ours = stored_organization(store, 1).await;
    let theirs = stored_organization(store, 2).await;
    let inserted = write(store, move |tx| {
        let first = leads::insert(tx, &lead(ours, 1), "same")?;
        let second = leads::insert(tx, &lead(ours, 2), "same")?;
        let elsewhere = leads::insert(tx, &lead(theirs, 3), "same")?;
        leads::release_fingerprint(tx, ours, "same", Timestamp(NOW.0 - 1))?;
        let too_early = leads::insert(tx, &lead(ours, 4), "same")?;
        leads::release_fingerprint(tx, ours, "same", NOW)?;
        let later = leads::insert(tx, &lead(ours, 5), "same")?;
        Ok([first, second, elsewhere, too_early, later])
    });
    assert_eq!(inserted.await, [true, false, true, false, true]);
    let found = read(store, move |tx| {
        Ok((
            leads::by_fingerprint(tx, ours, "same")?,
            leads::get(tx, ours, id(1))?,
            leads::get(tx, theirs, id(1))?,
        ))
    });
    let expected = (Some(lead(ours, 5)), Some(lead(ours, 1)), None);
    assert_eq!(found.await, expected);
}

async fn of_two_posts_of_the_same_at_once_one_is_kept(store: &Store) {
    let organization = stored_organization(store, 1).await;
    let posts: Vec<_> = (1..=8)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(async move {
                write(&store, move |tx| {
                    leads::insert(tx, &lead(organization, number), "same")
                })
                .await
            })
        })
        .collect();
    let mut kept = 0;
    for post in posts {
        kept += u32::from(post.await.unwrap());
    }
    assert_eq!(kept, 1);
}

async fn a_lead_is_moved_and_listed_by_status(store: &Store) {
    let ours = stored_organization(store, 1).await;
    let theirs = stored_organization(store, 2).await;
    write(store, move |tx| {
        for number in 1..=3 {
            leads::insert(tx, &lead(ours, number), &number.to_string())?;
        }
        Ok(())
    })
    .await;
    let later = Timestamp(NOW.0 + 1);
    let contacted = LeadStatus::Contacted;
    let moved = write(store, move |tx| {
        Ok((
            leads::set_status(tx, ours, id(2), contacted, later)?,
            leads::set_status(tx, ours, id(2), contacted, Timestamp(NOW.0 + 9))?,
            leads::set_status(tx, theirs, id(2), contacted, later)?,
        ))
    });
    let expected = Lead {
        status: contacted,
        updated_at: later,
        ..lead(ours, 2)
    };
    let one = Some(expected.clone());
    assert_eq!(moved.await, (one.clone(), one, None));
    let listed = read(store, move |tx| {
        Ok((
            leads::list(tx, ours, None, &whole_list())?.len(),
            leads::list(tx, ours, Some(contacted), &whole_list())?,
            leads::list(tx, theirs, None, &whole_list())?.len(),
        ))
    });
    assert_eq!(listed.await, (3, vec![expected], 0));
}
