//! Programs that fill in forms.

use crate::{
    configurator::REQUEST,
    site::{CONFIGURATION, CONFIGURATOR, CONTACT_FORM, ORGANIZATION, Site},
};

#[tokio::test]
async fn whoever_fills_in_the_field_that_people_do_not_see_is_thanked_and_nothing_happens() {
    let site = Site::open().await;
    let message = [
        ("name", "Best Prices"),
        ("email", "spam@example.com"),
        ("message", "Buy now"),
    ];
    let person = site.fill_in(ORGANIZATION, CONTACT_FORM, &message).await;
    let filled = [&message[..], &[("website", "https://spam.example")]].concat();
    let robot = site.fill_in(ORGANIZATION, CONTACT_FORM, &filled).await;
    assert_eq!(robot.leads_to(), person.leads_to());
    assert_eq!(site.events("lead.created").await.len(), 1);

    let filled = [&REQUEST[..], &[("website", "x")]].concat();
    let robot = site.fill_in(CONFIGURATOR, CONFIGURATION, &filled).await;
    let thanks = site.get(robot.leads_to()).await.expect(200);
    assert!(thanks.shows("Thank you"));
    assert!(site.events("submission.created").await.is_empty());
}

#[tokio::test]
async fn without_a_form_that_was_opened_a_program_is_thanked_as_well() {
    let site = Site::open().await;
    let fields = [("website".to_owned(), "x".to_owned())];
    for form in ["leads", "submissions"] {
        let address = format!("{ORGANIZATION}/{form}");
        site.post(&address, &fields).await.leads_to();
    }
}
