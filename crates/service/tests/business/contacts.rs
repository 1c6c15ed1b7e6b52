use winfactor_service::contacts::{self, ContactFields, ContactPatch, CustomerFields};

use crate::world::{World, conflict, customer, new, on_both_engines, whole_list, wrong};

on_both_engines!(
    an_upsert_tells_whether_the_contact_is_new,
    what_is_left_blank_never_erases_what_is_known,
    a_contact_is_changed_and_found_by_its_address,
    what_is_wrong_is_named,
);

async fn an_upsert_tells_whether_the_contact_is_new(world: World) {
    let (service, organization) = (&world.service, world.id());
    let first = ContactFields {
        customer: customer("Sanne@Example.nl"),
        external_ref: Some("hubspot:contact:3314".to_owned()),
    };
    let first = new(contacts::upsert(service, organization, first, None).await);
    assert!(first.created);
    assert_eq!(first.contact.submission_count, 0);
    assert_eq!(first.contact.last_used_at, None);
    let reference = first.contact.external_ref.as_deref();
    assert_eq!(reference, Some("hubspot:contact:3314"));

    let again = ContactFields {
        customer: customer("sanne@example.NL"),
        external_ref: None,
    };
    let again = new(contacts::upsert(service, organization, again, None).await);
    assert!(!again.created);
    assert_eq!(again.contact.id, first.contact.id);
    assert_eq!(again.contact.external_ref, first.contact.external_ref);
    let got = contacts::get(service, organization, again.contact.id).await;
    assert_eq!(got.unwrap(), again.contact);
    let listed = contacts::list(service, organization, whole_list()).await;
    assert_eq!(listed.unwrap(), (vec![again.contact], false));
    assert_eq!(world.events().await, [], "a contact is no event");
}

async fn what_is_left_blank_never_erases_what_is_known(world: World) {
    let (service, organization) = (&world.service, world.id());
    let full = ContactFields {
        customer: CustomerFields {
            company_name: Some("Van den Berg Interieur".to_owned()),
            city: Some("Amsterdam".to_owned()),
            ..customer("sanne@example.nl")
        },
        external_ref: None,
    };
    new(contacts::upsert(service, organization, full, None).await);
    // The customer comes back through the configurator, under another name and without a company.
    let mut wanted = world.configuration();
    wanted.customer.name = "S. van den Berg".to_owned();
    wanted.customer.phone = None;
    new(winfactor_service::submissions::create(service, organization, wanted, None).await);
    let contact = contacts::by_email(service, organization, " SANNE@example.nl ").await;
    let contact = contact.unwrap().unwrap();
    assert_eq!(contact.customer.name, "S. van den Berg");
    assert_eq!(contact.customer.phone.as_deref(), Some("+31612345678"));
    let company = contact.customer.company_name.as_deref();
    assert_eq!(company, Some("Van den Berg Interieur"));
    assert_eq!(contact.customer.address.city.as_deref(), Some("Amsterdam"));
    assert_eq!(contact.submission_count, 1);
}

async fn a_contact_is_changed_and_found_by_its_address(world: World) {
    let (service, organization) = (&world.service, world.id());
    let add = async |email: &str| {
        let fields = ContactFields {
            customer: customer(email),
            external_ref: None,
        };
        new(contacts::upsert(service, organization, fields, None).await).contact
    };
    let (a, b) = (add("a@example.nl").await, add("b@example.nl").await);
    let taken = ContactPatch {
        email: Some("A@example.nl".to_owned()),
        ..ContactPatch::default()
    };
    let result = contacts::update(service, organization, b.id, taken).await;
    assert_eq!(conflict(result), "email_taken");

    let patch = ContactPatch {
        email: Some("c@example.nl".to_owned()),
        phone: Some(None),
        external_ref: Some(Some("sage:1".to_owned())),
        ..ContactPatch::default()
    };
    let moved = contacts::update(service, organization, b.id, patch).await;
    let moved = moved.unwrap();
    assert_eq!(moved.customer.phone, None);
    assert_eq!(moved.customer.name, b.customer.name);
    let found = contacts::by_email(service, organization, "c@example.nl").await;
    assert_eq!(found.unwrap(), Some(moved));
    let gone = contacts::by_email(service, organization, "b@example.nl").await;
    assert_eq!(gone.unwrap(), None);
    let other = contacts::by_email(service, organization, "a@example.nl").await;
    assert_eq!(other.unwrap(), Some(a));
}

async fn what_is_wrong_is_named(world: World) {
    let fields = ContactFields {
        customer: CustomerFields::default(),
        external_ref: Some("x".repeat(201)),
    };
    let result = contacts::upsert(&world.service, world.id(), fields, None).await;
    let expected = [
        ("/name", "required"),
        ("/email", "required"),
        ("/externalRef", "too_long"),
    ];
    assert_eq!(
        wrong(result),
        expected.map(|(at, code)| (at.to_owned(), code))
    );
}
