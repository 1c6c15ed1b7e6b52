use winfactor_store::{Store, external_refs, quotes, submissions};

use crate::{
    engines::on_both_engines,
    samples::{NOW, quote, read, stored_organization, submission, write},
};

on_both_engines!(a_reference_is_found_at_quotes_and_submissions);

async fn a_reference_is_found_at_quotes_and_submissions(store: &Store) {
    let ours = stored_organization(store, 1).await;
    let theirs = stored_organization(store, 2).await;
    let (mut quote, mut submission) = (quote(ours, 1), submission(ours, NOW, 2));
    quote.external_ref = Some("pipedrive:deal:45".to_owned());
    submission.external_ref = Some("pipedrive:deal:46".to_owned());
    write(store, move |tx| {
        quotes::insert(tx, &quote)?;
        submissions::insert(tx, &submission)
    })
    .await;
    for (organization, text, expected) in [
        (ours, "pipedrive:deal:45", true),
        (ours, "pipedrive:deal:46", true),
        (ours, "pipedrive:deal:4", false),
        (theirs, "pipedrive:deal:45", false),
    ] {
        let found = read(store, move |tx| {
            external_refs::is_of_a_sale(tx, organization, text)
        });
        assert_eq!(found.await, expected, "{text}");
    }
}
