//! Limits, errors and keep-alive of the client.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use winfactor_connectors::http::{
    AllowList, BodyEnd, HttpClient, HttpClientOptions, HttpError, MAX_RESPONSE_BYTES, Phase,
    TrustedRoots,
};

use crate::setup::Names;
use crate::setup::{Silence, client, client_with_names, post, post_within};
use crate::sink::{Answer, Sink, raw_server};

#[tokio::test]
async fn requests_to_one_host_share_a_connection() {
    let sink = Sink::start(Answer::status(200).body("{}")).await;
    let client = client(&[&sink.allowance()]);
    for _ in 0..3 {
        let response = post(&client, &sink.url("/a?b=%2F")).await.unwrap();
        assert_eq!(response.body.bytes, "{}");
        assert_eq!(response.body.end, BodyEnd::Complete);
    }
    assert_eq!(sink.connections(), 1);
    let received = sink.received();
    assert_eq!(received.len(), 3);
    assert_eq!(received[0].path, "/a?b=%2F");
    assert_eq!(received[0].body, "{}");
    assert_eq!(received[0].header("host"), sink.address.to_string());
}

#[tokio::test]
async fn a_huge_body_is_cut_at_the_limit_and_the_next_request_is_fine() {
    let body = vec![b'x'; 4 * 1024 * 1024];
    let sink = Sink::start(Answer::status(200).body(body)).await;
    let client = client(&[&sink.allowance()]);
    for _ in 0..2 {
        let response = post(&client, &sink.url("/")).await.unwrap();
        assert_eq!(response.body.bytes.len(), MAX_RESPONSE_BYTES);
        assert_eq!(response.body.end, BodyEnd::Truncated);
    }
}

#[tokio::test]
async fn a_body_of_exactly_the_limit_is_complete() {
    let sink = Sink::start(Answer::status(200).body(vec![b'x'; MAX_RESPONSE_BYTES])).await;
    let response = post(&client(&[&sink.allowance()]), &sink.url("/"))
        .await
        .unwrap();
    assert_eq!(response.body.bytes.len(), MAX_RESPONSE_BYTES);
    assert_eq!(response.body.end, BodyEnd::Complete);
}

#[tokio::test]
async fn a_body_that_breaks_off_leaves_status_and_headers_valid() {
    let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\nx-webhook-id: 7\r\n\r\nhalf";
    let address = raw_server(answer.to_vec()).await;
    let client = client(&["127.0.0.1"]);
    let response = post(&client, &format!("http://{address}/")).await.unwrap();
    assert_eq!(response.status, 200);
    assert_eq!(response.headers["x-webhook-id"], "7");
    assert_eq!(response.body.bytes, "half");
    assert_eq!(response.body.end, BodyEnd::Broken);
}

#[tokio::test]
async fn silence_after_the_request_times_out() {
    for (asked, limit) in [(15, 15), (3600, 30)] {
        let sink = Sink::start(Answer::never()).await;
        let client = client(&[&sink.allowance()]);
        let url = sink.url("/");
        let request =
            tokio::spawn(
                async move { post_within(&client, &url, Duration::from_secs(asked)).await },
            );
        sink.arrival().await;
        // From here on nothing happens but time.
        tokio::time::pause();
        let error = request.await.unwrap().unwrap_err();
        tokio::time::resume();
        let HttpError::Timeout {
            phase, limit: told, ..
        } = &error
        else {
            panic!("{error:?}");
        };
        assert_eq!((*phase, told.as_secs()), (Phase::Answer, limit));
        assert!(
            error.to_string().contains("no answer came within"),
            "{error}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_name_server_that_keeps_silent_times_out_as_such() {
    let client = HttpClient::new(HttpClientOptions {
        roots: TrustedRoots::Only(Vec::new()),
        resolver: Arc::new(Silence),
        allowed: AllowList::default(),
        ..HttpClientOptions::default()
    })
    .unwrap();
    let started = tokio::time::Instant::now();
    let error = post(&client, "http://slow.example/").await.unwrap_err();
    assert_eq!(error.code(), "timeout_dns");
    assert_eq!(started.elapsed(), Duration::from_secs(5));
}

#[tokio::test]
async fn each_kind_of_failure_is_told_apart_and_keeps_its_source() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let refusing = closed.local_addr().unwrap();
    drop(closed);
    let garbage = raw_server(b"SSH-2.0-OpenSSH_9.2\r\n".to_vec()).await;
    let hanging_up = raw_server(Vec::new()).await;
    let long_head = format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "x".repeat(1_000_000));
    let long_head = raw_server(long_head.into_bytes()).await;

    let client = client(&["127.0.0.1"]);
    for (address, code) in [
        (refusing, "connect"),
        (garbage, "protocol"),
        (hanging_up, "closed"),
        (long_head, "protocol"),
    ] {
        let error = post(&client, &format!("http://{address}/secret?sig=1"))
            .await
            .unwrap_err();
        assert_eq!(error.code(), code, "{error:?}");
        assert!(error.source().is_some());
        let text = error.to_string();
        assert!(text.contains(&address.to_string()), "{text}");
        assert!(!text.contains("secret"), "{text}");
    }
}

#[tokio::test]
async fn names_that_do_not_resolve_are_told_as_such() {
    let names = Names::answering(&[&[]]);
    let client = client_with_names(&[], &names);
    // First an answer without an address, then none at all.
    for _ in 0..2 {
        let error = post(&client, "http://unknown.example/").await.unwrap_err();
        assert_eq!(error.code(), "dns");
        assert!(error.to_string().contains("unknown.example"), "{error}");
    }
}
