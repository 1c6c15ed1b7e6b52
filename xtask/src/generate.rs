//! `cargo xtask generate`: rewrites the files that are made from code.
//!
//! There is no list of generators here. Each generated file is owned by a test of the crate that
//! knows its content, called `generated_…`, which hands path and content to `testkit::golden`.
//! With `WINFACTOR_REGENERATE=1` that writes the file; without, it compares. So a file that
//! anyone generates is also a file that everyone's tests check.

use crate::{process, suite::Part};

/// What the names of such tests begin with; the tidy rules hold them to it.
pub(crate) const TEST_PREFIX: &str = "generated_";

pub(crate) fn run() -> anyhow::Result<bool> {
    let mut tests = golden_tests();
    tests.command.env("WINFACTOR_REGENERATE", "1");
    let counts = tests.run()?;
    println!(
        "{} generated files written; `git diff --stat` shows what changed.",
        counts.passed
    );
    Ok(counts.failed == 0)
}

/// Compares without writing.
pub(crate) fn current() -> anyhow::Result<bool> {
    let counts = golden_tests().run()?;
    println!(
        "{} generated files are current, {} are not.",
        counts.passed, counts.failed
    );
    Ok(counts.failed == 0)
}

fn golden_tests() -> Part {
    let mut command = process::cargo();
    // Not the documentation tests: none of them owns a file, and each would be built.
    command.args([
        "test",
        "--quiet",
        "--locked",
        "--workspace",
        "--no-fail-fast",
        "--lib",
        "--bins",
        "--tests",
    ]);
    command.arg(TEST_PREFIX);
    Part {
        name: "generated files".to_owned(),
        command,
    }
}
