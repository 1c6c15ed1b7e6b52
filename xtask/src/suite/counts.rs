//! How many tests passed and failed, read from what test runners print.

use std::{
    fmt,
    iter::Sum,
    ops::{Add, AddAssign},
};

/// The outcome of some tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) ignored: u64,
}

impl Counts {
    /// What one line of a runner's output adds, if it counts anything.
    pub(super) fn of_line(line: &str) -> Option<Counts> {
        rust_summary(line).or_else(|| node_summary(line))
    }

    /// The line of one part: the closing line's form, with what was left out.
    pub(super) fn in_full(&self) -> String {
        match self.ignored {
            0 => self.to_string(),
            ignored => format!("{self}, {ignored} ignored"),
        }
    }
}

/// `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; …`
fn rust_summary(line: &str) -> Option<Counts> {
    let (_, numbers) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let mut counts = Counts::default();
    for part in numbers.split("; ") {
        let Some((number, what)) = part.split_once(' ') else {
            continue;
        };
        match what {
            "passed" => counts.passed = number.parse().ok()?,
            "failed" => counts.failed = number.parse().ok()?,
            "ignored" => counts.ignored = number.parse().ok()?,
            _ => {}
        }
    }
    Some(counts)
}

/// `# pass 3`, or `ℹ pass 3` from newer versions, and the same with `fail`, `cancelled`, `skipped`.
fn node_summary(line: &str) -> Option<Counts> {
    let line = line
        .strip_prefix("# ")
        .or_else(|| line.strip_prefix("ℹ "))?;
    let (what, number) = line.split_once(' ')?;
    let number = number.parse().ok()?;
    match what {
        "pass" => Some(Counts {
            passed: number,
            ..Counts::default()
        }),
        "fail" | "cancelled" => Some(Counts {
            failed: number,
            ..Counts::default()
        }),
        "skipped" | "todo" => Some(Counts {
            ignored: number,
            ..Counts::default()
        }),
        _ => None,
    }
}

/// The closing line that scripts read: `N passed, N failed`.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
    }
}

impl Add for Counts {
    type Output = Counts;

    fn add(mut self, other: Counts) -> Counts {
        self += other;
        self
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Counts>>(counts: I) -> Counts {
        counts.fold(Counts::default(), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn a_rust_summary_is_counted_whatever_its_outcome() {
        let passed = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.10s";
        assert_eq!(
            Counts::of_line(passed),
            Some(Counts {
                passed: 12,
                failed: 0,
                ignored: 1
            })
        );
        let failed =
            "test result: FAILED. 7 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(
            Counts::of_line(failed),
            Some(Counts {
                passed: 7,
                failed: 2,
                ignored: 0
            })
        );
    }

    #[test]
    fn a_node_summary_is_counted_line_by_line() {
        let lines = [
            "# tests 6",
            "# pass 3",
            "ℹ fail 1",
            "# cancelled 1",
            "ℹ skipped 1",
            "# duration_ms 91.3",
        ];
        let total: Counts = lines.iter().filter_map(|line| Counts::of_line(line)).sum();
        assert_eq!(
            total,
            Counts {
                passed: 3,
                failed: 2,
                ignored: 1
            }
        );
    }

    #[test]
    fn the_lines_of_single_tests_are_not_counted() {
        assert_eq!(Counts::of_line("test quotes::accepts_once ... ok"), None);
        assert_eq!(Counts::of_line("# Subtest: pass 3 things"), None);
    }

    #[test]
    fn the_closing_line_names_passed_and_failed_only() {
        let counts = Counts {
            passed: 1,
            failed: 0,
            ignored: 4,
        };
        assert_eq!(counts.to_string(), "1 passed, 0 failed");
        assert_eq!(counts.in_full(), "1 passed, 0 failed, 4 ignored");
    }
}
