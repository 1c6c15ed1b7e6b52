use winfactor_domain::{Locale, Slug};
use winfactor_service::{
    api_keys::{self, ApiCaller},
    secrets::ExposeSecret,
    setup::{self, NewOrganization},
};
use winfactor_store::organizations;

use crate::installation::{
    EMAIL, Installation, conflict, new_organization, new_user, on_both_engines, wrong_fields,
};

on_both_engines!(
    an_organization_comes_with_a_user_and_a_key_that_work,
    what_is_taken_leaves_nothing_behind,
);

async fn an_organization_comes_with_a_user_and_a_key_that_work(installation: Installation) {
    let created = &installation.created;
    let (service, id) = (&installation.service, installation.organization());
    let organization = service
        .read(move |tx| Ok(organizations::get(tx, id)?))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        organization.slug,
        Slug::from_stored("window-door".to_owned())
    );
    assert_eq!(organization.phone.as_deref(), Some("+31 20 123 4567"));
    assert_eq!(organization.time_zone.name(), "Europe/Amsterdam");
    assert_eq!(organization.locale, Locale::Nl);

    let staff = installation.signed_in().await.staff;
    assert_eq!((staff.organization, staff.user), (id, created.user.id));

    let caller = api_keys::authenticate(service, created.api_key.text.expose_secret()).await;
    let expected = ApiCaller {
        organization: id,
        key: created.api_key.key.id,
        read_only: false,
    };
    assert_eq!(caller.unwrap(), Some(expected));
}

async fn what_is_taken_leaves_nothing_behind(installation: Installation) {
    let service = &installation.service;
    let same_slug = new_organization("window-door", "ben@other.example");
    let result = setup::create_organization(service, same_slug).await;
    assert_eq!(conflict(result), "slug_taken");

    let same_email = new_organization("other", &EMAIL.to_uppercase());
    let result = setup::create_organization(service, same_email).await;
    assert_eq!(conflict(result), "email_taken");
    let organizations = service
        .read(|tx| Ok(organizations::count(tx)?))
        .await
        .unwrap();
    assert_eq!(organizations, 1);

    // Neither of the two was used up by the attempts.
    let both = new_organization("other", "ben@other.example");
    setup::create_organization(service, both).await.unwrap();
}

#[tokio::test]
async fn every_wrong_field_is_named_at_once() {
    let installation = Installation::on_sqlite().await;
    let wrong = NewOrganization {
        name: " ".to_owned(),
        email: "office".to_owned(),
        currency: "euro".to_owned(),
        time_zone: "Amsterdam".to_owned(),
        user: winfactor_service::accounts::NewUser {
            password: "short".into(),
            ..new_user("anna@")
        },
        ..new_organization("API", EMAIL)
    };
    let result = setup::create_organization(&installation.service, wrong).await;
    let mut fields = wrong_fields(result);
    fields.sort();
    let expected = [
        ("/currency", "currency"),
        ("/email", "email"),
        ("/name", "required"),
        ("/slug", "slug"),
        ("/timeZone", "time_zone"),
        ("/user/email", "email"),
        ("/user/password", "too_short"),
    ];
    assert_eq!(fields, expected.map(|(at, code)| (at.to_owned(), code)));
}
