//! kill -9 at any time, under load: each acknowledged event is delivered after the restart.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod support;

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use serde_json::{Value, json};
use support::{Installation, Server, submission};
use tokio::sync::Notify;
use winfactor_testkit::TestReceiver;

/// The server is killed once this many submissions of a round were acknowledged.
const KILL_POINTS: [usize; 14] = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 33, 7, 300];
const POSTERS: usize = 8;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acknowledged_events_survive_kill_nine_on_sqlite() {
    survives(Installation::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acknowledged_events_survive_kill_nine_on_postgres() {
    survives(Installation::postgres()).await;
}

async fn survives(installation: Installation) {
    let receiver = TestReceiver::start();
    let server = installation.serve().await;
    let template = server.add_template().await;
    let endpoint = json!({"url": receiver.url("/hook")});
    server.post("/webhook-endpoints", &endpoint).await;
    server.kill();

    let mut acknowledged = BTreeSet::new();
    for kill_after in KILL_POINTS {
        let server = installation.serve().await;
        acknowledged.extend(post_until_killed(server, &template, kill_after).await);
    }
    let last = installation.serve().await;
    let expected = acknowledged.clone();
    receiver
        .wait_until("every acknowledged submission", move |journal| {
            let arrived: BTreeSet<_> = journal.requests().iter().map(|r| subject(r)).collect();
            expected.is_subset(&arrived)
        })
        .await;
    let posted: usize = KILL_POINTS.iter().sum();
    assert!(acknowledged.len() >= posted);
    drop(last);
}

/// Posts from several connections until `kill_after` submissions were acknowledged, then kills the
/// server while the others are on their way. Returns the acknowledged ids.
async fn post_until_killed(server: Server, template: &str, kill_after: usize) -> Vec<String> {
    let server = Arc::new(server);
    let (count, enough) = (Arc::new(AtomicUsize::new(0)), Arc::new(Notify::new()));
    let posters: Vec<_> = (0..POSTERS)
        .map(|_| {
            let (server, count, enough) = (server.clone(), count.clone(), enough.clone());
            let body = submission(template, "John Smith");
            tokio::spawn(async move {
                let mut acknowledged = Vec::new();
                while let Some((201, answer)) = server.try_post("/submissions", &body).await {
                    acknowledged.push(answer["id"].as_str().unwrap().to_owned());
                    if count.fetch_add(1, Ordering::SeqCst) + 1 >= kill_after {
                        enough.notify_one();
                    }
                }
                acknowledged
            })
        })
        .collect();
    enough.notified().await;
    server.kill_now();
    let mut acknowledged = Vec::new();
    for poster in posters {
        acknowledged.extend(poster.await.unwrap());
    }
    acknowledged
}

fn subject(request: &winfactor_testkit::receiver::Received) -> String {
    let body: Value = request.json();
    body["data"]["submission"]["id"]
        .as_str()
        .unwrap()
        .to_owned()
}
