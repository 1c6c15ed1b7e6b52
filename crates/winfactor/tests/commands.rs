//! The command line, as operators and integrators use it.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod support;

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use serde_json::{Value, json};
use support::{Installation, run, submission, text};
use winfactor_testkit::{Answer, TestReceiver};

#[test]
fn init_prints_what_a_program_needs_and_refuses_a_second_one_of_the_same_name() {
    let installation = Installation::sqlite();
    assert!(installation.organization.starts_with("org_"));
    assert!(installation.api_key.starts_with("wf_live_"));
    let again = installation.init("window-door-solutions");
    assert!(!again.status.success());
    let said = text(&again.stderr);
    assert!(
        said.contains("window-door-solutions") && said.contains("taken"),
        "{said}"
    );
    let reserved = installation.init("quotes");
    assert!(text(&reserved.stderr).contains("choose another"));
}

#[tokio::test]
async fn a_second_server_on_the_same_file_is_refused_with_the_reason() {
    let installation = Installation::sqlite();
    let first = installation.serve().await;
    let mut second = installation.command("serve");
    second.args(["--listen", "127.0.0.1:0"]);
    let output = run(second, "");
    assert!(!output.status.success());
    assert!(
        text(&output.stderr).contains("another WinFactor server"),
        "{}",
        text(&output.stderr)
    );
    // Setting up a further organization is possible beside a running server.
    assert!(installation.init("other-windows").status.success());
    drop(first);
}

#[tokio::test]
async fn a_server_that_is_asked_to_stop_finishes_what_is_on_its_way() {
    let installation = Installation::sqlite();
    let server = installation.serve().await;
    let receiver = TestReceiver::start();
    receiver.answer("/hook", Answer::hang());
    let template = server.add_template().await;
    server
        .post("/webhook-endpoints", &json!({"url": receiver.url("/hook")}))
        .await;
    server
        .post("/submissions", &submission(&template, "John Smith"))
        .await;
    receiver.wait_for(1).await;
    receiver.answer("/hook", Answer::status(204));
    let stopping = tokio::task::spawn_blocking(move || server.stop());
    receiver.release("/hook");
    let (status, log) = stopping.await.unwrap();
    assert!(status.success(), "{log}");

    // It was noted as delivered: the next server has nothing to send.
    let server = installation.serve().await;
    server
        .post("/submissions", &submission(&template, "Jane Smith"))
        .await;
    receiver.wait_for(2).await;
    assert!(receiver.journal(|journal| journal.repeated().is_empty()));
}

#[tokio::test]
async fn trigger_sends_a_marked_sample_and_listen_forwards_what_happens() {
    let installation = Installation::sqlite();
    let server = installation.serve().await;
    let receiver = TestReceiver::start();
    let created = server
        .post("/webhook-endpoints", &json!({"url": receiver.url("/hook")}))
        .await;

    let mut listen = client_command(&installation, &server, "listen");
    listen
        .args(["--forward-to", &receiver.url("/mine")])
        .stdout(Stdio::piped());
    let mut listen = listen.spawn().unwrap();
    let mut lines = BufReader::new(listen.stdout.take().unwrap()).lines();
    let secret = loop {
        let line = lines.next().unwrap().unwrap();
        if let Some(secret) = line.strip_prefix("Signing secret: ") {
            break secret.to_owned();
        }
    };

    let mut trigger = client_command(&installation, &server, "trigger");
    trigger.arg("quote.accepted");
    let output = run(trigger, "");
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains(created["id"].as_str().unwrap()));
    let arrived = receiver.wait_for_at("/hook", 1).await;
    let body: Value = arrived[0].json();
    assert_eq!(
        (&body["eventType"], &body["test"]),
        (&json!("quote.accepted"), &json!(true))
    );

    let forwarded = receiver.wait_for_at("/mine", 1).await;
    let sent_at: i64 = forwarded[0]
        .header("webhook-timestamp")
        .unwrap()
        .parse()
        .unwrap();
    let now = winfactor_domain::Timestamp(sent_at * 1000);
    forwarded[0].verify(&secret, now).unwrap();
    assert_eq!(forwarded[0].json::<Value>(), body);
    listen.kill().unwrap();
    listen.wait().unwrap();
}

#[test]
fn doctor_says_what_is_wrong_and_what_is_doubtful() {
    let installation = Installation::sqlite();
    let output = run(installation.command("doctor"), "");
    let said = text(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert!(
        said.contains("look    public address") && said.contains("ok      organizations: 1"),
        "{said}"
    );

    let mut wrong = Command::new(env!("CARGO_BIN_EXE_winfactor"));
    wrong.args(["doctor", "--database", "postgres://nobody@127.0.0.1:1/none"]);
    wrong.args(["--encryption-key", "not a key"]);
    let output = run(wrong, "");
    assert!(!output.status.success());
    assert!(
        text(&output.stdout).contains("wrong   "),
        "{}",
        text(&output.stdout)
    );
}

#[test]
fn mistakes_on_the_command_line_are_explained() {
    let installation = Installation::sqlite();
    let cases: [(&str, &[&str], &str); 4] = [
        (
            "worker",
            &["--public-url", "https://app.example.com"],
            "needs PostgreSQL",
        ),
        ("serve", &["--allow-host", "http://x/"], "allowed hosts"),
        ("serve", &["--rate-limit", "0"], "requests a minute"),
        ("serve", &["--listen", "here"], "--listen"),
    ];
    for (command, arguments, expected) in cases {
        let mut wrong = installation.command(command);
        wrong.args(arguments);
        let output = run(wrong, "");
        assert!(!output.status.success(), "{command}");
        assert!(
            text(&output.stderr).contains(expected),
            "{}",
            text(&output.stderr)
        );
    }
}

fn client_command(installation: &Installation, server: &support::Server, command: &str) -> Command {
    let mut binary = Command::new(env!("CARGO_BIN_EXE_winfactor"));
    binary.args([
        command,
        "--url",
        &server.url,
        "--api-key",
        &installation.api_key,
    ]);
    binary
}
