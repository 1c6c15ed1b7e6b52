//! Events: what was sent where, in words that claim no more than is known.

use winfactor_testkit::{Answer, TestReceiver};

use crate::{forms::Form, office::Office};

#[tokio::test]
async fn an_event_says_who_accepted_it_and_what_was_sent() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let receiver = TestReceiver::start();
    office.app.endpoint(&receiver, "/hook").await;
    office.app.submit().await;
    let event = office.events().await[0].id;
    let address = format!("/events/{event}");
    let waiting = eva.get(&address).await.expect(200);
    assert_eq!(
        waiting.header("refresh"),
        "2",
        "the page looks again by itself"
    );
    office.app.deliver().await;
    let page = eva.get(&address).await.expect(200);
    assert_eq!(page.header("refresh"), "");
    let url = receiver.url("/hook");
    assert_eq!(page.text(".delivery .badge"), format!("accepted by {url}"));
    assert_eq!(page.texts(".attempts tbody tr").len(), 1);
    assert!(
        page.text("#payload + pre")
            .contains("\"eventType\": \"submission.created\"")
    );
    let list = eva.get("/events").await.expect(200);
    let row = list.text(".list tbody tr");
    assert!(
        row.contains("submission.created") && row.contains("John Smith"),
        "{row}"
    );
    assert!(row.contains("accepted by the receiver"), "{row}");
}

#[tokio::test]
async fn a_failure_says_why_and_when_the_next_try_is() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let receiver = TestReceiver::start();
    receiver.answer("/hook", Answer::status(500).body("out of <paper>"));
    office.app.endpoint(&receiver, "/hook").await;
    office.app.submit().await;
    office.app.deliver().await;
    let event = office.events().await[0].id;
    let page = eva.get(&format!("/events/{event}")).await.expect(200);
    assert!(
        page.text(".delivery .badge")
            .starts_with("waiting, next try at 09:00"),
        "{}",
        page.html
    );
    assert!(
        page.text(".attempts")
            .contains("Something failed on the receiver's side")
    );
    // The receiver is in the network of this machine: what it answers is not for everybody.
    assert!(!page.shows("out of <paper>"));
}

#[tokio::test]
async fn an_event_is_sent_again_to_one_receiver_or_to_all() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let receiver = TestReceiver::start();
    office.app.endpoint(&receiver, "/one").await;
    office.app.endpoint(&receiver, "/two").await;
    office.app.submit().await;
    office.app.deliver().await;
    let event = office.events().await[0].id;
    let address = format!("/events/{event}");
    let again = format!("{address}/redeliver");
    let page = eva.get(&address).await.expect(200);
    let to_all = Form::of(&page, ".page-head form");
    let to_one = Form::of(&page, ".delivery form");
    let hits = || {
        (
            receiver.requests_to("/one").len(),
            receiver.requests_to("/two").len(),
        )
    };
    assert_eq!(hits(), (1, 1));

    let started = eva.send(to_one).await;
    assert_eq!(
        started.leads_to(),
        format!("{address}?notice=redelivery-started")
    );
    office.app.deliver().await;
    let (one, two) = hits();
    assert_eq!(one + two, 3, "one of them got it again");
    eva.send(to_all.clone()).await.leads_to();
    office.app.deliver().await;
    let (one, two) = hits();
    assert_eq!(one + two, 5);
    let ids = receiver
        .requests()
        .into_iter()
        .map(|it| it.header("x-winfactor-delivery").unwrap().to_owned());
    assert!(
        ids.into_iter().all(|id| id == event.to_string()),
        "always the same id"
    );

    let nonsense = to_all.set("destination", "somewhere").sent_to(&again);
    eva.send(nonsense).await.expect(400);
}

#[tokio::test]
async fn what_cannot_be_sent_again_is_explained() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let receiver = TestReceiver::start();
    let endpoint = office.app.endpoint(&receiver, "/hook").await.endpoint;
    office.app.submit().await;
    office.app.deliver().await;
    let event = office.events().await[0].id;
    let address = format!("/events/{event}");
    let form = Form::of(&eva.get(&address).await.expect(200), ".delivery form");
    let deleted = winfactor_service::endpoints::delete(office.service(), office.id(), endpoint.id);
    deleted.await.unwrap();
    let refused = eva.send(form).await;
    let page = eva.follow(&refused).await.expect(200);
    assert!(
        page.text("[role=status]").contains("receiver was deleted"),
        "{}",
        page.html
    );
    assert!(page.shows("a receiver that was deleted"));
    assert_eq!(receiver.requests().len(), 1);
}

#[tokio::test]
async fn the_list_is_narrowed_by_type_and_by_what_became_of_it() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let receiver = TestReceiver::start();
    office.app.submit().await;
    let endpoint = office.app.endpoint(&receiver, "/hook").await.endpoint;
    office.sent_quote().await;
    office.app.deliver().await;
    let paused = winfactor_service::endpoints::pause(office.service(), office.id(), endpoint.id);
    paused.await.unwrap();
    office.leave_lead("Daan").await;
    let rows = async |query: &str| {
        let page = eva.get(&format!("/events{query}")).await.expect(200);
        page.texts(".list tbody .wire-name")
    };
    assert_eq!(rows("?type=quote.sent").await, ["quote.sent"]);
    assert_eq!(rows("?status=held").await, ["lead.created"]);
    let delivered = ["quote.sent", "quote.created", "submission.created"];
    assert_eq!(rows("?status=delivered").await, delivered);
    assert_eq!(rows("?type=lead.created&status=delivered").await, [""; 0]);
    assert_eq!(
        rows("?type=&status=").await.len(),
        5,
        "the form with nothing chosen"
    );
}
