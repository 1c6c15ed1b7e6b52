#![allow(clippy::unwrap_used)]

use super::*;
use crate::http::{HttpClient, HttpClientOptions};
use ActivePiecesMode as Mode;

const ID: &str = "aB3dE6gH9jK2mN5pQ8sT1";

fn url(text: &str) -> CheckedUrl {
    let client = HttpClient::new(HttpClientOptions::default()).unwrap();
    client.check_url(text).unwrap()
}

#[test]
fn addresses_are_recognised_with_their_server_and_mode() {
    let cloud = "https://cloud.activepieces.com";
    for (base, suffix, mode) in [
        (cloud, "", Mode::Run),
        (cloud, "/", Mode::Run),
        ("https://flows.example:8443/automation", "", Mode::Run),
        (cloud, "/sync", Mode::Sync),
        (cloud, "/draft", Mode::Draft),
        (cloud, "/draft/sync", Mode::DraftSync),
        (cloud, "/test", Mode::Test),
    ] {
        let text = format!("{base}/api/v1/webhooks/{ID}{suffix}");
        let expected = ActivePiecesAddress {
            base: base.to_owned(),
            flow_id: ID.to_owned(),
            mode,
        };
        let url = url(&text);
        assert_eq!(
            ActivePiecesAddress::recognise(&url),
            Some(expected),
            "{text}"
        );
        assert_eq!(NearMiss::of(&url), None, "{text}");
    }
}

#[test]
fn other_addresses_are_not_and_near_misses_are_told_apart() {
    let (cloud, own) = ("https://cloud.activepieces.com", "https://flows.example");
    let incomplete = Some(NearMiss::Incomplete);
    let perhaps = Some(NearMiss::PerhapsIncomplete);
    let page = Some(NearMiss::PageOfFlow);
    for (text, expected) in [
        (format!("{own}/"), None),
        (format!("{cloud}/pricing"), None),
        (format!("{own}/api/v1/webhooks"), None),
        (format!("{own}/api/v1/webhooks/winfactor"), None),
        (
            format!("{own}/api/v1/webhooks/507f1f77bcf86cd799439011"),
            None,
        ),
        (format!("{own}/api/v2/webhooks/{ID}"), None),
        (format!("{own}/api/v1/webhooks/{ID}x"), perhaps),
        (format!("{own}/api/v1/webhooks/{}", &ID[1..]), perhaps),
        (format!("{own}/api/v1/webhooks/{ID}/other"), perhaps),
        (format!("{cloud}/api/v1/webhooks"), incomplete),
        (format!("{cloud}/api/v1/webhooks/8xk2"), incomplete),
        (
            format!("{cloud}/api/v1/webhooks/{ID}/sync/draft"),
            incomplete,
        ),
        (
            format!("{cloud}/api/v1/webhooks/aB3dE6gH9jK2mN5pQ8s-1"),
            incomplete,
        ),
        (format!("{cloud}/flows/{ID}"), page),
        (format!("{own}/projects/{ID}/flows/{ID}"), page),
        (format!("{own}/projects/{ID}/flows/{ID}/runs"), page),
    ] {
        let url = url(&text);
        assert_eq!(ActivePiecesAddress::recognise(&url), None, "{text}");
        assert_eq!(NearMiss::of(&url), expected, "{text}");
    }
}

#[test]
fn addresses_that_miss_the_published_flow_are_told_apart() {
    let missing = [
        Mode::Run,
        Mode::Sync,
        Mode::Draft,
        Mode::DraftSync,
        Mode::Test,
    ]
    .map(Mode::misses_the_published_flow);
    assert_eq!(missing, [false, false, true, true, true]);
}
