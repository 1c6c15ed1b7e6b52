use winfactor_domain::{OrganizationId, SubmissionStatus, Timestamp};
use winfactor_store::{
    Store, contacts,
    submission_intake::{self as intake, Intake},
    submissions::{self, SubmissionFilter},
    templates,
};

use crate::{
    engines::on_both_engines,
    samples::{
        NOW, contact, customer, id, organization, read, stored_organization, submission, template,
        whole_list, write,
    },
};

on_both_engines!(
    a_submission_reads_back_as_it_was_written,
    a_list_is_narrowed_by_status_template_and_time,
    what_a_submission_is_checked_against_is_read_at_once,
);

async fn a_submission_reads_back_as_it_was_written(store: &Store) {
    let ours = stored_organization(store, 1).await;
    let theirs = stored_organization(store, 2).await;
    let mut expected = submission(ours, NOW, 1);
    let inserted = expected.clone();
    write(store, move |tx| submissions::insert(tx, &inserted)).await;
    let found = write(store, move |tx| {
        Ok((
            submissions::get(tx, ours, id(1))?,
            submissions::get_for_update(tx, ours, id(1))?,
            submissions::get(tx, theirs, id(1))?,
        ))
    });
    let one = Some(expected.clone());
    assert_eq!(found.await, (one.clone(), one, None));

    expected.status = SubmissionStatus::Closed;
    expected.external_ref = Some("pipedrive:lead:12".into());
    expected.updated_at = Timestamp(NOW.0 + 1);
    let changed = expected.clone();
    write(store, move |tx| {
        submissions::update(tx, &changed)?;
        // It is closed already: nothing changes.
        let later = Timestamp(NOW.0 + 9);
        submissions::set_status(tx, ours, id(1), SubmissionStatus::Closed, later)
    })
    .await;
    let found = read(store, move |tx| submissions::get(tx, ours, id(1)));
    assert_eq!(found.await, Some(expected));
}

async fn a_list_is_narrowed_by_status_template_and_time(store: &Store) {
    let ours = stored_organization(store, 1).await;
    let theirs = stored_organization(store, 2).await;
    write(store, move |tx| {
        for number in 1..=4u8 {
            let at = Timestamp(NOW.0 + i64::from(number));
            let mut each = submission(ours, at, number);
            each.template = id(if number == 4 { 9 } else { 1 });
            submissions::insert(tx, &each)?;
            if number % 2 == 0 {
                let quoted = SubmissionStatus::Quoted;
                submissions::set_status(tx, ours, each.id, quoted, at)?;
            }
        }
        submissions::insert(tx, &submission(theirs, NOW, 5))
    })
    .await;
    let at = |number| Some(Timestamp(NOW.0 + number));
    let quoted = Some(SubmissionStatus::Quoted);
    let cases = [
        (SubmissionFilter::default(), vec![4, 3, 2, 1]),
        (
            SubmissionFilter {
                status: quoted,
                ..SubmissionFilter::default()
            },
            vec![4, 2],
        ),
        (
            SubmissionFilter {
                template: Some(id(9)),
                ..SubmissionFilter::default()
            },
            vec![4],
        ),
        (
            SubmissionFilter {
                created_after: at(1),
                created_before: at(4),
                ..SubmissionFilter::default()
            },
            vec![3, 2],
        ),
        (
            SubmissionFilter {
                status: quoted,
                template: Some(id(1)),
                created_before: at(4),
                ..SubmissionFilter::default()
            },
            vec![2],
        ),
    ];
    for (filter, expected) in cases {
        assert_eq!(
            listed(store, ours, filter.clone()).await,
            expected,
            "{filter:?}"
        );
    }
}

async fn what_a_submission_is_checked_against_is_read_at_once(store: &Store) {
    let ours = stored_organization(store, 1).await;
    let theirs = stored_organization(store, 2).await;
    write(store, move |tx| {
        templates::insert(tx, &template(ours, 1, "pui"))?;
        contacts::insert(tx, &contact(ours, 5, "Sanne@example.nl"))
    })
    .await;
    let template_id = template(ours, 1, "pui").id.to_string();
    let found = read(store, move |tx| {
        Ok([
            intake::by_template_id(tx, ours, &template_id, "sanne@example.nl")?,
            intake::by_template_slug(tx, ours, "pui", "sanne@example.nl")?,
            intake::by_template_slug(tx, ours, "deur", "")?,
            intake::by_template_id(tx, theirs, &template_id, "sanne@example.nl")?,
            intake::by_template_id(tx, id(9), &template_id, "sanne@example.nl")?,
        ])
    });
    let whole = Intake {
        organization: organization(1),
        template: Some(template(ours, 1, "pui")),
        contact: Some((id(5), customer("Sanne@example.nl"))),
    };
    let nothing = |number| Intake {
        organization: organization(number),
        template: None,
        contact: None,
    };
    let expected = [
        Some(whole.clone()),
        Some(whole),
        Some(nothing(1)),
        Some(nothing(2)),
        None,
    ];
    assert_eq!(found.await, expected);
}

/// The moments of the submissions that a list shows, as numbers.
async fn listed(store: &Store, organization: OrganizationId, filter: SubmissionFilter) -> Vec<i64> {
    let rows = read(store, move |tx| {
        submissions::list(tx, organization, &filter, &whole_list())
    });
    rows.await
        .iter()
        .map(|row| row.created_at.0 - NOW.0)
        .collect()
}
