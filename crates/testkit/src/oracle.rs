//! Asks the published JavaScript library of Standard Webhooks whether it verifies a delivery.
//!
//! What we sign must be verified by code that we did not write, in the language that most
//! receivers use. `cargo xtask test` installs the library; it runs in Node.js, once for each call.

use std::{
    collections::BTreeMap,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde::Serialize;
use winfactor_domain::Timestamp;

use crate::receiver::Received;

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
    let directory = directory();
    assert!(
        directory.join("node_modules/standardwebhooks").is_dir(),
        "the webhook verifier is not installed: run `cargo xtask provision`"
    );
    let mut node = Command::new("node")
        .arg("verify.mjs")
        .current_dir(&directory)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| {
            panic!("Node.js does not start ({error}): run `cargo xtask provision`")
        });
    let mut input = node.stdin.take().expect("the input was piped");
    for case in cases {
        let line = serde_json::to_string(case).expect("a case is JSON");
        // The script reads everything before it answers: neither side waits for the other.
        writeln!(input, "{line}").expect("Node.js reads its input");
    }
    drop(input);
    let output = node.wait_with_output().expect("Node.js ends");
    assert!(
        output.status.success(),
        "the webhook verifier failed: its message stands above"
    );
    let verdicts: Vec<Option<String>> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("the verifier answers in JSON"))
        .collect();
    assert_eq!(
        verdicts.len(),
        cases.len(),
        "the verifier answers each case"
    );
    verdicts
        .into_iter()
        .map(|complaint| complaint.map_or(Ok(()), Err))
        .collect()
}

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("oracle")
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
