//! What the formatter leaves alone: overlong lines, tabs, blanks at line ends. The insides of strings are free.

use super::tree::{Finding, Tree};

const MOST_COLUMNS: usize = 140;

pub(super) fn findings(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        for (number, line) in file.code_and_comments().lines().enumerate() {
            // An address cannot be broken.
            if line.chars().count() > MOST_COLUMNS && !line.contains("://") {
                findings.push(file.finding(
                    number + 1,
                    format!("longer than {MOST_COLUMNS} columns: break the line"),
                ));
            }
            if line.contains('\t') {
                findings.push(file.finding(number + 1, "a tab: indent with spaces"));
            }
            if line.ends_with(' ') {
                findings.push(file.finding(number + 1, "blanks at the end of the line"));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_tabs_and_trailing_blanks_are_found() {
        let long = "x".repeat(MOST_COLUMNS + 1);
        let source = format!(
            "// {long}\n\tlet a = 1;\nlet b = 2; \nlet c = \"{long}\t\";\n// https://{long}\n"
        );
        let findings: Vec<String> = findings(&Tree::of(&[("a.rs", &source)]))
            .iter()
            .map(Finding::to_string)
            .collect();
        assert_eq!(findings.len(), 3, "{findings:?}");
        assert!(findings[0].starts_with("a.rs:1: longer"));
        assert!(findings[1].starts_with("a.rs:2: a tab"));
        assert!(findings[2].starts_with("a.rs:3: blanks"));
    }
}
