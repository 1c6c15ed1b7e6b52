//! The events of one subject arrive in the order in which they happened.

use futures_util::future::join_all;
use winfactor_testkit::{Answer, TestApp, TestReceiver};

use crate::story::{LIFE_OF_A_QUOTE, SECOND, by_subject, event_type, event_types};

#[tokio::test]
async fn two_events_of_one_click_stay_in_order_though_the_first_fails() {
    TestApp::on_both_engines(|app| async move {
        let receiver = TestReceiver::start();
        app.endpoint(&receiver, "/hook").await;
        let draft = app.draft().await;
        let sent = app.send(&draft).await;
        app.deliver().await;
        receiver.forget();
        receiver.answer_in_order("/hook", [Answer::status(500), Answer::status(200)]);
        app.accept(&sent).await;
        app.deliver().await;
        assert_eq!(event_types(&receiver.requests()), ["quote.viewed"]);
        app.deliver_after(6 * SECOND).await;
        assert_eq!(
            event_types(&receiver.requests()),
            ["quote.viewed", "quote.viewed", "quote.accepted"]
        );
    })
    .await;
}

#[tokio::test]
async fn nothing_overtakes_what_another_server_recorded_in_between() {
    let app = TestApp::postgres().await;
    let other = app.another_server(1).await;
    let receiver = TestReceiver::start();
    app.endpoint(&receiver, "/hook").await;
    // The draft is on its way here, the sending is recorded there, the rest here again.
    let draft = app.draft().await;
    let sent = app.send_at(&other.service, &draft).await;
    app.accept(&sent).await;
    app.deliver().await;
    other.deliver().await;
    app.deliver().await;
    let arrived = by_subject(&receiver.requests());
    assert_eq!(arrived[&draft.id.to_string()], LIFE_OF_A_QUOTE);
}

#[tokio::test]
async fn what_follows_an_event_that_was_put_off_waits_for_it() {
    TestApp::on_both_engines(|app| async move {
        let receiver = TestReceiver::start();
        app.endpoint(&receiver, "/hook").await;
        receiver.answer_with("/hook", |request| {
            let first = request.header("x-winfactor-attempt") == Some("1");
            match first && event_type(request) == "quote.created" {
                true => Answer::status(500),
                false => Answer::status(204),
            }
        });
        let draft = app.draft().await;
        app.deliver().await;
        // Recorded while the first one waits for its second try.
        let sent = app.send(&draft).await;
        app.deliver_after(SECOND).await;
        app.accept(&sent).await;
        app.deliver_after(SECOND).await;
        assert_eq!(
            receiver.requests().len(),
            2,
            "the submission and one failure"
        );
        app.deliver_after(6 * SECOND).await;
        let arrived = by_subject(&receiver.requests());
        assert_eq!(arrived[&draft.id.to_string()], LIFE_OF_A_QUOTE);
    })
    .await;
}

/// Many quotes live their lives at two servers at once, while every third one's sending is refused
/// at first.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_servers_lose_repeat_and_reorder_nothing() {
    const QUOTES: usize = 30;
    let app = TestApp::postgres().await;
    let other = app.another_server(1).await;
    let receiver = TestReceiver::start();
    app.endpoint(&receiver, "/hook").await;
    receiver.answer_with("/hook", |request| {
        let body: serde_json::Value = request.json();
        let number = body["data"]["quote"]["number"].as_str().unwrap_or("-1");
        let number: u32 = number.rsplit('-').next().unwrap().parse().unwrap();
        let first = request.header("x-winfactor-attempt") == Some("1");
        match first && event_type(request) == "quote.sent" && number.is_multiple_of(3) {
            true => Answer::status(503),
            false => Answer::status(204),
        }
    });
    let working = [app.deliver_in_background(), other.deliver_in_background()];
    let lives = (0..QUOTES).map(|n| {
        let (here, there) = match n % 2 {
            0 => (&app, &other),
            _ => (&other, &app),
        };
        async move {
            let draft = here.draft().await;
            let sent = here.send_at(&there.service, &draft).await;
            here.accept(&sent).await;
        }
    });
    join_all(lives).await;
    // Submissions and drafts of all, one failure of ten, and the rest of the other twenty.
    receiver.wait_for(2 * QUOTES + 10 + 3 * 20).await;
    app.clock.advance(6 * SECOND);
    receiver.wait_for_deliveries(5 * QUOTES).await;
    app.stop();
    other.stop();
    for server in working {
        server.await.unwrap();
    }

    let arrived = by_subject(&receiver.requests());
    assert_eq!(arrived.len(), 2 * QUOTES);
    for types in arrived.values().filter(|types| types[0] == "quote.created") {
        assert_eq!(types[..], LIFE_OF_A_QUOTE);
    }
    let repeated = receiver.journal(|journal| journal.repeated());
    assert_eq!(
        repeated.len(),
        10,
        "only what failed came again: {repeated:?}"
    );
    assert!(repeated.iter().all(|(_, times)| *times == 2));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_server_under_load_loses_repeats_and_reorders_nothing() {
    const QUOTES: usize = 120;
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    app.endpoint(&receiver, "/hook").await;
    let working = app.deliver_in_background();
    join_all((0..QUOTES).map(|_| async {
        let draft = app.draft().await;
        let sent = app.send(&draft).await;
        app.accept(&sent).await;
    }))
    .await;
    receiver.wait_for_deliveries(5 * QUOTES).await;
    app.stop();
    working.await.unwrap();
    let arrived = by_subject(&receiver.requests());
    for types in arrived.values().filter(|types| types[0] == "quote.created") {
        assert_eq!(types[..], LIFE_OF_A_QUOTE);
    }
    assert_eq!(receiver.journal(|journal| journal.repeated()), []);
}
