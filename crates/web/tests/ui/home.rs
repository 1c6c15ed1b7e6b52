//! The overview leads a new organization through its first steps, and later to what waits.

use winfactor_domain::Timestamp;
use winfactor_testkit::{Answer, TestReceiver};

use crate::{forms::Form, office::Office};

#[tokio::test]
async fn the_first_steps_are_taken_one_by_one() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let done = |page: &crate::page::Page| page.texts(".step-done h3").len();
    let page = eva.get("/").await.expect(200);
    assert_eq!((page.texts(".step-item").len(), done(&page)), (3, 0));
    // The recommended first flow: one press sets it up and switches it on.
    let form = Form::to(&page, "/flows/recipes");
    assert_eq!(form.value("recipe"), "submission-to-inbox");
    let set_up = eva.send(form).await;
    assert!(
        set_up.leads_to().starts_with("/flows/flow_"),
        "{}",
        set_up.leads_to()
    );
    assert!(
        set_up.leads_to().ends_with("?notice=flow-on"),
        "{}",
        set_up.leads_to()
    );

    let page = eva.get("/").await.expect(200);
    assert_eq!(done(&page), 1);
    let tested = eva.send(Form::to(&page, "/events/test")).await;
    office.app.deliver().await;
    let flow = eva.follow(&tested).await.expect(200);
    assert!(
        flow.text(".list tbody").contains("Ran to the end"),
        "{}",
        flow.html
    );

    assert_eq!(done(&eva.get("/").await), 2);
    office.app.submit().await;
    office.app.deliver().await;
    let page = eva.get("/").await.expect(200);
    assert_eq!(
        page.texts(".step-item"),
        Vec::<String>::new(),
        "the steps are done"
    );
    assert_eq!(page.text(".tile strong"), "1", "one new submission");
}

#[tokio::test]
async fn the_tiles_count_what_waits() {
    let office = Office::open().await;
    let eva = office.eva().await;
    office.app.submit().await;
    office.draft().await;
    office.sent_quote().await;
    office.leave_lead("Daan").await;
    let page = eva.get("/").await.expect(200);
    assert_eq!(page.texts(".tile strong"), ["1", "1", "1", "1"]);
    let latest = page.texts(".list tbody tr");
    assert_eq!(latest.len(), 7, "the latest events");
    assert!(
        latest[0].contains("lead.created") && latest[0].contains("Daan"),
        "{latest:?}"
    );
}

#[tokio::test]
async fn what_is_broken_is_said_until_it_works_again() {
    let office = Office::open().await;
    let receiver = TestReceiver::start();
    receiver.answer("/hook", Answer::status(410));
    let endpoint = office.app.endpoint(&receiver, "/hook").await.endpoint;
    office.app.submit().await;
    office.app.deliver().await;
    let eva = office.eva().await;
    let page = eva.get("/").await.expect(200);
    let attention = page.text(".attention");
    assert!(attention.contains(&receiver.url("/hook")), "{attention}");
    assert!(attention.contains("is gone"), "{attention}");
    let href = page.attribute(".attention a", "href").unwrap();
    assert_eq!(href, format!("/webhooks/{}", endpoint.id));
    let resumed = winfactor_service::endpoints::Resume::Since(Timestamp(0));
    let id = office.id();
    winfactor_service::endpoints::resume(office.service(), id, endpoint.id, resumed)
        .await
        .unwrap();
    assert_eq!(eva.get("/").await.texts(".attention"), Vec::<String>::new());
}
