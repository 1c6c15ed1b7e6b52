//! Runs a script of `oracle/` in Node.js: questions in, one line each, answers out in the same order.
//!
//! `cargo xtask provision` installs the packages that the scripts ask, as their lock file says.

use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use serde::{Serialize, de::DeserializeOwned};

/// Asks all questions in one run of the script, which asks this npm package if it asks any.
///
/// # Panics
/// When Node.js or the package is not installed, or the script fails.
pub(crate) fn ask<Q: Serialize, A: DeserializeOwned>(
    script: &str,
    package: Option<&str>,
    questions: &[Q],
) -> Vec<A> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("oracle");
    if let Some(package) = package {
        assert!(
            directory.join("node_modules").join(package).is_dir(),
            "the npm package {package} is not installed: run `cargo xtask provision`"
        );
    }
    let mut node = Command::new("node")
        .arg(script)
        .current_dir(&directory)
        // What a script does without being told must not depend on the machine.
        .env("TZ", "UTC")
        .env("LC_ALL", "en_US.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| {
            panic!("Node.js does not start ({error}): run `cargo xtask provision`")
        });
    let mut input = node.stdin.take().expect("the input was piped");
    for question in questions {
        let line = serde_json::to_string(question).expect("a question is JSON");
        // The script reads everything before it answers: neither side waits for the other.
        writeln!(input, "{line}").expect("Node.js reads its input");
    }
    drop(input);
    let output = node.wait_with_output().expect("Node.js ends");
    assert!(
        output.status.success(),
        "{script} failed: its message stands above"
    );
    let answers: Vec<A> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("the script answers in JSON"))
        .collect();
    assert_eq!(
        answers.len(),
        questions.len(),
        "{script} answers each question"
    );
    answers
}
