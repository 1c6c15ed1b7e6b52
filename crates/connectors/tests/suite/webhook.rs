//! Attempts as a receiver sees them, and as the log keeps them.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use winfactor_connectors::secret::SecretText;
use winfactor_connectors::signing::{SigningSecret, winfactor};
use winfactor_connectors::webhook::{
    Attempt, CustomHeaders, FailureKind, Outcome, WebhookAuth, WebhookRequest, WebhookSender,
};

use crate::setup::{Names, client, client_with_names};
use crate::sink::{Answer, Sink};

const BODY: &[u8] = br#"{"version":"1.0","eventType":"quote.accepted","data":{"total":1250.00}}"#;
const FLOW: &str = "/api/v1/webhooks/aB3dE6gH9jK2mN5pQ8sT1";

fn secrets() -> Vec<SigningSecret> {
    [1, 2]
        .map(|byte| SigningSecret::generate(|bytes| bytes.fill(byte)))
        .to_vec()
}

fn unix_now() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    now.as_secs().try_into().unwrap()
}

struct Settings {
    secrets: Vec<SigningSecret>,
    custom_headers: CustomHeaders,
    auth: WebhookAuth,
    now: i64,
}

impl Settings {
    fn new() -> Self {
        Self {
            secrets: secrets(),
            custom_headers: CustomHeaders::default(),
            auth: WebhookAuth::none(),
            now: unix_now(),
        }
    }

    fn request<'a>(&'a self, url: &'a str, attempt: u32) -> WebhookRequest<'a> {
        WebhookRequest {
            url,
            event_type: "quote.accepted",
            event_id: "evt_01hv3k8q6ze9w8zq1x2y3z4a5b",
            attempt,
            body: Bytes::from_static(BODY),
            secrets: &self.secrets,
            custom_headers: &self.custom_headers,
            auth: &self.auth,
            timeout: Duration::from_secs(15),
            now: self.now,
        }
    }
}

async fn attempt(sink: &Sink, path: &str, settings: &Settings) -> Attempt {
    let sender = WebhookSender::new(client(&[&sink.allowance()]));
    sender.attempt(settings.request(&sink.url(path), 1)).await
}

#[tokio::test]
async fn a_delivery_carries_the_headers_of_the_contract() {
    let sink = Sink::start(Answer::status(202).body("accepted")).await;
    let delivered = attempt(&sink, "/hook?key=%2F", &Settings::new()).await;
    assert_eq!(delivered.outcome, Outcome::Delivered);
    assert_eq!(delivered.status, Some(202));
    assert_eq!(delivered.reason, None);

    let received = &sink.received()[0];
    assert_eq!(received.method, "POST");
    assert_eq!(received.path, "/hook?key=%2F");
    assert_eq!(received.body, BODY);
    for (name, value) in [
        ("content-type", "application/json"),
        (
            "user-agent",
            concat!("WinFactor/", env!("CARGO_PKG_VERSION")),
        ),
        ("x-winfactor-event", "quote.accepted"),
        ("x-winfactor-delivery", "evt_01hv3k8q6ze9w8zq1x2y3z4a5b"),
        ("x-winfactor-attempt", "1"),
        ("webhook-id", "evt_01hv3k8q6ze9w8zq1x2y3z4a5b"),
        ("content-length", &BODY.len().to_string()),
    ] {
        assert_eq!(received.header(name), value, "{name}");
    }
}

#[tokio::test]
async fn receivers_verify_a_delivery_with_either_live_secret() {
    let settings = Settings::new();
    let sink = Sink::start(Answer::status(200)).await;
    attempt(&sink, "/", &settings).await;
    let received = &sink.received()[0];

    for secret in &settings.secrets {
        let library = standardwebhooks::Webhook::new(secret.expose()).unwrap();
        library.verify(&received.body, &received.headers).unwrap();
        let signed_at = winfactor::verify(
            received.header("x-winfactor-signature"),
            &received.body,
            std::slice::from_ref(secret),
            settings.now,
            Duration::ZERO,
        );
        assert_eq!(signed_at, Ok(settings.now));
    }
    let stranger = SigningSecret::generate(|bytes| bytes.fill(9));
    let library = standardwebhooks::Webhook::new(stranger.expose()).unwrap();
    assert!(library.verify(&received.body, &received.headers).is_err());
}

#[tokio::test]
async fn a_retry_sends_the_same_event_with_its_own_number_and_time() {
    let sink = Sink::start(Answer::status(500)).await;
    let mut settings = Settings::new();
    let sender = WebhookSender::new(client(&[&sink.allowance()]));
    let url = sink.url("/");
    let failed = sender.attempt(settings.request(&url, 1)).await;
    assert_eq!(failed.outcome, Outcome::Failed(FailureKind::Status(500)));
    settings.now += 5;
    sender.attempt(settings.request(&url, 2)).await;

    let received = sink.received();
    let (first, second) = (&received[0], &received[1]);
    assert_eq!(first.body, second.body);
    let same = "x-winfactor-delivery";
    assert_eq!(first.header(same), second.header(same));
    assert_eq!(second.header("x-winfactor-attempt"), "2");
    for changes in [
        "x-winfactor-signature",
        "webhook-timestamp",
        "webhook-signature",
    ] {
        assert_ne!(first.header(changes), second.header(changes), "{changes}");
    }
}

#[tokio::test]
async fn answers_decide_what_happens_next() {
    for (answer, path, expected) in [
        (Answer::status(410), "/", Outcome::Gone),
        (Answer::status(404).body("{}"), FLOW, Outcome::FlowOff),
        (
            Answer::status(404),
            "/",
            Outcome::Failed(FailureKind::Status(404)),
        ),
        (
            Answer::status(429).header("retry-after", "90"),
            "/",
            Outcome::RetryLater {
                retry_after: Some(Duration::from_secs(90)),
            },
        ),
        (
            Answer::status(307).header("location", "https://example.com/"),
            "/",
            Outcome::Failed(FailureKind::Redirect(307)),
        ),
    ] {
        let sink = Sink::start(answer).await;
        let attempt = attempt(&sink, path, &Settings::new()).await;
        assert_eq!(attempt.outcome, expected);
        assert!(attempt.reason.is_some());
    }
}

#[tokio::test]
async fn authentication_and_custom_headers_are_sent_but_not_logged() {
    let sink = Sink::start(Answer::status(200).header("set-cookie", "sid=s3cret")).await;
    let settings = Settings {
        custom_headers: CustomHeaders::parse([("X-Tenant", "s3cret-tenant")]).unwrap(),
        auth: WebhookAuth::basic("user", &SecretText::new("s3cret-password")).unwrap(),
        ..Settings::new()
    };
    let attempt = attempt(&sink, "/", &settings).await;

    let received = &sink.received()[0];
    assert_eq!(received.header("x-tenant"), "s3cret-tenant");
    assert_eq!(
        received.header("authorization"),
        "Basic dXNlcjpzM2NyZXQtcGFzc3dvcmQ="
    );
    let logged = format!("{attempt:?}");
    assert!(
        !logged.contains("s3cret") && !logged.contains("dXNlcj"),
        "{logged}"
    );
    for name in ["x-tenant", "authorization"] {
        assert!(
            attempt
                .request_headers
                .iter()
                .any(|pair| pair == (name, "(hidden)"))
        );
    }
    let event = ("x-winfactor-event", "quote.accepted");
    assert!(attempt.request_headers.iter().any(|pair| pair == event));
    let cookie = ("set-cookie", "(hidden)");
    assert!(attempt.response_headers.iter().any(|pair| pair == cookie));
}

#[tokio::test]
async fn answers_of_private_hosts_leave_no_text_in_the_log() {
    let sink = Sink::start(Answer::status(400).body("internal details")).await;
    let attempt = attempt(&sink, "/", &Settings::new()).await;
    assert!(attempt.private_destination);
    assert_eq!(attempt.response_text, "");
    assert_eq!(attempt.status, Some(400));
}

#[tokio::test]
async fn what_cannot_be_sent_is_a_failed_attempt_with_advice() {
    let sink = Sink::start(Answer::status(200)).await;
    let settings = Settings::new();
    let names = Names::answering(&[&["10.0.0.7"]]);
    let sender = WebhookSender::new(client_with_names(&[], &names));
    for (url, code, advice) in [
        (sink.url("/"), "refused", "the operator"),
        (
            "http://flows.example/".to_owned(),
            "refused",
            "flows.example:80",
        ),
        (
            "http://unknown.example/".to_owned(),
            "dns",
            "unknown.example",
        ),
        (
            "example.com".to_owned(),
            "url_malformed",
            "https://example.com/path",
        ),
    ] {
        let attempt = sender.attempt(settings.request(&url, 1)).await;
        assert_eq!(attempt.outcome.code(), code, "{url}");
        assert_eq!(attempt.status, None);
        let reason = attempt.reason.unwrap();
        assert!(reason.contains(advice), "{reason}");
        assert!(!reason.contains("10.0.0.7"), "{reason}");
    }
    assert_eq!(sink.connections(), 0);
}

#[tokio::test]
async fn a_receiver_that_hangs_costs_its_time_out_and_is_retried() {
    let sink = Sink::start(Answer::never()).await;
    let sender = WebhookSender::new(client(&[&sink.allowance()]));
    let url = sink.url("/");
    let attempt =
        tokio::spawn(async move { sender.attempt(Settings::new().request(&url, 1)).await });
    sink.arrival().await;
    tokio::time::pause();
    let attempt = attempt.await.unwrap();
    assert_eq!(attempt.outcome.code(), "timeout_answer");
    assert!(attempt.duration >= Duration::from_secs(15));
    assert!(attempt.reason.unwrap().contains("within 15 s"));
}
