use winfactor_domain::{Locale, UnitSystem};
use winfactor_service::organizations::{self, OrganizationPatch, QuoteDefaultsPatch};

use crate::world::{World, is_missing, on_both_engines, wrong};

on_both_engines!(
    settings_are_changed_one_by_one,
    what_is_wrong_is_named_at_once_and_changes_nothing,
);

async fn settings_are_changed_one_by_one(world: World) {
    let patch = OrganizationPatch {
        phone: Some(Some("+49 30 1234".to_owned())),
        logo_url: Some(Some("https://www.kozijnen.example/logo.png".to_owned())),
        locale: Some("de".to_owned()),
        unit_system: Some("imperial".to_owned()),
        currency: Some("CHF".to_owned()),
        time_zone: Some("Europe/Zurich".to_owned()),
        quote_defaults: QuoteDefaultsPatch {
            tax_rate: Some("8.1".parse().unwrap()),
            validity_days: Some(14),
            expiring_soon_days: Some(0),
        },
        ..OrganizationPatch::default()
    };
    let changed = organizations::update(&world.service, world.id(), patch).await;
    let changed = changed.unwrap();
    assert_eq!(changed.name, world.organization.name);
    assert_eq!(changed.locale, Locale::De);
    assert_eq!(changed.unit_system, UnitSystem::Imperial);
    assert_eq!(changed.currency.code(), "CHF");
    assert_eq!(changed.time_zone.name(), "Europe/Zurich");
    assert_eq!(changed.quote_defaults.tax_rate.hundredths(), 810);
    assert_eq!(changed.quote_defaults.expiring_soon_days, 0);
    let got = organizations::get(&world.service, world.id()).await;
    assert_eq!(got.unwrap(), changed);

    let cleared = OrganizationPatch {
        logo_url: Some(None),
        ..OrganizationPatch::default()
    };
    let cleared = organizations::update(&world.service, world.id(), cleared).await;
    let cleared = cleared.unwrap();
    assert_eq!(
        (cleared.logo_url.clone(), cleared.phone.clone()),
        (None, changed.phone)
    );
    let found = organizations::by_slug(&world.service, "kozijnen").await;
    assert_eq!(found.unwrap(), cleared);
    assert!(is_missing(
        &organizations::by_slug(&world.service, "nobody").await
    ));
}

async fn what_is_wrong_is_named_at_once_and_changes_nothing(world: World) {
    for logo in [
        "http://www.example.com/logo.png",
        "https://user:secret@example.com/logo.png",
        "javascript:alert(1)",
        "logo.png",
    ] {
        let patch = OrganizationPatch {
            logo_url: Some(Some(logo.to_owned())),
            ..OrganizationPatch::default()
        };
        let result = organizations::update(&world.service, world.id(), patch).await;
        assert_eq!(wrong(result), [("/logoUrl".to_owned(), "url")], "{logo}");
    }
    let patch = OrganizationPatch {
        name: Some(String::new()),
        email: Some("office".to_owned()),
        locale: Some("fr".to_owned()),
        unit_system: Some("nautical".to_owned()),
        currency: Some("euro".to_owned()),
        time_zone: Some("Europe/Atlantis".to_owned()),
        quote_defaults: QuoteDefaultsPatch {
            tax_rate: Some("101".parse().unwrap()),
            validity_days: Some(0),
            expiring_soon_days: Some(61),
        },
        ..OrganizationPatch::default()
    };
    let result = organizations::update(&world.service, world.id(), patch).await;
    let pointers: Vec<_> = wrong(result).into_iter().map(|(at, _)| at).collect();
    let expected = [
        "/name",
        "/email",
        "/locale",
        "/unitSystem",
        "/currency",
        "/timeZone",
        "/quoteDefaults/taxRate",
        "/quoteDefaults/validityDays",
        "/quoteDefaults/expiringSoonDays",
    ];
    assert_eq!(pointers, expected);
    let got = organizations::get(&world.service, world.id()).await;
    assert_eq!(got.unwrap(), world.organization);
}
