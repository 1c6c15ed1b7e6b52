//! A failure belongs to its destination.

use futures_util::future::join_all;
use winfactor_domain::EndpointId;
use winfactor_service::events::DeliveryStatus;
use winfactor_store::params;
use winfactor_testkit::{Answer, TestApp, TestReceiver};

use crate::story::{MINUTE, newest_delivery};

/// Runs a statement of the test's own.
async fn execute(app: &TestApp, sql: String) {
    let sql: &'static str = sql.leak();
    app.service
        .write(move |work| Ok(work.tx.execute(sql, params![])?))
        .await
        .unwrap();
}

async fn leased(app: &TestApp, id: EndpointId) -> i64 {
    let read = app.service.read(move |tx| {
        Ok(tx.query_one(
            "SELECT COUNT(*) FROM deliveries WHERE destination_id = $1 AND lease_owner IS NOT NULL",
            params![&id.to_string()],
            |row| row.int(0),
        )?)
    });
    read.await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nine_endpoints_do_not_notice_that_the_tenth_hangs() {
    const EVENTS: usize = 700;
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    for n in 0..9 {
        app.endpoint(&receiver, &format!("/{n}")).await;
    }
    let hanging = app.endpoint(&receiver, "/hang").await.endpoint.id;
    receiver.answer("/hang", Answer::hang());
    let working = app.deliver_in_background();
    join_all((0..EVENTS).map(|_| app.submit())).await;
    for n in 0..9 {
        receiver.wait_for_at(&format!("/{n}"), EVENTS).await;
    }
    let at_once = receiver.most_at_once("/hang");
    assert!(at_once <= 16, "{at_once} at once");
    let in_memory = leased(&app, hanging).await;
    assert!(in_memory <= 512, "{in_memory} in memory of {EVENTS}");

    receiver.answer("/hang", Answer::status(204));
    receiver.release("/hang");
    receiver.wait_for_at("/hang", EVENTS).await;
    app.stop();
    working.await.unwrap();
    assert_eq!(receiver.requests().len(), 10 * EVENTS);
}

#[tokio::test]
async fn an_endpoint_that_cannot_be_read_delays_no_other() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    let broken = app.endpoint(&receiver, "/broken").await.endpoint.id;
    app.endpoint(&receiver, "/sound").await;
    app.submit().await;
    let sql =
        format!("UPDATE webhook_endpoints SET sealed = 'x', revision = 9 WHERE id = '{broken}'");
    execute(&app, sql).await;
    execute(
        &app,
        "UPDATE deliveries SET destination_id = 'end_'||event_id WHERE 1 = 0".to_owned(),
    )
    .await;
    let app = app.crash().await;
    app.submit().await;
    app.deliver().await;
    app.deliver_after(2 * MINUTE).await;
    assert_eq!(receiver.requests_to("/sound").len(), 2);
    assert_eq!(receiver.requests_to("/broken").len(), 0);
}

#[tokio::test]
async fn a_destination_without_meaning_delays_no_other() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    app.endpoint(&receiver, "/a").await;
    app.endpoint(&receiver, "/b").await;
    app.submit().await;
    let app = app.crash().await;
    let sql = "UPDATE deliveries SET destination_id = 'aa_nonsense' WHERE destination_id = \
               (SELECT MIN(destination_id) FROM deliveries)";
    execute(&app, sql.to_owned()).await;
    app.deliver().await;
    assert_eq!(receiver.requests().len(), 1);
}

#[tokio::test]
async fn an_outcome_that_cannot_be_written_takes_no_other_with_it() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    let broken = app.endpoint(&receiver, "/broken").await.endpoint.id;
    app.endpoint(&receiver, "/sound").await;
    let sql = format!(
        "CREATE TRIGGER refusal BEFORE INSERT ON attempts WHEN NEW.destination_id = '{broken}' \
         BEGIN SELECT RAISE(ABORT, 'refused'); END"
    );
    execute(&app, sql).await;
    for _ in 0..5 {
        app.submit().await;
    }
    app.deliver().await;
    assert_eq!(receiver.requests_to("/sound").len(), 5);
    app.deliver_after(2 * MINUTE).await;
    assert_eq!(receiver.requests_to("/sound").len(), 5, "each was noted");
    let at_sound = |path: &str| receiver.requests_to(path).len();
    assert!(at_sound("/broken") <= 5, "and the others do not spin");
}

#[tokio::test]
async fn a_lost_event_row_delays_no_other_event() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    app.endpoint(&receiver, "/hook").await;
    app.submit().await;
    app.submit().await;
    let app = app.crash().await;
    execute(
        &app,
        "DELETE FROM events WHERE id = (SELECT MAX(id) FROM events)".to_owned(),
    )
    .await;
    app.deliver().await;
    assert_eq!(receiver.requests().len(), 1);
    assert_eq!(
        newest_delivery(&app).await.delivery.status,
        DeliveryStatus::Delivered
    );
}
