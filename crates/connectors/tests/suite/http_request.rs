//! A flow's own requests: what goes out, what comes back, and where redirects may lead.

use std::time::Duration;

use bytes::Bytes;
use http::Method;
use winfactor_connectors::http::{HttpClient, MAX_RESPONSE_BYTES};
use winfactor_connectors::http_request::{
    Blame, HttpAnswer, MAX_REDIRECTS, OutgoingRequest, RequestFailure, send,
};

use crate::setup::{Names, client, client_with_names};
use crate::sink::{Answer, Sink, raw_server};

fn request(method: Method, url: &str) -> OutgoingRequest {
    OutgoingRequest {
        method,
        url: url.to_owned(),
        headers: Vec::new(),
        body: Bytes::new(),
        timeout: None,
        follow_redirects: false,
    }
}

fn posting(url: &str, headers: &[(&str, &str)]) -> OutgoingRequest {
    let headers = headers.iter();
    OutgoingRequest {
        headers: headers
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        body: Bytes::from_static(b"{\"a\":1}"),
        follow_redirects: true,
        ..request(Method::POST, url)
    }
}

/// A redirect with this status to an address.
async fn redirecting(status: u16, to: &str) -> Sink {
    Sink::start(Answer::status(status).header("location", to)).await
}

fn both(a: &Sink, b: &Sink) -> HttpClient {
    client(&[&a.allowance(), &b.allowance()])
}

#[track_caller]
fn failed(result: Result<HttpAnswer, RequestFailure>) -> (&'static str, Blame) {
    let failure = result.unwrap_err();
    (failure.code(), failure.blame())
}

#[tokio::test]
async fn every_method_goes_out_with_its_headers_and_body() {
    let sink = Sink::start(
        Answer::status(201)
            .header("x-id", "7")
            .body("{\"ok\":true}"),
    )
    .await;
    let client = client(&[&sink.allowance()]);
    for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] {
        let asked = OutgoingRequest {
            method: method.parse().unwrap(),
            follow_redirects: false,
            ..posting(
                &sink.url("/a?b=%2F&c=ü"),
                &[("X-Api-Key", "s3cret"), ("Host", "other.example")],
            )
        };
        let answer = send(&client, asked).await.unwrap();
        assert_eq!(answer.status, 201);
        assert_eq!(answer.headers["x-id"], "7");
        assert_eq!(answer.body, "{\"ok\":true}");
        assert!(answer.private_destination);
        let received = sink.received().pop().unwrap();
        assert_eq!(received.method, method);
        assert_eq!(received.path, "/a?b=%2F&c=%C3%BC");
        assert_eq!(received.body, "{\"a\":1}");
        assert_eq!(received.header("x-api-key"), "s3cret");
        assert_eq!(received.header("host"), sink.address.to_string());
        assert!(received.header("user-agent").starts_with("WinFactor/"));
    }
    let head = send(&client, request(Method::HEAD, &sink.url("/"))).await;
    let head = head.unwrap();
    assert_eq!((head.status, head.body.len()), (201, 0));
}

#[tokio::test]
async fn an_answer_of_any_status_is_an_answer() {
    for status in [204, 302, 404, 410, 429, 500, 503] {
        let sink = Sink::start(Answer::status(status)).await;
        let asked = request(Method::GET, &sink.url("/"));
        let answer = send(&client(&[&sink.allowance()]), asked).await;
        assert_eq!(answer.unwrap().status, status);
    }
}

#[tokio::test]
async fn a_redirect_is_followed_only_where_the_step_asks_for_it() {
    let target = Sink::start(Answer::status(200).body("there")).await;
    let sink = redirecting(302, &target.url("/next")).await;
    let client = both(&sink, &target);
    let answer = send(&client, request(Method::GET, &sink.url("/"))).await;
    let answer = answer.unwrap();
    assert_eq!(answer.status, 302);
    assert_eq!(answer.headers["location"], target.url("/next"));
    assert_eq!(target.connections(), 0);
    let following = OutgoingRequest {
        follow_redirects: true,
        ..request(Method::GET, &sink.url("/"))
    };
    assert_eq!(send(&client, following).await.unwrap().body, "there");
    assert_eq!(target.received()[0].path, "/next");
}

#[tokio::test]
async fn what_is_repeated_after_a_redirect_depends_on_its_status() {
    for (status, method, next, body) in [
        (301, Method::POST, Method::GET, ""),
        (302, Method::POST, Method::GET, ""),
        (302, Method::PUT, Method::PUT, "{\"a\":1}"),
        (303, Method::POST, Method::GET, ""),
        (303, Method::PUT, Method::GET, ""),
        (303, Method::HEAD, Method::HEAD, "{\"a\":1}"),
        (307, Method::POST, Method::POST, "{\"a\":1}"),
        (308, Method::PATCH, Method::PATCH, "{\"a\":1}"),
    ] {
        let target = Sink::start(Answer::status(200)).await;
        let sink = redirecting(status, &target.url("/")).await;
        let case = format!("{status} {method}");
        let asked = OutgoingRequest {
            method,
            ..posting(&sink.url("/"), &[("Content-Type", "application/json")])
        };
        send(&both(&sink, &target), asked).await.unwrap();
        let received = &target.received()[0];
        assert_eq!(received.method, next, "{case}");
        assert_eq!(received.body, body, "{case}");
        let kind = if body.is_empty() {
            ""
        } else {
            "application/json"
        };
        assert_eq!(received.header("content-type"), kind, "{case}");
    }
}

#[tokio::test]
async fn secrets_follow_within_an_origin_and_not_to_another_one() {
    let secrets = [
        ("Authorization", "Bearer s3cret"),
        ("Cookie", "sid=s3cret"),
        ("X-Api-Key", "s3cret"),
        ("Accept", "text/plain"),
    ];
    // Another port is another origin.
    let target = Sink::start(Answer::status(200)).await;
    let sink = redirecting(307, &target.url("/")).await;
    let asked = posting(&sink.url("/"), &secrets);
    send(&both(&sink, &target), asked).await.unwrap();
    let received = &target.received()[0];
    assert_eq!(received.header("accept"), "text/plain");
    for (name, _) in &secrets[..3] {
        assert_eq!(received.header(name), "", "{name}");
    }

    // A relative address stays within its origin; here it leads round and round.
    let circle = redirecting(307, "../again?x=1").await;
    let asked = posting(&circle.url("/a/b"), &secrets);
    let result = send(&client(&[&circle.allowance()]), asked).await;
    assert_eq!(
        failed(result),
        ("too_many_redirects", Blame::ReceiverForGood)
    );
    let received = circle.received();
    assert_eq!(received.len(), 1 + MAX_REDIRECTS);
    let last = received.last().unwrap();
    assert_eq!(last.path, "/again?x=1");
    assert_eq!(last.header("authorization"), "Bearer s3cret");
}

#[tokio::test]
async fn every_hop_is_checked_by_the_guard() {
    let inside = Sink::start(Answer::status(200)).await;
    let rebinding = format!("http://rebinding.example:{}/", inside.port());
    for (to, code, blame) in [
        (inside.url("/secret"), "refused", Blame::Guard),
        (rebinding, "refused", Blame::Guard),
        (
            "http://169.254.169.254/latest".to_owned(),
            "refused",
            Blame::Guard,
        ),
        (
            "file:///etc/passwd".to_owned(),
            "redirect",
            Blame::ReceiverForGood,
        ),
        (
            "http://user:pw@example.com/".to_owned(),
            "redirect",
            Blame::ReceiverForGood,
        ),
        ("http://".to_owned(), "redirect", Blame::ReceiverForGood),
    ] {
        let sink = redirecting(302, &to).await;
        let names = Names::answering(&[&["127.0.0.1"]]);
        let client = client_with_names(&[&sink.allowance()], &names);
        let result = send(&client, posting(&sink.url("/"), &[])).await;
        assert_eq!(failed(result), (code, blame), "{to}");
        assert_eq!(sink.received().len(), 1);
    }
    assert_eq!(inside.connections(), 0);
}

#[tokio::test]
async fn a_redirect_without_an_address_is_an_answer() {
    let sink = Sink::start(Answer::status(301).body("moved")).await;
    let client = client(&[&sink.allowance()]);
    let answer = send(&client, posting(&sink.url("/"), &[])).await.unwrap();
    assert_eq!((answer.status, answer.body), (301, "moved".into()));
}

#[tokio::test]
async fn an_answer_is_whole_or_none() {
    let fits = Sink::start(Answer::status(200).body(vec![b'x'; MAX_RESPONSE_BYTES])).await;
    let asked = request(Method::GET, &fits.url("/"));
    let answer = send(&client(&[&fits.allowance()]), asked).await.unwrap();
    assert_eq!(answer.body.len(), MAX_RESPONSE_BYTES);

    let huge = Sink::start(Answer::status(200).body(vec![b'x'; MAX_RESPONSE_BYTES + 1])).await;
    let asked = request(Method::GET, &huge.url("/"));
    let failure = send(&client(&[&huge.allowance()]), asked)
        .await
        .unwrap_err();
    assert_eq!(failure.blame(), Blame::ReceiverForGood);
    assert_eq!(
        failure.to_string(),
        "the answer of 127.0.0.1 is larger than 64 KiB, which is the most that is read"
    );

    let patient = client(&[&huge.allowance()]).reading_up_to(2 << 20);
    let asked = request(Method::GET, &huge.url("/"));
    let answer = send(&patient, asked).await.unwrap();
    assert_eq!(answer.body.len(), MAX_RESPONSE_BYTES + 1);

    let half = b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf".to_vec();
    let address = raw_server(half).await;
    let asked = request(Method::GET, &format!("http://{address}/"));
    let result = send(&client(&["127.0.0.1"]), asked).await;
    assert_eq!(failed(result), ("answer_broken_off", Blame::ReceiverForNow));
}

#[tokio::test]
async fn time_is_bounded_over_all_redirects() {
    for (asked, limit) in [(None, 30.0), (Some(20), 20.0), (Some(3600), 30.0)] {
        let silent = Sink::start(Answer::never()).await;
        let sink = redirecting(307, &silent.url("/")).await;
        let client = both(&sink, &silent);
        let request = OutgoingRequest {
            timeout: asked.map(Duration::from_secs),
            ..posting(&sink.url("/"), &[])
        };
        let sent = tokio::spawn(async move { send(&client, request).await });
        silent.arrival().await;
        tokio::time::pause();
        let before = tokio::time::Instant::now();
        let result = sent.await.unwrap();
        let took = before.elapsed();
        tokio::time::resume();
        assert_eq!(failed(result), ("timeout_answer", Blame::ReceiverForNow));
        // A little of it passed before the clock stood still.
        assert_eq!(took.as_secs_f64().round(), limit, "{took:?}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_request_is_said_without_sending() {
    let sink = Sink::start(Answer::status(200)).await;
    let good = sink.url("/secret");
    for (url, header, code, blame) in [
        ("", None, "url_empty", Blame::Request),
        ("ftp://example.com/", None, "url_scheme", Blame::Request),
        (&good, Some(("x a", "1")), "header_name", Blame::Request),
        (&good, Some(("x-a", "1\r\n")), "", Blame::Request),
        (
            &good,
            Some(("x-a", "1\r\ny: 2")),
            "header_value",
            Blame::Request,
        ),
        ("http://localhost/", None, "refused", Blame::Guard),
    ] {
        let headers: Vec<_> = header.into_iter().collect();
        let result = send(&client(&[&sink.allowance()]), posting(url, &headers)).await;
        if code.is_empty() {
            // A line break at the end is typed along often.
            assert_eq!(result.unwrap().status, 200);
            continue;
        }
        let text = format!("{result:?}");
        assert!(!text.contains("secret"), "{text}");
        assert_eq!(failed(result), (code, blame), "{url} {header:?}");
    }
    assert_eq!(sink.received().len(), 1);
}
