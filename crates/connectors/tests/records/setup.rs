use std::time::Duration;

use serde_json::{Map, Value};
use winfactor_connectors::channels::{ChannelFailure, WhoActs};
use winfactor_connectors::http::{AllowList, HttpClient, HttpClientOptions, TrustedRoots};

pub(crate) const TIME: Duration = Duration::from_secs(15);
/// 2 March 2026, 08:00 UTC.
pub(crate) const NOW: i64 = 1_772_438_400;

/// A client that may reach the stand-ins.
pub(crate) fn client() -> HttpClient {
    HttpClient::new(HttpClientOptions {
        allowed: AllowList::parse(["127.0.0.1"]).unwrap(),
        roots: TrustedRoots::Only(Vec::new()),
        ..HttpClientOptions::default()
    })
    .unwrap()
}

pub(crate) fn object(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

/// Who must act, and what is said.
#[track_caller]
pub(crate) fn failed(result: Result<Value, ChannelFailure>) -> (WhoActs, String) {
    let failure = result.unwrap_err();
    (failure.who, failure.message)
}

/// The receiver asks for so many seconds, and has done nothing.
pub(crate) fn wait(seconds: u64) -> WhoActs {
    WhoActs::ReceiverForNow {
        retry_after: Some(Duration::from_secs(seconds)),
        nothing_happened: true,
    }
}

/// It is not known what the receiver has done.
pub(crate) const UNCERTAIN: WhoActs = WhoActs::ReceiverForNow {
    retry_after: None,
    nothing_happened: false,
};
