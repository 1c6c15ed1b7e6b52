//! Tests wait for what they expect, never for time to pass: a sleep is too short on a slow machine
//! and too long on every other.

use super::tree::{File, Finding, Tree};

pub(super) fn findings(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        let code = file.code();
        for (number, line) in code.lines().enumerate().skip(tests_from(file, &code)) {
            if line.contains("sleep(") {
                findings.push(file.finding(
                    number + 1,
                    "a test sleeps: wait for a notification, or advance the clock",
                ));
            }
        }
    }
    findings
}

/// The line at which the tests of a file begin.
fn tests_from(file: &File, code: &str) -> usize {
    if file.path.contains("/tests/") || file.path.ends_with("/tests.rs") {
        return 0;
    }
    code.lines()
        .position(|line| line.trim() == "#[cfg(test)]")
        .unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sleep_is_found_in_tests_only() {
        let sleep = "fn f() { std::thread::sleep(SECOND); }\n";
        let with_tests = format!("{sleep}#[cfg(test)]\nmod tests {{\n    {sleep}}}\n");
        let tree = Tree::of(&[
            ("crates/a/src/a.rs", &with_tests),
            ("crates/a/tests/b.rs", sleep),
        ]);
        let findings: Vec<String> = findings(&tree).iter().map(Finding::to_string).collect();
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert!(findings[0].starts_with("crates/a/src/a.rs:4: "));
        assert!(findings[1].starts_with("crates/a/tests/b.rs:1: "));
    }
}
