//! Mails to a real server, read back by another mail library.

use bytes::Bytes;
use rustls::pki_types::CertificateDer;
use winfactor_connectors::channels::smtp::{self, Accepted, Mail, MailFile, MailServer};
use winfactor_connectors::channels::{ChannelFailure, ConnectionFault, WhoActs};
use winfactor_connectors::http::HttpClient;
use winfactor_connectors::secret::SecretText;
use winfactor_testkit::Identity;
use winfactor_testkit::mail_server::{self, Encryption, MailServerOptions, ReceivedMail};

use crate::setup::{Names, build};

const HOST: &str = "mail.test";
const FROM: &str = "desk@windows.example";

fn starttls(identity: &Identity) -> Encryption {
    Encryption::StartTls(identity.certificate(), identity.key())
}

/// A client that trusts the server's certificate.
fn trusting(identity: &Identity) -> HttpClient {
    let certificate = CertificateDer::from(identity.der().to_vec());
    build(&[HOST], loopback(), vec![certificate])
}

fn loopback() -> std::sync::Arc<Names> {
    Names::answering(&[&["127.0.0.1"], &["127.0.0.1"]])
}

fn login() -> Option<(String, String)> {
    Some((FROM.to_owned(), "s3cret".to_owned()))
}

fn settings(port: u16, password: Option<&str>) -> MailServer {
    MailServer {
        host: HOST.to_owned(),
        port,
        login: password.map(|password| (FROM.to_owned(), SecretText::new(password))),
        requires_tls: true,
    }
}

fn mail() -> Mail {
    Mail {
        from: FROM.to_owned(),
        sender_name: Some("The desk".to_owned()),
        to: vec!["eva@windows.example".to_owned()],
        cc: Vec::new(),
        bcc: Vec::new(),
        reply_to: Vec::new(),
        in_reply_to: None,
        subject: "New submission".to_owned(),
        text: "Hello".to_owned(),
        html: None,
        headers: Vec::new(),
        files: Vec::new(),
        id: "5f1d2c".to_owned(),
        thread: None,
        sent_at_ms: 1_772_438_400_000,
    }
}

/// Sends with STARTTLS and a login, and reads what arrived.
async fn received(mail: &Mail) -> (Accepted, ReceivedMail) {
    let identity = Identity::of(HOST);
    let options = MailServerOptions {
        encryption: starttls(&identity),
        login: login(),
        answers: Vec::new(),
    };
    let mut server = mail_server::MailServer::start(&options);
    let settings = settings(server.port(), Some("s3cret"));
    let accepted = smtp::send(&trusting(&identity), &settings, mail, "app.test").await;
    (accepted.unwrap(), server.next_mail())
}

async fn failure(
    options: &MailServerOptions,
    settings: MailServer,
    client: &HttpClient,
) -> ChannelFailure {
    let server = mail_server::MailServer::start(options);
    let settings = MailServer {
        port: server.port(),
        ..settings
    };
    smtp::send(client, &settings, &mail(), "app.test")
        .await
        .unwrap_err()
}

#[tokio::test]
async fn a_mail_arrives_over_starttls_with_a_login() {
    let sent = Mail {
        to: vec![
            "eva@windows.example".to_owned(),
            "tom@windows.example".to_owned(),
        ],
        cc: vec!["boss@windows.example".to_owned()],
        bcc: vec!["log@windows.example".to_owned()],
        reply_to: vec!["john@customer.example".to_owned()],
        html: Some("<p>Grüße & <b>mehr</b></p>".to_owned()),
        text: "Grüße & mehr".to_owned(),
        headers: vec![("X-Priority".to_owned(), "1".to_owned())],
        files: vec![MailFile {
            name: "Angebot für Sie.pdf".to_owned(),
            content: Bytes::from_static(b"%PDF-1.7\r\n\x00\xff"),
        }],
        thread: Some("quo_1".to_owned()),
        ..mail()
    };
    let (accepted, read) = received(&sent).await;
    assert_eq!(accepted.accepted.len(), 4);
    assert_eq!(accepted.response, "250 Taken");
    assert!(read.encrypted);
    assert_eq!(read.user.as_deref(), Some(FROM));
    assert_eq!(read.recipients.len(), 4, "those in BCC, too");
    assert_eq!(read.header("bcc"), [""; 0], "but nobody sees them");
    assert_eq!(read.header("from"), ["The desk <desk@windows.example>"]);
    assert_eq!(
        read.header("to"),
        ["eva@windows.example, tom@windows.example"]
    );
    assert_eq!(read.header("cc"), ["boss@windows.example"]);
    assert_eq!(read.header("reply-to"), ["john@customer.example"]);
    assert_eq!(read.header("message-id"), ["<5f1d2c@windows.example>"]);
    assert_eq!(read.header("references"), ["<quo_1@windows.example>"]);
    assert_eq!(read.header("auto-submitted"), ["auto-generated"]);
    assert_eq!(read.header("date"), ["Mon, 02 Mar 2026 08:00:00 +0000"]);
    assert_eq!(read.header("x-priority"), ["1"]);
    assert_eq!(read.defects, [""; 0]);
    let types: Vec<&str> = read.parts.iter().map(|it| it.media_type.as_str()).collect();
    assert_eq!(types, ["text/plain", "text/html", "application/pdf"]);
    assert_eq!(
        read.parts[0].text.as_deref().map(str::trim_end),
        Some("Grüße & mehr")
    );
    let html = read.parts[1].text.as_deref().map(str::trim_end);
    assert_eq!(html, Some("<p>Grüße & <b>mehr</b></p>"));
    assert_eq!(read.parts[2].name.as_deref(), Some("Angebot für Sie.pdf"));
    assert_eq!(read.parts[2].bytes, b"%PDF-1.7\r\n\x00\xff");
}

#[tokio::test]
async fn hostile_names_and_subjects_change_no_header() {
    for hostile in [
        "John <thief@z.example>, Bcc: thief@z.example",
        "\"quoted\" \\ back, <a@b.example>;",
        "=?utf-8?q?Bcc=3A_thief=40z.example?=",
        "Jürgen Müller-Lüdenscheidt 窓 \u{202e}evil",
        "a very long name that has to be folded because it is longer than a line of a mail may be, \
         and so on, and so on, and so on",
    ] {
        let sent = Mail {
            sender_name: Some(hostile.to_owned()),
            subject: hostile.to_owned(),
            headers: vec![("X-Customer".to_owned(), hostile.to_owned())],
            ..mail()
        };
        let (_, read) = received(&sent).await;
        assert_eq!(read.recipients, ["eva@windows.example"], "{hostile}");
        assert_eq!(read.names, [hostile], "{hostile}");
        assert_eq!(read.header("subject").len(), 1);
        assert_eq!(read.header("subject"), [hostile]);
        let names: Vec<String> = read
            .headers
            .iter()
            .map(|(name, _)| name.to_lowercase())
            .collect();
        assert!(!names.contains(&"bcc".to_owned()), "{names:?}");
        assert_eq!(read.parts.len(), 1);
    }
    for field in ["subject", "name", "header"] {
        let broken = "a\r\nBcc: thief@z.example".to_owned();
        let mut sent = mail();
        match field {
            "subject" => sent.subject = broken,
            "name" => sent.sender_name = Some(broken),
            _ => sent.headers = vec![("X-A".to_owned(), broken)],
        }
        let client = trusting(&Identity::of(HOST));
        let refused = smtp::send(&client, &settings(1, None), &sent, "app.test").await;
        assert_eq!(refused.unwrap_err().who, WhoActs::Author, "{field}");
    }
}

#[tokio::test]
async fn a_text_keeps_its_lines_and_dots() {
    let sent = Mail {
        text: ".\n..a\n\nFrom here: ä\n.".to_owned(),
        ..mail()
    };
    let (_, read) = received(&sent).await;
    let text = read.parts[0].text.clone().unwrap().replace("\r\n", "\n");
    assert_eq!(text.trim_end_matches('\n'), sent.text);
}

#[tokio::test]
async fn the_mail_servers_host_passes_the_guard() {
    for (allowed, resolves) in [
        (None, "127.0.0.1"),
        (None, "10.0.0.1"),
        (Some(HOST), "169.254.169.254"),
    ] {
        let names = Names::answering(&[&[resolves]]);
        let allowed: Vec<&str> = allowed.into_iter().collect();
        let client = build(&allowed, names, Vec::new());
        let refused = smtp::send(&client, &settings(25, None), &mail(), "app.test").await;
        let failure = refused.unwrap_err();
        assert_eq!(failure.who, WhoActs::Operator, "{resolves}: {failure}");
        assert!(!failure.message.contains(resolves), "{failure}");
    }
}

#[tokio::test]
async fn the_name_is_resolved_once_and_the_checked_address_is_dialled() {
    let mut server = mail_server::MailServer::start(&MailServerOptions::default());
    // A second answer would lead elsewhere.
    let names = Names::answering(&[&["127.0.0.1"], &["10.0.0.1"]]);
    let client = build(&[HOST], std::sync::Arc::clone(&names), Vec::new());
    let settings = MailServer {
        requires_tls: false,
        ..settings(server.port(), None)
    };
    smtp::send(&client, &settings, &mail(), "app.test")
        .await
        .unwrap();
    assert_eq!(server.next_mail().recipients, ["eva@windows.example"]);
    assert_eq!(names.asked(), [HOST]);
}

#[tokio::test]
async fn what_the_server_refuses_is_told_plainly() {
    let identity = Identity::of(HOST);
    let client = || trusting(&identity);
    let open = MailServerOptions::default();
    let plain = || MailServer {
        requires_tls: false,
        ..settings(0, None)
    };
    let with_login = MailServerOptions {
        encryption: starttls(&identity),
        login: login(),
        answers: Vec::new(),
    };
    let answering = |address: &str, answer: &str| MailServerOptions {
        answers: vec![(address.to_owned(), answer.to_owned())],
        ..MailServerOptions::default()
    };
    let busy = WhoActs::ReceiverForNow {
        retry_after: None,
        nothing_happened: true,
    };
    let broken = WhoActs::Connection(ConnectionFault::Broken);
    let expired = WhoActs::Connection(ConnectionFault::Expired);

    let wrong_password = failure(&with_login, settings(0, Some("wrong")), &client()).await;
    assert_eq!(wrong_password.who, expired, "{wrong_password}");
    assert!(wrong_password.message.contains("app password"));
    assert!(!wrong_password.message.contains("wrong"));

    let no_login = failure(&with_login, settings(0, None), &client()).await;
    assert_eq!(no_login.who, broken, "{no_login}");

    let no_tls = failure(&open, settings(0, None), &client()).await;
    assert_eq!(no_tls.who, broken, "{no_tls}");
    assert!(no_tls.message.contains("offers no encryption"));

    let untrusted = build(&[HOST], loopback(), Vec::new());
    let untrusted = failure(&with_login, settings(0, Some("s3cret")), &untrusted).await;
    assert_eq!(untrusted.who, WhoActs::ReceiverForGood, "{untrusted}");
    assert!(untrusted.message.contains("certificate"), "{untrusted}");

    for (address, answer, who) in [
        ("eva@windows.example", "450 Mailbox busy", busy),
        (
            "eva@windows.example",
            "550 No such user",
            WhoActs::ReceiverForGood,
        ),
        (FROM, "451 Try again later", busy),
        (FROM, "553 Not your address", WhoActs::ReceiverForGood),
    ] {
        let refused = failure(&answering(address, answer), plain(), &client()).await;
        assert_eq!(refused.who, who, "{answer}: {refused}");
        assert!(refused.message.contains(&answer[..3]), "{refused}");
    }
}

#[tokio::test]
async fn those_who_can_get_the_mail_get_it() {
    let options = MailServerOptions {
        answers: vec![("gone@x.example".to_owned(), "550 Gone".to_owned())],
        ..MailServerOptions::default()
    };
    let mut server = mail_server::MailServer::start(&options);
    let client = build(&[HOST], loopback(), Vec::new());
    let settings = MailServer {
        requires_tls: false,
        ..settings(server.port(), None)
    };
    let sent = Mail {
        to: vec![
            "gone@x.example".to_owned(),
            "eva@windows.example".to_owned(),
        ],
        ..mail()
    };
    let accepted = smtp::send(&client, &settings, &sent, "app.test")
        .await
        .unwrap();
    assert_eq!(accepted.accepted, ["eva@windows.example"]);
    assert_eq!(accepted.rejected, ["gone@x.example"]);
    assert_eq!(server.next_mail().recipients, ["eva@windows.example"]);
}
