//! The contact form.

use std::time::Duration;

use serde_json::json;

use crate::site::{CONFIGURATION, CONFIGURATOR, CONTACT_FORM, ORGANIZATION, Site, filled_in};

const LEADS: &str = "/window-door-solutions/leads";
const MESSAGE: [(&str, &str); 4] = [
    ("name", "Margaret Ellis"),
    ("email", "margaret@example.com"),
    ("phone", "+44 20 7946 0000"),
    ("message", "Do you also make\r\nfront doors?"),
];

#[tokio::test]
async fn a_message_becomes_a_lead_and_is_thanked_for() {
    let site = Site::open().await;
    let sent = site.fill_in(ORGANIZATION, CONTACT_FORM, &MESSAGE).await;
    let thanks = site.get(sent.leads_to()).await.expect(200);
    assert_eq!(
        thanks.text("#contact .notice strong"),
        "Thank you for your message"
    );
    assert!(thanks.attribute(CONTACT_FORM, "action").is_none());

    let events = site.events("lead.created").await;
    assert_eq!(events.len(), 1);
    let contact = &events[0]["data"]["contact"];
    assert_eq!(contact["name"], "Margaret Ellis");
    assert_eq!(contact["email"], "margaret@example.com");
    assert_eq!(contact["phone"], "+44 20 7946 0000");
    assert_eq!(contact["message"], "Do you also make\nfront doors?");
    assert_eq!(events[0]["customerLocale"], "en");
    assert_eq!(events[0]["orgLocale"], "nl");
}

#[tokio::test]
async fn a_telephone_number_can_be_left_out() {
    let site = Site::open().await;
    let entries = [&MESSAGE[..2], &MESSAGE[3..]].concat();
    site.fill_in(ORGANIZATION, CONTACT_FORM, &entries)
        .await
        .leads_to();
    assert_eq!(
        site.events("lead.created").await[0]["data"]["contact"]["phone"],
        json!(null)
    );
}

#[tokio::test]
async fn a_form_that_is_posted_twice_is_one_message() {
    let site = Site::open().await;
    let page = site.get(ORGANIZATION).await;
    let first = site.send_form(&page, CONTACT_FORM, &MESSAGE).await;
    let second = site.send_form(&page, CONTACT_FORM, &MESSAGE).await;
    assert_eq!(second.leads_to(), first.leads_to());
    // Long after the window in which the same message is recognized by its words.
    site.app.clock.advance(Duration::from_secs(23 * 3600));
    site.send_form(&page, CONTACT_FORM, &MESSAGE)
        .await
        .leads_to();
    assert_eq!(site.events("lead.created").await.len(), 1);
}

#[tokio::test]
async fn the_same_message_from_another_form_a_moment_later_is_the_same_lead() {
    let site = Site::open().await;
    site.fill_in(ORGANIZATION, CONTACT_FORM, &MESSAGE)
        .await
        .leads_to();
    site.fill_in(ORGANIZATION, CONTACT_FORM, &MESSAGE)
        .await
        .leads_to();
    assert_eq!(site.events("lead.created").await.len(), 1);
    site.app.clock.advance(Duration::from_secs(11 * 60));
    site.fill_in(ORGANIZATION, CONTACT_FORM, &MESSAGE)
        .await
        .leads_to();
    assert_eq!(site.events("lead.created").await.len(), 2);
}

#[tokio::test]
async fn going_back_and_writing_something_else_is_asked_about_and_never_lost() {
    let site = Site::open().await;
    let page = site.get(ORGANIZATION).await;
    site.send_form(&page, CONTACT_FORM, &MESSAGE)
        .await
        .leads_to();
    let other = [&MESSAGE[..3], &[("message", "And windows?")]].concat();
    let asked = site
        .send_form(&page, CONTACT_FORM, &other)
        .await
        .expect(409);
    let words = asked.text("#contact .notice");
    assert!(
        words.starts_with("You have sent this form before"),
        "{words}"
    );
    assert_eq!(asked.value(CONTACT_FORM, "message").trim(), "And windows?");
    assert_eq!(site.events("lead.created").await.len(), 1);

    site.send_form(&asked, CONTACT_FORM, &[]).await.leads_to();
    assert_eq!(site.events("lead.created").await.len(), 2);
}

#[tokio::test]
async fn a_form_that_was_open_for_too_long_comes_back_with_what_was_typed() {
    let site = Site::open().await;
    let page = site.get(ORGANIZATION).await;
    site.app.clock.advance(Duration::from_secs(25 * 3600));
    let back = site
        .send_form(&page, CONTACT_FORM, &MESSAGE)
        .await
        .expect(422);
    let words = back.text("#contact .notice");
    assert!(
        words.starts_with("This form was open for too long"),
        "{words}"
    );
    for (name, value) in MESSAGE {
        let value = value.replace("\r\n", "\n");
        assert_eq!(back.value(CONTACT_FORM, name).trim_start(), value, "{name}");
    }
    assert!(site.events("lead.created").await.is_empty());

    site.send_form(&back, CONTACT_FORM, &[]).await.leads_to();
    assert_eq!(site.events("lead.created").await.len(), 1);
}

#[tokio::test]
async fn a_token_of_another_form_or_organization_is_worth_nothing() {
    let site = Site::open().await;
    site.app.other_organization().await;
    let own = site.get(ORGANIZATION).await.form(CONTACT_FORM);
    let others = [
        site.get("/other-windows")
            .await
            .value(CONTACT_FORM, "form_token"),
        site.get(CONFIGURATOR)
            .await
            .value(CONFIGURATION, "form_token"),
        "made-up".to_owned(),
        String::new(),
    ];
    for token in others {
        let fields = filled_in(own.clone(), &MESSAGE);
        let fields = filled_in(fields, &[("form_token", &token)]);
        site.post(LEADS, &fields).await.expect(422);
    }
    let without = own.into_iter().filter(|(name, _)| name != "form_token");
    site.post(LEADS, &without.collect::<Vec<_>>())
        .await
        .expect(422);
    assert!(site.events("lead.created").await.is_empty());
}

#[tokio::test]
async fn whoever_loads_the_address_of_the_form_sees_the_page() {
    let site = Site::open().await;
    assert_eq!(site.get(LEADS).await.leads_to(), ORGANIZATION);
    let submissions = "/window-door-solutions/submissions";
    assert_eq!(site.get(submissions).await.leads_to(), ORGANIZATION);
}
