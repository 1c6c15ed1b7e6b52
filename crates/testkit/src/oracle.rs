//! Asks the published JavaScript library of Standard Webhooks whether it verifies a delivery.
//!
//! What we sign must be verified by code that we did not write, in the language that most
//! receivers use. `cargo xtask test` installs the library; it runs in Node.js, once for each call.

use std::collections::BTreeMap;

use serde::Serialize;
use winfactor_domain::Timestamp;

use crate::{node, receiver::Received};

/// A delivery, as a receiver has it when it verifies.
#[derive(Clone, Debug, Serialize)]
pub struct Case {
    pub secret: String,
    pub headers: BTreeMap<String, String>,
    pub body: String,
    /// What the receiver's clock shows.
    pub now: Timestamp,
}

impl Case {
    /// What has arrived, with the secret that the receiver knows.
    pub fn of(received: &Received, secret: &str, now: Timestamp) -> Case {
        let text = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
            Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
        };
        let headers = received.headers.iter().filter_map(text).collect();
        Case {
            secret: secret.to_owned(),
            headers,
            body: received.text(),
            now,
        }
    }
}

/// The library's verdict on each case, in the same order: its own words where it refuses.
///
/// # Panics
/// When Node.js or the library is not installed, or the script fails.
pub fn verify(cases: &[Case]) -> Vec<Result<(), String>> {
    node::ask("verify.mjs", Some("standardwebhooks"), cases)
        .into_iter()
        .map(|complaint: Option<String>| complaint.map_or(Ok(()), Err))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the Standard Webhooks specification.
    fn published() -> Case {
        let headers = [
            ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
            ("webhook-timestamp", "1614265330"),
            (
                "webhook-signature",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            ),
        ];
        Case {
            secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned(),
            headers: headers
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into(),
            body: r#"{"test": 2432232314}"#.to_owned(),
            now: Timestamp(1_614_265_330_000),
        }
    }

    #[test]
    fn the_library_verifies_its_own_example_and_refuses_others() {
        let changed = Case {
            body: "{}".to_owned(),
            ..published()
        };
        let late = Case {
            now: Timestamp(1_614_265_930_000),
            ..published()
        };
        let verdicts = verify(&[published(), changed, late]);
        assert_eq!(verdicts[0], Ok(()));
        assert_eq!(verdicts[1], Err("No matching signature found".to_owned()));
        assert_eq!(verdicts[2], Err("Message timestamp too old".to_owned()));
    }
}
