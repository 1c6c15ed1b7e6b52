//! What was acknowledged arrives, whatever ends in between: a caller, a worker, the process.

use std::{future::poll_fn, task::Poll};

use futures_util::future::join_all;
use winfactor_service::{events::DeliveryStatus, submissions};
use winfactor_testkit::{Answer, TestApp, TestReceiver};

use crate::story::{
    LIFE_OF_A_QUOTE, MINUTE, SECOND, by_subject, event_ids, newest_delivery, slow_endpoint,
};

#[tokio::test]
async fn a_caller_that_hangs_up_delays_nothing() {
    TestApp::on_both_engines(|app| async move {
        let receiver = TestReceiver::start();
        app.endpoint(&receiver, "/hook").await;
        {
            let new = app.new_submission();
            let request = submissions::create(&app.service, app.organization.id, new, None);
            let mut request = Box::pin(request);
            let asked = poll_fn(|context| Poll::Ready(request.as_mut().poll(context)));
            assert!(asked.await.is_pending());
            // The connection is closed; the transaction is on its way to the database.
        }
        let recorded = async {
            while event_ids(&app).await.is_empty() {
                tokio::task::yield_now().await;
            }
        };
        recorded.await;
        app.deliver().await;
        assert_eq!(
            receiver.requests().len(),
            1,
            "without waiting for a lease to end"
        );
    })
    .await;
}

#[tokio::test]
async fn a_crash_after_the_claim_loses_nothing() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    slow_endpoint(&app, &receiver, "/hook").await;
    for _ in 0..5 {
        app.submit().await;
    }
    // Two crashes: the second process has claimed everything and sent one when it goes, too.
    let app = app.crash().await;
    receiver.answer("/hook", Answer::hang());
    let working = app.deliver_in_background();
    receiver.wait_for(1).await;
    working.abort();
    let app = app.crash().await;
    receiver.answer("/hook", Answer::status(204));
    app.deliver().await;
    assert_eq!(receiver.journal(|journal| journal.deliveries().len()), 5);
    let repeated = receiver.journal(|journal| journal.repeated());
    assert_eq!(
        repeated.len(),
        1,
        "only the one that was under way: {repeated:?}"
    );
    assert_eq!(
        newest_delivery(&app).await.delivery.status,
        DeliveryStatus::Delivered
    );
}

#[tokio::test]
async fn a_crashed_server_is_taken_over_by_the_next_on_postgres_as_well() {
    let app = TestApp::postgres().await;
    let receiver = TestReceiver::start();
    app.endpoint(&receiver, "/hook").await;
    app.submit().await;
    let app = app.crash().await;
    app.deliver().await;
    // Another server may have been alive a moment ago: it is waited for.
    app.deliver_after(MINUTE).await;
    assert_eq!(receiver.requests().len(), 1);
}

#[tokio::test]
async fn a_worker_that_stops_ends_what_it_began_and_leaves_the_rest_to_the_next() {
    TestApp::on_both_engines(|app| async move {
        let receiver = TestReceiver::start();
        slow_endpoint(&app, &receiver, "/hook").await;
        receiver.answer_in_order("/hook", [Answer::hang(), Answer::status(204)]);
        let working = app.deliver_in_background();
        for _ in 0..5 {
            app.submit().await;
        }
        receiver.wait_for(1).await;
        app.stop();
        // Recorded while the worker is stopping: it waits in the database.
        app.submit().await;
        receiver.release("/hook");
        working.await.unwrap();
        assert_eq!(receiver.requests().len(), 1);

        let app = app.crash().await;
        app.deliver().await;
        assert_eq!(
            receiver.requests().len(),
            6,
            "at once: every lease was given back"
        );
        assert_eq!(receiver.journal(|journal| journal.repeated()), []);
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_jumps_neither_repeats_nor_loses() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    slow_endpoint(&app, &receiver, "/hook").await;
    receiver.answer_in_order("/hook", [Answer::hang(), Answer::status(204)]);
    let working = app.deliver_in_background();
    for _ in 0..3 {
        app.submit().await;
    }
    receiver.wait_for(1).await;
    // Every lease seems to be over; the next claim sees them all.
    app.clock.advance(10 * MINUTE);
    app.submit().await;
    receiver.release("/hook");
    receiver.wait_for_deliveries(4).await;
    let before = app.clock.advance(SECOND);
    app.clock.set(before.before(30 * MINUTE));
    app.submit().await;
    receiver.wait_for_deliveries(5).await;
    app.stop();
    working.await.unwrap();
    assert_eq!(receiver.journal(|journal| journal.repeated()), []);
}

/// The process goes at six different moments of a busy time, each time with something recorded,
/// claimed, under way, answered and finished.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn crashes_in_a_busy_time_lose_and_reorder_nothing() {
    const CRASHES: usize = 6;
    const QUOTES: usize = 12;
    let mut app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    app.endpoint(&receiver, "/hook").await;
    for crash in 1..=CRASHES {
        let working = app.deliver_in_background();
        join_all((0..QUOTES).map(|_| async {
            let draft = app.draft().await;
            let sent = app.send(&draft).await;
            app.accept(&sent).await;
        }))
        .await;
        receiver.wait_for(crash * QUOTES * 4).await;
        working.abort();
        app = app.crash().await;
    }
    app.deliver().await;
    let ids = receiver.journal(|journal| journal.deliveries().len());
    assert_eq!(ids, CRASHES * QUOTES * 5);
    let arrived = by_subject(&receiver.requests());
    for types in arrived.values().filter(|types| types.len() > 1) {
        assert_eq!(types[..], LIFE_OF_A_QUOTE);
    }
}
