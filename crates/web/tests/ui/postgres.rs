//! The same on PostgreSQL: from a submission to a sent quote and an accepted event.

use winfactor_testkit::{TestApp, TestReceiver};

use crate::{forms::Form, office::Office};

#[tokio::test]
async fn a_submission_becomes_a_sent_quote() {
    let office = Office::of(TestApp::postgres().await);
    let receiver = TestReceiver::start();
    let eva = office.eva().await;
    let new = Form::to(&eva.get("/webhooks/new").await.expect(200), "/webhooks");
    let made = eva.send(new.set("url", &receiver.url("/hook"))).await;
    assert!(
        eva.follow(&made)
            .await
            .expect(200)
            .text(".secret code")
            .starts_with("whsec_")
    );
    office.inbox_flow().await;
    let submission = office.app.submit().await;
    office.app.deliver().await;
    let inbox = eva.get("/inbox").await.expect(200);
    let address = inbox.attribute(".message .actions a", "href").unwrap();
    assert_eq!(address, format!("/submissions/{}", submission.id));

    let form = Form::to(
        &eva.get(&address).await.expect(200),
        &format!("{address}/quotes"),
    );
    let (one, two) = tokio::join!(eva.send(form.clone()), eva.send(form));
    assert_eq!(one.leads_to(), two.leads_to());
    let editor = eva.follow(&one).await.expect(200);
    let quote = one.leads_to().split('?').next().unwrap().to_owned();
    let form = Form::to(&editor, &quote)
        .column("description", &["Sliding door"])
        .column("unit_price", &["1,250.50"])
        .sent_to(&format!("{quote}/send"));
    let sent = eva.send(form).await;
    let page = eva.follow(&sent).await.expect(200);
    assert!(page.shows("€1,250.50"), "{}", page.text("main"));
    office.app.deliver().await;
    let home = eva.get("/").await.expect(200);
    assert_eq!(home.texts(".tile strong"), ["0", "0", "1", "0"]);
    let events = eva
        .get("/events?type=quote.sent&status=delivered")
        .await
        .expect(200);
    assert_eq!(events.texts(".list tbody tr").len(), 1);
    let event = events.attribute(".list tbody a", "href").unwrap();
    let page = eva.get(&event).await.expect(200);
    assert!(
        page.text(".delivery .badge").starts_with("accepted by"),
        "{}",
        page.html
    );
    eva.get("/webhooks").await.expect(200);
    eva.get("/flows").await.expect(200);
}
