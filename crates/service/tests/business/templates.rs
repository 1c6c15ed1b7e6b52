use std::time::Duration;

use winfactor_domain::{Millimetres, TemplateComponent};
use winfactor_service::templates::{self, TemplatePatch};

use crate::world::{
    World, add_template, conflict, new, on_both_engines, wanted_template, whole_list, wrong,
};

on_both_engines!(
    a_template_is_made_changed_and_listed,
    a_slug_is_taken_once,
    what_is_wrong_is_named,
);

async fn a_template_is_made_changed_and_listed(world: World) {
    let (service, organization) = (&world.service, world.id());
    world.clock.advance(Duration::from_millis(1));
    let door = add_template(service, organization, "deur").await;
    let patch = TemplatePatch {
        slug: Some("voordeur".to_owned()),
        max_width: Some(Millimetres(1200)),
        components: Some(vec!["door".to_owned()]),
        ..TemplatePatch::default()
    };
    let changed = templates::update(service, organization, door.id, patch).await;
    let changed = changed.unwrap();
    assert_eq!(changed.name, door.name);
    assert_eq!(changed.limits.max_width, Millimetres(1200));
    assert_eq!(changed.limits.min_width, door.limits.min_width);
    assert_eq!(changed.components, [TemplateComponent::Door]);
    let found = templates::by_slug(service, organization, "voordeur").await;
    assert_eq!(found.unwrap(), changed);
    let got = templates::get(service, organization, door.id).await;
    assert_eq!(got.unwrap(), changed);
    let listed = templates::list(service, organization, whole_list()).await;
    assert_eq!(listed.unwrap(), (vec![changed, world.template], false));
}

async fn a_slug_is_taken_once(world: World) {
    let (service, organization) = (&world.service, world.id());
    let second = templates::create(service, organization, wanted_template("pui"), None).await;
    assert_eq!(conflict(second), "slug_taken");
    let door = new(templates::create(service, organization, wanted_template("deur"), None).await);
    let patch = TemplatePatch {
        slug: Some("pui".to_owned()),
        ..TemplatePatch::default()
    };
    let moved = templates::update(service, organization, door.id, patch).await;
    assert_eq!(conflict(moved), "slug_taken");
    let got = templates::get(service, organization, door.id).await;
    assert_eq!(got.unwrap(), door);
}

async fn what_is_wrong_is_named(world: World) {
    let mut wanted = wanted_template("Pui!");
    wanted.name = String::new();
    wanted.limits.min_width = Millimetres(7000);
    wanted.components.push("gate".to_owned());
    let result = templates::create(&world.service, world.id(), wanted, None).await;
    let expected = [
        ("/name", "required"),
        ("/maxWidth", "out_of_range"),
        ("/components/2", "unknown_value"),
        ("/slug", "slug"),
    ];
    assert_eq!(
        wrong(result),
        expected.map(|(at, code)| (at.to_owned(), code))
    );
    let patch = TemplatePatch {
        max_height: Some(Millimetres(10)),
        ..TemplatePatch::default()
    };
    let result = templates::update(&world.service, world.id(), world.template.id, patch).await;
    assert_eq!(wrong(result), [("/maxHeight".to_owned(), "out_of_range")]);
}
