//! Several servers on one PostgreSQL database.

use winfactor_service::submissions;
use winfactor_store::params;
use winfactor_testkit::{Answer, TestApp, TestReceiver};

use crate::story::{MINUTE, SECOND, endpoint, slow_endpoint};

#[tokio::test]
async fn what_a_server_without_worker_records_is_sent_by_another_at_once() {
    let app = TestApp::postgres().await;
    let receiver = TestReceiver::start();
    app.endpoint(&receiver, "/hook").await;
    let working = app.deliver_in_background();
    let web = app.server_without_worker(7);
    let new = app.new_submission();
    submissions::create(&web, app.organization.id, new, None)
        .await
        .unwrap();
    receiver.wait_for(1).await;
    app.stop();
    working.await.unwrap();
}

#[tokio::test]
async fn the_share_of_a_dead_server_is_taken_over_but_not_that_of_a_slow_one() {
    let app = TestApp::postgres().await;
    let other = app.another_server(1).await;
    let receiver = TestReceiver::start();
    slow_endpoint(&app, &receiver, "/hook").await;
    app.submit().await;
    app.submit().await;
    other.deliver().await;
    // Silent for a while, then heard of again: still the owner.
    other.deliver_after(20 * SECOND).await;
    assert_eq!(receiver.requests().len(), 0);
    app.deliver().await;
    assert_eq!(receiver.requests().len(), 2);

    app.submit().await;
    other.deliver().await;
    other.deliver_after(20 * SECOND).await;
    assert_eq!(receiver.requests().len(), 2);
    other.deliver_after(20 * SECOND).await;
    assert_eq!(receiver.requests().len(), 3);
    // The one that was silent comes back and finds that it owns nothing.
    app.deliver().await;
    assert_eq!(receiver.journal(|journal| journal.repeated()), []);
}

#[tokio::test]
async fn a_server_whose_clock_is_ahead_takes_nothing_from_the_others() {
    let app = TestApp::postgres().await;
    let receiver = TestReceiver::start();
    slow_endpoint(&app, &receiver, "/hook").await;
    receiver.answer_in_order("/hook", [Answer::hang(), Answer::status(204)]);
    let working = app.deliver_in_background();
    for _ in 0..3 {
        app.submit().await;
    }
    receiver.wait_for(1).await;
    // The same clock serves both here: its owner's heart goes on beating meanwhile.
    app.clock.advance(3 * MINUTE);
    let ahead = app.another_server(1).await;
    ahead.deliver().await;
    assert_eq!(receiver.requests().len(), 1);
    receiver.release("/hook");
    receiver.wait_for_deliveries(3).await;
    app.stop();
    working.await.unwrap();
    assert_eq!(receiver.journal(|journal| journal.repeated()), []);
}

#[tokio::test]
async fn a_lease_whose_owner_nobody_knows_is_ended() {
    let app = TestApp::postgres().await;
    let receiver = TestReceiver::start();
    app.endpoint(&receiver, "/hook").await;
    app.submit().await;
    let orphan = app.service.write(|work| {
        Ok(work
            .tx
            .execute("UPDATE deliveries SET lease_owner = 'node_gone'", params![])?)
    });
    orphan.await.unwrap();
    let other = app.another_server(1).await;
    other.deliver().await;
    assert_eq!(receiver.requests().len(), 1);
}

#[tokio::test]
async fn settings_changed_at_one_server_hold_at_the_other() {
    let app = TestApp::postgres().await;
    let other = app.another_server(1).await;
    let receiver = TestReceiver::start();
    let id = slow_endpoint(&app, &receiver, "/hook").await;
    receiver.answer_in_order("/hook", [Answer::hang(), Answer::status(204)]);
    let working = app.deliver_in_background();
    for _ in 0..4 {
        app.submit().await;
    }
    receiver.wait_for(1).await;
    // Three wait in the memory of the first server when the second one pauses the endpoint.
    let mut said = app.service.store().notifications().unwrap().unwrap();
    winfactor_service::endpoints::pause(&other.service, app.organization.id, id)
        .await
        .unwrap();
    let heard = async {
        while let Some(wake) = said.next().await {
            if format!("{wake:?}").contains(&id.to_string()) {
                return;
            }
        }
    };
    tokio::time::timeout(10 * SECOND, heard)
        .await
        .expect("the servers tell each other");
    receiver.release("/hook");
    app.stop();
    working.await.unwrap();
    let app = app.crash().await;
    app.deliver().await;
    assert_eq!(receiver.requests().len(), 1);
    assert_eq!(endpoint(&app, id).await.held, 3);
}
