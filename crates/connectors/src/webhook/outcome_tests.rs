#![allow(clippy::unwrap_used)]

use http::HeaderValue;

use super::*;
use crate::http::{HttpClient, HttpClientOptions, TrustedRoots};

const PLAIN: &str = "https://example.com/hook";
const FLOW: &str = "https://flows.example.com/api/v1/webhooks/aB3dE6gH9jK2mN5pQ8sT1";

fn outcome(status: u16, retry_after: Option<&'static str>, url: &str) -> Outcome {
    let client = HttpClient::new(HttpClientOptions {
        roots: TrustedRoots::Only(Vec::new()),
        ..HttpClientOptions::default()
    })
    .unwrap();
    let mut headers = HeaderMap::new();
    if let Some(value) = retry_after {
        headers.insert(RETRY_AFTER, HeaderValue::from_static(value));
    }
    let status = StatusCode::from_u16(status).unwrap();
    Outcome::of_answer(status, &headers, &client.check_url(url).unwrap(), 0)
}

#[test]
fn statuses_are_classified_as_the_contract_says() {
    let wait = |seconds| Outcome::RetryLater {
        retry_after: Some(Duration::from_secs(seconds)),
    };
    let status = |status| Outcome::Failed(FailureKind::Status(status));
    let redirect = |status| Outcome::Failed(FailureKind::Redirect(status));
    for (code, header, url, expected) in [
        (200, None, PLAIN, Outcome::Delivered),
        (202, None, PLAIN, Outcome::Delivered),
        (204, None, FLOW, Outcome::Delivered),
        (299, None, PLAIN, Outcome::Delivered),
        (410, None, PLAIN, Outcome::Gone),
        (410, None, FLOW, Outcome::Gone),
        (404, None, FLOW, Outcome::FlowOff),
        (404, None, PLAIN, status(404)),
        (429, None, PLAIN, Outcome::RetryLater { retry_after: None }),
        (429, Some("30"), PLAIN, wait(30)),
        (503, Some("30"), PLAIN, wait(30)),
        (
            503,
            Some("soon"),
            PLAIN,
            Outcome::RetryLater { retry_after: None },
        ),
        (500, Some("30"), PLAIN, status(500)),
        (301, None, PLAIN, redirect(301)),
        (304, None, PLAIN, redirect(304)),
        (308, None, FLOW, redirect(308)),
        (400, None, FLOW, status(400)),
        (401, None, PLAIN, status(401)),
        (600, None, PLAIN, status(600)),
    ] {
        assert_eq!(outcome(code, header, url), expected, "{code} {url}");
    }
}

#[test]
fn every_failing_answer_has_a_reason_with_its_status() {
    for (code, header, url, part) in [
        (410, None, PLAIN, "gone for good"),
        (404, None, FLOW, "switched off"),
        (404, None, PLAIN, "check the address"),
        (429, Some("30"), PLAIN, "asks to wait 30 s"),
        (503, None, PLAIN, "not available for now"),
        (302, None, PLAIN, "never followed"),
        (401, None, PLAIN, "authentication"),
        (502, None, PLAIN, "on its side"),
        (418, None, PLAIN, "no success"),
    ] {
        let status = StatusCode::from_u16(code).unwrap();
        let reason = outcome(code, header, url).reason(status).unwrap();
        assert!(reason.contains(part), "{reason}");
        assert!(
            reason.starts_with(&format!("The receiver answered {code}: ")),
            "{reason}"
        );
    }
    assert_eq!(Outcome::Delivered.reason(StatusCode::OK), None);
}
