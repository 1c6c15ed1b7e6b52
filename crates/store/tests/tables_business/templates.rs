use winfactor_domain::{Slug, TemplateComponent, TemplateId};
use winfactor_store::{Page, Store, templates};

use crate::{
    engines::on_both_engines,
    samples::{id, read, stored_organization, template, whole_list, write},
};

on_both_engines!(
    a_template_reads_back_as_it_was_written,
    a_slug_is_taken_within_its_organization_only,
    a_list_is_read_part_by_part_newest_first,
);

async fn a_template_reads_back_as_it_was_written(store: &Store) {
    let organization = stored_organization(store, 1).await;
    let mut pui = template(organization, 1, "pui");
    let first = pui.clone();
    assert!(write(store, move |tx| templates::insert(tx, &first)).await);
    let found = write(store, move |tx| {
        Ok((
            templates::get(tx, organization, id(1))?,
            templates::by_slug(tx, organization, "pui")?,
            templates::get_for_update(tx, organization, id(1))?,
        ))
    });
    let expected = Some(pui.clone());
    assert_eq!(
        found.await,
        (expected.clone(), expected.clone(), expected.clone())
    );

    pui.name = "Pui".into();
    pui.slug = Slug::from_stored("glazen-pui".into());
    pui.components = vec![];
    pui.limits.max_width.0 = 100_000;
    let changed = pui.clone();
    assert!(write(store, move |tx| templates::update(tx, &changed)).await);
    let found = read(store, move |tx| templates::get(tx, organization, id(1)));
    assert_eq!(found.await, Some(pui));
}

async fn a_slug_is_taken_within_its_organization_only(store: &Store) {
    let ours = stored_organization(store, 1).await;
    let theirs = stored_organization(store, 2).await;
    let written = write(store, move |tx| {
        Ok([
            templates::insert(tx, &template(ours, 1, "pui"))?,
            templates::insert(tx, &template(ours, 2, "pui"))?,
            templates::insert(tx, &template(ours, 3, "deur"))?,
            templates::insert(tx, &template(theirs, 1, "pui"))?,
            templates::update(tx, &template(ours, 3, "pui"))?,
            templates::update(tx, &template(ours, 3, "deur"))?,
        ])
    });
    assert_eq!(written.await, [true, false, true, true, false, true]);
    let missing = read(store, move |tx| templates::get(tx, theirs, id(3)));
    assert_eq!(missing.await, None);
}

async fn a_list_is_read_part_by_part_newest_first(store: &Store) {
    let ours = stored_organization(store, 1).await;
    let theirs = stored_organization(store, 2).await;
    write(store, move |tx| {
        for number in 1..=5 {
            let slug = format!("pui-{number}");
            templates::insert(tx, &template(ours, number, &slug))?;
        }
        let other = template(theirs, 6, "pui");
        templates::update(tx, &other)?;
        templates::insert(tx, &other)
    })
    .await;
    let mut page = Page {
        limit: 2,
        before: None,
    };
    let mut seen: Vec<Vec<TemplateId>> = Vec::new();
    loop {
        let asked = page.clone();
        let rows = read(store, move |tx| templates::list(tx, ours, &asked)).await;
        let (rows, more) = page.split(rows);
        seen.push(rows.iter().map(|row| row.id).collect());
        page.before = rows.last().map(|row| row.id.to_string());
        if !more {
            break;
        }
    }
    assert_eq!(seen, [vec![id(5), id(4)], vec![id(3), id(2)], vec![id(1)]]);
    let all = read(store, move |tx| templates::list(tx, ours, &whole_list())).await;
    assert_eq!(all.len(), 5);
    assert_eq!(all[0].components[1], TemplateComponent::TiltTurn);
}
