use winfactor_domain::Timestamp;
use winfactor_store::{
    Store,
    idempotency::{self, FirstAnswer},
};

use crate::{
    engines::on_both_engines,
    samples::{NOW, read, stored_organization, write},
};

on_both_engines!(
    a_key_is_claimed_once_and_keeps_its_answer,
    of_many_claims_at_once_one_succeeds_and_the_others_see_its_answer,
    old_keys_are_forgotten_in_bounded_parts,
);

async fn a_key_is_claimed_once_and_keeps_its_answer(store: &Store) {
    let ours = stored_organization(store, 1).await;
    let theirs = stored_organization(store, 2).await;
    let claimed = write(store, move |tx| {
        let first = idempotency::claim(tx, ours, "key", "hash", NOW)?;
        idempotency::answer(tx, ours, "key", 201, "{\"id\":1}")?;
        let second = idempotency::claim(tx, ours, "key", "other", NOW)?;
        Ok([
            first,
            second,
            idempotency::claim(tx, theirs, "key", "hash", NOW)?,
        ])
    });
    assert_eq!(claimed.await, [true, false, true]);
    let found = read(store, move |tx| {
        Ok((
            idempotency::get(tx, ours, "key")?,
            idempotency::get(tx, ours, "other")?,
        ))
    });
    let expected = FirstAnswer {
        request_hash: "hash".into(),
        status: 201,
        body: "{\"id\":1}".into(),
    };
    assert_eq!(found.await, (Some(expected), None));
}

async fn of_many_claims_at_once_one_succeeds_and_the_others_see_its_answer(store: &Store) {
    let organization = stored_organization(store, 1).await;
    let claims: Vec<_> = (0..8)
        .map(|number: i32| {
            let store = store.clone();
            tokio::spawn(async move {
                write(&store, move |tx| {
                    let claimed = idempotency::claim(tx, organization, "key", "hash", NOW)?;
                    if claimed {
                        let body = number.to_string();
                        idempotency::answer(tx, organization, "key", 201, &body)?;
                    }
                    let answer = idempotency::get(tx, organization, "key")?;
                    Ok((claimed, answer.unwrap().body))
                })
                .await
            })
        })
        .collect();
    let mut answers = Vec::new();
    for claim in claims {
        answers.push(claim.await.unwrap());
    }
    let winners: Vec<_> = answers.iter().filter(|(claimed, _)| *claimed).collect();
    assert_eq!(winners.len(), 1);
    assert!(answers.iter().all(|(_, body)| *body == winners[0].1));
}

async fn old_keys_are_forgotten_in_bounded_parts(store: &Store) {
    let organization = stored_organization(store, 1).await;
    write(store, move |tx| {
        for number in 0..5 {
            let at = Timestamp(NOW.0 + number);
            idempotency::claim(tx, organization, &number.to_string(), "hash", at)?;
        }
        Ok(())
    })
    .await;
    let before = Timestamp(NOW.0 + 3);
    let forgotten = write(store, move |tx| {
        let first = idempotency::forget_before(tx, before, 2)?;
        Ok([first, idempotency::forget_before(tx, before, 2)?])
    });
    assert_eq!(forgotten.await, [2, 1]);
    let kept = read(store, move |tx| idempotency::get(tx, organization, "3"));
    assert!(kept.await.is_some());
}
