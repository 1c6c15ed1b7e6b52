//! What an attacker who may type an address, or who runs a name server, would try.

use winfactor_connectors::http::{HttpError, RefusalReason, UrlProblem};

use crate::setup::{Names, client, client_with_names, post};
use crate::sink::{Answer, Sink};

fn refused(result: Result<impl std::fmt::Debug, HttpError>) -> RefusalReason {
    match result.unwrap_err() {
        HttpError::Refused(refusal) => refusal.why,
        other => panic!("not refused but {other:?}"),
    }
}

#[tokio::test]
async fn loopback_is_refused_in_every_spelling_when_an_address_is_saved() {
    let sink = Sink::start(Answer::status(200)).await;
    let port = sink.port();
    for host in [
        "localhost",
        "LOCALHOST.",
        "sub.localhost",
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "0x7f.1",
        "2130706433",
        "017700000001",
        "0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
    ] {
        let problem = client(&[]).check_url(&format!("http://{host}:{port}/"));
        assert!(
            matches!(problem, Err(UrlProblem::Refused(_))),
            "{host}: {problem:?}"
        );
    }
}

#[tokio::test]
async fn a_saved_literal_address_is_checked_again_when_it_is_dialled() {
    let sink = Sink::start(Answer::status(200)).await;
    for host in ["127.0.0.1", "[::ffff:127.0.0.1]"] {
        let url = format!("http://{host}:{}/", sink.port());
        let before = client(&[&format!("{host}:{}", sink.port())]);
        let checked = before.check_url(&url).unwrap();
        // The operator has taken the allowance back.
        let request = winfactor_connectors::http::HttpRequest {
            method: http::Method::GET,
            url: &checked,
            headers: http::HeaderMap::new(),
            body: bytes::Bytes::new(),
            timeout: std::time::Duration::from_secs(15),
        };
        refused(client(&[]).send(request).await);
    }
    assert_eq!(sink.connections(), 0);
}

#[tokio::test]
async fn a_name_that_turns_private_after_it_was_saved_is_refused() {
    let sink = Sink::start(Answer::status(200)).await;
    let names = Names::answering(&[&["127.0.0.1"]]);
    let client = client_with_names(&[], &names);
    let url = format!("http://rebinding.example:{}/", sink.port());
    assert!(client.check_url(&url).is_ok());
    assert!(matches!(
        refused(post(&client, &url).await),
        RefusalReason::Special { .. }
    ));
    assert_eq!(sink.connections(), 0);
}

#[tokio::test]
async fn one_private_address_among_public_ones_refuses_the_name() {
    let names = Names::answering(&[&["1.1.1.1", "127.0.0.1"], &["::ffff:10.0.0.1", "1.1.1.1"]]);
    let client = client_with_names(&[], &names);
    refused(post(&client, "http://mixed.example/").await);
    refused(post(&client, "http://mixed.example/").await);
}

#[tokio::test]
async fn a_name_is_looked_up_once_and_exactly_that_answer_is_dialled() {
    let sink = Sink::start(Answer::status(200)).await;
    // A second look-up would find nothing.
    let names = Names::answering(&[&["127.0.0.1"]]);
    let client = client_with_names(&["flows.internal"], &names);
    let url = format!("http://flows.internal:{}/", sink.port());
    let response = post(&client, &url).await.unwrap();
    assert_eq!(response.status, 200);
    assert_eq!(names.asked(), ["flows.internal"]);
}

#[tokio::test]
async fn an_allowed_host_and_port_is_reached_and_marked_private() {
    let allowed = Sink::start(Answer::status(200)).await;
    let other = Sink::start(Answer::status(200)).await;
    let client = client(&[&allowed.allowance()]);
    let response = post(&client, &allowed.url("/")).await.unwrap();
    assert!(response.private_destination);
    assert!(client.check_url(&other.url("/")).is_err());
}

#[tokio::test]
async fn metadata_is_refused_for_an_allowed_name() {
    let names = Names::answering(&[&["169.254.169.254"], &["fd00:ec2::254"]]);
    let client = client_with_names(&["flows.internal"], &names);
    for _ in 0..2 {
        let why = refused(post(&client, "http://flows.internal/latest/meta-data/").await);
        assert!(matches!(why, RefusalReason::Metadata { .. }), "{why:?}");
    }
}

#[tokio::test]
async fn redirects_are_answers_and_lead_nowhere() {
    let inside = Sink::start(Answer::status(200)).await;
    let redirect = Answer::status(302).header("location", &inside.url("/secret"));
    let outside = Sink::start(redirect).await;
    // Even where following would be allowed.
    let client = client(&[&outside.allowance(), &inside.allowance()]);
    let response = post(&client, &outside.url("/")).await.unwrap();
    assert_eq!(response.status, 302);
    assert_eq!(inside.connections(), 0);
}
