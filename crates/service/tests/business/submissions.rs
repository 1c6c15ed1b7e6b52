use std::time::Duration;

use winfactor_domain::{Locale, SubmissionStatus};
use winfactor_service::{
    contacts,
    submissions::{
        self, ConfigurationFields, NewSubmission, SizeInput, SubmissionFilter, SubmissionPatch,
        TemplateChoice,
    },
};

use crate::world::{
    World, configuration, customer, is_missing, new, on_both_engines, whole_list, wrong,
};

on_both_engines!(
    a_submission_is_kept_with_its_event_and_its_contact,
    everything_that_is_wrong_is_named_at_once,
    the_public_page_submits_by_slug_in_the_organizations_units,
    a_refused_submission_leaves_nothing_behind,
    a_submission_is_moved_and_found_again,
);

async fn a_submission_is_kept_with_its_event_and_its_contact(world: World) {
    let submission = world.submission().await;
    assert_eq!(submission.status, SubmissionStatus::New);
    assert_eq!(submission.locale, Locale::De);
    let got = submissions::get(&world.service, world.id(), submission.id).await;
    assert_eq!(got.unwrap(), submission);

    let events = world.events_of(submission.id).await;
    assert_eq!(events, [("submission.created".to_owned(), 1)]);
    let body = world.newest_body(submission.id).await;
    assert_eq!(body["data"]["template"]["slug"], "pui");
    assert_eq!(body["data"]["configuration"]["width"], 2400);
    assert_eq!(body["customerLocale"], "de");
    assert_eq!(body["orgLocale"], "nl");

    world.clock.advance(Duration::from_secs(60));
    let again = world.submission().await;
    assert_eq!(again.contact, submission.contact);
    let contact = contacts::get(&world.service, world.id(), again.contact).await;
    let contact = contact.unwrap();
    assert_eq!(contact.submission_count, 2);
    assert_eq!(contact.last_used_at, Some(again.created_at));
}

async fn everything_that_is_wrong_is_named_at_once(world: World) {
    let mut wanted = world.configuration();
    wanted.locale = Some("fr".to_owned());
    wanted.customer = customer("nobody");
    wanted.customer.name = " ".to_owned();
    wanted.configuration = ConfigurationFields {
        width: Some(SizeInput::Millimetres(399)),
        height: Some(SizeInput::Typed("high".to_owned())),
        component_count: Some(101),
        notes: Some("x".repeat(4001)),
    };
    let result = submissions::create(&world.service, world.id(), wanted, None).await;
    let expected = [
        ("/locale", "unknown_value"),
        ("/customer/name", "required"),
        ("/customer/email", "email"),
        ("/configuration/height", "size_metric"),
        ("/configuration/componentCount", "out_of_range"),
        ("/configuration/notes", "too_long"),
        ("/configuration/width", "out_of_range"),
    ];
    assert_eq!(
        wrong(result),
        expected.map(|(at, code)| (at.to_owned(), code))
    );

    let nothing = NewSubmission {
        template: TemplateChoice::Id("template_unknown".to_owned()),
        configuration: ConfigurationFields {
            width: None,
            height: Some(SizeInput::Millimetres(-5)),
            component_count: None,
            notes: None,
        },
        ..world.configuration()
    };
    let result = submissions::create(&world.service, world.id(), nothing, None).await;
    let expected = [
        ("/templateId", "unknown_value"),
        ("/configuration/width", "required"),
        ("/configuration/height", "out_of_range"),
        ("/configuration/componentCount", "required"),
    ];
    assert_eq!(
        wrong(result),
        expected.map(|(at, code)| (at.to_owned(), code))
    );
    assert_eq!(world.events().await, []);
}

async fn the_public_page_submits_by_slug_in_the_organizations_units(world: World) {
    let mut wanted = configuration(TemplateChoice::Slug("pui".to_owned()));
    wanted.locale = None;
    wanted.configuration.width = Some(SizeInput::Typed("2.400 mm".to_owned()));
    wanted.configuration.height = Some(SizeInput::Typed("2,1 m".to_owned()));
    let submitted = submissions::submit(&world.service, "kozijnen", wanted.clone(), None).await;
    let submission = new(submitted);
    assert_eq!(submission.configuration.width.0, 2400);
    assert_eq!(submission.configuration.height.0, 2100);
    assert_eq!(submission.locale, Locale::Nl);
    let events = world.events_of(submission.id).await;
    assert_eq!(events, [("submission.created".to_owned(), 1)]);

    let nowhere = submissions::submit(&world.service, "nobody", wanted.clone(), None).await;
    assert!(is_missing(&nowhere));
    wanted.template = TemplateChoice::Slug("deur".to_owned());
    let unknown = submissions::submit(&world.service, "kozijnen", wanted, None).await;
    assert_eq!(wrong(unknown), [("/template".to_owned(), "unknown_value")]);
}

async fn a_refused_submission_leaves_nothing_behind(world: World) {
    let mut wanted = world.configuration();
    wanted.configuration.width = Some(SizeInput::Millimetres(9000));
    let result = submissions::create(&world.service, world.id(), wanted, None).await;
    assert_eq!(
        wrong(result),
        [("/configuration/width".to_owned(), "out_of_range")]
    );
    let contact = contacts::by_email(&world.service, world.id(), "sanne@example.nl").await;
    assert_eq!(contact.unwrap(), None);
}

async fn a_submission_is_moved_and_found_again(world: World) {
    let first = world.submission().await;
    world.clock.advance(Duration::from_millis(1));
    let second = world.submission().await;
    let patch = SubmissionPatch {
        status: Some("closed".to_owned()),
        external_ref: Some(Some(" pipedrive:lead:12 ".to_owned())),
    };
    let moved = submissions::update(&world.service, world.id(), first.id, patch).await;
    let moved = moved.unwrap();
    assert_eq!(moved.status, SubmissionStatus::Closed);
    assert_eq!(moved.external_ref.as_deref(), Some("pipedrive:lead:12"));

    let filter = SubmissionFilter {
        status: Some(SubmissionStatus::New),
        ..SubmissionFilter::default()
    };
    let listed = submissions::list(&world.service, world.id(), filter, whole_list()).await;
    assert_eq!(listed.unwrap(), (vec![second], false));

    let cleared = SubmissionPatch {
        status: None,
        external_ref: Some(None),
    };
    let cleared = submissions::update(&world.service, world.id(), first.id, cleared).await;
    let cleared = cleared.unwrap();
    assert_eq!(
        (cleared.status, cleared.external_ref),
        (SubmissionStatus::Closed, None)
    );

    let patch = SubmissionPatch {
        status: Some("done".to_owned()),
        external_ref: Some(Some("x".repeat(201))),
    };
    let result = submissions::update(&world.service, world.id(), first.id, patch).await;
    let expected = [("/status", "unknown_value"), ("/externalRef", "too_long")];
    assert_eq!(
        wrong(result),
        expected.map(|(at, code)| (at.to_owned(), code))
    );
}
